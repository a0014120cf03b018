"""Pages of a console over a filled ledger are looked at, and PostgreSQL tells what it did for each."""

from bench.pages.house import house
from bench.pages.looking import Looker
from bench.pages.plans import Ran, Scan, read_through
from bench.pages.territory import Territory
from bench.pages.visits import NOTHING, visits


async def test_every_page_that_is_measured_comes_and_what_it_asked_is_told() -> None:
    async with house(Territory(cities=1, counties=2, townships=2), enterprises=200) as place:
        looker = await Looker.come(place.address)
        await place.plans.tell(on=True)
        tables: set[str] = set()
        for visit in (NOTHING, *visits(place.filled)):
            looked = await looker.look(visit.address, place.sessions[visit.person])
            assert (looked.status, looked.size > 1000) == (200, True), visit
            tables |= {scan.table for ran in place.plans.since() for scan in ran.scans}
        looker.leave()
        assert tables >= {"enterprise", "filing", "task", "open_case", "timeline", "entry", "session"}


def test_a_table_that_is_read_through_is_seen() -> None:
    scans = (
        Scan("Seq Scan", "enterprise", 100_000),
        Scan("Index Scan", "task", 100_000),
        Scan("Seq Scan", "round", 128),
        Scan("Seq Scan", "filing", 0),
    )
    found = read_through(Ran("select", 1.0, scans), frozenset({"enterprise", "task", "filing"}))
    assert [one.table for one in found] == ["enterprise"]
