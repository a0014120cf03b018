"""Several sealers fight for the lead: one seals, the seals agree, and another one takes over within seconds."""

import asyncio
import contextlib
import os
import random
import signal
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from domain.clock import RealOrRehearsal
from infra.clock import now
from infra.migrate import migrate
from infra.postgres import Postgres
from infra.scratch import scratch_directory
from journal.errors import DeposedError, JournalUnavailableError
from journal.journal import Journal
from journal.outage import OUTAGE
from journal.sealing import Sealing
from journal.seals import LEADING
from tests.journal.acts import REAL, act, part
from tests.journal.sealers import Witness, check_seals, sealer, until_signed
from tests.journal.test_order import restless
from tests.postgres import Database

RIVALS = 4
WRITERS = 6
ROUNDS = 40


async def test_seals_agree_among_rivals_whose_connections_are_killed(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    await fight(journal, database, tmp_path, ROUNDS)


@pytest.mark.endurance
@pytest.mark.timeout(3600)
async def test_seals_agree_however_long_the_fight(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    seconds = float(os.environ.get("SOAK_SECONDS", "60"))
    await fight(journal, database, tmp_path, round(20 * seconds))


async def fight(journal: Journal, database: Database, directory: Path, rounds: int) -> None:
    """Let rivals seal what writers append, some of whom dawdle, roll back and are cut off, while leaders are killed."""
    done = asyncio.Event()
    witnesses = [Witness() for _ in range(RIVALS)]
    async with contextlib.AsyncExitStack() as rivals:
        for witness in witnesses:
            await rivals.enter_async_context(sealer(journal, database, directory, witness))
        killer = asyncio.create_task(kill(database, done))
        writers = [write(journal, n, rounds) for n in range(WRITERS)]
        unsteady = [restless(database, random.Random(n), n) for n in range(2)]  # noqa: S311  # the same in every run
        await asyncio.gather(*writers, *unsteady)
        done.set()
        kills = await killer
        whole = await journal.seals.entries()
        await until_signed(journal, whole)
        async with asyncio.timeout(5):  # the last one killed may be he who signed
            while sum(witness.leads for witness in witnesses) != 1:  # noqa: ASYNC110  # rivals are watched
                await asyncio.sleep(0.01)
        assert not sum(witness.alarms for witness in witnesses)
    assert kills > 1
    assert sum(bool(witness.lags) for witness in witnesses) > 1  # more than one of them led
    assert await check_seals(journal) >= whole > 20 * WRITERS * rounds


async def write(journal: Journal, writer: int, rounds: int) -> None:
    dice = random.Random(writer)  # noqa: S311  # the same in every run
    for n in range(rounds):
        submission = act(f"w{writer}-{n}", part(f"soak/{writer}-{n}", count=dice.randint(20, 40)))
        done = False
        while not done:
            with contextlib.suppress(JournalUnavailableError):
                done = bool(await journal.append(submission))
            await asyncio.sleep(dice.random() * 0.1)


async def kill(database: Database, done: asyncio.Event) -> int:
    """End, again and again, the connection of whoever leads, and now and then one that appends."""
    kills = 0
    connection = await asyncpg.connect(database.dsn)
    try:
        while not done.is_set():
            for name in (LEADING, "journal append"):
                kills += await connection.fetchval(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    " where datname = current_database() and application_name = $1",
                    name,
                )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.3)
    finally:
        await connection.close()
    return kills


async def test_when_the_leader_ends_in_order_the_other_one_takes_over(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    witnesses = [Witness(), Witness()]
    async with (
        sealer(journal, database, tmp_path, witnesses[0]) as one,
        sealer(journal, database, tmp_path, witnesses[1]) as other,
    ):
        await until_signed(journal, 2)
        await journal.append(act("a", part("case/1")))
        await (one if witnesses[0].leads else other).close()
        assert (await journal.seals.checkpoints())[-1].size == 3  # the last thing it did
        await journal.append(act("b", part("case/2")))
        await until_signed(journal, 4, seconds=4)
    assert await check_seals(journal) == 4


async def test_a_connection_that_is_killed_is_replaced_within_seconds(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    async with sealer(journal, database, tmp_path), sealer(journal, database, tmp_path):
        await until_signed(journal, 2)
        for n in range(2):
            await kill_leader(database)
            await journal.append(act(f"{n}", part(f"case/{n}")))
            await until_signed(journal, 3 + n, seconds=4)
    assert await check_seals(journal) == 4


async def kill_leader(database: Database) -> None:
    connection = await asyncpg.connect(database.dsn)
    killed = await connection.fetchval(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
        " where datname = current_database() and application_name = $1",
        LEADING,
    )
    await connection.close()
    assert killed == 1


async def test_sealing_goes_on_after_the_server_was_away(tmp_path: Path) -> None:
    with scratch_directory() as directory:
        async with Postgres(directory) as engine:
            await migrate(engine.dsn)
            database = Database(engine.dsn, engine.dsn_of("branch_service"))
            journal = await Journal.open(database.service_dsn)
            await journal.begin(REAL)
            witness = Witness()
            async with sealer(journal, database, tmp_path, witness):
                await until_signed(journal, 2)
                os.killpg(engine.pid, signal.SIGKILL)
                await engine.exited()
                await engine.start()
                await write(journal, 0, 5)
                await until_signed(journal, await journal.seals.entries())
            assert await check_seals(journal) == await journal.seals.entries() > 100
            assert not witness.alarms
            await journal.close()


async def test_the_lag_of_a_rehearsal_is_told_in_real_seconds(database: Database, tmp_path: Path) -> None:
    nature = RealOrRehearsal(epoch=now() - timedelta(days=3), scale=86_400)
    journal = await Journal.open(database.service_dsn)
    await journal.begin(nature)
    witness = Witness()
    async with sealer(journal, database, tmp_path, witness):
        await until_signed(journal, 2)
        witness.lags.clear()
        submission = act("a", part("case/1"), nature=nature)
        await journal.append(submission.model_copy(update={"recorded_at": nature.read(now())}))
        await until_signed(journal, 3)
    await journal.close()
    assert 0 <= witness.lags[0] < 5  # virtual seconds would be tens of thousands
    assert witness.backlog == 0


async def test_who_was_taken_for_dead_writes_nothing(journal: Journal, database: Database) -> None:
    old = await Sealing.open(database.service_dsn)
    new = await Sealing.open(database.service_dsn)
    try:
        assert await old.lead()
        assert not await new.lead()
        await old.rebuild()
        await new.rebuild()
        await new.seal_next()  # as if its lead had been lost without a word
        with pytest.raises(DeposedError):
            await old.seal_next()
    finally:
        old.close()
        new.close()
    assert await check_seals(journal) == 1


async def test_the_lead_ends_with_its_connection_and_is_of_one_database_alone(
    journal: Journal, database: Database
) -> None:
    old = await Sealing.open(database.service_dsn)
    assert await old.lead()
    assert (await journal.seals.sealing_now()).leading
    old.close()
    async with asyncio.timeout(5):
        while (await journal.seals.sealing_now()).leading:  # noqa: ASYNC110  # another session is watched
            await asyncio.sleep(0.01)
    with pytest.raises(OUTAGE):
        await old.lead()


async def test_the_role_of_the_sealer_writes_seals_and_nothing_else(
    journal: Journal, database: Database
) -> None:
    await journal.append(act("a", part("case/1")))
    service = await asyncpg.connect(database.service_dsn)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(
                "insert into journal.seal values (1, 1, sha256(''), sha256('')), (2, 1, sha256(''), sha256(''))"
            )
        await service.execute("set role journal_sealer")
        for statement in (
            "update journal.seal set root = root",
            "select journal.append()",
            "delete from journal.tile",
        ):
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.UndefinedFunctionError)):
                await service.execute(statement)
    finally:
        await service.close()
