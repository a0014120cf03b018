import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import asyncpg
import pytest

from infra.engines import find_engines
from infra.errors import AlreadyRunningError, EngineError, ForeignDirectoryError, NowhereError
from infra.runtime import Runtime, is_held, read_runtime
from infra.scratch import scratch_directory
from infra.settings import Settings
from infra.stack import Options, Rehearsal, Stack
from infra.temporal import answers
from tests.infra.waiting import nothing_runs_for, until

PLACEHOLDER = Path(__file__).with_name("placeholder_worker.py")
PARTS = ["PostgreSQL", "Temporal", "worker"]


class Ear:
    """Remembers what a watcher is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def died(self, name: str, status: int) -> None:
        self.heard.append(f"{name} died {status}")

    def returned(self, name: str) -> None:
        self.heard.append(f"{name} returned")

    def failed(self, name: str, error: Exception) -> None:
        self.heard.append(f"{name} failed {error!r}")


def options(data: Path, rehearsal: Rehearsal | None = None) -> Options:
    worker = (sys.executable, str(PLACEHOLDER), str(data.with_name(f"{data.name}.notes")))
    return Options(data, rehearsal=rehearsal, durable=False, worker=worker)


def notes_of(data: Path) -> str:
    notes = data.with_name(f"{data.name}.notes")
    return notes.read_text(encoding="utf-8") if notes.exists() else ""


class Standing(NamedTuple):
    """A running stack that tests may hurt, but not stop."""

    data: Path
    runtime: Runtime
    ear: Ear


@pytest.fixture(scope="module")
async def standing() -> AsyncIterator[Standing]:
    with scratch_directory() as directory:
        ear = Ear()
        async with Stack(options(directory / "data"), ear) as runtime:
            yield Standing(directory / "data", runtime, ear)


def pid_of(data: Path, name: str) -> int:
    runtime = read_runtime(data)
    assert runtime is not None
    return next(process.pid for process in runtime.processes if process.name == name)


async def works(runtime: Runtime) -> bool:
    """Whether the service's login and Temporal both answer."""
    try:
        connection = await asyncpg.connect(runtime.database_url)
    except (OSError, asyncpg.PostgresError):
        return False
    try:
        user = await connection.fetchval("select current_user")
    finally:
        await connection.close()
    return user == "branch_service" and await answers(runtime.temporal_address)


async def test_a_stack_starts_migrates_and_answers_the_service(standing: Standing) -> None:
    assert await works(standing.runtime)
    connection = await asyncpg.connect(standing.runtime.database_url)
    assert await connection.fetchval("select to_regclass('journal.entry') is not null")
    await connection.close()


async def test_commands_find_a_running_stack_by_its_directory(standing: Standing) -> None:
    engines = find_engines(Settings(data=standing.data))
    assert engines.database_url.get_secret_value() == standing.runtime.database_url
    assert engines.temporal_address == standing.runtime.temporal_address


async def test_the_worker_is_told_where_all_is(standing: Standing) -> None:
    await until(lambda: notes_of(standing.data) != "", "the worker's notes")
    told = notes_of(standing.data).split("\n")
    runtime = standing.runtime
    assert told[:5] == [runtime.database_url, runtime.temporal_address, "default", str(standing.data), "1"]
    assert told[5:] == ["", ""]


@pytest.mark.parametrize("part", PARTS)
async def test_a_killed_part_comes_back_at_the_same_address(standing: Standing, part: str) -> None:
    killed = pid_of(standing.data, part)
    standing.ear.heard.clear()
    os.kill(killed, signal.SIGKILL)
    await until(lambda: f"{part} returned" in standing.ear.heard, f"{part} again")
    assert standing.ear.heard[0] == f"{part} died -9"
    assert pid_of(standing.data, part) != killed
    assert await works(standing.runtime)


async def test_a_directory_runs_once(standing: Standing) -> None:
    with pytest.raises(AlreadyRunningError, match=str(os.getpid())):
        await Stack(options(standing.data), Ear()).start()
    assert await works(standing.runtime)


async def test_two_stacks_run_side_by_side_on_ports_of_their_own(standing: Standing, place: Path) -> None:
    async with Stack(options(place / "data"), Ear()) as other:
        assert other.temporal_address != standing.runtime.temporal_address
        assert other.temporal_ui != standing.runtime.temporal_ui
        assert await works(other)
        assert await works(standing.runtime)


async def test_a_stop_drains_the_worker_and_leaves_nothing_running(place: Path) -> None:
    data = place / "data"
    async with Stack(options(data), Ear()):
        await until(lambda: notes_of(data) != "", "the worker's start")
    assert notes_of(data) == "drained"
    assert nothing_runs_for(data)
    assert not is_held(data)
    with pytest.raises(NowhereError):
        find_engines(Settings(data=data))


@pytest.mark.endurance
async def test_data_are_kept_from_one_run_to_the_next(place: Path) -> None:
    async with Stack(options(place / "data"), Ear()) as runtime:
        await _execute(runtime.database_owner_url, "create table kept as select 1 as one")
    async with Stack(options(place / "data"), Ear()) as runtime:
        await _execute(runtime.database_owner_url, "select one from kept")


async def test_a_rehearsals_clock_is_handed_to_the_worker(place: Path) -> None:
    data = place / "data"
    rehearsal = Rehearsal(datetime(2026, 1, 5, tzinfo=UTC), 86_400)
    async with Stack(options(data, rehearsal), Ear()):
        await until(lambda: notes_of(data) != "", "the worker's notes")
        assert notes_of(data).split("\n")[5:] == ["2026-01-05T00:00:00+00:00", "86400"]


async def test_what_is_prepared_before_the_worker_finds_the_engines_and_its_failure_stops_them(
    place: Path,
) -> None:
    data = place / "data"
    found: list[bool] = []

    async def prepare(runtime: Runtime) -> None:
        found.append(await works(runtime))
        found.append(notes_of(data) == "")
        zh, en = "不行", "no"
        raise EngineError(zh, en)

    with pytest.raises(EngineError, match="不行"):
        await Stack(options(data), Ear(), prepare).start()
    assert found == [True, True]
    assert nothing_runs_for(data)
    assert not is_held(data)


@pytest.mark.endurance
async def test_a_worker_that_ends_at_once_is_tried_again_at_growing_intervals(place: Path) -> None:
    ear = Ear()
    failing = options(place / "data")._replace(worker=(sys.executable, "-c", "raise SystemExit(7)"))
    async with Stack(failing, ear) as runtime:
        await until(lambda: ear.heard.count("worker died 7") == 3, "the third end")
        assert await works(runtime)


@pytest.mark.endurance
async def test_a_supervisor_that_is_killed_leaves_nothing_running_and_the_next_one_starts(
    place: Path,
) -> None:
    data = place / "data"
    supervisor = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _RUN, str(data)), stdout=asyncio.subprocess.PIPE
    )
    assert supervisor.stdout is not None
    assert await supervisor.stdout.readline() == b"ready\n"
    supervisor.kill()
    await supervisor.communicate()
    await until(lambda: nothing_runs_for(data), "the end of what the killed one had started")
    async with Stack(options(data), Ear()) as runtime:
        assert await works(runtime)


@pytest.mark.endurance
async def test_ten_kills_of_anything_in_any_order_end_in_a_stack_that_works(place: Path) -> None:
    ear = Ear()
    async with Stack(options(place / "data"), ear) as runtime:
        for turn in range(10):
            part = PARTS[turn * 2 % 3]
            ear.heard.clear()
            os.kill(pid_of(place / "data", part), signal.SIGKILL)
            await until(lambda name=part: f"{name} returned" in ear.heard, f"{part} again")  # type: ignore[misc]
        assert await works(runtime)
    assert nothing_runs_for(place / "data")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a directory that is somebody else's")
async def test_somebody_elses_directory_is_refused(place: Path) -> None:
    foreign = place / "data"
    foreign.mkdir()
    os.chown(foreign, 65534, 65534)
    with pytest.raises(ForeignDirectoryError):
        await Stack(options(foreign), Ear()).start()


async def _execute(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


_RUN = """
import asyncio, sys
from pathlib import Path
from tests.infra.test_stack import Ear, Stack, options
async def main():
    async with Stack(options(Path(sys.argv[1])), Ear()):
        print("ready", flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""
