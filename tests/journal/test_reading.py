"""Reading by position, by tag, by the names of streams."""

from journal.entry import Slice, StreamHead
from journal.journal import Journal
from tests.journal.acts import act, draft, part


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
