"""The answer is lost, not the entry."""

import asyncio

import pytest

from infra.scratch import scratch_directory
from journal.entry import Appended
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from tests.journal.acts import act, command_id, part
from tests.journal.mute import Line
from tests.postgres import Database


async def test_an_acknowledgement_that_was_lost_is_answered_with_the_original(
    journal: Journal, database: Database
) -> None:
    with scratch_directory() as short:  # a socket's path has 107 bytes
        async with Line(database.service_dsn, short).laid() as line:
            cut_off = await Journal.open(line.dsn)
            await cut_off.append(act("before", part("case/0")))
            line.mute = True
            waiting = asyncio.create_task(cut_off.append(act("a", part("case/1", count=2))))
            while not (written := await journal.find(command_id("a"))):
                assert not waiting.done()
            await journal.append(act("b", part("case/1", 2)))  # somebody goes on meanwhile
            line.cut()
            with pytest.raises(JournalUnavailableError):
                await waiting
            # a lost answer is no conflict, although the stream has moved on
            assert await cut_off.append(act("a", part("case/1", count=2))) == Appended(
                tuple(written), repeated=True
            )
            await cut_off.close()
