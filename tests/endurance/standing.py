"""A whole stack on a scratch directory, with the worker in its own process, that tests may hurt."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil
from temporalio.client import Client

from audit.verifying.verify import Trust, verify
from domain.catalogue import Catalogue
from infra import documents
from infra.api_process import COMMAND
from infra.runtime import Runtime, read_runtime
from infra.scratch import scratch_directory
from infra.seal_files import seal_files_in
from infra.stack import Options, Stack
from journal.anchors import read_anchors
from journal.journal import Journal
from tests.conformance import check_conformance
from tests.infra.test_stack import Ear
from tests.ledger.standing import caught_up, expected
from tests.ledger.standing import standing as ledger
from workflows.plugin import plugin

POSTGRES, TEMPORAL, WORKER = "PostgreSQL", "Temporal", "worker"


class Standing(NamedTuple):
    """A running stack and the ways into it."""

    data: Path
    runtime: Runtime
    ear: Ear
    client: Client
    journal: Journal

    def pid(self, part: str) -> int:
        """Return the process id that a part has now."""
        runtime = read_runtime(self.data)
        assert runtime is not None
        return next(process.pid for process in runtime.processes if process.name == part)

    async def kill(self, part: str) -> None:
        """Kill a part without a warning, and wait until the supervisor has started it again."""
        before = self.ear.heard.count(f"{part} returned")
        os.kill(self.pid(part), signal.SIGKILL)
        await eventually(lambda: self.ear.heard.count(f"{part} returned") > before, f"{part} again")

    async def check_evidence(self) -> None:
        """Whatever was killed: the whole journal is sealed and verifies, conforms to the rules, and the ledger is its fold."""
        length = await self.journal.length()

        async def signed() -> bool:
            checkpoint = await self.journal.seals.checkpoint()
            return checkpoint is not None and checkpoint.size >= length

        await in_the_end(signed, "a checkpoint over all")
        anchors = seal_files_in(self.data).anchors
        assert anchors is not None
        found = await verify(self.journal, trust=Trust(anchors=read_anchors(anchors)))
        assert found.holds, found.findings
        assert min(found.sealed, found.anchored) >= length
        await check_conformance(self.journal)
        await caught_up(self.journal)
        assert await ledger(self.runtime.database_owner_url) == await expected(self.journal)

    def said(self) -> str:
        """Return what the worker wrote."""
        return (self.data / "worker" / "log").read_text(encoding="utf-8")

    @contextmanager
    def frozen(self, part: str) -> Iterator[None]:
        """Let a part and all it started hang: connections stay open, nothing answers."""
        root = psutil.Process(self.pid(part))
        processes = [root, *root.children(recursive=True)]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                if process.is_running():
                    process.resume()


@asynccontextmanager
async def standing(*, processes: int = 1, api: bool = False) -> AsyncIterator[Standing]:
    """Run a durable stack; what it wrote is shown when a test fails."""
    with scratch_directory() as directory:
        data, ear = directory / "data", Ear()
        try:
            async with (
                Stack(Options(data, processes=processes, api=COMMAND if api else ()), ear) as runtime,
                _ways_in(data, runtime, ear) as ready,
            ):
                yield ready
        except BaseException:
            print((data / "worker" / "log").read_text(encoding="utf-8")[-20_000:])  # noqa: T201
            print(ear.heard)  # noqa: T201
            raise


@asynccontextmanager
async def _ways_in(data: Path, runtime: Runtime, ear: Ear) -> AsyncIterator[Standing]:
    common = plugin(Catalogue(documents.messages()))
    client = await Client.connect(runtime.temporal_address, plugins=[common])
    journal = await Journal.open(runtime.database_url)
    ready = Standing(data, runtime, ear, client, journal)
    await eventually(lambda: "worker.ready" in ready.said(), "the worker")
    yield ready
    await journal.close()


async def eventually(true: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Return as soon as it is true; fail after a long while."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not true():
        assert asyncio.get_running_loop().time() < deadline, f"in vain: {what}"
        await asyncio.sleep(0.05)


async def in_the_end(true: Callable[[], Awaitable[bool]], what: str, seconds: float = 60) -> None:
    """Return as soon as it is true of another process; fail after a long while."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await true():
        assert asyncio.get_running_loop().time() < deadline, f"in vain: {what}"
        await asyncio.sleep(0.1)
