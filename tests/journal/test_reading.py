"""Reading by position, by kind, by the names of streams."""

import asyncio
import gc
from typing import Any

from journal.entry import Slice, StreamHead
from journal.journal import Journal
from tests.journal.acts import act, draft, part
from tests.postgres import Database


async def test_the_journal_is_read_in_the_order_of_positions_page_by_page(journal: Journal) -> None:
    await journal.append(act("a", part("case/1", count=3), part("case/2", count=2)))
    pages = [await journal.read(after, 2) for after in (0, 2, 4, 6)]
    assert [[entry.position for entry in page] for page in pages] == [[1, 2], [3, 4], [5, 6], []]


async def test_the_journal_can_be_read_for_some_kinds_only(journal: Journal) -> None:
    drafts = tuple(draft(kind) for kind in ("case.noted.v1", "case.closed.v1", "case.noted.v1"))
    await journal.append(act("a", Slice("case/1", 0, drafts)))
    assert [entry.position for entry in await journal.read(0, 10, ["case.closed.v1"])] == [3]


async def test_streams_are_listed_by_prefix_with_their_versions(journal: Journal) -> None:
    for name, stream in enumerate(("case/1", "case/10", "case/2", "cases/1", "filing/K-1/1")):
        await journal.append(act(str(name), part(stream, count=name + 1)))
    assert await journal.streams("case/") == [
        StreamHead("case/1", 1),
        StreamHead("case/10", 2),
        StreamHead("case/2", 3),
    ]
    assert await journal.streams("case/", limit=1) == [StreamHead("case/1", 1)]
    assert await journal.streams("case/", after="case/1", limit=1) == [StreamHead("case/10", 2)]
    assert await journal.streams("filing/K-") == [StreamHead("filing/K-1/1", 5)]
    assert await journal.streams("nothing/") == []
    assert len(await journal.streams("")) == 6


async def test_readers_who_give_up_as_the_journal_closes_leave_nothing_behind(database: Database) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, complaint: complaints.append(complaint))
    for turns in range(30):  # at whichever step of its way a reader is
        journal = await Journal.open(database.service_dsn)
        reader = asyncio.create_task(journal.read(0, 1))
        for _ in range(turns):
            await asyncio.sleep(0)
        reader.cancel()
        await asyncio.wait({reader})
        await journal.close()
    gc.collect()  # what fails unseen complains when it is thrown away
    assert complaints == []
