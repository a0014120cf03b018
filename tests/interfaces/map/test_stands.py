"""Where open cases stand, as the desk counts them: what a look through every case of the journal tells."""

from collections import Counter

from domain.filing import commands as c
from domain.matter.commands import Suspend, SuspensionGround
from domain.orders import OrgId
from domain.process_map import Place, maps_of
from infra import documents
from interfaces.desk.stands import StandItem, StandsWanted
from ledger.realm import Realm
from tests.interfaces.conftest import Office
from tests.interfaces.test_desk import OPERATOR, REGISTRAR, contract, submission
from tests.interfaces.test_worklist import COUNTY_APPROVER, cases

HERE, BESIDE = "o-370199-t1", "o-370199-t2"
SUBMITTED, CORRECTING = Place(status="submitted"), Place(status="correcting")
MAPS = maps_of(documents.maps())


async def filed(office: Office, org: OrgId = HERE) -> str:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(org), person=OPERATOR)
    return stream


async def some_filings(office: Office) -> tuple[str, str, str]:
    """One that waits to be corrected, one at rest, one that is done."""
    correcting, resting, done = [await filed(office) for _ in range(3)]
    ask = c.RequestCorrection.model_validate({"items": ("合同页缺失",)})
    await office.desk.execute(correcting, ask, person=REGISTRAR)
    rest = Suspend(ground=SuspensionGround.OTHER, reason="停")
    await office.desk.execute(resting, rest, person=COUNTY_APPROVER)
    await office.desk.execute(done, c.AcknowledgeFiling(), person=REGISTRAR)
    return correcting, resting, done


async def looked_through(office: Office, process: str) -> Counter[tuple[Place, bool]]:
    """Where the open cases of a process stand, and whether they are overdue, told by every one of them."""
    found: Counter[tuple[Place, bool]] = Counter()
    for case in await cases(office):
        begun = case.state.status != "none" and not case.state.closed  # type: ignore[attr-defined]
        if case.stream.startswith(f"{process}/") and (begun or case.waiting):
            place = Place(status=str(case.state.status), closed=case.state.closed)  # type: ignore[attr-defined]
            found[place, any(task.overdue for task in case.waiting)] += 1
    return found


async def test_counts_are_what_every_case_tells_and_stand_on_the_map(office: Office) -> None:
    await some_filings(office)
    for process, one in MAPS.items():
        told = await looked_through(office, process)
        counted = await office.desk.stands([process])
        assert {item.place: (item.cases, item.overdue) for item in counted.items} == {
            place: (told[place, True] + told[place, False], told[place, True]) for place, _ in told
        }
        assert {item.place for item in counted.items} <= set(one.places)
    assert sum(item.cases for item in (await office.desk.stands()).items) >= 2


async def test_a_step_opens_into_its_cases_page_by_page(office: Office) -> None:
    correcting, resting, done = await some_filings(office)
    wanted = StandsWanted("filing", SUBMITTED, org=HERE, at_most=1)
    shown: list[StandItem] = []
    while True:
        page = await office.desk.stands_at(wanted)
        shown += page.found.items
        if page.after is None:
            break
        assert len(page.found.items) == 1
        wanted = wanted._replace(after=page.after)
    streams = [one.stream for one in shown]
    assert len(streams) == len(set(streams))
    assert resting in streams
    assert not {correcting, done} & set(streams)
    days = [one.due_on for one in shown if one.due_on]
    assert days == sorted(days)
    (rests,) = [one for one in shown if one.stream == resting]
    assert (rests.rests, rests.steps, rests.org) == (True, ("decide_suspension",), HERE)
    counted = await office.desk.stands(["filing"], HERE)
    assert [item.cases for item in counted.items if item.place == SUBMITTED] == [len(shown)]
    to_correct = await office.desk.stands_at(StandsWanted("filing", CORRECTING))
    assert correcting in {one.stream for one in to_correct.found.items}


async def test_where_cases_stand_ends_at_the_realm(office: Office) -> None:
    correcting, *_ = await some_filings(office)

    async def seen(realm: Realm) -> bool:
        page = await office.desk.stands_at(StandsWanted("filing", CORRECTING, at_most=1000), realm=realm)
        counted = await office.desk.stands(["filing"], realm=realm)
        total = sum(item.cases for item in counted.items if item.place == CORRECTING)
        assert total == len(page.found.items)
        return correcting in {one.stream for one in page.found.items}

    assert await seen(Realm(frozenset({HERE})))
    assert not await seen(Realm(frozenset({BESIDE})))
    assert not await seen(Realm(frozenset()))
    assert (await office.desk.stands(["filing"], BESIDE, realm=Realm(frozenset({HERE})))).items == ()
