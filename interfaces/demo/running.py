"""A fresh stack in rehearsal, and a desk at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from temporalio.client import Client

from activities.founding import found
from audit.exports.exporting import Maker
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from infra import documents
from infra.clock import now
from infra.ids import new_id
from infra.runtime import Runtime
from infra.seal_files import seal_files_in
from infra.stack import Options, Rehearsal, Stack
from infra.supervisor import Watcher
from interfaces.desk.desk import Desk
from journal.journal import Journal
from journal.shelf import Documents
from workflows.plugin import plugin

FIRST_DAY = datetime(2025, 10, 12, 16, 0, tzinfo=UTC)
"""When the tour begins in its own time: Monday, 13 October 2025, 0:00 in Shanghai, whatever the machine's date is."""
SCALE = 2 * 86_400
"""Seconds that pass in one: two days, so that months pass and a slow machine still acts within a deadline."""
_UNTIL_WORKING = timedelta(seconds=3)
"""What the worker takes to start."""


class Running(NamedTuple):
    """
    A running service: the desk, and the journal for counting.

    For the audit: where checkpoints are kept outside the database, where an export may go, and who makes it.
    """

    desk: Desk
    journal: Journal
    runtime: Runtime
    anchors: Path | None
    exports: Path
    maker: Maker


@asynccontextmanager
async def running(data: Path, watcher: Watcher) -> AsyncIterator[Running]:
    """
    Start the stack in `data`, begin the journal as a rehearsal, and open a desk.

    A rehearsal needs no protection from power cuts, so PostgreSQL runs without it. Raises `EngineError`.
    """
    # the worker only says that it wishes a rehearsal of this scale: the epoch is the journal's, set once PostgreSQL runs
    rehearsal = Rehearsal(epoch=now(), scale=SCALE)
    async with Stack(
        Options(data=data, rehearsal=rehearsal, durable=False), watcher, _begin_journal
    ) as runtime:
        journal = await Journal.open(runtime.database_url)
        try:
            catalogue = Catalogue(documents.messages())
            client = await Client.connect(
                runtime.temporal_address, namespace=runtime.temporal_namespace, plugins=[plugin(catalogue)]
            )
            clock = await journal.nature()
            yield Running(
                desk=Desk(journal, client, catalogue, clock, now=now, new_id=new_id),
                journal=journal,
                runtime=runtime,
                anchors=seal_files_in(data).anchors,
                exports=data / "export",
                maker=Maker(f"branch-lifecycle {version('branch-lifecycle')}", now()),
            )
        finally:
            await journal.close()


async def _begin_journal(runtime: Runtime) -> None:
    """Begin the journal before the worker does, so that the first day waits for the engines, not the other way round."""
    journal = await Journal.open(runtime.database_url)
    shipped = Documents(documents.default_policy(), documents.calendars(), documents.schemes())
    first_moment = now() + _UNTIL_WORKING
    await found(journal, RealOrRehearsal(epoch=_epoch(first_moment), scale=SCALE), shipped, now())
    await journal.close()


def _epoch(first_moment: datetime) -> datetime:
    """Return the epoch with which the first day begins when the machine's clock says `first_moment`."""
    return first_moment + (first_moment - FIRST_DAY) / (SCALE - 1)
