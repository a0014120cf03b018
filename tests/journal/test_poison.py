"""An entry that PostgreSQL cannot take: only its own command fails."""

import asyncio
import hashlib

import pytest

from journal.committer import Committer
from journal.errors import EntryRejectedError
from journal.journal import Journal
from journal.preparing import PreparedCommand, PreparedSlice, prepare
from tests.journal.acts import REAL, act, part

NOISE = "".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(200))
"""Too long for an index, and PostgreSQL cannot compress it."""


def prepared(name: str, stream: str) -> PreparedCommand:
    return prepare(act(name, part(stream)), REAL, {})


def spoiled(**changes: object) -> PreparedCommand:
    """A command whose entry was changed behind the checks of this code."""
    command = prepared("poison", "case/poison")
    return command._replace(entries=(command.entries[0]._replace(**changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "poison",
    [
        spoiled(kind="case.\x00.v1"),
        spoiled(kind="case.\ud800.v1"),
        spoiled(tags=("branch:\x00",)),
        spoiled(body=b"x" * 65_537),
        prepared("poison", "case/poison")._replace(fingerprint=b"short"),
        prepared("poison", "case/poison")._replace(slices=()),
        prepared("poison", "case/poison")._replace(entries=()),
        prepared("poison", "case/poison")._replace(slices=(PreparedSlice("case/" + NOISE, 0, 1),)),
    ],
    ids=[
        "NUL in kind",
        "surrogate",
        "NUL in tag",
        "too large",
        "fingerprint",
        "no slice",
        "no entry",
        "long name",
    ],
)
async def test_a_poisoned_entry_fails_alone(
    journal: Journal, committer: Committer, poison: PreparedCommand
) -> None:
    neighbours = [prepared(f"n{n}", f"case/{n}") for n in range(6)]
    batch = [*neighbours[:3], poison, *neighbours[3:]]
    answers = await asyncio.gather(*(committer.submit(command) for command in batch), return_exceptions=True)
    assert isinstance(answers.pop(3), EntryRejectedError)
    assert [getattr(answer, "outcome", answer) for answer in answers] == ["appended"] * 6
    assert [entry.position for entry in await journal.read(0, 100)] == list(range(1, 8))


async def test_what_postgresql_says_of_a_poisoned_entry_does_not_repeat_its_content(
    journal: Journal, committer: Committer
) -> None:
    with pytest.raises(EntryRejectedError) as refused:
        await committer.submit(spoiled(body=b"secret" * 20_000))
    assert "736563726574" not in str(refused.value)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert await journal.version("case/poison") == 0


@pytest.mark.usefixtures("journal")
async def test_an_argument_that_the_client_refuses_is_named_by_its_number_only(
    committer: Committer,
) -> None:
    with pytest.raises(EntryRejectedError, match=r"^22000: argument \$11$"):
        await committer.submit(spoiled(body="secret"))


async def test_a_caller_who_gives_up_does_not_disturb_the_others(journal: Journal) -> None:
    tasks = [asyncio.create_task(journal.append(act(f"a{n}", part(f"case/{n}")))) for n in range(10)]
    await asyncio.sleep(0)
    tasks[4].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(answers.pop(4), asyncio.CancelledError)
    assert not any(isinstance(answer, BaseException) for answer in answers)


async def test_what_waits_is_appended_before_the_journal_closes(
    journal: Journal, committer: Committer
) -> None:
    waiting = [asyncio.create_task(committer.submit(prepared(f"a{n}", f"case/{n}"))) for n in range(5)]
    await asyncio.sleep(0)
    await committer.close()
    assert [verdict.outcome for verdict in await asyncio.gather(*waiting)] == ["appended"] * 5
    assert len(await journal.read(0, 100)) == 6
