"""Applications, slates and meetings as the tests of establishments tell them."""

from datetime import date
from typing import Any

from domain.branch.facts import Officer
from domain.branch_kinds import BranchKind
from domain.elections.bodies import Leadership
from domain.elections.slate import Electors, Seat, Slate
from domain.establishment import commands as c
from domain.establishment.application import Application, Body, Officers, Partner, UnionRecord
from domain.establishment.decider import DECIDER
from domain.establishment.modes import JointGround, Mode
from domain.people import Person
from tests.domain.elections_given import ballot, meeting, slate
from tests.spec import LI, SUN, WANG, ZHAO, Did, Scene, Spec, did

SPEC = Spec(DECIDER, stream="establishment/b-1")
GROUP = (Person(id="p-1", name="甲"),)
HEAD, SECOND = "m-1", "m-2"
NAMES = {f"m-{number}": f"党员{number}" for number in range(1, 10)}


def person(member: str) -> Person:
    return Person(id=member, name=NAMES[member])


def partner(enterprise: str = "e-1", counted: int = 3, others: int = 0) -> Partner:
    return Partner(enterprise=enterprise, counted=counted, others=others)


def application(mode: Mode = Mode.INDEPENDENT, **more: Any) -> Application:
    fields: dict[str, Any] = {"mode": mode, "name": "示例党支部"} | _TOLD[mode] | more
    return Application(**fields)


def body(counted: int = 3, **more: Any) -> Body:
    fields: dict[str, Any] = {
        "name": "示例项目部",
        "counted": counted,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return Body(**(fields | more))


_BRANCH: dict[str, Any] = {"kind": BranchKind.BRANCH, "secretary": person(HEAD)}
_TOLD: dict[Mode, dict[str, Any]] = {
    Mode.INDEPENDENT: {**_BRANCH, "partners": (partner(),)},
    Mode.JOINT: {
        **_BRANCH,
        "partners": (partner("e-1", 2), partner("e-2", 1)),
        "ground": JointGround.NEAR,
    },
    Mode.AFFILIATED: {"partners": (partner("e-1", 1),), "host": "b-9", "host_org": "o-9"},
    Mode.WORK_COVERAGE: {"partners": (partner("e-1", 0),)},
    Mode.PROJECT: {**_BRANCH, "body": body()},
    Mode.TEMPORARY: {"kind": BranchKind.BRANCH, "body": body(relations_transferred=False)},
    Mode.FLOATING: {**_BRANCH, "body": body(starts_on=None, ends_on=None)},
}


def of_members(counted: int, **more: Any) -> Application:
    """An independent establishment of so many counted members."""
    return application(partners=(partner(counted=counted),), **more)


def apply(what: Application | None = None, *, waivers: Any = (), org: str = "o-1") -> c.Apply:
    return c.Apply(org=org, application=what or application(), waivers=waivers)


def opened(mode: Mode = Mode.INDEPENDENT, *partners: Partner) -> c.OpenEstablishment:
    return c.OpenEstablishment(org="o-1", mode=mode, partners=partners or (partner(),))


def approve(**more: Any) -> c.DecideEstablishment:
    fields: dict[str, Any] = {"approved": True, "document": "示委〔2026〕1号", "founding_group": GROUP}
    return c.DecideEstablishment(**(fields | more))


APPROVE = approve()
SIMPLY = approve(founding_group=())
REJECT = approve(approved=False, reasons="条件不具备", founding_group=())
WITHDRAW = c.WithdrawApplication(reason="暂缓")

ALONE = Leadership(seats=0)
SECRETARY = slate(HEAD, seat=Seat.SECRETARY)
MEMBERS = slate("m-1", "m-2", "m-3", "m-4", seats=3)
BY_COMMITTEE = slate(HEAD, seat=Seat.SECRETARY, electors=Electors.COMMITTEE)


def candidates(
    *slates: Slate, leadership: Leadership = ALONE, waivers: Any = (), dispersed: bool = False
) -> c.ApproveCandidates:
    return c.ApproveCandidates(
        leadership=leadership,
        slates=slates or (SECRETARY,),
        document="示委〔2026〕2号",
        waivers=waivers,
        dispersed=dispersed,
    )


COMMITTEE = candidates(MEMBERS, BY_COMMITTEE, leadership=Leadership(seats=3))


def convene(on: str = "2026-03-20") -> c.Convene:
    return c.Convene(meeting_on=date.fromisoformat(on))


def held(*elections: Any, present: int = 3, roll: int = 3, **more: Any) -> c.RecordFoundingMeeting:
    """A founding meeting; without elections told, everybody votes for the secretary."""
    fields: dict[str, Any] = {
        "held_on": date(2026, 3, 20),
        "attendance": meeting(roll, present),
        "elections": elections or ((ballot(SECRETARY, present, **{HEAD: present}),),),
    }
    return c.RecordFoundingMeeting(**(fields | more))


def short_meeting(present: int = 2, roll: int = 3) -> c.RecordFoundingMeeting:
    """A founding meeting to which too few came."""
    return held(present=present, roll=roll, elections=())


def committee_held(*elections: Any, present: int = 3, **more: Any) -> c.RecordCommitteeMeeting:
    fields: dict[str, Any] = {
        "held_on": date(2026, 3, 20),
        "attendance": meeting(3, present),
        "elections": elections or ((ballot(BY_COMMITTEE, present, **{HEAD: present}),),),
    }
    return c.RecordCommitteeMeeting(**(fields | more))


MEMBERS_VOTE = (ballot(MEMBERS, 7, **{"m-1": 7, "m-2": 6, "m-3": 5, "m-4": 1}),)


def officers(
    secretary: str = HEAD, deputies: tuple[str, ...] = (), members: tuple[str, ...] = ()
) -> Officers:
    return Officers(
        secretary=Officer(person=person(secretary)),
        deputies=tuple(Officer(person=person(one)) for one in deputies),
        members=tuple(person(one) for one in members),
    )


def report(named: Officers | None = None) -> c.ReportResult:
    return c.ReportResult(officers=named or officers())


ACCEPT = c.AcceptResult(document="示委〔2026〕3号")
SECRETARY_APPROVED = c.ApproveSecretary(document="示委〔2026〕4号")
REFUSE_SECRETARY = c.RefuseSecretary(reasons="另行选配", document="示委〔2026〕11号")
DECLINE = c.DeclineResult(reasons="程序不合规定", document="示委〔2026〕5号")
FILE = c.FileEstablishment(document="示组〔2026〕6号")
ACKNOWLEDGE = c.AcknowledgeEstablishment()
REVOKE = c.RevokeEstablishment(reason="情况变化", document="示委〔2026〕7号")
UNIONS = c.RecordUnions(
    trade_union=UnionRecord(set_up=True), youth_league=UnionRecord(set_up=False, explanation="无团员")
)
ADVISER = Person(id="a-1", name="指导员")


def place(adviser: Person = ADVISER, starts: str = "2026-04-01", **more: Any) -> c.PlaceAdviser:
    return c.PlaceAdviser(adviser=adviser, starts_on=date.fromisoformat(starts), **more)


def applied(what: Application | None = None, on: str = "2026-03-02", **more: Any) -> Did:
    return did(apply(what, **more), by=WANG, on=on)


def decided(command: c.DecideEstablishment = APPROVE, on: str = "2026-03-10") -> Did:
    return did(command, by=ZHAO, on=on)


def approved(what: Application | None = None, command: c.DecideEstablishment = APPROVE) -> tuple[Did, ...]:
    return (applied(what), decided(command))


def convened(what: Application | None = None, slates: c.ApproveCandidates | None = None) -> tuple[Did, ...]:
    return (
        *approved(what),
        did(slates or candidates(), by=ZHAO, on="2026-03-12"),
        did(convene(), by=WANG, on="2026-03-13"),
    )


def elected() -> tuple[Did, ...]:
    return (*convened(), did(held(), by=LI, on="2026-03-20"))


def reported() -> tuple[Did, ...]:
    return (*elected(), did(report(), by=LI, on="2026-03-23"))


def founded() -> tuple[Did, ...]:
    return (
        *reported(),
        did(ACCEPT, by=ZHAO, on="2026-03-24"),
        did(SECRETARY_APPROVED, by=ZHAO, on="2026-03-25"),
    )


def filed(on: str = "2026-03-11") -> tuple[Did, ...]:
    return (did(FILE, by=ZHAO, on=on), did(ACKNOWLEDGE, by=SUN, on=on))


def given(*history: Any) -> Scene:
    return SPEC.given(*history)
