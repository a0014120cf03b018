"""What follows from what, on the real engines: an accepted investigation starts the establishment."""

from datetime import date
from typing import Any

from domain.coverage import Conclusion
from domain.enterprise.commands import RegisterEnterprise
from domain.establishment.modes import Mode
from domain.investigation import commands as c
from domain.investigation import sections as s
from domain.people import Person
from domain.register.ownership import Ownership
from domain.register.row import Headcount, RegisterRow
from domain.register.uscc import enterprise_id
from infra.ids import new_id
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
