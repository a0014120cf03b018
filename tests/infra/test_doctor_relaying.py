"""The doctor tells whether what upstream systems sent is delivered."""

import asyncio

from infra.doctor import relaying
from interfaces.upstream.relay import Relay
from journal.journal import Journal
from ledger.letters import Turn
from tests.domain.test_inbox import SPEC, dead, received
from tests.journal.acts import REAL
from tests.ledger.histories import write
from tests.ledger.standing import caught_up, projecting
from tests.postgres import Database, Server


async def test_events_that_nobody_relays_are_told_and_dead_letters_beside(database: Database) -> None:
    journal = await Journal.open(database.service_dsn)

    async def deliver(_: Turn) -> None:
        await asyncio.Event().wait()

    try:
        await journal.begin(REAL)
        (empty,) = await relaying.examine(database.service_dsn)
        assert empty.ok
        await write(journal, SPEC.given(received(), received(), dead(of=1)), SPEC.stream)
        async with projecting(journal, database):
            await caught_up(journal)
            (alone,) = await relaying.examine(database.service_dsn)
            assert not alone.ok
            assert "1 upstream events wait" in alone.what_en
            assert "死信 1 件" in alone.what_zh
            assert all((alone.remedy_zh, alone.remedy_en))
            relay = Relay(journal, deliver)
            async with asyncio.timeout(20):
                while not (await relaying.examine(database.service_dsn))[0].ok:  # noqa: ASYNC110  # a connection is watched
                    await asyncio.sleep(0.05)
            await relay.close()
    finally:
        await journal.close()


async def test_nothing_is_said_of_a_database_that_is_away_or_not_migrated(postgres: Server) -> None:
    assert await relaying.examine("postgresql://branch_service@127.0.0.1:1/none") == []
    assert await relaying.examine(await postgres.empty_database()) == []
