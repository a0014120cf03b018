"""A little province in the journal, small enough to be counted by hand; its roster is that of `roster_given`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import asyncpg

from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.claims import GrantClaim
from domain.enterprise.commands import NoteInvestigation
from domain.enterprise.decider import DECIDER as ENTERPRISE
from domain.roster.directory import Directory
from journal.journal import Journal
from ledger.connecting import LIVE, connected
from ledger.folder import Folder
from ledger.projections import PROJECTIONS
from ledger.registers.snapshot import Snapshot, snapshot_of
from ledger.tables import Tables
from tests.domain import roster_given
from tests.domain.enterprise_cases import code, register
from tests.ledger.histories import write
from tests.postgres import Database
from tests.spec import Did, Scene, Spec, TimePasses, by_service, did


class Told(NamedTuple):
    """Something that happened in a stream."""

    stream: str
    scene: Scene


def directory() -> Directory:
    return Directory([roster_given.SPEC.given(roster_given.IMPORTED).state])


def enterprise(number: int, org: str, *more: Did, **row: Any) -> Told:
    """An enterprise of an organisation, and what became of it."""
    stream = f"enterprise/e-{number}"
    registered = did(register(org, uscc=code(number), **{"name": f"示例{number}号公司"} | row))
    return Told(stream, Spec(ENTERPRISE, stream=stream).given(registered, *more))


def noted(number: int, conclusion: Conclusion, *, priority: bool | None = False, counted: int = 0) -> Did:
    by = f"investigation/e-{number}/1"
    return by_service(
        NoteInvestigation(by=by, conclusion=conclusion, priority=priority, counted=counted, version=3)
    )


def covered(number: int, level: CoverageLevel, branch: str | None = None) -> Did:
    return by_service(GrantClaim(level=level, by=f"establishment/x-{number}", branch=branch))


def lived(stream: str, spec: Spec, *history: Did | TimePasses) -> Told:
    """What happened in a stream, told by the sentences of another test."""
    return Told(stream, Spec(spec.decider, stream, spec.rules, spec.today).given(*history))


async def fold(journal: Journal, database: Database) -> None:
    """Fold all that was recorded."""
    connection = await connected(database.service_dsn, LIVE)
    try:
        tables = Tables(connection, LIVE, PROJECTIONS)
        await tables.check()
        folder = Folder(journal, tables, PROJECTIONS)
        position = await tables.position()
        while (reached := await folder.advance(position)) != position:
            position = reached
    finally:
        await connection.close()


@asynccontextmanager
async def looking(journal: Journal, database: Database, *told: Told) -> AsyncIterator[Snapshot]:
    """Record what is told, fold it, and look."""
    for one in told:
        await write(journal, one.scene, one.stream)
    await fold(journal, database)
    async with asyncpg.create_pool(database.service_dsn, min_size=0) as pool, snapshot_of(pool) as snapshot:
        yield snapshot
