"""What is asked at the desk for somebody is answered from his organisations alone, whatever is asked."""

from domain.coverage import Conclusion
from domain.enterprise.commands import NoteInvestigation
from domain.figures import Figure
from domain.orders import OrgId, Role
from domain.reading import Enquiry
from domain.reading import realm as realm_of
from domain.register.uscc import enterprise_id
from interfaces.desk.overview import AskedOf
from interfaces.desk.worklist import Filter
from interfaces.sheets.spool import spooled
from ledger.realm import EVERYTHING, Realm
from ledger.registers.register import Register
from tests.domain.enterprise_cases import code, register
from tests.interfaces.conftest import Office
from tests.interfaces.test_desk import OPERATOR, REGISTRAR, contract, submission
from tests.service import order

HERE, BESIDE, ABOVE = "o-370199-t1", "o-370199-t2", "o-370199"


def only(*orgs: OrgId) -> Realm:
    return Realm(frozenset(orgs))


async def seen(office: Office, stream: str, realm: Realm) -> set[str]:
    """Which questions show a filing of `HERE`."""
    desk, asked = office.desk, AskedOf(text=stream.split("/")[1], realm=realm.orgs)
    work = await desk.work(None, Filter(process="filing"), realm=realm)
    page = await desk.register_page(Register.FILINGS, asked)
    figures = await desk.coverage(None, realm=realm)
    rows = await desk.opened(Figure.FILINGS, None, realm=realm)
    story = await desk.timeline(stream, realm=realm)
    with spooled(Register.FILINGS) as spool:
        gathered: list[int] = []
        await desk.gather(asked, spool, gathered.append)
    shown = {
        "work": stream in {one.stream for one in work.items},
        "page": stream in {row.stream for row in page.rows},
        "coverage": figures.total.count(Figure.FILINGS) > 0,
        "opened": stream in {row.stream for row in rows.rows if hasattr(row, "stream")},
        "timeline": bool(story.items),
        "gather": sum(gathered) > 0,
    }
    return {name for name, there in shown.items() if there}


async def test_every_question_ends_at_the_realm(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(HERE), person=OPERATOR)
    all_of_them = {"work", "page", "coverage", "opened", "timeline", "gather"}
    assert await seen(office, stream, EVERYTHING) == all_of_them
    assert await seen(office, stream, only(HERE)) == all_of_them
    assert await seen(office, stream, only()) == set()
    assert await seen(office, stream, only("o-370199-t")) == set()
    # other tests filed there as well, so figures may count; this one is not among them
    assert await seen(office, stream, only(BESIDE)) <= {"coverage"}


async def test_the_pool_ends_at_the_realm(office: Office) -> None:
    number = 700_001
    stream = f"enterprise/{enterprise_id(code(number))}"
    service = office.service
    await service.record(stream, order(register(HERE, uscc=code(number)), role=Role.OPERATOR))
    note = NoteInvestigation(
        by="investigation/e-1/1",
        conclusion=Conclusion.JOINT_OR_AFFILIATED,
        priority=False,
        counted=2,
        version=3,
    )
    await service.record(stream, order(note, by="service", role=Role.SERVICE))
    assert (await office.desk.pool(HERE, realm=only(HERE))).items
    assert not (await office.desk.pool(HERE, realm=only(BESIDE))).items


async def test_the_realm_of_whoever_is_signed_in_shows_what_lies_below_the_office(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(HERE), person=OPERATOR)
    directory = await office.desk.directory()
    mine = Realm(realm_of(REGISTRAR, Enquiry.READ, directory, office.desk.today))
    nobodys = Realm(realm_of("p-nobody", Enquiry.READ, directory, office.desk.today))
    assert "work" in await seen(office, stream, mine)
    assert await seen(office, stream, nobodys) == set()
    # asked about an organisation beyond the realm, even one above, the answer ends at the realm
    page = await office.desk.register_page(Register.FILINGS, AskedOf(ABOVE, realm=only(BESIDE).orgs))
    assert {row.org for row in page.rows} <= {BESIDE}
