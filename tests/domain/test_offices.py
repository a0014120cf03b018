"""Others than who acts must hold what their part takes: who decides, grants, is given a step, is worked on."""

from datetime import date

import pytest

from domain.account.commands import ResetCredentials
from domain.deciding import tasks
from domain.filing import commands as filing
from domain.filing.decider import DECIDER as FILING
from domain.investigation.commands import AssignInvestigator
from domain.investigation.state import InvestigationState
from domain.matter.commands import Comment, DelegateTask, Reassign
from domain.offices import (
    NoOfficeError,
    NotGrantorError,
    NotTheirStepError,
    OutsideError,
    StepTakenError,
    assignees,
    check_assignee,
    check_waivers,
    check_within,
    recorded_for,
    taken,
)
from domain.orders import Command, Role
from domain.permissions import DeniedError
from domain.policy.exceptions import Waiver, WaiverLevel
from domain.roster.commands import DelegateOffice
from tests.domain.establishment_given import apply
from tests.domain.roster_given import COUNTY, PROVINCE, T1, T2, directory, some
from tests.domain.test_filing import submit
from tests.spec import Spec, did

ON = date(2026, 10, 12)
ACKNOWLEDGE = filing.AcknowledgeFiling()
SUBMITTED = Spec(FILING, stream="filing/K-1/1").given(did(submit("2026-09-24", org=T1), by="p-x")).state


def test_a_clerk_records_what_the_registrar_decided() -> None:
    actor = recorded_for("p-registrar", "p-operator", ACKNOWLEDGE, [T1], directory(), ON)
    assert (actor.id, actor.role, actor.org) == ("p-operator", Role.OPERATOR, T1)


def test_the_clerk_may_be_of_the_superiors_office_which_decided() -> None:
    actor = recorded_for("p-county-registrar", "p-county-approver", ACKNOWLEDGE, [T1], directory(), ON)
    assert actor.org == COUNTY


@pytest.mark.parametrize("command", [some(orgs=()), ResetCredentials()], ids=lambda one: one.kind)
def test_what_only_administrators_do_no_clerk_records_as_theirs(command: Command) -> None:
    with pytest.raises(DeniedError) as refused:
        recorded_for("p-admin", "p-operator", command, [T1], directory(), ON)
    assert refused.value.data["person"] == "p-operator"
    actor = recorded_for("p-admin", "p-county-admin", command, [T1], directory(), ON)
    assert (actor.role, actor.org) == (Role.ADMIN, COUNTY)


@pytest.mark.parametrize("decider", ["p-nobody", "p-operator", "p-other"])
def test_nobody_decides_who_holds_no_office_for_it(decider: str) -> None:
    with pytest.raises(DeniedError):
        recorded_for(decider, "p-registrar", ACKNOWLEDGE, [T1], directory(), ON)


@pytest.mark.parametrize("clerk", ["p-nobody", "p-other", "p-admin"])
def test_nobody_records_for_others_who_does_not_act_there(clerk: str) -> None:
    with pytest.raises(NoOfficeError):
        recorded_for("p-registrar", clerk, ACKNOWLEDGE, [T1], directory(), ON)


def waived(by: str, level: WaiverLevel) -> Waiver:
    return Waiver(field="establishment.joint_partners_maximum", granted_by=by, level=level, reason="园区集中")


@pytest.mark.parametrize(
    ("by", "level", "place", "granted"),
    [
        ("p-county-approver", WaiverLevel.SUPERIOR, T1, True),
        ("p-county-approver", WaiverLevel.APPROVER, T1, True),
        ("p-county-approver", WaiverLevel.APPROVER, COUNTY, True),
        ("p-county-approver", WaiverLevel.SUPERIOR, COUNTY, False),
        ("p-reviewer", WaiverLevel.APPROVER, T1, False),
        ("p-nobody", WaiverLevel.SUPERIOR, T1, False),
    ],
)
def test_an_exception_is_granted_by_who_is_what_it_says(
    by: str, level: WaiverLevel, place: str, *, granted: bool
) -> None:
    command = apply(waivers=(waived(by, level),))
    if granted:
        check_waivers(command, [place], directory(), ON)
        return
    with pytest.raises(NotGrantorError):
        check_waivers(command, [place], directory(), ON)


def test_what_takes_no_exceptions_asks_for_none() -> None:
    check_waivers(Comment(text="x"), [T1], directory(), ON)


@pytest.mark.parametrize(
    ("to", "able"),
    [("p-registrar", True), ("p-county-registrar", True), ("p-operator", False), ("p-x", False)],
)
def test_a_step_is_given_to_who_can_take_it(to: str, *, able: bool) -> None:
    for command in (
        Reassign(action="answer_filing", to=to),
        DelegateTask(action="answer_filing", to=to, until=date(2026, 12, 1)),
    ):
        if able:
            check_assignee(command, SUBMITTED, directory(), ON)
        else:
            with pytest.raises(NotTheirStepError, match="answer_filing"):
                check_assignee(command, SUBMITTED, directory(), ON)


def test_a_step_can_be_given_to_everybody_who_is_accepted_the_nearest_first() -> None:
    def give(to: str) -> Reassign:
        return Reassign(action="answer_filing", to=to)

    able = assignees(give, SUBMITTED, directory(), ON)
    assert (able[0], set(able)) == ("p-registrar", {"p-registrar", "p-county-registrar", "p-county-approver"})
    for person in directory().persons():
        if person in able:
            check_assignee(give(person), SUBMITTED, directory(), ON)
        else:
            with pytest.raises(NotTheirStepError):
                check_assignee(give(person), SUBMITTED, directory(), ON)


def test_who_stands_in_for_a_registrar_can_be_given_a_step() -> None:
    lent = DelegateOffice(
        org=T1,
        role=Role.REGISTRAR,
        principal="p-registrar",
        to="p-operator",
        since=ON,
        until=date(2026, 12, 1),
    )
    known = directory(did(lent, by="p-admin", org=PROVINCE, on="2026-10-10"))
    assert "p-operator" in assignees(lambda to: Reassign(action="answer_filing", to=to), SUBMITTED, known, ON)


def test_a_step_that_does_not_wait_is_left_to_the_case_to_refuse() -> None:
    check_assignee(Reassign(action="other", to="p-x"), SUBMITTED, directory(), ON)
    check_assignee(Comment(text="x"), SUBMITTED, directory(), ON)


@pytest.mark.parametrize(("to", "able"), [("p-operator", True), ("p-reviewer", False), ("p-nobody", False)])
def test_an_investigator_can_report(to: str, *, able: bool) -> None:
    state = InvestigationState(stream="investigation/e-1/1", org=T1)
    if able:
        check_assignee(AssignInvestigator(to=to), state, directory(), ON)
    else:
        with pytest.raises(NotTheirStepError):
            check_assignee(AssignInvestigator(to=to), state, directory(), ON)


@pytest.mark.parametrize("assignee", [None, "p-me"])
def test_a_step_is_taken_that_was_given_to_nobody_else(assignee: str | None) -> None:
    waiting = [task.model_copy(update={"assignee": assignee}) for task in tasks(FILING, SUBMITTED)]
    assert taken("answer_filing", "p-me", waiting) == Reassign(action="answer_filing", to="p-me")


def test_a_step_that_somebody_has_is_not_taken_from_him() -> None:
    waiting = [task.model_copy(update={"assignee": "p-other"}) for task in tasks(FILING, SUBMITTED)]
    with pytest.raises(StepTakenError, match="p-other"):
        taken("answer_filing", "p-me", waiting)
    assert taken("another_step", "p-me", waiting).action == "another_step"


def test_an_organisation_works_on_what_lies_in_it_or_below() -> None:
    check_within(COUNTY, [("register/r-1", T1), ("register/r-2", COUNTY)], directory(), ON)
    with pytest.raises(OutsideError, match="r-2"):
        check_within(T1, [("register/r-1", T1), ("register/r-2", T2)], directory(), ON)
