import asyncio
import os
import subprocess
import sys

from infra.supervisor import Supervisor


class Part:
    """Dies as often as it is let die."""

    name = "part"
    pid = 0

    def __init__(self) -> None:
        self.started: asyncio.Queue[None] = asyncio.Queue()
        self.dies = asyncio.Event()

    async def start(self) -> None:
        self.dies = asyncio.Event()
        self.started.put_nowait(None)

    async def exited(self) -> int:
        await self.dies.wait()
        return -9

    async def stop(self) -> None:
        self.dies.set()


class Deaf:
    """A watcher that can be told nothing."""

    def died(self, name: str, status: int) -> None:
        raise BrokenPipeError(name, status)

    def returned(self, name: str) -> None:
        raise BrokenPipeError(name)

    def failed(self, name: str, error: Exception) -> None:
        raise BrokenPipeError(name, error)


async def test_a_part_is_guarded_though_nobody_can_be_told_and_nothing_written_down() -> None:
    part, full = Part(), False

    def write_down() -> None:
        if full:
            raise OSError(28, "No space left on device")

    supervisor = Supervisor(Deaf(), write_down)
    await supervisor.start(part)
    await part.started.get()
    full = True
    for _ in range(2):
        part.dies.set()
        await asyncio.wait_for(part.started.get(), 10)
    await supervisor.stop()


async def test_up_outlives_who_reads_what_it_says() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    told = "from interfaces.cli.up import Teller; Teller().died('worker', -9); Teller().returned('worker')"
    teller = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"{told}; raise SystemExit(7)", stdout=writes, stderr=subprocess.DEVNULL
    )
    os.close(writes)
    assert await teller.wait() == 7
