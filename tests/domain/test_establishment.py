"""From preparation to a decision, in every mode to its end; the filing track. Source: domain.md §5."""

from datetime import date
from typing import Any

import pytest

from domain.adviser.commands import AssignAdviser, ReleaseAdviser
from domain.branch.service_commands import (
    AbandonBranch,
    ActivateBranch,
    BeginBranch,
    CheckHost,
    NoteAffiliation,
    NotePartnerLeft,
)
from domain.branch_kinds import BranchKind
from domain.coverage import CoverageLevel
from domain.deciding import tasks
from domain.enterprise.claims import ClaimGranted, ClaimPending, GrantClaim, Held, ReleaseClaim
from domain.enterprise.decider import DECIDER as ENTERPRISE
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment import refusals as r
from domain.establishment.application import UnionRecord
from domain.establishment.decider import DECIDER
from domain.establishment.modes import FULL_PATH, Mode, ReturnReason
from domain.lifecycle import FollowUp, follow_ups
from domain.matter.commands import (
    KeepOrUndo,
    RaiseConsequence,
    SettleConsequence,
    Suspend,
    SuspensionGround,
)
from domain.matter.errors import (
    ActedBeforeError,
    ClosedError,
    NotNowError,
    SamePersonError,
    SelfDecisionError,
    SuspendedError,
)
from domain.matter.events import ConsequenceSettled, DeadlineEscalated, DeadlinePassed, DeadlineReminded
from domain.model import EntryRef
from domain.orders import Role
from domain.people import Person
from tests.domain.establishment_given import (
    ACKNOWLEDGE,
    ADVISER,
    APPROVE,
    FILE,
    REJECT,
    REVOKE,
    SIMPLY,
    UNIONS,
    WITHDRAW,
    application,
    applied,
    apply,
    approve,
    approved,
    decided,
    filed,
    founded,
    given,
    officers,
    opened,
    partner,
    person,
    place,
)
from tests.spec import LI, QIAN, SUN, WANG, ZHAO, Spec, by_service, did, like, time_passes

SEND_BACK = c.ReturnApplication(reasons=(ReturnReason.INCOMPLETE,), note="缺少名册")
CORRECTION = c.RequestFilingCorrection(items=("缺批复",))
JOINT = application(Mode.JOINT)
AFFILIATED = application(Mode.AFFILIATED)
COVERAGE = application(Mode.WORK_COVERAGE)
TEMPORARY = application(Mode.TEMPORARY)


def resubmit(what: Any = None) -> c.Resubmit:
    return c.Resubmit(application=what or application())


# preparing


def test_an_accepted_investigation_opens_the_preparation() -> None:
    given().when(by_service(opened(), on="2026-03-02")).then(
        like(e.EstablishmentOpened, mode=Mode.INDEPENDENT)
    ).waiting("apply").claiming()


def test_opened_twice_is_already_so() -> None:
    given(by_service(opened())).when(by_service(opened())).then_already_so()


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-03-26", []),
        ("2026-03-27", [DeadlineReminded]),
        ("2026-04-01", [DeadlineReminded, DeadlinePassed]),
        ("2026-04-10", [DeadlineReminded, DeadlinePassed, DeadlineEscalated]),
    ],
)
def test_thirty_days_to_apply(until: str, told: list[type]) -> None:
    scene = given(did(opened(), on="2026-03-02"))
    assert scene.state.deadline("apply").due_on == date(2026, 4, 1)
    assert [type(event) for event in scene.do(time_passes(until))][: len(told)] == told


def test_an_application_is_possible_with_and_without_a_preparation() -> None:
    given().when(applied()).then(like(e.ApplicationSubmitted)).waiting("decide_establishment")
    given(did(opened())).when(applied()).then(like(e.ApplicationSubmitted)).claiming(
        ("enterprise/e-1", ClaimPending)
    )


def test_a_preparation_is_for_its_enterprise_and_its_org() -> None:
    scene = given(did(opened(Mode.INDEPENDENT, partner("e-7"))))
    scene.when(applied()).then_refused(r.OtherEnterpriseError, enterprise="e-7")
    given(did(opened())).when(applied(org="o-2")).then_refused(r.OtherOrgError, org="o-1", given="o-2")


def test_a_preparation_that_leads_nowhere_is_cancelled() -> None:
    cancel = c.CancelPreparation(reason="企业搬迁")
    given(did(opened())).when(did(cancel, by=ZHAO)).then(like(e.PreparationCancelled)).claiming().waiting()
    given(applied()).when(did(cancel, by=ZHAO, on="2026-03-03")).then_refused(NotNowError)


def test_the_same_application_again_is_already_so_another_is_refused() -> None:
    given(applied()).when(applied()).then_already_so()
    given(applied()).when(applied(JOINT)).then_refused(NotNowError, status="applied")


def test_nothing_is_applied_for_while_the_case_rests() -> None:
    rest = Suspend(ground=SuspensionGround.DEREGISTERED, reason="注销")
    given(did(opened()), did(rest, by=ZHAO)).when(applied()).then_refused(SuspendedError)


def test_a_joint_one_claims_every_enterprise() -> None:
    given().when(applied(JOINT)).then(like(e.ApplicationSubmitted)).claiming(
        ("enterprise/e-1", ClaimPending), ("enterprise/e-2", ClaimPending)
    )


@pytest.mark.parametrize("mode", [Mode.PROJECT, Mode.TEMPORARY, Mode.FLOATING])
def test_a_body_claims_no_enterprise(mode: Mode) -> None:
    outcome = given().when(applied(application(mode))).then(like(e.ApplicationSubmitted)).claiming()
    command = APPROVE if mode in FULL_PATH else approve(founding_group=(), officers=officers())
    outcome.scene.when(decided(command))
    assert not [one for one in outcome.scene.decision.claims if one.stream.startswith("enterprise/")]


def test_the_candidate_may_not_apply() -> None:
    given().when(did(apply(), by="m-1")).then_refused(SelfDecisionError, person="m-1")


# the decision


@pytest.mark.parametrize(("until", "overdue"), [("2026-04-01", False), ("2026-04-02", True)])
def test_a_month_to_decide(until: str, overdue: bool) -> None:  # noqa: FBT001
    scene = given(applied(on="2026-03-02"))
    assert scene.state.deadline("decide_establishment").due_on == date(2026, 4, 2)
    told = scene.do(time_passes(until))
    assert any(isinstance(event, DeadlinePassed) for event in told) is overdue


def test_a_month_ends_on_its_last_day() -> None:
    scene = given(applied(on="2026-03-31"))
    assert scene.state.deadline("decide_establishment").due_on == date(2026, 4, 30)


def test_an_approval_names_the_founding_group_grants_the_claims_and_begins_the_branch() -> None:
    outcome = given(applied(JOINT)).when(decided())
    outcome.then(like(e.EstablishmentApproved, direct=False)).waiting(
        "approve_candidates", "file_establishment"
    ).claiming(("enterprise/e-1", GrantClaim), ("enterprise/e-2", GrantClaim)).promising(
        ("branch/b-1", BeginBranch)
    )
    assert {one.action: one.due_on for one in outcome.state.deadlines} == {
        "approve_candidates": date(2026, 3, 24),
        "founding_meeting": date(2026, 4, 9),
        "file_establishment": date(2026, 3, 31),
    }


def test_an_approval_without_a_founding_group_is_refused() -> None:
    given(applied()).when(decided(SIMPLY)).then_refused(r.FoundingGroupMissingError)
    named = approve(officers=officers())
    given(applied()).when(decided(named)).then_refused(r.NothingToNameError, named="officers")


def test_a_rejection_says_why_and_releases_the_claims() -> None:
    given(applied()).when(decided(approve(approved=False))).then_refused(r.ReasonsMissingError)
    given(applied(JOINT)).when(decided(REJECT)).then(like(e.EstablishmentRejected)).claiming(
        ("enterprise/e-1", ReleaseClaim), ("enterprise/e-2", ReleaseClaim)
    ).waiting()


def test_the_applicant_may_neither_return_nor_decide() -> None:
    scene = given(applied())
    scene.when(did(APPROVE, by=WANG)).then_refused(SamePersonError, person=WANG)
    scene.when(did(SEND_BACK, by=WANG)).then_refused(SamePersonError, person=WANG)


@pytest.mark.parametrize("concerned", ["m-1", "p-1"])
def test_nobody_decides_who_is_named(concerned: str) -> None:
    given(applied()).when(did(APPROVE, by=concerned, on="2026-03-10")).then_refused(SelfDecisionError)


def test_who_is_to_be_an_officer_does_not_decide() -> None:
    named = approve(founding_group=(), officers=officers("m-1", ("m-2",), ("m-3",)))
    for member in ("m-1", "m-2", "m-3"):
        given(applied(TEMPORARY)).when(did(named, by=member)).then_refused(SelfDecisionError)


def test_a_decided_application_is_not_decided_again() -> None:
    given(*approved()).when(decided()).then_refused(NotNowError)
    given(applied(), decided(REJECT)).when(decided()).then_refused(ClosedError)


def test_a_reviewer_who_returned_it_may_not_approve_an_approver_may() -> None:
    for role, refused in ((Role.REVIEWER, True), (Role.APPROVER, False)):
        scene = given(
            applied(),
            did(SEND_BACK, by=ZHAO, role=role, on="2026-03-05"),
            did(resubmit(), by=WANG, on="2026-03-06"),
        )
        outcome = scene.when(decided())
        assert (outcome.refused is not None) is refused
        if refused:
            outcome.then_refused(SamePersonError, person=ZHAO)


@pytest.mark.parametrize(("on", "late"), [("2026-03-18", False), ("2026-03-19", False), ("2026-03-20", True)])
def test_ten_working_days_to_mend_a_returned_application(on: str, late: bool) -> None:  # noqa: FBT001
    scene = given(applied())
    scene.when(did(SEND_BACK, by=ZHAO, on="2026-03-05")).then(like(e.ApplicationReturned)).waiting("resubmit")
    assert scene.state.deadline("decide_establishment") is None
    scene.when(did(resubmit(), by=WANG, on=on)).then(
        like(e.ApplicationResubmitted, late=late, released=())
    ).waiting("decide_establishment").claiming(("enterprise/e-1", ClaimPending))


def test_a_resubmission_starts_the_decision_afresh() -> None:
    scene = given(applied(), did(SEND_BACK, by=ZHAO, on="2026-03-05"), did(resubmit(), on="2026-03-19"))
    assert scene.state.deadline("decide_establishment").due_on == date(2026, 4, 20)


def test_a_resubmission_with_other_enterprises_gives_the_earlier_claims_back() -> None:
    scene = given(applied(), did(SEND_BACK, by=ZHAO, on="2026-03-05"))
    scene.when(did(resubmit(JOINT), on="2026-03-06")).then(
        like(e.ApplicationResubmitted, released=("e-1",))
    ).claiming(
        ("enterprise/e-1", ReleaseClaim), ("enterprise/e-1", ClaimPending), ("enterprise/e-2", ClaimPending)
    )
    project = given(applied(application(Mode.PROJECT)), did(SEND_BACK, by=ZHAO, on="2026-03-05"))
    project.when(did(resubmit(), on="2026-03-06")).then(like(e.ApplicationResubmitted, released=()))


def test_only_a_returned_application_is_resubmitted() -> None:
    given(applied()).when(did(resubmit(), on="2026-03-06")).then_refused(NotNowError)


def test_an_application_is_withdrawn_until_it_is_decided() -> None:
    given(applied()).when(did(WITHDRAW, on="2026-03-03")).then(like(e.ApplicationWithdrawn)).claiming(
        ("enterprise/e-1", ReleaseClaim)
    ).waiting()
    returned = given(applied(), did(SEND_BACK, by=ZHAO, on="2026-03-05"))
    returned.when(did(WITHDRAW, on="2026-03-06")).then(like(e.ApplicationWithdrawn))
    given(*approved()).when(did(WITHDRAW, on="2026-03-11")).then_refused(NotNowError)


# directly


def directly(mode: Mode = Mode.INDEPENDENT, **more: Any) -> c.DecideDirectly:
    fields: dict[str, Any] = {
        "org": "o-1",
        "application": application(mode, secretary=None) if mode in FULL_PATH else application(mode),
        "document": "示委〔2026〕8号",
        "founding_group": APPROVE.founding_group if mode in FULL_PATH else (),
    }
    return c.DecideDirectly(**(fields | more))


def test_the_superior_decides_without_an_application() -> None:
    given().when(did(directly(), by=ZHAO, on="2026-03-10")).then(
        like(e.EstablishmentApproved, direct=True)
    ).claiming(("enterprise/e-1", GrantClaim)).promising(("branch/b-1", BeginBranch)).waiting(
        "approve_candidates", "file_establishment"
    )
    given(did(opened())).when(did(directly(), by=ZHAO)).then(like(e.EstablishmentApproved))


def test_decided_directly_twice_is_already_so() -> None:
    given(did(directly(), by=ZHAO)).when(did(directly(), by=ZHAO)).then_already_so()
    given(applied()).when(did(directly(), by=ZHAO)).then_refused(NotNowError)


@pytest.mark.parametrize("mode", [Mode.AFFILIATED, Mode.WORK_COVERAGE])
def test_only_a_branch_of_its_own_is_decided_directly(mode: Mode) -> None:
    given().when(did(directly(mode), by=ZHAO)).then_refused(r.NotDirectlyError, mode=mode)


def test_a_direct_decision_has_the_same_conditions() -> None:
    few = application(partners=(partner(counted=2),))
    given().when(did(directly(application=few), by=ZHAO)).then_refused(r.TooFewMembersError)


# affiliated


def test_an_affiliation_ends_with_the_decision_after_the_host_agreed() -> None:
    scene = given()
    scene.when(applied(AFFILIATED)).then(like(e.ApplicationSubmitted)).waiting("host_consent").claiming(
        ("enterprise/e-1", ClaimPending), ("branch/b-9", CheckHost)
    )
    assert scene.state.deadline("host_consent").due_on == date(2026, 3, 16)
    scene.when(decided(SIMPLY, on="2026-03-03")).then_refused(NotNowError, status="awaiting_host")
    scene.when(did(c.HostAgrees(), by=LI, on="2026-03-09")).then(like(e.HostAgreed, host="b-9")).waiting(
        "decide_establishment"
    ).claiming(("branch/b-9", CheckHost))
    assert scene.state.deadline("decide_establishment").due_on == date(2026, 4, 9)
    scene.when(decided(SIMPLY, on="2026-03-12")).then(like(e.EstablishmentApproved)).claiming(
        ("enterprise/e-1", GrantClaim), ("branch/b-9", NoteAffiliation)
    ).promising().waiting()
    assert scene.state.closed


def test_the_host_agrees_in_its_own_organisation() -> None:
    scene = given(applied(AFFILIATED))
    assert [(one.action, one.org) for one in tasks(DECIDER, scene.state)] == [("host_consent", "o-9")]
    elsewhere = given(applied(AFFILIATED), did(c.HostAgrees(), by=LI, on="2026-03-09"))
    assert [one.org for one in tasks(DECIDER, elsewhere.state)] == ["o-1"]


def test_a_mended_affiliation_asks_its_host_again() -> None:
    decline = did(c.HostDeclines(reason="力量不足"), by=LI, on="2026-03-03")
    other = application(Mode.AFFILIATED, host="b-8", host_org="o-8")
    given(applied(AFFILIATED), decline).when(did(resubmit(other), on="2026-03-04")).then(
        like(e.ApplicationResubmitted)
    ).claiming(("enterprise/e-1", ClaimPending), ("branch/b-8", CheckHost))


def test_a_host_that_declines_sends_the_application_back() -> None:
    decline = c.HostDeclines(reason="力量不足")
    given(applied(AFFILIATED)).when(did(decline, by=LI, on="2026-03-03")).then(
        like(e.ApplicationReturned, reasons=(ReturnReason.HOST_DECLINED,))
    ).waiting("resubmit")


def test_the_applicant_does_not_answer_for_the_host() -> None:
    for answer in (c.HostAgrees(), c.HostDeclines(reason="x")):
        given(applied(AFFILIATED)).when(did(answer, by=WANG, on="2026-03-03")).then_refused(SamePersonError)
        given(applied()).when(did(answer, by=LI, on="2026-03-03")).then_refused(NotNowError)


def affiliation() -> tuple[Any, ...]:
    return (applied(AFFILIATED), did(c.HostAgrees(), by=LI, on="2026-03-09"), decided(SIMPLY))


def test_a_closed_affiliation_can_be_revoked_and_the_host_is_told() -> None:
    given(*affiliation()).when(did(REVOKE, by=ZHAO, on="2026-04-01")).then(
        like(e.EstablishmentRevoked)
    ).claiming(("enterprise/e-1", ReleaseClaim)).promising(("branch/b-9", NoteAffiliation))


def test_an_affiliation_ends_when_the_enterprise_is_covered_at_a_higher_level() -> None:
    given(*affiliation()).when(by_service(c.EndCoverage(by="establishment/b-2"))).then(
        like(e.CoverageEnded, by="establishment/b-2")
    ).promising(("branch/b-9", NoteAffiliation)).claiming(("enterprise/e-1", ReleaseClaim))


# work coverage


def coverage() -> tuple[Any, ...]:
    return (applied(COVERAGE), decided(SIMPLY))


def test_work_coverage_waits_for_an_adviser_and_the_unions() -> None:
    scene = given(applied(COVERAGE))
    scene.when(decided(SIMPLY)).then(like(e.EstablishmentApproved)).waiting(
        "place_adviser", "record_unions"
    ).promising().claiming(("enterprise/e-1", GrantClaim))
    assert scene.state.deadline("place_adviser").due_on == date(2026, 4, 9)
    scene.when(did(place(), by=ZHAO, on="2026-03-20")).then(
        like(e.AdviserPlaced, ends_on=date(2028, 3, 31), replaces=None)
    ).claiming(("adviser/a-1", AssignAdviser)).waiting("record_unions")
    scene.when(did(place(), by=ZHAO, on="2026-03-20")).then_already_so()
    scene.when(did(UNIONS, on="2026-03-23")).then(like(e.UnionsRecorded)).waiting()
    assert (scene.state.status, scene.state.closed) == ("active", False)


def test_unions_may_come_first() -> None:
    scene = given(*coverage(), did(UNIONS, on="2026-03-11"))
    scene.then_waiting("place_adviser")
    scene.when(did(place(), by=ZHAO, on="2026-03-12")).then(like(e.AdviserPlaced)).waiting()


def test_what_is_not_set_up_is_explained() -> None:
    bare, up = UnionRecord(set_up=False), UnionRecord(set_up=True)
    for record, what in (
        (c.RecordUnions(trade_union=bare, youth_league=up), "trade_union"),
        (c.RecordUnions(trade_union=up, youth_league=bare), "youth_league"),
    ):
        given(*coverage()).when(did(record, on="2026-03-11")).then_refused(
            r.ExplanationMissingError, what=what
        )


def test_advisers_are_for_work_coverage() -> None:
    given(*approved()).when(did(place(), by=ZHAO, on="2026-03-11")).then_refused(r.NotWorkCoverageError)
    given(*approved()).when(did(UNIONS, on="2026-03-11")).then_refused(r.NotWorkCoverageError)
    given(applied(COVERAGE)).when(did(place(), by=ZHAO, on="2026-03-11")).then_refused(NotNowError)


def test_an_adviser_does_not_place_himself() -> None:
    given(*coverage()).when(did(place(), by=ADVISER.id, on="2026-03-11")).then_refused(SelfDecisionError)


def in_place() -> tuple[Any, ...]:
    return (
        *coverage(),
        did(place(), by=ZHAO, on="2026-03-11"),
        did(UNIONS, on="2026-03-11"),
    )


@pytest.mark.parametrize(
    ("until", "waiting", "told"),
    [
        ("2028-03-24", (), []),
        ("2028-03-25", ("renew_adviser",), [DeadlineReminded]),
        ("2028-03-30", ("renew_adviser",), [DeadlineReminded]),
        ("2028-03-31", ("renew_adviser",), [DeadlineReminded, DeadlinePassed]),
    ],
)
def test_the_end_of_an_advisers_term_is_told_and_awaited(
    until: str, waiting: tuple[str, ...], told: list[type]
) -> None:
    scene = given(*in_place())
    assert scene.state.deadline("renew_adviser").due_on == date(2028, 3, 31)
    assert [type(one) for one in scene.do(time_passes(until))] == told
    scene.then_waiting(*waiting)
    scene.when(did(place(starts="2028-04-01"), by=ZHAO)).then(
        like(e.AdviserPlaced, ends_on=date(2030, 3, 31))
    ).waiting()
    assert scene.state.deadline("renew_adviser").due_on == date(2030, 3, 31)


def test_an_adviser_placed_before_the_unions_is_awaited_again_when_the_term_ends() -> None:
    scene = given(*coverage(), did(place(starts="2024-03-20"), by=ZHAO, on="2026-03-18"))
    scene.do(time_passes("2026-03-18"))
    scene.then_waiting("renew_adviser", "record_unions")


def test_an_adviser_is_renewed_or_replaced() -> None:
    other = Person(id="a-2", name="另一指导员")
    given(*in_place()).when(did(place(other), by=ZHAO, on="2026-06-01")).then(
        like(e.AdviserPlaced, replaces=ADVISER)
    ).claiming(("adviser/a-1", ReleaseAdviser), ("adviser/a-2", AssignAdviser))
    given(*in_place()).when(did(place(starts="2028-04-01"), by=ZHAO, on="2026-06-01")).then(
        like(e.AdviserPlaced, ends_on=date(2030, 3, 31))
    ).claiming(("adviser/a-1", AssignAdviser))


@pytest.mark.parametrize(("starts", "ends"), [("2026-04-01", "2028-03-31"), ("2028-02-29", "2030-02-28")])
def test_an_adviser_serves_two_years(starts: str, ends: str) -> None:
    given(*coverage()).when(did(place(starts=starts), by=ZHAO, on="2026-03-11")).then(
        like(e.AdviserPlaced, ends_on=date.fromisoformat(ends))
    )


def test_the_end_of_work_coverage_frees_the_adviser() -> None:
    ended = by_service(c.EndCoverage(by="establishment/b-2"))
    released = ("enterprise/e-1", ReleaseClaim)
    given(*in_place()).when(ended).then(like(e.CoverageEnded)).claiming(
        released, ("adviser/a-1", ReleaseAdviser)
    )
    given(*coverage()).when(ended).then(like(e.CoverageEnded)).claiming(released)
    given(*in_place()).when(did(REVOKE, by=ZHAO, on="2026-06-01")).then(
        like(e.EstablishmentRevoked)
    ).claiming(("enterprise/e-1", ReleaseClaim), ("adviser/a-1", ReleaseAdviser))
    given(*founded()).when(ended).then_already_so()


# temporary


NAMED = approve(founding_group=(), officers=officers("m-1", ("m-2", "m-3")))


def test_a_temporary_branch_is_founded_with_its_decision_and_closed_when_filed() -> None:
    scene = given(applied(TEMPORARY))
    scene.when(decided(NAMED)).then(
        like(e.EstablishmentApproved), like(e.BranchFounded, term_starts_on=date(2026, 3, 10))
    ).promising(("branch/b-1", BeginBranch), ("branch/b-1", ActivateBranch)).waiting("file_establishment")
    scene.when(did(FILE, by=ZHAO, on="2026-03-11")).then(like(e.EstablishmentFiled)).waiting(
        "acknowledge_establishment"
    )
    scene.when(did(ACKNOWLEDGE, by=SUN, on="2026-03-12")).then(like(e.EstablishmentAcknowledged)).waiting()
    assert scene.state.closed


def test_a_temporary_branch_needs_officers_and_no_founding_group() -> None:
    given(applied(TEMPORARY)).when(decided(SIMPLY)).then_refused(r.OfficersMissingError)
    both = approve(officers=officers())
    given(applied(TEMPORARY)).when(decided(both)).then_refused(r.NothingToNameError, named="founding_group")
    direct = directly(Mode.TEMPORARY, officers=officers())
    given().when(did(direct, by=ZHAO)).then(like(e.EstablishmentApproved), like(e.BranchFounded))


# what the branch is told


def test_the_branch_is_told_of_its_enterprises_and_of_the_end_of_its_body() -> None:
    scene = given(applied(TEMPORARY), decided(NAMED))
    begun = BeginBranch.model_validate_json(scene.state.promises[0].command)
    assert (begun.org, begun.superior, begun.ends_on) == ("o-1", "o-1", date(2026, 12, 31))
    assert begun.body_counted == scene.state.applied.counted
    activated = ActivateBranch.model_validate_json(scene.state.promises[1].command)
    assert activated.deputy is not None
    assert activated.deputy.person == person("m-2")
    assert [one.person for one in activated.further_deputies] == [person("m-3")]
    own = given(*approved(application(own_org="o-1-b1", kind=BranchKind.BRANCH)))
    begun = BeginBranch.model_validate_json(own.state.promises[0].command)
    assert (begun.org, begun.superior, begun.ends_on) == ("o-1-b1", "o-1", None)
    assert [one.enterprise for one in begun.partners] == ["e-1"]


def test_it_is_found_by_its_org_enterprises_branch_and_people() -> None:
    assert DECIDER.tags(given(did(opened())).state) == {"establishment:b-1", "org:o-1", "enterprise:e-1"}
    assert DECIDER.tags(given(*approved(JOINT)).state) == {
        "establishment:b-1",
        "org:o-1",
        "enterprise:e-1",
        "enterprise:e-2",
        "branch:b-1",
        "person:m-1",
    }
    assert {"branch:b-9"} <= DECIDER.tags(given(*affiliation()).state)
    assert {"person:a-1"} <= DECIDER.tags(given(*in_place()).state)


def test_a_higher_claim_on_the_enterprise_ends_affiliation_and_work_coverage() -> None:
    enterprise = Spec(ENTERPRISE, stream="enterprise/e-1")
    lower = Held(level=CoverageLevel.AFFILIATED, by="establishment/b-1", branch="b-9")
    granted = ClaimGranted(level=CoverageLevel.INDEPENDENT, by="establishment/b-2", ended=lower)
    state = enterprise.given().state
    assert follow_ups(granted, state) == [
        FollowUp("establishment/b-1", c.EndCoverage(by="establishment/b-2"))
    ]
    own = granted.model_copy(update={"by": "establishment/b-1"})
    assert follow_ups(own, state) == []
    assert follow_ups(granted.model_copy(update={"ended": None}), state) == []


def test_a_higher_claim_on_a_partner_is_told_to_the_joint_branch() -> None:
    state = Spec(ENTERPRISE, stream="enterprise/e-1").given().state
    joint = Held(level=CoverageLevel.JOINT, by="establishment/b-1", branch="b-1")
    granted = ClaimGranted(level=CoverageLevel.INDEPENDENT, by="establishment/b-2", branch="b-2", ended=joint)
    left = FollowUp("branch/b-1", NotePartnerLeft(enterprise="e-1", by="establishment/b-2"))
    assert follow_ups(granted, state) == [left]
    itself = granted.model_copy(update={"by": "branch/b-1", "branch": "b-1"})
    assert follow_ups(itself, state) == []


# the filing track


@pytest.mark.parametrize(("on", "late"), [("2026-03-30", 0), ("2026-03-31", 0), ("2026-04-01", 1)])
def test_fifteen_working_days_to_file(on: str, late: int) -> None:
    given(*approved()).when(did(FILE, by=ZHAO, on=on)).then(
        like(e.EstablishmentFiled, late_by_days=late)
    ).waiting("approve_candidates", "acknowledge_establishment")


def test_filing_delays_neither_founding_nor_the_other_way_round() -> None:
    scene = given(*founded())
    assert (scene.state.status, scene.state.closed) == ("active", False)
    scene.then_waiting("file_establishment")
    scene.when(did(FILE, by=ZHAO, on="2026-03-16")).then(like(e.EstablishmentFiled))
    scene.when(did(ACKNOWLEDGE, by=SUN, on="2026-03-17")).then(
        like(e.EstablishmentAcknowledged, receipt="ZJ-2026-b-1")
    ).waiting()
    assert scene.state.closed
    first = given(*approved(), *filed())
    assert not first.state.closed
    first.then_waiting("approve_candidates")


def test_both_tracks_done_close_the_case_whichever_is_last() -> None:
    scene = given(*founded()[:2], *filed(), *founded()[2:])
    assert scene.state.closed
    scene.then_waiting()


def test_the_registrar_asks_for_corrections_in_ten_working_days() -> None:
    scene = given(*approved(), did(FILE, by=ZHAO, on="2026-04-01"))
    assert scene.state.deadline("acknowledge_establishment").due_on == date(2026, 4, 9)
    scene.when(did(CORRECTION, by=SUN, on="2026-04-02")).then(
        like(e.EstablishmentCorrectionRequested)
    ).waiting("approve_candidates", "file_establishment")
    assert scene.state.deadline("file_establishment").due_on == date(2026, 4, 17)
    scene.when(did(FILE, by=ZHAO, on="2026-04-15")).then(like(e.EstablishmentFiled, late_by_days=1)).waiting(
        "approve_candidates", "acknowledge_establishment"
    )


def test_the_filer_and_the_applicant_do_not_acknowledge() -> None:
    scene = given(*approved(), did(FILE, by=ZHAO, on="2026-03-11"))
    for bound in (ZHAO, WANG):
        for command in (ACKNOWLEDGE, CORRECTION):
            scene.when(did(command, by=bound, on="2026-03-12")).then_refused(SamePersonError, person=bound)


def test_nothing_is_filed_before_the_approval_or_acknowledged_before_it_is_filed() -> None:
    given(*approved()).when(did(FILE, by=ZHAO, on="2026-03-09")).then_refused(ActedBeforeError)
    given(*approved()).when(did(ACKNOWLEDGE, by=SUN, on="2026-03-11")).then_refused(
        r.NotToBeFiledError, stage="due", possible="filed"
    )
    given(applied()).when(did(FILE, by=ZHAO, on="2026-03-11")).then_refused(r.NotToBeFiledError)
    given(*approved(), *filed()).when(did(ACKNOWLEDGE, by=SUN, on="2026-03-12")).then_already_so()


# revoked, undone


def test_an_approval_is_revoked_the_claims_released_and_the_branch_that_had_begun_ends() -> None:
    given(*approved()).when(did(REVOKE, by=ZHAO, on="2026-03-20")).then(
        like(e.EstablishmentRevoked)
    ).claiming(("enterprise/e-1", ReleaseClaim)).promising(("branch/b-1", AbandonBranch)).waiting()


def test_a_founded_branch_is_dissolved_not_revoked() -> None:
    given(*founded()).when(did(REVOKE, by=ZHAO, on="2026-04-20")).then_refused(NotNowError, status="active")
    given(applied()).when(did(REVOKE, by=ZHAO, on="2026-03-20")).then_refused(NotNowError)
    given(*approved()).when(did(REVOKE, by=WANG, on="2026-03-20")).then_refused(SamePersonError)
    revoked = given(*approved(), did(REVOKE, by=ZHAO, on="2026-03-20"))
    revoked.when(did(REVOKE, by=ZHAO, on="2026-03-20")).then_already_so()


ORIGIN = EntryRef(stream="investigation/e-1/1", version=4)
RAISED = by_service(RaiseConsequence(origin=ORIGIN, followed="open_establishment"), on="2026-04-01")
UNDO = SettleConsequence(origin=ORIGIN, choice=KeepOrUndo.UNDO, reason="排查有误")


@pytest.mark.parametrize(
    ("history", "event"),
    [
        ((by_service(opened(), on="2026-03-02"),), e.PreparationCancelled),
        ((applied(),), e.PreparationCancelled),
        (approved(), e.EstablishmentRevoked),
        (affiliation(), e.EstablishmentRevoked),
    ],
)
def test_a_wrong_investigation_undoes_what_it_had_led_to(history: tuple[Any, ...], event: type) -> None:
    given(*history, RAISED).when(did(UNDO, by=QIAN, on="2026-04-02")).then(
        like(ConsequenceSettled), like(event)
    ).waiting()


def test_a_founded_branch_is_undone_where_it_lives() -> None:
    given(*founded(), *filed(), RAISED).when(did(UNDO, by=QIAN, on="2026-04-02")).then(
        like(ConsequenceSettled)
    )
