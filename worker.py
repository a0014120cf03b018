"""The composition root of the worker: settings, logging, journal, plugin; run until told to drain."""

import argparse
import asyncio
import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar

import structlog
from temporalio.client import Client
from temporalio.common import MetricMeter
from temporalio.runtime import Runtime
from temporalio.worker import PollerBehaviorAutoscaling, Worker

from access.webhooks.posting import Poster
from access.webhooks.subscribers_file import SubscribersFile
from activities.campaigning import Campaigner
from activities.delivering import deliver, refresh
from activities.founding import found
from activities.notifying import Notifier
from activities.recording import Recorder
from activities.seal_metrics import BUCKETS, LAG, SealMetrics
from activities.subscribing import Subscribing, subscribers_queue
from activities.telling import Telling
from activities.yearly import Yearly
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from infra import documents
from infra.clock import now
from infra.crew import Crew
from infra.engines import connect_temporal
from infra.errors import NoMetricsError
from infra.ids import new_id
from infra.logs import set_up_logging
from infra.metrics import metrics_runtime
from infra.settings import Settings
from interfaces.desk.desk import Desk
from interfaces.upstream.delivering import Postman
from interfaces.upstream.relay import Relay
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from journal.key_files import KeyFile, KeyText
from journal.notary import Notary, Vault
from journal.rulebook import Rulebook
from journal.sealer import Sealer
from journal.shelf import Documents
from ledger.projector import Projector
from workflows.plugin import plugin

_DRAIN = timedelta(seconds=20)
_FAREWELL = 5.0
"""Seconds in which the journal may still write what waits."""
_AGAIN = 1.0
"""Seconds between attempts to reach PostgreSQL and Temporal at the start."""

_SUBSCRIBERS = 500
"""Told at once by a process, at most; each takes a slot for as long as it is told."""

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
        Yearly(journal, rulebook, now).open_year,
    ]


def shipped() -> Documents:
    """Return the documents that come with the service."""
    return Documents(documents.default_policy(), documents.calendars(), documents.schemes())


async def serve(settings: Settings, ended: asyncio.Event) -> None:
    """Work until `ended`; then finish what was begun. Who is told to end while it still waits for engines just ends."""
    told = asyncio.create_task(ended.wait())
    assembling = asyncio.create_task(_assemble(settings))
    await asyncio.wait({told, assembling}, return_when=asyncio.FIRST_COMPLETED)
    if told.done():
        assembling.cancel()
        return
    journal, sealer, worker, desk = await assembling
    projector = Projector(journal, journal.dsn)
    log.info("worker.ready", task_queue=settings.task_queue)
    async with worker, _subscriptions(settings, journal, worker.client):
        relay = Relay(journal, Postman(desk, journal).deliver)
        await told
        log.info("worker.draining")
        await relay.close()  # what it has in hand is answered by workflows
    await sealer.close()
    await projector.close()
    # nobody waits for an answer any more, and the database may be away
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(journal.close(), _FAREWELL)
    log.info("worker.drained")


class _Assembled(NamedTuple):
    journal: Journal
    sealer: Sealer
    worker: Worker
    desk: Desk


async def _assemble(settings: Settings) -> _Assembled:
    runtime = _metrics(settings)
    journal = await _persistently(lambda: Journal.open(_database(settings)))
    nature = await _persistently(lambda: found(journal, _wished(settings), shipped(), now()))
    sealer = _sealer(settings, journal, runtime)
    catalogue = Catalogue(documents.messages())
    plugins = [plugin(catalogue, activities(journal))]
    client = await _persistently(lambda: connect_temporal(None, plugins, runtime=runtime))
    worker = Worker(
        client,
        task_queue=settings.task_queue,
        graceful_shutdown_timeout=_DRAIN,
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=2),
        workflow_task_poller_behavior=PollerBehaviorAutoscaling(),
        activity_task_poller_behavior=PollerBehaviorAutoscaling(),
    )
    desk = Desk(journal, client, catalogue, nature, now=now, new_id=new_id, task_queue=settings.task_queue)
    return _Assembled(journal, sealer, worker, desk)


@contextlib.asynccontextmanager
async def _subscriptions(settings: Settings, journal: Journal, client: Client) -> AsyncIterator[None]:
    """Tell subscribers beside the worker, from a queue of their own: who waits for them keeps nobody's act waiting."""
    if settings.subscribers is None:
        yield
        return
    file = SubscribersFile(settings.subscribers)
    poster = Poster(now, private=settings.subscribers_private)
    notifier = Notifier(file, Telling(journal, poster, now))
    worker = Worker(
        client,
        task_queue=subscribers_queue(settings.task_queue),
        activities=[notifier.tell],
        graceful_shutdown_timeout=_DRAIN,
        max_concurrent_activities=_SUBSCRIBERS,
        max_concurrent_workflow_task_polls=2,
        max_concurrent_activity_task_polls=2,
    )
    async with worker:
        subscribing = Subscribing(client, journal, file, settings.task_queue)
        try:
            yield
        finally:
            await subscribing.close()


def _metrics(settings: Settings) -> Runtime | None:
    if settings.metrics is None:
        return None
    try:
        return metrics_runtime(settings.metrics, settings.processes, {LAG: BUCKETS})
    except NoMetricsError as error:  # nobody's work waits for a port
        log.error("worker.no_metrics", reason=error.en)  # noqa: TRY400  # the reason says all
        return None


def _sealer(settings: Settings, journal: Journal, runtime: Runtime | None) -> Sealer:
    """Seal beside the worker, in every process: one of all leads."""
    if settings.seal_key is None and settings.seal_key_file is None:
        log.warning("seal.no_key", reason="neither seal_key nor BRANCHCTL_SEAL_KEY_FILE: nothing is signed")
    notary = Notary(journal, _vault(settings), settings.anchors, now)
    metrics = SealMetrics(runtime.metric_meter if runtime else MetricMeter.noop)
    return Sealer(journal, _database(settings), notary, metrics, now)


def _vault(settings: Settings) -> Vault | None:
    if settings.seal_key is not None:
        return KeyText(settings.seal_key.get_secret_value())
    return KeyFile(settings.seal_key_file) if settings.seal_key_file else None


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
    """Run one worker process until SIGTERM or SIGINT, or until the process that started it is gone."""
    settings = Settings.load()
    set_up_logging(as_json=settings.log_json)
    status = 0
    try:
        # what is imported stays: looking through it for garbage again and again took a third of decoding entries
        gc.freeze()
        asyncio.run(_until_told(settings))
    except Exception:
        log.exception("worker.failed")
        status = 1
    # The engine's threads still call into the interpreter: taking it down in order aborts one exit in eighteen.
    logging.shutdown()
    os._exit(status)


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


def main() -> int:
    """Run as many processes as are asked for: `--processes N`, else the settings."""
    arguments = argparse.ArgumentParser(prog="worker", description=main.__doc__)
    arguments.add_argument("--processes", type=int, default=Settings.load().processes)
    processes: int = arguments.parse_args().processes
    if processes == 1:
        run()
    return Crew(run, processes).run()


if __name__ == "__main__":
    sys.exit(main())
