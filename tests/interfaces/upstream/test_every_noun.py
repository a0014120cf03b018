"""What systems tell of enterprises, employees, members and contracts arrives at the cases, on the real engines."""

from datetime import date
from typing import Any

from domain.branch.commands import ConfirmRegistration, RegisterExistingBranch
from domain.investigation.commands import OpenInvestigation
from domain.investigation.sections import SectionName
from domain.orders import Command, Role
from domain.people import Person
from domain.register.uscc import enterprise_id
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.desk import Sender
from tests.domain import branch_given as branches
from tests.interfaces.conftest import Office
from tests.interfaces.upstream.conftest import Door
from tests.interfaces.upstream.relays import (
    TOWNSHIP,
    enterprise_of,
    fresh_code,
    registered,
    relaying,
    send,
    settled,
)
from tests.interfaces.upstream.systems import SYSTEM

CLERK, APPROVER = "p-1301", "p-1204"
TERMS = {"duration": "fixed", "starts_on": "2024-07-01", "ends_on": "2027-06-30", "position": "书记"}


def told(door: Door, event: str, subject: str, **data: Any) -> dict[str, Any]:
    return door.system.event(
        type=f"cn.branch-lifecycle.{event}.v1", subject=subject, time=now().isoformat(), data=data
    )


async def ordered(office: Office, stream: str, command: Command, by: str) -> None:
    await office.desk.settle(stream, command, Sender(by))


async def with_branch(office: Office, code: str) -> str:
    """The enterprise has a branch from before the system."""
    branch = f"b-{new_id().hex[-12:]}"
    partner = branches.partner(counted=4, enterprise=enterprise_id(code))
    secretary = branches.SECRETARY.model_copy(update={"person": Person(id=f"p-{branch}", name="示例书记")})
    known = branches.facts(partners=(partner,), secretary=secretary)
    command = RegisterExistingBranch(org=TOWNSHIP, superior="o-370199", name=branch, facts=known)
    await ordered(office, f"branch/{branch}", command, CLERK)
    await ordered(office, f"branch/{branch}", ConfirmRegistration(), APPROVER)
    return branch


async def test_an_investigation_and_the_life_of_an_enterprise_take_what_systems_tell(
    office: Office, door: Door
) -> None:
    code = fresh_code()
    investigation = f"investigation/{enterprise_id(code)}/1"
    today = str(now().date())
    count = {"uscc": code, "employees": {"total": 36}, "counted_on": "2026-04-30"}
    async with relaying(office):
        await settled(office, await send(door, registered(door, code, "示例甲公司")))
        (early,) = await settled(office, await send(door, told(door, "head-count.reported", code, **count)))
        await ordered(office, investigation, OpenInvestigation(org=TOWNSHIP, round="2026"), CLERK)
        late = await settled(
            office,
            await send(
                door,
                told(door, "head-count.reported", code, **count),
                told(door, "enterprise.deregistered", code, uscc=code, happened_on=today),
            ),
        )
    assert (early.standing, early.rule) == ("dead", "upstream.nobody-takes-it")
    assert [one.standing for one in late] == ["delivered", "delivered"]
    section = (await office.service.state(investigation)).section(SectionName.WORKFORCE)
    assert (section.report.content.employees.total, section.report.source) == (36, SYSTEM)
    (proposal,) = (await office.service.state(enterprise_of(code))).proposals
    assert proposal.life.what == "deregistered"


async def test_a_branch_and_its_contracts_take_what_systems_tell(office: Office, door: Door) -> None:
    code, contract = fresh_code(), f"K-{new_id().hex[-12:]}"
    change = {"ground": "employee_resigns", "effective_on": str(date(2026, 4, 30)), "before": TERMS}
    member = {"id": f"p-{contract}", "name": "示例党员"}
    filed = {"contract": contract, "uscc": code, "person": member, "post": "party_worker", "change": change}
    async with relaying(office):
        await settled(office, await send(door, registered(door, code, "示例乙公司")))
        branch = await with_branch(office, code)
        letters = await settled(
            office,
            await send(
                door,
                told(
                    door,
                    "head-count.reported",
                    code,
                    uscc=code,
                    employees={"total": 36},
                    counted_on="2026-04-30",
                ),
                told(
                    door,
                    "member-relation.transferred",
                    code,
                    uscc=code,
                    person=member,
                    direction="in",
                    counted=5,
                ),
                told(door, "contract.rescinded", contract, **filed),
                told(door, "contract.rescinded", contract, **filed),
                told(
                    door,
                    "incident.reported",
                    code,
                    uscc=code,
                    veto="pollution",
                    happened_on="2026-04-30",
                    reasons="处罚",
                ),
            ),
        )
    assert [(one.standing, one.rule) for one in letters] == [
        *[("delivered", None)] * 4,
        ("dead", "upstream.nobody-takes-it"),
    ]
    partner = (await office.service.state(f"branch/{branch}")).partners[0]
    assert (partner.employees, partner.counted) == (36, 5)
    filing = await office.service.state(f"filing/{contract}/1")
    assert (filing.status, filing.branch, filing.contract_known) == ("submitted", branch, False)
    first = (await office.service.journal.load(f"filing/{contract}/1"))[0].decoded()
    assert (first.actor.id, first.actor.role) == (SYSTEM, Role.UPSTREAM)
    assert await office.service.journal.load(f"filing/{contract}/2") == []
