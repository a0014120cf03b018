"""Whatever happens to projectors and writers, the ledger is what the journal says, and no entry is passed over."""

import asyncio
import contextlib
import random
from collections.abc import Sequence
from functools import cache
from itertools import count

import asyncpg
import pytest

from domain.model import Model
from journal.call import arguments
from journal.entry import Submission
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from journal.outage import OUTAGE
from journal.preparing import prepare
from journal.statements import APPEND
from ledger.errors import LedgerDefectError
from ledger.ledger import Ledger
from ledger.projection import Change, Projection
from ledger.projections import PROJECTIONS
from ledger.projector import Projector
from tests.domain.test_every_process import OPEN
from tests.journal.acts import REAL, act, part
from tests.ledger.histories import corrected_filing, submissions, write
from tests.ledger.standing import caught_up, expected, projecting, standing
from tests.postgres import Database
from tests.spec import Scene

WRITERS = 4
CASES = 9
KILLS = 12
KILL = """
select count(pg_terminate_backend(pid)) from (
    select pid from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and application_name like 'ledger%' and datname = current_database() limit 1
) one
"""


async def test_the_ledger_is_what_the_journal_says_of_every_process(
    journal: Journal, database: Database
) -> None:
    for make in OPEN.values():
        scene = make()
        await write(journal, scene, scene.spec.stream)
    async with projecting(journal, database):
        await caught_up(journal)
    there = await standing(database.dsn)
    assert there == await expected(journal)
    assert {row["process"] for row in there["task"]} == set(OPEN)


async def test_what_is_corrected_or_revoked_later_stands_as_corrected(
    journal: Journal, database: Database
) -> None:
    scene = corrected_filing()
    async with projecting(journal, database):
        for submission in submissions(scene, scene.spec.stream):
            await journal.append(submission)
            await caught_up(journal)
            assert await standing(database.dsn) == await expected(journal)


async def test_streams_that_no_process_has_are_passed_by(journal: Journal, database: Database) -> None:
    await journal.append(act("a", part("case/1", count=3)))
    async with projecting(journal, database):
        await caught_up(journal)
    assert await standing(database.dsn) == {
        "checkpoint": [4],
        **{name: [] for name in ("stream", *(one.table for one in PROJECTIONS))},
    }


async def test_projectors_that_fight_for_the_lead_among_kills_skip_nothing_and_write_nothing_twice(
    journal: Journal, database: Database
) -> None:
    enough = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        projectors = [
            await stack.enter_async_context(projecting(journal, database, again=0.03)) for _ in range(4)
        ]
        killer = asyncio.create_task(kill(database, enough))
        cases = await asyncio.gather(
            *(write_restlessly(journal, database, n, enough) for n in range(WRITERS))
        )
        await killer
        await caught_up(journal)
        assert [one.defect for one in projectors] == [None] * 4
    there = await standing(database.dsn)
    assert there == await expected(journal)
    assert len(there["task"]) == sum(cases)


async def write_restlessly(journal: Journal, database: Database, writer: int, enough: asyncio.Event) -> int:
    """Append cases command by command; some attempts dawdle at the gate, roll back, or lose their connection."""
    dice = random.Random(writer)  # noqa: S311 - the same in every run
    for case in count():
        if case >= CASES and enough.is_set():
            return case
        name = sorted(OPEN)[case % len(OPEN)]
        first, key, *rest = scene_of(name).spec.stream.split("/")
        for submission in submissions(scene_of(name), "/".join((first, f"{key}-{writer}-{case}", *rest))):
            if dice.random() < 0.2:
                await in_vain(database, submission, dice)
            await insist(journal, submission)
    raise AssertionError


@cache
def scene_of(name: str) -> Scene:
    return OPEN[name]()


async def in_vain(database: Database, submission: Submission, dice: random.Random) -> None:
    with contextlib.suppress(*OUTAGE):
        connection = await asyncpg.connect(database.service_dsn)
        try:
            transaction = connection.transaction()
            await transaction.start()
            await connection.fetch(APPEND, *arguments([prepare(submission, REAL, {})]))
            await asyncio.sleep(dice.random() * 0.004)
            if dice.random() < 0.5:
                await transaction.rollback()
        finally:
            connection.terminate()


async def insist(journal: Journal, submission: Submission) -> None:
    while True:
        with contextlib.suppress(JournalUnavailableError):
            await journal.append(submission)
            return


async def kill(database: Database, enough: asyncio.Event) -> None:
    """End whoever projects, each time the ledger has come on; and now and then one who has just begun to."""
    connection = await asyncpg.connect(database.dsn)
    position = moves = 0
    try:
        for moment in count():
            await asyncio.sleep(0.02)
            now = await connection.fetchval("select position from ledger.checkpoint")
            if now > position or moment % 20 == 0:
                await connection.fetchval(KILL)
                moves += now > position
                position = now
            if moves == KILLS:
                enough.set()
                return
    finally:
        await connection.close()


class Row(Model):
    stream: str


def _broken(change: Change) -> Sequence[Row]:
    if change.stream == "filing/K-1/1":
        raise KeyError(change.stream)
    return []


async def test_an_entry_that_cannot_be_folded_stops_the_ledger_before_it_and_is_named(
    journal: Journal, database: Database
) -> None:
    before, filing = OPEN["investigation"](), OPEN["filing"]()
    await write(journal, before, before.spec.stream)
    async with projecting(journal, database):
        await caught_up(journal)
    stood = await journal.length()
    await write(journal, filing, "filing/K-1/1")
    broken = (PROJECTIONS[0]._replace(rows=_broken), *PROJECTIONS[1:])
    async with projecting(journal, database, projections=broken) as projector:
        async with asyncio.timeout(10):
            while projector.defect is None:  # noqa: ASYNC110  # another task is watched
                await asyncio.sleep(0.01)
        defect = projector.defect
        assert isinstance(defect, LedgerDefectError)
        assert (defect.table, defect.stream) == ("task", "filing/K-1/1")
        assert await Ledger(journal).position() == stood
    async with projecting(journal, database):
        await caught_up(journal)
    assert await standing(database.dsn) == await expected(journal)


async def test_a_projector_of_another_version_writes_nothing(journal: Journal, database: Database) -> None:
    scene = OPEN["filing"]()
    await write(journal, scene, scene.spec.stream)
    newer = (*PROJECTIONS, Projection("later", Row, _broken))
    async with projecting(journal, database, projections=newer):
        assert await Ledger(journal).at_least(2) == 0
    async with projecting(journal, database):
        await caught_up(journal)


async def test_a_question_waits_for_what_was_recorded_and_tells_when_that_does_not_come(
    journal: Journal, database: Database
) -> None:
    ledger = Ledger(journal)
    assert await ledger.at_least(0) == 0
    assert await ledger.at_least(1) == 0  # nobody projects
    async with projecting(journal, database):
        for number, make in enumerate(OPEN.values()):
            scene = make()
            await write(journal, scene, scene.spec.stream)
            head = await journal.length()
            assert await ledger.at_least(head) >= head, number


@pytest.mark.parametrize("role", ["branch_service", "journal_reader"])
async def test_only_the_projector_writes_the_ledger(database: Database, role: str) -> None:
    connection = await asyncpg.connect(database.service_dsn)
    try:
        for statement in (
            "insert into ledger.subject values ('enterprise/e-1', 'x')",
            "update ledger.checkpoint set position = 0",
            "delete from ledger.task",
            "truncate ledger.timeline",
            "drop table ledger.pool",
            "create table ledger_beside.x ()",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"set role {role}; {statement}")
        await connection.execute("reset role; set role ledger_projector")
        for statement in ("select journal.append(null)", "insert into journal.entry default values"):
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.UndefinedFunctionError)):
                await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("steps", range(4))
async def test_one_who_is_closed_in_the_moment_in_which_he_is_woken_ends(
    journal: Journal, database: Database, steps: int
) -> None:
    projector = Projector(journal, database.service_dsn)
    await caught_up(journal)
    projector._wake.set()  # noqa: SLF001  # as a notification does
    for _ in range(steps):
        await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await projector.close()
