"""The composition root of the worker: settings, logging, journal, plugin; run until told to drain."""

import asyncio
import multiprocessing
import signal
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from temporalio.client import Client
from temporalio.envconfig import ClientConnectConfig
from temporalio.worker import PollerBehaviorAutoscaling, Worker

from activities.campaigning import Campaigner
from activities.delivering import deliver, refresh
from activities.founding import found
from activities.recording import Recorder
from activities.rulebook import Documents, Rulebook
from activities.yearly import Yearly
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from infra import documents
from infra.clock import now
from infra.logs import set_up_logging
from infra.settings import Settings, temporal_from_environment
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from workflows.plugin import plugin

_DRAIN = timedelta(seconds=20)
_AGAIN = 1.0
"""Seconds between attempts to reach PostgreSQL and Temporal at the start."""

T = TypeVar("T")

log = structlog.get_logger("worker")


def activities(journal: Journal) -> Sequence[Callable[..., Any]]:
    """Return the effects that workflows can ask for, on one journal."""
    rulebook = Rulebook(journal)
    recorder = Recorder(journal, rulebook)
    campaigner = Campaigner(journal, rulebook, now)
    return [
        recorder.load,
        recorder.record,
        deliver,
        refresh,
        campaigner.advance,
        Yearly(journal, now).open_year,
    ]


def shipped() -> Documents:
    """Return the documents that come with the service."""
    return Documents(documents.default_policy(), documents.calendars(), documents.schemes())


async def serve(settings: Settings, ended: asyncio.Event) -> None:
    """Work until `ended`; then finish what was begun."""
    journal = await _persistently(lambda: Journal.open(_database(settings)))
    await _persistently(lambda: found(journal, _wished(settings), shipped(), now()))
    client = await _persistently(lambda: _connect(temporal_from_environment(), journal))
    worker = Worker(
        client,
        task_queue=settings.task_queue,
        graceful_shutdown_timeout=_DRAIN,
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=2),
        workflow_task_poller_behavior=PollerBehaviorAutoscaling(),
        activity_task_poller_behavior=PollerBehaviorAutoscaling(),
    )
    log.info("worker.ready", task_queue=settings.task_queue)
    async with worker:
        await ended.wait()
        log.info("worker.draining")
    await journal.close()
    await asyncio.sleep(0.3)  # the engine's threads let go of the interpreter before it ends


async def _connect(config: ClientConnectConfig, journal: Journal) -> Client:
    catalogue = Catalogue(documents.messages())
    options = {"target_host": "127.0.0.1:7233", **config}
    return await Client.connect(**options, plugins=[plugin(catalogue, activities(journal))])  # type: ignore[arg-type]


async def _persistently(attempt: Callable[[], Awaitable[T]]) -> T:
    while True:
        try:
            return await attempt()
        except (JournalUnavailableError, OSError, RuntimeError) as error:
            log.warning("worker.waiting", reason=str(error))
            await asyncio.sleep(_AGAIN)


def _database(settings: Settings) -> str:
    if settings.database_url is None:
        message = "DATABASE_URL 未设置 DATABASE_URL is not set: branchctl up, or branchctl doctor"
        raise SystemExit(message)
    return settings.database_url.get_secret_value()


def _wished(settings: Settings) -> RealOrRehearsal:
    if settings.rehearsal_scale is None:
        return RealOrRehearsal()
    return RealOrRehearsal(epoch=settings.rehearsal_epoch or now(), scale=settings.rehearsal_scale)


def run() -> None:
    """Run one worker process until SIGTERM or SIGINT."""
    settings = Settings.load()
    set_up_logging(as_json=settings.log_json)
    asyncio.run(_until_told(settings))


async def _until_told(settings: Settings) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    _end_with_parent(loop, ended)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=8))
    await serve(settings, ended)


def _end_with_parent(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    """End when the process that started this one is gone."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:  # noqa: C901  # one process, or several and their signals
    """Run as many processes as the settings ask for."""
    processes = Settings.load().processes
    if processes == 1:
        run()
        return 0
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=run, name=f"worker-{number}") for number in range(1, processes + 1)]
    for child in children:
        child.start()

    def tell(*_: object) -> None:
        for child in children:
            child.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tell)
    for child in children:
        child.join()
    return max(abs(child.exitcode or 0) for child in children)


if __name__ == "__main__":
    sys.exit(main())
