"""Who may: every role against every command, places, delegations, where an act takes place, and whose work it is."""

from datetime import UTC, date, datetime

import pytest

from domain.decider import SHARED_COMMANDS
from domain.deciding import tasks
from domain.enterprise import commands as enterprise
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.filing import commands as filing
from domain.filing.decider import DECIDER as FILING
from domain.investigation.commands import OpenInvestigation
from domain.matter.commands import (
    Comment,
    DelegateTask,
    Reassign,
    RevokeDecision,
    Suspend,
    Tick,
)
from domain.orders import Command, Reach, Role
from domain.people import Person
from domain.permissions import (
    DeniedError,
    NoCaseError,
    NotTakenError,
    Permission,
    ServiceOnlyError,
    accepted,
    is_decision,
    permit,
    public,
    table,
)
from domain.places import allowed, assigned, may_do, office_of, places
from domain.processes import DECIDERS, NoSuchProcessError
from domain.roster.commands import EndDelegation
from domain.roster.directory import Directory
from domain.roster.offices import Delegation
from domain.roster.orgs import OrgLevel
from domain.rulebook.decider import AdoptDocument
from domain.tasks import Task
from tests.domain.enterprise_cases import register
from tests.domain.roster_given import (
    BRANCH,
    COUNTY,
    IMPORTED,
    PARK,
    PROVINCE,
    SPEC,
    T1,
    T2,
    directory,
    grant,
    listed,
    some,
)
from tests.domain.test_filing import submit
from tests.spec import Spec, did

DAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 4, tzinfo=UTC)
COMMANDS = sorted(
    {*SHARED_COMMANDS, *(command for one in DECIDERS.values() for command in one.commands)},
    key=lambda command: (command.kind_name(), command.__module__),
)


def everybody() -> Directory:
    """A directory in which `<role>@<org>` holds exactly that office."""
    state = SPEC.given(IMPORTED).state
    offices = tuple(
        grant(f"{role}.at.{org}", role, org) for role in Role for org in (PROVINCE, COUNTY, T1, T2)
    )
    return Directory([state.model_copy(update={"grants": offices})])


EVERYBODY = everybody()


def may(person: str, command: type[Command], org: str, known: Directory = EVERYBODY) -> bool:
    try:
        permit(person, command, org, known, DAY)
    except (DeniedError, ServiceOnlyError):
        return False
    return True


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.kind_name())
@pytest.mark.parametrize("role", Role)
def test_a_role_gives_what_the_command_says_from_where_it_says_and_nothing_else(
    role: Role, command: type[Command]
) -> None:
    named = role in command.roles and role is not Role.SERVICE
    above = {COUNTY, PROVINCE}
    reaching = above if command.reach is Reach.SUPERIOR else {T1, *above}
    for org in (PROVINCE, COUNTY, T1, T2):
        assert may(f"{role}.at.{org}", command, T1) == (named and org in reaching), org


def test_who_guides_an_organisation_without_leading_it_may_not_act_there() -> None:
    committee = listed("o-i1", COUNTY, level=OrgLevel.INDUSTRY_COMMITTEE, guides=(T1,))
    officer = Person(id="p-guide", name="某示例")
    offices = (grant("p-guide", Role.REGISTRAR, "o-i1"),)
    guiding = some(orgs=(committee,), persons=(officer,), grants=offices)
    known = directory(did(guiding, by="p-admin", org=PROVINCE))
    assert known.org("o-i1").guides == (T1,)  # type: ignore[union-attr]
    assert may("p-guide", filing.AcknowledgeFiling, "o-i1", known)
    assert not may("p-guide", filing.AcknowledgeFiling, T1, known)
    assert not may("p-guide", filing.AcknowledgeFiling, BRANCH, known)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SERVICE])
def test_an_auditor_writes_nothing_and_nobody_is_the_service(role: Role) -> None:
    assert not [one for one in COMMANDS if may(f"{role}.at.{PROVINCE}", one, PROVINCE)]


def test_an_administrator_decides_no_case() -> None:
    given = {one.kind_name() for one in COMMANDS if may(f"admin.at.{PROVINCE}", one, T1)}
    others = {"import_roster", "reorganise_org", "delegate_office", "end_delegation", "redrive_event"}
    assert given == others | {one.kind_name() for one in DECIDERS["account"].commands}


def test_the_table_has_every_public_command_once_for_each_process() -> None:
    lines = list(table())
    assert {one.command for one in lines} == {one for one in COMMANDS if public(one)}
    assert len(lines) == len({(one.process, one.command) for one in lines})
    assert Permission("filing", filing.LinkContract, (Role.REGISTRAR,), Reach.SUBTREE) in lines


def test_what_only_those_who_decide_may_give_is_a_decision() -> None:
    decisions = {one.command.kind_name() for one in table() if is_decision(one.command)}
    assert {"acknowledge_filing", "accept_investigation", "award_stars", "revoke_decision"} <= decisions
    assert not decisions & {"submit_filing", "record_statement", "comment", "import_roster"}
    assert not is_decision(Tick)


def test_somebody_unknown_may_nothing() -> None:
    with pytest.raises(DeniedError) as refused:
        permit("p-nobody", Comment, T1, EVERYBODY, DAY)
    assert refused.value.data["org"] == T1
    assert refused.value.data["reach"] == "subtree"


def test_the_services_own_commands_are_nobodys() -> None:
    with pytest.raises(ServiceOnlyError):
        permit(f"admin.at.{PROVINCE}", Tick, T1, EVERYBODY, DAY)


def test_a_person_acts_in_the_nearest_of_several_own_offices_before_any_that_was_lent() -> None:
    state = SPEC.given(IMPORTED).state
    own = (
        grant("p-operator", Role.OPERATOR, COUNTY),
        grant("p-operator", Role.OPERATOR, T1),
        grant("p-branch", Role.REVIEWER, BRANCH),
    )
    lent = Delegation(
        principal="p-branch", to="p-operator", role=Role.REVIEWER, org=BRANCH, since=DAY, until=DAY
    )
    known = Directory([state.model_copy(update={"grants": own, "delegations": (lent,)})])
    assert permit("p-operator", Comment, BRANCH, known, DAY).org == T1
    reviewed = permit("p-operator", OnlyReviewers, BRANCH, known, DAY)
    assert (reviewed.role, reviewed.org, reviewed.on_behalf_of) == (Role.REVIEWER, BRANCH, "p-branch")


class OnlyReviewers(Comment):
    """A command for this test."""

    roles = frozenset({Role.REVIEWER})


def opened(org: str = T1) -> object:
    return Spec(FILING, stream="filing/K-1/1").given(did(submit(org=org), on="2026-09-24")).state


def where(stream: str, command: Command, state: object) -> tuple[str, ...]:
    return places(stream, command, state, directory(), DAY)  # type: ignore[arg-type]


def test_an_opening_act_takes_place_where_it_says_or_else_where_its_stream_says() -> None:
    fresh = FILING.state(stream="filing/K-1/1")
    assert where("filing/K-1/1", submit(org=T1), fresh) == (T1,)
    campaign = DECIDERS["campaign"]
    opening = next(one for one in campaign.commands if one.opens)
    command = opening.model_construct(kind=opening.kind_name())
    assert where(f"campaign/{T2}/2026", command, campaign.state(stream=f"campaign/{T2}/2026")) == (T2,)


def test_an_open_case_lies_where_it_was_opened_whatever_a_later_command_says() -> None:
    assert where("filing/K-1/1", submit(org=T2), opened(T1)) == (T1,)
    assert where("filing/K-1/1", Comment(text="x"), opened(T1)) == (T1,)
    assert where("filing/K-1/1", filing.ObjectToFiling(reasons="x"), opened(T1)) == (T1,)


def test_a_step_that_waits_elsewhere_is_done_there() -> None:
    decider = DECIDERS["enterprise"]
    told = LifeEvent(what=LifeEventKind.MOVED, happened_on=DAY, to_org=T2)
    confirmed = enterprise.ConcludeLifeEvent(what=LifeEventKind.MOVED, confirmed=True, reason="属实")
    state = (
        Spec(decider, stream="enterprise/e-1")
        .given(
            did(register(org=T1)),
            did(enterprise.ReportLifeEvent(life=told)),
            did(confirmed, by="p-zhao"),
        )
        .state
    )
    assert where("enterprise/e-1", enterprise.AcceptTransfer(), state) == (T2,)
    assert where("enterprise/e-1", Comment(text="x"), state) == (T1,)


def test_documents_bind_the_province_and_rosters_the_organisation_they_name() -> None:
    adopt = AdoptDocument(org=T1, text="x", since=DAY)
    assert where("policy/x", adopt, DECIDERS["policy"].state(stream="policy/x")) == (PROVINCE,)
    ended = EndDelegation(org=T1, role=Role.REVIEWER, principal="p-a", to="p-b")
    assert where("roster/o-37", ended, SPEC.given(IMPORTED).state) == (T1,)


def test_what_was_never_opened_takes_place_nowhere() -> None:
    with pytest.raises(NoCaseError):
        where("filing/K-1/1", Comment(text="x"), FILING.state(stream="filing/K-1/1"))


def test_a_stream_takes_its_own_commands_and_those_of_every_case_only() -> None:
    with pytest.raises(NotTakenError, match="acknowledge_filing"):
        where("filing/K-1/1", OpenInvestigation(org=T1, round="2026"), opened())
    with pytest.raises(ServiceOnlyError):
        where("filing/K-1/1", Tick(due=NOON), opened())
    with pytest.raises(NoSuchProcessError):
        accepted("nothing/x")


def test_where_nobody_is_awaited_nothing_is_urged_or_suspended() -> None:
    assert Comment in accepted("contract/x")
    assert Suspend not in accepted("contract/x")
    assert Suspend in accepted("filing/x")


@pytest.mark.parametrize("kind", ["roster", "account"])
def test_no_correction_gives_an_office_or_an_identity(kind: str) -> None:
    assert accepted(f"{kind}/x") == tuple(one for one in DECIDERS[kind].commands if public(one))
    revoked = RevokeDecision(version=1, document="示〔2026〕1号", reason="x")
    with pytest.raises(NotTakenError):
        where(f"{kind}/x", revoked, SPEC.given(IMPORTED).state)


def test_one_of_several_places_is_enough_and_the_first_ones_refusal_is_told() -> None:
    command = Comment(text="x")
    assert allowed("p-other", command, (T1, T2), directory(), DAY).org == T2
    with pytest.raises(DeniedError) as refused:
        allowed("p-other", command, (T1, PARK), directory(), DAY)
    assert refused.value.data["org"] == T1


def step(role: Role, org: str, *commands: type[Command], **more: object) -> Task:
    told = {"action": "x", "role": role, "org": org, "commands": tuple(one.kind_name() for one in commands)}
    return Task.model_validate(told | more)


def test_a_step_goes_to_the_nearest_able_office_and_a_superiors_step_above_the_case() -> None:
    state, known = opened(T1), directory()
    answer = step(Role.REGISTRAR, T1, filing.AcknowledgeFiling)
    objection = step(Role.APPROVER, T1, filing.DecideObjection)
    assert office_of(answer, state, known, DAY, 2) == T1  # type: ignore[arg-type]
    assert office_of(objection, state, known, DAY, 2) == COUNTY  # type: ignore[arg-type]
    at_the_top = opened(PROVINCE)
    assert office_of(step(Role.APPROVER, PROVINCE, filing.DecideObjection), at_the_top, known, DAY, 2) is None  # type: ignore[arg-type]


def test_who_may_do_a_step_is_told_by_its_commands() -> None:
    state, known = opened(T1), directory()
    answer = step(Role.REGISTRAR, T1, filing.AcknowledgeFiling, filing.RequestCorrection)
    objection = step(Role.APPROVER, T1, filing.DecideObjection)
    able = [one for one in known.persons() if may_do(one, answer, state, known, DAY)]  # type: ignore[arg-type]
    assert able == ["p-county-registrar", "p-registrar"]
    assert may_do("p-county-approver", objection, state, known, DAY)  # type: ignore[arg-type]
    assert not may_do("p-registrar", objection, state, known, DAY)  # type: ignore[arg-type]


def test_an_assigned_step_is_that_persons_and_of_who_stands_in() -> None:
    scene = Spec(FILING, stream="filing/K-1/1").given(
        did(submit(org=T1), on="2026-09-24"),
        did(Reassign(action="answer_filing", to="p-registrar"), on="2026-09-24"),
        did(DelegateTask(action="answer_filing", to="p-operator", until=date(2026, 9, 30)), on="2026-09-24"),
    )
    waiting = {task.action: task for task in tasks(FILING, scene.state)}
    held = waiting["answer_filing"]
    given = scene.state.assignments
    assert assigned(held, given, date(2026, 9, 30)) == {"p-registrar", "p-operator"}
    assert assigned(held, given, date(2026, 10, 1)) == {"p-registrar"}
    assert assigned(step(Role.OPERATOR, T1), given, DAY) == frozenset()
