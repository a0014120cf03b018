"""What follows from what, on the real engines: an accepted investigation starts the establishment."""

from datetime import date
from typing import Any

from domain.branch.adjusting import AdjustBranch, Merge
from domain.branch.kinds import BranchMode
from domain.branch.onboarding import ConfirmRegistration
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.commands import RegisterEnterprise
from domain.establishment.modes import JointGround, Mode
from domain.investigation import commands as c
from domain.investigation import sections as s
from domain.people import Person
from domain.register.ownership import Ownership
from domain.register.row import Headcount, RegisterRow
from domain.register.uscc import enterprise_id
from infra.ids import new_id
from tests.domain.branch_given import facts, register
from tests.domain.branch_given import partner as member_count
from tests.domain.establishment_given import APPROVE, SIMPLY, application, apply, partner
from tests.service import Service, order

WANG, ZHAO = "p-wang", "p-zhao"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def fresh_code() -> str:
    """Make a valid code that nobody has: GB 32100, with its check digit."""
    body = "91370199MA"
    number = new_id().int
    while len(body) < 17:
        body += _ALPHABET[number % len(_ALPHABET)]
        number //= len(_ALPHABET)
    total = sum(_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + _ALPHABET[-total % 31]


def member(number: int) -> s.Member:
    return s.Member(
        person=Person(id=f"p-{number}", name=f"示例{number}"),
        membership=s.Membership.FULL,
        full_since=date(2020, 1, 1),
        post=s.MemberPost.WORKER,
        relation=s.Relation.HERE,
    )


def five_sections(members: int) -> list[s.Section]:
    return [
        s.Investors(ownership=Ownership.PRIVATE),
        s.Workforce(employees=Headcount(total=40), trade_union=False, youth_league=False),
        s.Members(members=tuple(member(number) for number in range(members))),
        s.Operations(premises=True, in_production=True, chain="平台经济"),
        s.Coverage(),
    ]


async def registered(service: Service) -> str:
    code = fresh_code()
    row = RegisterRow(uscc=code, name="示例机械有限公司", ownership=Ownership.PRIVATE, org="o-1")
    enterprise = enterprise_id(code)
    await service.order(f"enterprise/{enterprise}", order(RegisterEnterprise(org="o-1", row=row)))
    return enterprise


async def investigated(service: Service, enterprise: str, members: int) -> Any:
    stream = f"investigation/{enterprise}/1"
    await service.order(stream, order(c.OpenInvestigation(org="o-1", round="2026"), by=WANG))
    await service.order(stream, order(c.AssignInvestigator(to=WANG), by=WANG))
    for section in five_sections(members):
        told = c.ReportSection(content=section, observed_on=date(2026, 9, 1))
        await service.order(stream, order(told, by=WANG))
    await service.order(stream, order(c.SubmitInvestigation(), by=WANG))
    await service.order(stream, order(c.AcceptInvestigation(), by=ZHAO))
    return await service.state(stream)


async def test_an_accepted_investigation_opens_the_establishment(service: Service) -> None:
    enterprise = await registered(service)
    investigation = await investigated(service, enterprise, members=3)
    assert investigation.conclusion is Conclusion.INDEPENDENT
    stream = f"establishment/{enterprise}-1"
    await service.until(lambda: service.opened(stream))
    assert (await service.state(stream)).status == "preparing"
    await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))


async def test_an_enterprise_with_two_members_waits_in_the_pool(service: Service) -> None:
    enterprise = await registered(service)
    investigation = await investigated(service, enterprise, members=2)
    assert investigation.conclusion is Conclusion.JOINT_OR_AFFILIATED
    assert investigation.promises == ()


async def test_a_higher_coverage_ends_the_lower_one_which_is_told(service: Service) -> None:
    enterprise = await registered(service)
    lower, higher = (f"establishment/b-{new_id().hex[-12:]}" for _ in range(2))
    nobody = application(Mode.WORK_COVERAGE, partners=(partner(enterprise, 0),))
    await service.order(lower, order(apply(nobody), by=WANG))
    await service.order(lower, order(SIMPLY, by=ZHAO))
    three = application(Mode.INDEPENDENT, partners=(partner(enterprise, 3),))
    await service.order(higher, order(apply(three), by=WANG))
    await service.order(higher, order(APPROVE, by=ZHAO))

    async def ended() -> bool:
        return bool((await service.state(lower)).closed)

    await service.until(ended)
    assert (await service.kinds(lower))[-1] == "establishment.coverage_ended.v1"
    await service.until(lambda: service.settled(f"enterprise/{enterprise}"))


async def test_an_enterprise_with_a_branch_of_its_own_leaves_the_joint_one(service: Service) -> None:
    leaving, staying = [await registered(service) for _ in range(2)]
    lower, higher = (f"b-{new_id().hex[-12:]}" for _ in range(2))
    both = application(
        Mode.JOINT, partners=(partner(leaving, 2), partner(staying, 2)), ground=JointGround.NEAR
    )
    await service.order(f"establishment/{lower}", order(apply(both), by=WANG))
    await service.order(f"establishment/{lower}", order(APPROVE, by=ZHAO))
    await service.until(lambda: service.opened(f"branch/{lower}"))
    three = application(Mode.INDEPENDENT, partners=(partner(leaving, 3),))
    await service.order(f"establishment/{higher}", order(apply(three), by=WANG))
    await service.order(f"establishment/{higher}", order(APPROVE, by=ZHAO))

    async def left() -> bool:
        return bool((await service.state(f"branch/{lower}")).enterprises == (staying,))

    await service.until(left)


async def test_a_branch_that_takes_in_another_is_joint_and_covers_its_enterprises_so(
    service: Service,
) -> None:
    ending, going_on = [await registered(service) for _ in range(2)]
    merged, into = (f"b-{new_id().hex[-12:]}" for _ in range(2))
    for branch, enterprise in ((merged, ending), (into, going_on)):
        known = facts(secretary=None, partners=(member_count(3, enterprise=enterprise),))
        await service.order(f"branch/{branch}", order(register(known, "secretary"), by=WANG))
        await service.order(f"branch/{branch}", order(ConfirmRegistration(), by=ZHAO))
    merger = AdjustBranch(change=Merge(into=into), document="示组〔2026〕9号", reason="研究决定")
    await service.order(f"branch/{merged}", order(merger, by=ZHAO))

    async def received() -> bool:
        return bool((await service.state(f"branch/{into}")).enterprises == (going_on, ending))

    await service.until(received)
    assert (await service.state(f"branch/{into}")).mode == BranchMode.JOINT
    for enterprise in (ending, going_on):
        granted = (await service.state(f"enterprise/{enterprise}")).covering.granted
        assert (granted.level, granted.by) == (CoverageLevel.JOINT, f"branch/{into}")
