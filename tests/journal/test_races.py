"""Many at once: who wins, who is told what, and that neighbours do not hurt each other."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from journal.entry import Appended
from journal.errors import CommandReusedError, VersionConflictError
from journal.journal import Journal
from tests.journal.acts import REAL, act, command_id, part
from tests.postgres import Database


@pytest.fixture
async def journals(database: Database) -> AsyncIterator[list[Journal]]:
    """Four journals on one database, as four processes have them."""
    opened = [await Journal.open(database.service_dsn) for _ in range(4)]
    await asyncio.gather(*(journal.begin(REAL) for journal in opened))
    yield opened
    for journal in opened:
        await journal.close()


async def test_of_20_writers_one_wins_and_19_are_told_the_actual_version(journals: list[Journal]) -> None:
    answers = await asyncio.gather(
        *(journals[n % 4].append(act(f"w{n}", part("case/1"))) for n in range(20)), return_exceptions=True
    )
    losers = [answer for answer in answers if isinstance(answer, VersionConflictError)]
    assert sum(isinstance(answer, Appended) for answer in answers) == 1
    assert [(loser.expected, loser.actual) for loser in losers] == [(0, 1)] * 19


async def test_the_same_command_from_20_callers_leaves_one_entry_and_20_equal_answers(
    journals: list[Journal],
) -> None:
    answers = await asyncio.gather(*(journals[n % 4].append(act("a", part("case/1"))) for n in range(20)))
    assert len({answer.entries for answer in answers}) == 1
    assert Counter(answer.repeated for answer in answers) == {True: 19, False: 1}
    assert await journals[0].version("case/1") == 1


async def test_an_id_with_two_intents_is_refused_once_and_neighbours_are_unharmed(
    journals: list[Journal],
) -> None:
    answers = await asyncio.gather(
        journals[0].append(act("n1", part("case/n1"))),
        journals[0].append(act("a", part("case/1"))),
        journals[0].append(act("a", part("case/2"), intent="another")),
        journals[0].append(act("n2", part("case/n2"))),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [Appended, Appended, CommandReusedError, Appended]
    assert await journals[0].version("case/2") == 0


async def test_two_streams_in_opposite_orders_never_lock_each_other_out(journals: list[Journal]) -> None:
    async def push(journal: Journal, name: str, first: str, second: str) -> int:
        done = 0
        for n in range(25):
            versions = {stream: await journal.version(stream) for stream in (first, second)}
            try:
                await journal.append(
                    act(f"{name}{n}", part(first, versions[first]), part(second, versions[second]))
                )
                done += 1
            except VersionConflictError:
                continue
        return done

    won = await asyncio.gather(
        *(push(journals[n], f"f{n}", "case/a", "case/b") for n in (0, 1)),
        *(push(journals[n], f"b{n}", "case/b", "case/a") for n in (2, 3)),
    )
    assert sum(won) == await journals[0].version("case/a") == await journals[0].version("case/b") > 0


async def test_a_chain_within_one_batch_is_appended_link_by_link(journals: list[Journal]) -> None:
    answers = await asyncio.gather(*(journals[0].append(act(f"c{n}", part("case/1", n))) for n in range(10)))
    assert [answer.entries[0].version for answer in answers] == list(range(1, 11))
    positions = [answer.entries[0].position for answer in answers]
    assert positions == sorted(positions)


async def test_a_repetition_within_one_batch_is_answered_the_first_ones_entries(
    journals: list[Journal],
) -> None:
    first, second, other = await asyncio.gather(
        journals[0].append(act("a", part("case/1", count=2))),
        journals[0].append(act("a", part("case/1", count=2))),
        journals[0].append(act("b", part("case/1", 2))),
    )
    assert (first.repeated, second.repeated, other.repeated) == (False, True, False)
    assert first.entries == second.entries
    assert [entry.version for entry in await journals[0].load("case/1")] == [1, 2, 3]


async def test_a_loser_in_a_batch_leaves_nothing_and_its_neighbours_stand(journals: list[Journal]) -> None:
    answers = await asyncio.gather(
        journals[0].append(act("a", part("case/1"))),
        journals[0].append(act("b", part("case/2"), part("case/1"))),
        journals[0].append(act("c", part("case/2"))),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [Appended, VersionConflictError, Appended]
    assert await journals[0].find(command_id("b")) == []
    assert [entry.position for entry in await journals[0].read(0, 10)] == [1, 2, 3]


async def test_any_version_means_that_nobody_loses(journals: list[Journal]) -> None:
    answers = await asyncio.gather(
        *(journals[n % 4].append(act(f"r{n}", part("refusals/o-1/2026-03", None))) for n in range(40))
    )
    assert sorted(answer.entries[0].version for answer in answers) == list(range(1, 41))
