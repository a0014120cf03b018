"""Under which conditions each mode is possible: every number just below, at and just above. Source: domain.md §5."""

from datetime import date
from typing import Any

import pytest

from domain.branch_kinds import BranchKind
from domain.elections.errors import (
    BranchTooLargeError,
    CommitteeTooSmallError,
    GeneralBranchTooLargeError,
    GeneralBranchTooSmallError,
)
from domain.establishment import events as e
from domain.establishment import refusals as r
from domain.establishment.application import Application
from domain.establishment.modes import JointGround, Mode
from domain.matter.errors import SamePersonError
from domain.policy.exceptions import Waiver, WaiverLevel
from tests.domain.elections_given import by_approver, by_superior
from tests.domain.establishment_given import (
    SPEC,
    application,
    applied,
    apply,
    body,
    given,
    of_members,
    partner,
    person,
)
from tests.policies import policy_with
from tests.spec import WANG, did, like

APPLIED = like(e.ApplicationSubmitted)


def accepted(what: Application, waivers: Any = ()) -> None:
    given().when(applied(what, waivers=waivers)).then(APPLIED)


def refused(what: Application, error: type, waivers: Any = (), **data: object) -> None:
    given().when(applied(what, waivers=waivers)).then_refused(error, **data)


@pytest.mark.parametrize("mode", list(Mode))
def test_each_mode_can_be_applied_for(mode: Mode) -> None:
    accepted(application(mode))


@pytest.mark.parametrize(("counted", "enough"), [(2, False), (3, True), (4, True)])
def test_three_counted_members_found_an_organisation_of_their_own(counted: int, enough: bool) -> None:  # noqa: FBT001
    if enough:
        accepted(of_members(counted))
    else:
        refused(of_members(counted), r.TooFewMembersError, counted=2, needed=3)
        refused(of_members(counted), r.TooFewMembersError, [by_superior("establishment.independent_minimum")])


@pytest.mark.parametrize("mode", [Mode.PROJECT, Mode.FLOATING])
def test_a_body_needs_three_members_too(mode: Mode) -> None:
    refused(application(mode, body=body(2)), r.TooFewMembersError, counted=2)
    accepted(application(mode, body=body(3)))


def test_members_of_one_enterprise_who_do_not_count_do_not_help() -> None:
    refused(application(partners=(partner(counted=2, others=9),)), r.TooFewMembersError)


def joint(*counted: int, **more: Any) -> Application:
    partners = tuple(partner(f"e-{number}", one) for number, one in enumerate(counted, 1))
    return application(Mode.JOINT, partners=partners, **more)


def test_a_joint_one_has_two_to_five_enterprises() -> None:
    refused(joint(2), r.TooFewPartnersError, partners=1, needed=2)
    accepted(joint(2, 1))
    accepted(joint(1, 1, 1, 1, 1))
    refused(joint(1, 1, 1, 1, 1, 1), r.TooManyPartnersError, partners=6, limit=5)
    accepted(joint(1, 1, 1, 1, 1, 1), [by_approver("establishment.joint_partners_maximum")])
    refused(joint(2), r.TooFewPartnersError, [by_superior("establishment.joint_partners_minimum")])


def test_together_they_have_three_counted_members_and_none_has_them_alone() -> None:
    refused(joint(1, 1), r.TooFewMembersError, counted=2)
    accepted(joint(2, 1))
    accepted(joint(2, 2))
    refused(joint(3, 1), r.OwnOrganisationError, enterprise="e-1", counted=3, minimum=3)


def test_a_joint_one_states_its_ground() -> None:
    refused(application(Mode.JOINT, ground=None), r.MissingFieldError, field="ground")
    for ground in JointGround:
        accepted(application(Mode.JOINT, ground=ground))


def test_an_enterprise_is_named_once() -> None:
    twice = (partner("e-1", 2), partner("e-1", 2))
    refused(application(Mode.JOINT, partners=twice), r.EnterpriseTwiceError, enterprise="e-1")


@pytest.mark.parametrize("mode", [Mode.INDEPENDENT, Mode.AFFILIATED, Mode.WORK_COVERAGE])
def test_the_other_modes_of_enterprises_are_for_one(mode: Mode) -> None:
    two = (partner("e-1", 0), partner("e-2", 0))
    refused(application(mode, partners=two), r.OneEnterpriseError, enterprises=2)


def test_only_an_enterprise_without_enough_members_is_affiliated() -> None:
    accepted(application(Mode.AFFILIATED, partners=(partner(counted=2),)))
    refused(application(Mode.AFFILIATED, partners=(partner(counted=3),)), r.OwnOrganisationError)
    refused(application(Mode.AFFILIATED, host=None), r.MissingFieldError, field="host")


def test_an_enterprise_without_any_member_is_not_affiliated() -> None:
    refused(application(Mode.AFFILIATED, partners=(partner(counted=0),)), r.NoMembersError, enterprise="e-1")
    accepted(application(Mode.AFFILIATED, partners=(partner(counted=0, others=1),)))


def test_work_coverage_is_for_enterprises_without_any_member() -> None:
    accepted(application(Mode.WORK_COVERAGE))
    counted, others = (partner(counted=1),), (partner(counted=0, others=1),)
    refused(application(Mode.WORK_COVERAGE, partners=counted), r.HasMembersError, members=1)
    refused(application(Mode.WORK_COVERAGE, partners=others), r.HasMembersError, members=1)


@pytest.mark.parametrize(
    ("starts", "ends", "enough"),
    [
        ("2026-01-01", "2026-06-29", False),
        ("2026-01-01", "2026-06-30", True),
        ("2026-01-01", "2026-07-01", True),
        ("2026-08-31", "2027-02-27", False),
        ("2026-08-31", "2027-02-28", True),
    ],
)
def test_a_project_lasts_six_months(starts: str, ends: str, enough: bool) -> None:  # noqa: FBT001
    lasting = body(starts_on=date.fromisoformat(starts), ends_on=date.fromisoformat(ends))
    project = application(Mode.PROJECT, body=lasting)
    if enough:
        accepted(project)
    else:
        refused(project, r.ProjectTooShortError)
        refused(project, r.ProjectTooShortError, [by_approver("establishment.project_minimum")])
        accepted(project, [by_superior("establishment.project_minimum")])


def test_six_months_may_be_another_span_by_policy() -> None:
    days = SPEC.under(policy_with("establishment.project_minimum", value=10, unit="days"))
    short = body(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 9))
    days.given().when(applied(application(Mode.PROJECT, body=short))).then_refused(
        r.ProjectTooShortError, needed="2026-01-10"
    )


@pytest.mark.parametrize("missing", ["starts_on", "ends_on"])
def test_a_project_tells_how_long_it_lasts(missing: str) -> None:
    untold: dict[str, Any] = {missing: None}
    refused(application(Mode.PROJECT, body=body(**untold)), r.MissingFieldError, field=f"body.{missing}")


@pytest.mark.parametrize("mode", [Mode.PROJECT, Mode.TEMPORARY, Mode.FLOATING])
def test_a_body_founds_an_ordinary_branch(mode: Mode) -> None:
    refused(application(mode, kind=BranchKind.GENERAL_BRANCH), r.OrdinaryBranchError, mode=mode)


def test_in_a_temporary_branch_relations_stay_where_they_are() -> None:
    refused(application(Mode.TEMPORARY, body=body()), r.RelationsTransferredError)


@pytest.mark.parametrize(
    ("mode", "field", "value"),
    [
        (Mode.INDEPENDENT, "host", "b-9"),
        (Mode.INDEPENDENT, "ground", JointGround.NEAR),
        (Mode.INDEPENDENT, "body", body()),
        (Mode.WORK_COVERAGE, "kind", BranchKind.BRANCH),
        (Mode.AFFILIATED, "secretary", person("m-1")),
        (Mode.FLOATING, "partners", (partner(),)),
    ],
)
def test_what_a_mode_does_not_have_is_not_told(mode: Mode, field: str, value: Any) -> None:
    refused(application(mode, **{field: value}), r.NeedlessFieldError, mode=mode, field=field)


@pytest.mark.parametrize(
    ("counted", "kind", "error"),
    [
        (49, BranchKind.BRANCH, None),
        (50, BranchKind.BRANCH, None),
        (51, BranchKind.BRANCH, BranchTooLargeError),
        (49, BranchKind.GENERAL_BRANCH, GeneralBranchTooSmallError),
        (50, BranchKind.GENERAL_BRANCH, None),
        (99, BranchKind.GENERAL_BRANCH, None),
        (100, BranchKind.GENERAL_BRANCH, GeneralBranchTooLargeError),
        (99, BranchKind.COMMITTEE, CommitteeTooSmallError),
        (100, BranchKind.COMMITTEE, None),
        (101, BranchKind.COMMITTEE, None),
    ],
)
def test_the_kind_goes_by_counted_members(counted: int, kind: BranchKind, error: type | None) -> None:
    if error is None:
        accepted(of_members(counted, kind=kind))
    else:
        refused(of_members(counted, kind=kind), error)


def test_another_kind_needs_an_exception() -> None:
    large = of_members(51, kind=BranchKind.BRANCH)
    accepted(large, [by_superior("establishment.branch_members_maximum")])


def test_the_application_names_a_candidate_for_secretary() -> None:
    nobody = application(secretary=None)
    refused(nobody, r.CandidateMissingError)
    accepted(nobody, [by_approver("establishment.secretary_candidate_named")])
    SPEC.under(policy_with("establishment.secretary_candidate_named", value=False)).given().when(
        applied(nobody)
    ).then(APPLIED)


def test_nobody_grants_himself_an_exception() -> None:
    own = Waiver(
        field="establishment.secretary_candidate_named",
        granted_by=WANG,
        level=WaiverLevel.APPROVER,
        reason="x",
    )
    given().when(did(apply(application(secretary=None), waivers=(own,)), by=WANG)).then_refused(
        SamePersonError, person=WANG
    )
