"""`branchctl serve`: the composition root of the API."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import structlog
import uvicorn
from cyclopts import Parameter
from cyclopts.validators import Number

from access.opening import Access
from domain.process_map import maps_of
from infra import documents
from infra.clock import now
from infra.crew import Crew
from infra.engines import connect_temporal, find_engines
from infra.errors import PortTakenError
from infra.ids import new_id
from infra.logs import set_up_logging
from infra.seal_files import find_seal_files
from infra.settings import Settings
from interfaces.cli.connection import catalogue
from interfaces.cli.entering import door_on, sign_in_settings
from interfaces.cli.exits import Exit
from interfaces.console import entering, rooms
from interfaces.console.mistakes import mistake
from interfaces.desk.desk import Desk
from interfaces.http import signing_in
from interfaces.http.app import application
from interfaces.http.limits.protocol import PatientProtocol
from interfaces.http.parts import Parts
from interfaces.http.settings import HttpSettings
from interfaces.upstream import endpoint
from interfaces.upstream.receiving import Receiver
from interfaces.upstream.sources import Sources
from journal.errors import JournalNotOpenedError, JournalUnavailableError
from journal.journal import Journal
from workflows.plugin import plugin

_PORT = Number(gte=1, lte=65535)
_AGAIN = 1.0
"""Seconds between attempts to reach PostgreSQL at the start."""
_DRAIN = 15
"""Seconds in which answers that have begun are finished."""
_IDLE = 30
"""Seconds for which a connection is kept between two requests."""
_WAITING = 2048
"""Connections that wait to be accepted."""

log = structlog.get_logger("api")


def serve(
    *,
    host: Annotated[
        str | None, Parameter(help="监听地址 the address to listen on (BRANCHCTL_LISTEN)")
    ] = None,
    port: Annotated[int | None, Parameter(validator=_PORT, help="端口 the port")] = None,
    processes: Annotated[
        int | None,
        Parameter(validator=Number(gte=1, lte=64), help="进程数 processes (BRANCHCTL_API_PROCESSES)"),
    ] = None,
) -> int:
    """
    启动接口服务 (serve the API).

    由设置（DATABASE_URL、TEMPORAL_ADDRESS）或者正在运行的内嵌服务得知数据库和 Temporal 在何处；Ctrl-C 停止，已接受的命令会办完。

    The engines are where the settings say, else those of the running stack. Ctrl-C stops it; what was taken on is finished.
    """
    settings = Settings.load()
    told_host, _, told_port = settings.listen.rpartition(":")
    os.environ["BRANCHCTL_LISTEN"] = f"{host or told_host}:{port or told_port}"
    crew = processes or settings.api_processes
    find_engines(settings)
    sign_in_settings(settings)  # what is wrong with it is told before anything starts
    _listening(os.environ["BRANCHCTL_LISTEN"], shared=crew > 1).close()
    if crew > 1:
        return Crew(run, crew).run()
    run()
    return Exit.OK


def run() -> None:
    """Run one process of the API, by the settings, until it is told to end."""
    settings = Settings.load()
    set_up_logging(as_json=settings.log_json)
    with _listening(settings.listen, shared=True) as listening:
        asyncio.run(_serve(settings, listening))


async def _serve(settings: Settings, listening: socket.socket) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    told, opening = asyncio.create_task(ended.wait()), asyncio.create_task(_opened(settings))
    await asyncio.wait({told, opening}, return_when=asyncio.FIRST_COMPLETED)
    if told.done():
        opening.cancel()
        return
    journal = await opening
    try:
        async with door_on(journal, await journal.nature(), sign_in_settings(settings)) as access:
            parts = await _parts(settings, journal, access)
            server = _Server(_config(settings, parts))
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            log.info("api.ready", listen=settings.listen)
            await asyncio.wait({told, serving}, return_when=asyncio.FIRST_COMPLETED)
            parts.desk.watch.close()  # whoever only watches is not waited for
            server.should_exit = True
            await serving
        log.info("api.drained")
    finally:
        told.cancel()
        await journal.close()


class _Server(uvicorn.Server):
    """A server whose signals are somebody else's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to whoever runs this."""
        yield


async def _parts(settings: Settings, journal: Journal, access: Access) -> Parts:
    sentences = catalogue()
    client = await connect_temporal(find_engines(settings), [plugin(sentences)], lazy=True)
    clock = await journal.nature()
    desk = Desk(journal, client, sentences, clock, now=now, new_id=new_id, task_queue=settings.task_queue)
    sources = Sources(settings.sources_file)
    receiver = Receiver(desk, journal, sources, now)
    routers = (
        signing_in.router(access, entering.come_back),
        endpoint.router(receiver),
        *rooms.routers(access, maps_of(documents.maps()), sources),
    )
    anchors = find_seal_files(settings).anchors
    return Parts(desk, journal, access.door, now, new_id, _limits(settings), routers, mistake, anchors)


def _limits(settings: Settings) -> HttpSettings:
    return HttpSettings(
        step_up=settings.step_up,
        rate=settings.rate,
        burst=max(1, int(4 * settings.rate)),
        upload_limit=settings.upload_limit,
        spool=settings.spool or settings.data / "api" / "uploads",
    )


def _config(settings: Settings, parts: Parts) -> uvicorn.Config:
    return uvicorn.Config(
        application(parts),
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        # addresses hold what people look for; what is counted is counted by the declared ones
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_DRAIN,
    )


async def _opened(settings: Settings) -> Journal:
    """Return the journal, once PostgreSQL answers and the worker has begun it."""
    url = find_engines(settings).database_url.get_secret_value()
    while True:
        try:
            journal = await Journal.open(url)
        except JournalUnavailableError as error:
            log.warning("api.waiting", reason=str(error))
        else:
            try:
                await journal.nature()
            except (JournalNotOpenedError, JournalUnavailableError) as error:
                log.warning("api.waiting", reason=str(error) or "the journal is not begun yet")
                await journal.close()
            else:
                return journal
        await asyncio.sleep(_AGAIN)


def _listening(address: str, *, shared: bool) -> socket.socket:
    """Return a socket that listens; `shared`: other processes of ours listen there too. Raises `PortTakenError`."""
    host, _, port = address.rpartition(":")
    try:
        family, kind, proto, _, place = socket.getaddrinfo(
            host.strip("[]"), int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind(place)
        listening.listen(_WAITING)
    except OSError as error:
        raise PortTakenError(address, error.strerror or str(error)) from error
    return listening
