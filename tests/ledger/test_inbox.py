"""The inbox in the ledger: what waits, what was delivered, what is dead; live, rebuilt, and folded from scratch alike."""

from dataclasses import replace

from domain.inbox.commands import ConfirmEvent, RedriveEvent
from journal.journal import Journal
from ledger.letters import Letters, LetterStanding, LettersWanted, Turn
from ledger.rebuilding import rebuild
from tests.domain.test_inbox import EVENT, REDRIVE, SPEC, dead, of_office, received
from tests.ledger.histories import write
from tests.ledger.standing import caught_up, expected, projecting, standing
from tests.postgres import Database
from tests.spec import Scene


def history() -> Scene:
    """The first is dead, the second delivered, the third waits, the fourth was dead and waits again."""
    other = EVENT.model_copy(update={"event_id": "e-2", "subject": None})
    redrive = replace(REDRIVE, command=RedriveEvent(of=4, reason="登记已补"))
    return SPEC.given(
        received(),
        received(other),
        received(EVENT.model_copy(update={"event_id": "e-3"})),
        received(EVENT.model_copy(update={"event_id": "e-4"})),
        dead(of=4, turn=4),
        dead(of=1, turn=1),
        of_office(ConfirmEvent(of=2, turn=2, reached=())),
        redrive,
    )


async def test_what_has_no_outcome_on_record_waits_in_order(journal: Journal, database: Database) -> None:
    await write(journal, history(), SPEC.stream)
    first = await journal.length() - len(history().facts)
    async with projecting(journal, database):
        await caught_up(journal)
    letters = Letters(journal)
    pending = await letters.pending(0, 10)
    assert pending.rows == [
        Turn(SPEC.stream, 3, 3, first + 3, first + 3, EVENT.source, EVENT.subject),
        Turn(SPEC.stream, 4, 8, first + 8, first + 4, EVENT.source, EVENT.subject),
    ]
    assert (await letters.pending(0, 1)).rows == pending.rows[:1]
    assert (await letters.pending(first + 3, 10)).rows == pending.rows[1:]


async def test_how_every_event_stands_is_listed_with_the_reason(journal: Journal, database: Database) -> None:
    await write(journal, history(), SPEC.stream)
    async with projecting(journal, database):
        await caught_up(journal)
    letters = Letters(journal)
    every = (await letters.letters(LettersWanted())).rows
    assert [one.standing for one in every] == ["dead", "delivered", "pending", "pending"]
    (lost,) = (await letters.letters(LettersWanted(LetterStanding.DEAD))).rows
    assert (lost.event_id, lost.rule, lost.data) == (
        "e-1",
        "upstream.unknown-enterprise",
        (("code", "9"),),
    )
    assert (await letters.letters(LettersWanted(positions=[every[1].position]))).rows == every[1:2]
    assert (await letters.letters(LettersWanted(after=every[0].position, limit=2))).rows == every[1:3]
    assert (every[1].subject, every[1].org, every[1].system) == (None, "o-1", "s-market")


async def test_rebuilt_it_is_what_it_was(journal: Journal, database: Database) -> None:
    await write(journal, history(), SPEC.stream)
    async with projecting(journal, database):
        await caught_up(journal)
    live = await standing(database.dsn)
    assert len(live["inbox"]) == len(history().facts)
    assert live == await expected(journal)
    await rebuild(journal, database.service_dsn, lambda *_: None)
    assert await standing(database.dsn) == live
