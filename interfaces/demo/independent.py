"""Enterprises with members enough found an organisation of their own; three of them not smoothly (单独组建)."""

from datetime import timedelta
from typing import NamedTuple

from domain.branch_kinds import BranchKind
from domain.establishment import commands as c
from domain.establishment.application import Application
from domain.establishment.modes import Mode, ReturnReason
from domain.establishment.state import DECIDE
from domain.matter.commands import Urge
from domain.orders import Role
from domain.people import Person
from domain.roster.commands import DelegateOffice, EndDelegation
from interfaces.demo import founding as path
from interfaces.demo.cast import SUPERVISOR, office
from interfaces.demo.enterprises import Enterprise, enterprise
from interfaces.demo.founding import Founding
from interfaces.demo.paper import document
from interfaces.demo.stage import Stage

LONG = 120.0
"""Seconds within which the campaign has come to every enterprise."""


class Plan(NamedTuple):
    """How one enterprise's organisation is set up."""

    name: str
    kind: BranchKind = BranchKind.BRANCH
    seats: int = 0
    investor: bool = False
    own_org: str | None = None


SMOOTH = (
    Plan("青石", own_org="o-370199-t1-b1"),
    Plan("长河", BranchKind.GENERAL_BRANCH, seats=5, investor=True),
    Plan("星桥"),
)
_ROSTER = "roster/o-37"
_ABSENT = timedelta(days=30)
RETURNED, FAILED, OVERDUE = Plan("小荷"), Plan("云岭", seats=3), Plan("赤松", seats=3)


def case_of(name: str) -> str:
    """Return the establishment that follows from an enterprise's first investigation."""
    return f"establishment/{enterprise(name).id}-1"


async def smooth(stage: Stage, plan: Plan) -> None:
    """Play a founding in which nothing goes wrong."""
    founding = await prepared(stage, plan)
    await path.whole_path(stage, founding)
    stage.tell(f"{plan.name}：单独组建并备案。", f"{plan.name}: founded on its own, and filed.")


async def returned(stage: Stage) -> None:
    """Play one whose application is sent back, and which its own applicant tries to approve."""
    founding = await prepared(stage, RETURNED)
    here = founding.here
    await path.apply(stage, founding)
    back = c.ReturnApplication(reasons=(ReturnReason.INCOMPLETE,), note="请补充党员名册")
    await stage.act(here.approver, founding.stream, back)
    await stage.act(here.operator, founding.stream, c.Resubmit(application=founding.application))
    await _approves_own(stage, founding)
    # whoever returned it has reviewed it: somebody above decides
    above = founding._replace(here=here._replace(approver=office("o-370199").approver))
    await path.approve(stage, above)
    await path.hold(stage, founding)
    await path.found(stage, founding)
    await path.file(stage, founding)
    stage.tell("小荷：退回补正、自批被拒后组建。", "小荷: returned, self-approval refused, then founded.")


async def _approves_own(stage: Stage, founding: Founding) -> None:
    """Let the applicant stand in for the approver, and try to approve what he applied for."""
    here = founding.here
    stands_in = DelegateOffice(
        org=here.org,
        role=Role.APPROVER,
        principal=here.approver,
        to=here.operator,
        since=stage.today,
        until=stage.today + _ABSENT,
    )
    await stage.act(here.approver, _ROSTER, stands_in)
    approval = c.DecideEstablishment(
        approved=True, document=document(), founding_group=tuple(founding.people[:2])
    )
    await stage.refused("matter.same-person", here.operator, founding.stream, approval)
    back = EndDelegation(org=here.org, role=Role.APPROVER, principal=here.approver, to=here.operator)
    await stage.act(here.approver, _ROSTER, back)


async def failed(stage: Stage) -> None:
    """Play one whose founding meeting too few attend; it is held again."""
    founding = await prepared(stage, FAILED)
    await path.apply(stage, founding)
    await path.approve(stage, founding)
    await path.convene(stage, founding)
    await path.record(stage, founding, present=founding.counted // 2)
    state = await stage.state(founding.stream)
    stage.expect(state.failures == 1, "云岭：成立大会未成", "云岭: the founding meeting failed")
    await path.hold(stage, founding)
    await path.found(stage, founding)
    await path.file(stage, founding)
    stage.tell("云岭：成立大会重开后组建。", "云岭: founded at the second meeting.")


async def overdue(stage: Stage) -> None:
    """Play one whose superior lets the time for the decision pass: it is reported upwards, urged, and decided late."""
    founding = await prepared(stage, OVERDUE)
    await path.apply(stage, founding)
    await stage.until_kind(founding.stream, "deadline.escalated.v1")
    kinds = await stage.kinds(founding.stream)
    stage.expect(
        {"deadline.reminded.v1", "deadline.passed.v1"} <= set(kinds),
        "赤松：批复先提醒、后逾期、再督办",
        "赤松: the decision was reminded of, overdue, then reported upwards",
    )
    await stage.act(SUPERVISOR, founding.stream, Urge(action=DECIDE, reason="批复已逾期，请尽快办理"))
    await path.approve(stage, founding)
    await path.hold(stage, founding)
    await path.found(stage, founding)
    await path.file(stage, founding)
    stage.tell("赤松：逾期督办后批复、组建。", "赤松: decided after escalation, then founded.")


async def prepared(stage: Stage, plan: Plan) -> Founding:
    """Wait until the accepted investigation has opened the establishment; return how it goes on."""
    one = enterprise(plan.name)
    stream = case_of(plan.name)
    await stage.until_kind(stream, "establishment.opened.v1", patience=LONG)
    state = await stage.state(stream)
    application = Application(
        mode=Mode.INDEPENDENT,
        name=f"{one.row.name}{_ENDINGS[plan.kind]}",
        kind=plan.kind,
        partners=state.prepared,
        secretary=one.member(1),
        own_org=plan.own_org,
    )
    return Founding(stream, office(one.org), application, people_of(one), plan.seats, plan.investor)


def people_of(one: Enterprise) -> list[Person]:
    """Return members who may stand for election, the future secretary first."""
    return [one.member(number) for number in range(1, 7)]


_ENDINGS = {
    BranchKind.BRANCH: "党支部",
    BranchKind.GENERAL_BRANCH: "党总支部",
    BranchKind.COMMITTEE: "党委",
}
