"""The second wall: who reads for somebody sees the organisations he was told, and nothing where he was told none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import asyncpg
import pytest

from domain.coverage import Conclusion
from domain.figures import Figure
from domain.orders import OrgId
from interfaces.desk.worklist import Filter, Worklist
from journal.journal import Journal
from ledger.answers import Waiting, WorkWanted
from ledger.connecting import BESIDE, LIVE
from ledger.coverage.counting import Asked
from ledger.coverage.placing import Placed
from ledger.ledger import Ledger
from ledger.letters import Letters, LettersWanted
from ledger.realm import EVERYTHING, Realm
from ledger.rebuilding import rebuild
from ledger.registers.register import Register, Wanted
from ledger.registers.snapshot import snapshot_of
from ledger.statements import AS_READER
from tests.domain.roster_given import directory
from tests.domain.test_every_process import OPEN
from tests.domain.test_inbox import SPEC as INBOX
from tests.ledger.histories import write
from tests.ledger.province import Told, enterprise, fold, noted
from tests.ledger.standing import caught_up, projecting
from tests.ledger.test_inbox import history as inbox_history
from tests.postgres import Database

OPEN_TO_ALL = {"checkpoint", "day"}
"""Tells a position, and nothing of anybody."""

TOLD = (
    enterprise(1, "p1", noted(1, Conclusion.JOINT_OR_AFFILIATED, counted=2)),
    enterprise(2, "p10", noted(2, Conclusion.JOINT_OR_AFFILIATED, counted=1)),
    enterprise(3, "p2"),
)


def realm(*orgs: OrgId) -> Realm:
    return Realm(frozenset(orgs))


@pytest.fixture
async def province(journal: Journal, database: Database) -> Journal:
    """Enterprises in `p1`, `p10` and `p2`, and an open case of every process."""
    for one in (*TOLD, *(Told(scene.spec.stream, scene) for scene in (make() for make in OPEN.values()))):
        await write(journal, one.scene, one.stream)
    await fold(journal, database)
    return journal


@asynccontextmanager
async def as_service(database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.service_dsn)
    try:
        yield connection
    finally:
        await connection.close()


async def tables(connection: asyncpg.Connection, schema: str = LIVE) -> dict[str, bool]:
    """Every table of a schema, and whether rows in it are guarded."""
    rows = await connection.fetch(
        "select c.relname, c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid"
        " and p.polroles = array['ledger_reader'::regrole::oid]) from pg_class c"
        " where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')",
        schema,
    )
    return {row[0]: row[1] for row in rows}


async def counted(connection: asyncpg.Connection) -> dict[str, int]:
    """How many rows of each table are seen in the role that the connection has."""
    names = [name for name in await tables(connection) if name not in OPEN_TO_ALL]
    return {name: await connection.fetchval(f"select count(*) from ledger.{name}") for name in names}  # noqa: S608


async def test_no_table_of_the_ledger_is_without_the_wall(database: Database) -> None:
    async with as_service(database) as connection:
        found = await tables(connection)
    assert {name for name, guarded in found.items() if not guarded} == OPEN_TO_ALL


async def test_a_table_of_which_nothing_is_known_shows_nobody_anything(database: Database) -> None:
    connection = await asyncpg.connect(database.dsn)
    try:
        await connection.execute(
            "set role ledger_projector; create table ledger.later as select 1 as x; select ledger.guard('ledger')"
        )
        await connection.execute("set role ledger_reader; select set_config('app.orgs', 'p1', false)")
        assert await connection.fetchval("select count(*) from ledger.later") == 0
    finally:
        await connection.close()


@pytest.mark.usefixtures("province")
async def test_where_no_organisation_was_told_nothing_is_seen(database: Database) -> None:
    async with as_service(database) as connection:
        everything = await counted(connection)
        assert {name for name, rows in everything.items() if rows} >= {
            "stream",
            "task",
            "timeline",
            "enterprise",
        }
        async with connection.transaction():
            await connection.execute("set local role ledger_reader")  # never told
            assert set((await counted(connection)).values()) == {0}
        async with connection.transaction():
            await connection.execute(AS_READER, "p1")
            assert (await counted(connection))["enterprise"] == 1
        async with connection.transaction():
            await connection.execute("set local role ledger_reader")
            # the trap: what was set in a transaction that ended is '', not NULL
            assert await connection.fetchval("select current_setting('app.orgs', true)") == ""
            assert set((await counted(connection)).values()) == {0}
        async with connection.transaction():
            await connection.execute(AS_READER, "")
            assert set((await counted(connection)).values()) == {0}
        assert await counted(connection) == everything


@pytest.mark.parametrize(
    ("orgs", "seen"),
    [
        (("p1",), {"e-1"}),
        (("p10",), {"e-2"}),
        (("p1", "p2"), {"e-1", "e-3"}),
        (("p",), set()),
        (("p100", "1", "p1.", "P1"), set()),
        ((), set()),
    ],
)
async def test_one_organisation_is_told_from_another_that_begins_like_it(
    province: Journal, orgs: tuple[OrgId, ...], seen: set[str]
) -> None:
    async with snapshot_of(province.readers, realm(*orgs)) as look:
        rows = await look.page(Register.ENTERPRISES, Wanted(text="示例"))
    assert {row.stream.removeprefix("enterprise/") for row in rows} == seen


async def test_figures_count_what_is_seen(province: Journal) -> None:
    asked = Asked(None, Placed((), (), others=True), date(2026, 10, 1))
    async with snapshot_of(province.readers, realm("p10")) as look:
        mine = (await look.counts(asked)).total
    async with snapshot_of(province.readers, realm("p1", "p10", "p2")) as look:
        three = (await look.counts(asked)).total
    assert (mine.count(Figure.UNINVESTIGATED), three.count(Figure.UNINVESTIGATED)) == (0, 1)
    assert (mine.count(Figure.BASE), three.count(Figure.BASE)) == (1, 2)


async def waiting(ledger: Ledger, realm: Realm) -> list[Waiting]:
    return [one async for found in ledger.work(WorkWanted(), realm) for one in found.rows]


async def test_work_and_the_pool_and_stories_end_at_the_wall(province: Journal) -> None:
    ledger = Ledger(province)
    everything = await waiting(ledger, EVERYTHING)
    places = {(one.case_org, one.task.org) for one in everything}
    assert len({org for both in places for org in both}) > 1
    for org in {org for both in places for org in both}:
        seen = await waiting(ledger, realm(org))
        assert [one.key for one in seen] == [
            one.key for one in everything if org in {one.case_org, one.task.org}
        ]
    both = ["p1", "p10"]
    assert {one.org for one in (await ledger.pool(both)).rows} == {"p1", "p10"}
    assert {one.org for one in (await ledger.pool(both, realm("p10"))).rows} == {"p10"}
    assert (await ledger.timeline("enterprise/e-1", realm=realm("p1"))).rows
    assert (await ledger.timeline("enterprise/e-1", realm=realm("p10"))).rows == []
    assert (await ledger.timeline("enterprise/e-1", realm=EVERYTHING)).rows


async def test_what_waits_for_anybody_lies_where_one_may_look_though_the_case_does(province: Journal) -> None:
    here = realm("o-1-b1")
    seen = await waiting(Ledger(province), here)
    assert {("o-1-b1", "o-1"), ("o-1-b1", "o-1-b1")} == {(one.case_org, one.task.org) for one in seen}
    worklist = Worklist(Ledger(province), directory(), date(2026, 10, 1), here)
    listed = (await worklist.page(None, Filter(), 1)).found.items
    assert [one.stream for one in listed] == [one.stream for one in seen if one.task.org == "o-1-b1"]


@pytest.mark.usefixtures("province")
async def test_an_open_case_is_seen_by_whoever_sees_its_stream(database: Database) -> None:
    open_cases, streams = "select stream from ledger.open_case", "select stream from ledger.stream"
    async with as_service(database) as connection:
        rows = await connection.fetch("select stream, org, elsewhere from ledger.open_case")
        every = {row["stream"] for row in rows}
        for org in {org for row in rows for org in (row["org"], *row["elsewhere"])}:
            async with connection.transaction():
                await connection.execute(AS_READER, org)
                seen = {row["stream"] for row in await connection.fetch(open_cases)}
                assert seen
                assert seen == every & {row["stream"] for row in await connection.fetch(streams)}
    assert any(row["elsewhere"] for row in rows)


async def test_an_event_is_seen_with_how_it_stands_or_not_at_all(
    journal: Journal, database: Database
) -> None:
    await write(journal, inbox_history(), INBOX.stream)
    await fold(journal, database)
    letters = Letters(journal)
    every = (await letters.letters(LettersWanted())).rows
    assert len({one.standing for one in every}) > 2
    assert (await letters.letters(LettersWanted(), realm(every[0].org))).rows == every
    assert (await letters.letters(LettersWanted(), realm("p1"))).rows == []


async def test_a_connection_that_was_somebodys_is_nobodys_afterwards(province: Journal) -> None:
    ledger = Ledger(province)
    for _ in range(20):  # more than there are connections
        assert (await ledger.timeline("enterprise/e-1", realm=realm("p2"))).rows == []
        assert (await ledger.timeline("enterprise/e-1")).rows
        assert await province.load("enterprise/e-1")


async def test_whoever_reads_for_somebody_reads_no_journal_and_writes_nothing(database: Database) -> None:
    async with as_service(database) as connection:
        await connection.execute("set role ledger_reader")
        for statement in (
            "select from journal.entry",
            "delete from ledger.task",
            "update ledger.stream set org = 'p1'",
            "alter table ledger.task disable row level security",
            "select ledger.guard('ledger')",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


async def test_the_wall_still_stands_after_a_rebuild(province: Journal, database: Database) -> None:
    async with projecting(province, database):
        await caught_up(province)
        for _ in range(2):
            await rebuild(province, database.service_dsn, lambda _more, _total: None)
    async with as_service(database) as connection:
        found = await tables(connection)
        assert {name for name, guarded in found.items() if not guarded} == OPEN_TO_ALL
        assert await tables(connection, BESIDE) == {}
        async with connection.transaction():
            await connection.execute("set local role ledger_reader")
            assert set((await counted(connection)).values()) == {0}
    async with snapshot_of(province.readers, realm("p1")) as look:
        assert len(await look.page(Register.ENTERPRISES, Wanted())) == 1
    assert (await Ledger(province).timeline("enterprise/e-1", realm=realm("p1"))).rows
