import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from infra.account import account_for
from infra.binaries import programs_within_reach
from infra.child import Child, Program
from infra.cluster_home import cluster_home
from infra.errors import ClosedPlaceError, DidNotStartError
from infra.postgres import Postgres
from infra.postmaster import heal, holder
from infra.scratch import scratch_directory

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="about what root must take care of")


@pytest.fixture(scope="module")
async def cluster() -> AsyncIterator[Path]:
    """A home whose cluster is made once; every test starts it, and leaves it stopped."""
    with scratch_directory() as directory:
        async with Postgres(directory / "pg", durable=False):
            pass
        yield directory / "pg"


@pytest.fixture
def strict_umask() -> Iterator[None]:
    """What a careful administrator gives root."""
    usual = os.umask(0o077)
    yield
    os.umask(usual)


async def ask(dsn: str, question: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


def mode_of(path: str | Path) -> int:
    return Path(path).stat().st_mode & 0o777


def owner_of(path: Path) -> int:
    return path.stat().st_uid


def leave(cluster: Path, lock: str, content: bytes) -> None:
    """Leave a lock behind, as the cluster's account does, and the socket it would guard."""
    account = account_for(cluster / "data")
    for file, bytes_of_it in ((cluster / lock, content), (cluster / "run/.s.PGSQL.5432", b"")):
        file.write_bytes(bytes_of_it)
        os.chown(file, account.uid, account.gid)


def is_there(path: str | Path) -> bool:
    return Path(path).exists()


async def test_a_cluster_sorts_and_folds_by_unicode_without_the_systems_locales(cluster: Path) -> None:
    async with Postgres(cluster, durable=False) as postgres:
        assert await ask(postgres.dsn, "select lower('ÄÖÜ')") == "äöü"
        assert await ask(postgres.dsn, "show server_version_num") >= "180000"  # type: ignore[operator]


async def test_nothing_listens_on_a_port(cluster: Path) -> None:
    async with Postgres(cluster, durable=False) as postgres:
        assert await ask(postgres.dsn, "show listen_addresses") == ""


async def test_unless_asked_otherwise_it_is_durable(cluster: Path) -> None:
    async with Postgres(cluster) as postgres:
        settings = (
            "select string_agg(name || '=' || setting, ',' order by name) from pg_settings where name in "
        )
        assert (
            await ask(postgres.dsn, settings + "('fsync', 'full_page_writes', 'synchronous_commit')")
            == "fsync=on,full_page_writes=on,synchronous_commit=on"
        )


async def test_data_are_there_after_a_stop_and_after_a_kill(cluster: Path) -> None:
    postgres = Postgres(cluster, durable=False)
    async with postgres:
        await ask(postgres.dsn, "create table kept as select 1 as one")
    async with postgres:
        address = postgres.dsn
        os.kill(postgres.pid, signal.SIGKILL)
        assert await postgres.exited() == -signal.SIGKILL
        await postgres.start()
        assert postgres.dsn == address
        assert await ask(postgres.dsn, "select one from kept") == 1


@pytest.mark.endurance
async def test_it_starts_again_while_a_backend_of_the_killed_server_still_works(cluster: Path) -> None:
    async with Postgres(cluster, durable=False) as postgres:
        connection = await asyncpg.connect(postgres.dsn)
        busy = asyncio.create_task(
            connection.execute(
                "select count(*) from generate_series(1, 5000000) a where sha256(a::text::bytea) = ''"
            )
        )
        await asyncio.sleep(0)
        os.kill(postgres.pid, signal.SIGKILL)
        await postgres.start()
        assert await ask(postgres.dsn, "select 1") == 1
        await asyncio.gather(busy, return_exceptions=True)
        connection.terminate()


@pytest.fixture
async def foreign(cluster: Path) -> AsyncIterator[int]:
    """A living process of the cluster's account that is no server: the account may signal it, so a lock of it holds."""
    account = account_for(cluster / "data")
    child = await Child.start(Program(("/bin/sleep", "120"), cluster / "sleep.log", account=account))
    yield child.pid
    await child.stop(1)


LOCKS = ("data/postmaster.pid", "run/.s.PGSQL.5432.lock")


@pytest.mark.parametrize("lock", LOCKS)
async def test_a_lock_that_names_a_foreign_living_process_does_not_stop_it(
    cluster: Path, foreign: int, lock: str
) -> None:
    leave(cluster, lock, f"{foreign}\n{cluster}/data\n0\n5432\n{cluster}/run\n".encode())
    async with Postgres(cluster, durable=False) as postgres:
        assert holder(cluster / "data") == postgres.pid
        assert await ask(postgres.dsn, "select 1") == 1


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("content", [b"", bytes(64)], ids=["empty", "zeroed"])
async def test_a_lock_that_a_power_cut_spoiled_does_not_stop_it(
    cluster: Path, lock: str, content: bytes
) -> None:
    leave(cluster, lock, content)
    async with Postgres(cluster, durable=False) as postgres:
        assert await ask(postgres.dsn, "select 1") == 1


@pytest.mark.parametrize("lock", LOCKS)
async def test_a_lock_that_names_a_dead_process_does_not_stop_it(cluster: Path, lock: str) -> None:
    async with Postgres(cluster, durable=False) as postgres:
        dead = postgres.pid
    leave(cluster, lock, f"{dead}\n{cluster}/data\n0\n5432\n{cluster}/run\n".encode())
    async with Postgres(cluster, durable=False) as postgres:
        assert await ask(postgres.dsn, "select 1") == 1


async def test_the_locks_of_a_living_server_are_left_alone(cluster: Path) -> None:
    async with Postgres(cluster, durable=False):
        heal(cluster / "data", cluster / "run")
        assert all((cluster / lock).exists() for lock in LOCKS)


async def test_an_interrupted_initdb_is_never_taken_for_a_cluster(place: Path) -> None:
    (place / "pg/data.draft/base").mkdir(parents=True)
    async with Postgres(place / "pg", durable=False) as postgres:
        assert await ask(postgres.dsn, "select 1") == 1
    assert not (place / "pg/data.draft").exists()


async def test_a_path_too_long_for_a_socket_moves_only_the_socket(place: Path) -> None:
    deep = place / ("long" * 15) / ("name" * 15)
    async with Postgres(deep, durable=False) as postgres:
        assert await ask(postgres.dsn, "show data_directory") == str(deep / "data")
        sockets = str(await ask(postgres.dsn, "show unix_socket_directories"))
        assert len(sockets) < 60
        assert mode_of(sockets) == 0o700
    assert not is_there(sockets)


@pytest.mark.usefixtures("strict_umask")
async def test_programs_out_of_reach_are_copied_beside_the_cluster(
    cluster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.binaries.can_reach", lambda *_: False)
    async with Postgres(cluster, durable=False) as postgres:
        assert psutil.Process(postgres.pid).exe().startswith(str(cluster / "programs"))


async def test_a_server_that_cannot_start_says_why_at_once(place: Path) -> None:
    with pytest.raises(DidNotStartError, match="no_such_setting"):
        async with Postgres(place / "pg", durable=False, options=("no_such_setting=1",)):
            pass


async def test_who_is_killed_takes_the_server_along(cluster: Path) -> None:
    starter = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _START_AND_WAIT, str(cluster), stdout=subprocess.PIPE
    )
    assert starter.stdout is not None
    await starter.stdout.readline()
    starter.kill()
    await starter.communicate()
    async with Postgres(cluster, durable=False) as postgres:
        assert await ask(postgres.dsn, "select 1") == 1


_START_AND_WAIT = """
import asyncio, pathlib, sys
from infra.postgres import Postgres
async def main():
    async with Postgres(pathlib.Path(sys.argv[1]), durable=False):
        print("ready", flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


@as_root
async def test_as_root_an_unprivileged_account_runs_it_and_owns_only_its_own(cluster: Path) -> None:
    async with Postgres(cluster, durable=False) as postgres:
        process = psutil.Process(postgres.pid)
        owner = process.uids().real
        assert 0 not in {*process.uids(), *process.gids()}
        assert owner_of(cluster / "data") == owner
        assert owner_of(cluster) == 0


@as_root
async def test_not_even_its_own_account_may_log_in(cluster: Path) -> None:
    async with Postgres(cluster, durable=False) as postgres:
        account = account_for(cluster / "data")
        psql = programs_within_reach(account, cluster / "programs") / "psql"
        asking = Program((str(psql), postgres.dsn, "-c", "select 1"), cluster / "psql.log", account=account)
        asked = await Child.start(asking)
        assert await asked.wait() != 0
        assert "Peer authentication failed" in asked.said()


@as_root
async def test_below_a_closed_directory_nothing_is_opened_and_the_refusal_says_so(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(ClosedPlaceError):
        async with Postgres(closed / "pg", durable=False):
            pass
    assert mode_of(closed) == 0o700


@as_root
async def test_below_a_closed_directory_a_stack_keeps_its_cluster_elsewhere_and_finds_it_again(
    place: Path,
) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    home = cluster_home(closed, place / "elsewhere")
    assert home.parent == place / "elsewhere"
    assert cluster_home(closed, place / "elsewhere") == home
    async with Postgres(home, durable=False) as postgres:
        assert await ask(postgres.dsn, "select 1") == 1


def test_where_the_account_can_come_the_cluster_stays_in_the_data_directory(place: Path) -> None:
    assert cluster_home(place) == place / "postgres"
