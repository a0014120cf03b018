"""Investigation: every row of domain.md §4, every number just below, at and just above."""

from datetime import date

import pytest

from domain.coverage import Conclusion, CoverageLevel
from domain.deciding import fold_corrected
from domain.enterprise.commands import NoteInvestigation, WithdrawNote
from domain.establishment.commands import OpenEstablishment
from domain.establishment.modes import Mode
from domain.investigation import commands as c
from domain.investigation import events as e
from domain.investigation import sections as s
from domain.investigation.decider import DECIDER
from domain.investigation.refusals import (
    DisputedError,
    FullSinceError,
    InvestorNameError,
    MainInvestorError,
    MemberTwiceError,
    NeedsInvestigationError,
    NotDisputedError,
    NoTransferError,
    NotReportedError,
    SectionsMissingError,
    SharesError,
    SuccessorMissingError,
    TransferReasonError,
    UndecidedError,
)
from domain.investigation.reports import with_rival
from domain.investigation.state import InvestigationState
from domain.matter.commands import CorrectRecord, RaiseConsequence, RevokeDecision
from domain.matter.errors import (
    ActedInFutureError,
    ClosedError,
    NotAssigneeError,
    NotNowError,
    SamePersonError,
    SelfDecisionError,
)
from domain.matter.events import (
    DeadlineEscalated,
    DeadlinePassed,
    DeadlineReminded,
    DecisionRevoked,
    Reassigned,
    RecordCorrected,
)
from domain.model import EntryRef
from domain.orders import Role
from domain.people import Person
from domain.policy.investigation import ParkLevel
from domain.register.ownership import Ownership
from domain.register.row import Headcount, MemberCounts
from domain.serials.serials import ClaimSerial, ReleaseSerial
from tests.domain.enterprise_cases import row
from tests.spec import LI, QIAN, SUN, WANG, ZHAO, Did, Scene, Spec, by_service, did, like, time_passes

SPEC = Spec(DECIDER, stream="investigation/e-1/1")
SYSTEM = "sys-hr"
PAGE = EntryRef(stream="register/r-1", version=1)
ENTERPRISE = "enterprise/e-1"
ESTABLISHMENT = "establishment/e-1-1"

OPEN = c.OpenInvestigation(org="o-1", round="2026")
SUBMIT, ACCEPT = c.SubmitInvestigation(), c.AcceptInvestigation()
RETURN = c.ReturnInvestigation(sections=(s.SectionName.MEMBERS,), reasons=(c.SectionFault.UNPROVEN,))


def investors(ownership: Ownership = Ownership.PRIVATE, *shares: int, **more: object) -> s.Investors:
    holders = tuple(s.Investor(organisation=f"示例投资{n}", share=share) for n, share in enumerate(shares))
    return s.Investors.model_validate({"ownership": ownership, "investors": holders} | more)


def workforce(total: int | None = 30) -> s.Workforce:
    return s.Workforce(employees=Headcount(total=total), trade_union=False, youth_league=False)


def member(
    number: int,
    relation: s.Relation = s.Relation.HERE,
    membership: s.Membership = s.Membership.FULL,
    **more: object,
) -> s.Member:
    fields = {
        "person": Person(id=f"p-m{number}", name=f"党员{number}"),
        "membership": membership,
        "post": s.MemberPost.WORKER,
        "relation": relation,
    }
    return s.Member.model_validate(fields | more)


def members(*listed: s.Member, **more: object) -> s.Members:
    return s.Members.model_validate({"members": listed} | more)


def here(count: int) -> s.Members:
    return members(*(member(number) for number in range(count)))


def operations(**more: object) -> s.Operations:
    return s.Operations.model_validate({"premises": True, "in_production": True, "industry": "C3311"} | more)


def coverage(level: CoverageLevel | None = None) -> s.Coverage:
    return s.Coverage(level=level)


def told(section: s.Section, by: str = WANG, role: Role = Role.OPERATOR, **more: object) -> Did:
    report = c.ReportSection(content=section, observed_on=date(2026, 1, 5))
    return did(report, by=by, role=role, **more)  # type: ignore[arg-type]


def upstream(section: s.Section) -> Did:
    return told(section, by=SYSTEM, role=Role.UPSTREAM)


def corrected(section: s.Section) -> c.CorrectSection:
    return c.CorrectSection(content=section, observed_on=date(2026, 1, 5), reason="笔误")


def resolved(section: s.Section) -> c.ResolveDispute:
    return c.ResolveDispute(content=section, observed_on=date(2026, 1, 5), reason="已核实")


def opened(*more: Did) -> Scene:
    return SPEC.given(did(OPEN), *more)


def filled(found: s.Members, **sections: s.Section) -> Scene:
    by_name: dict[str, s.Section] = {
        "investors": investors(),
        "workforce": workforce(),
        "operations": operations(),
        "coverage": coverage(),
    }
    return opened(told(found), *(told(one) for one in (by_name | sections).values()))


def submitted(found: s.Members, **sections: s.Section) -> Scene:
    scene = filled(found, **sections)
    scene.do(did(SUBMIT))
    return scene


# Opening


def test_an_investigation_is_opened_for_thirty_days_and_takes_a_number_of_the_enterprise() -> None:
    SPEC.given().when(did(OPEN)).then(like(e.InvestigationOpened, priority=None)).waiting(
        "investigate"
    ).claiming((ENTERPRISE, ClaimSerial))


def test_opening_again_is_already_so() -> None:
    opened().when(did(OPEN)).then_already_so()


def test_the_register_tells_ownership_and_priority_where_it_can() -> None:
    full = row(employees=Headcount(total=10), premises=True, in_production=True, cluster_or_park=False)
    opening = c.OpenInvestigation(org="o-1", round="2026", row=full, source=PAGE)
    SPEC.given().when(by_service(opening)).then(
        like(e.InvestigationOpened, priority=True, ownership=Ownership.PRIVATE, source=PAGE)
    )


@pytest.mark.parametrize(
    ("until", "happened"),
    [
        ("2026-01-28", []),
        ("2026-01-29", [DeadlineReminded]),
        ("2026-02-03", [DeadlineReminded]),
        ("2026-02-04", [DeadlineReminded, DeadlinePassed]),
        ("2026-02-10", [DeadlineReminded, DeadlinePassed]),
        ("2026-02-11", [DeadlineReminded, DeadlinePassed, DeadlineEscalated]),
    ],
)
def test_thirty_days_reminded_five_before_overdue_at_escalated_five_working_days_after(
    until: str, happened: list[type]
) -> None:
    scene = opened()
    assert scene.state.deadline("investigate").due_on == date(2026, 2, 4)
    assert [type(event) for event in scene.do(time_passes(until))] == happened


@pytest.mark.parametrize(
    ("ownership", "employed", "conclusion"),
    [
        (Ownership.STATE, 500, Conclusion.EXCLUDED),
        (Ownership.PRIVATE, 9, Conclusion.LISTED),
    ],
)
def test_what_a_register_decides_is_closed_as_it_is_opened(
    ownership: Ownership, employed: int, conclusion: Conclusion
) -> None:
    SPEC.given().when(by_service(from_register(ownership, employed))).then(
        like(e.ConcludedFromRegister, conclusion=conclusion, source=PAGE)
    ).waiting().claiming(
        (ENTERPRISE, ClaimSerial), (ENTERPRISE, ReleaseSerial), (ENTERPRISE, NoteInvestigation)
    ).where(lambda state: state.finished)


def from_register(ownership: Ownership = Ownership.PRIVATE, employed: int = 9) -> c.ConcludeFromRegister:
    none = MemberCounts(full_here=0, transferable=0, dual_managed=0, probationary=0)
    full = row(
        ownership=ownership,
        employees=Headcount(total=employed),
        premises=True,
        in_production=True,
        cluster_or_park=False,
        members=none,
        existing_organisation=False,
    )
    return c.ConcludeFromRegister(org="o-1", round="2026", row=full, source=PAGE)


def test_what_a_register_does_not_decide_needs_an_investigation() -> None:
    SPEC.given().when(by_service(from_register(employed=10))).then_refused(NeedsInvestigationError)


def test_concluding_again_is_already_so() -> None:
    SPEC.given(by_service(from_register())).when(by_service(from_register())).then_already_so()


# Who investigates


def test_an_investigator_is_assigned_and_only_he_or_she_reports() -> None:
    scene = opened()
    scene.when(did(c.AssignInvestigator(to=LI))).then(
        e.InvestigatorAssigned(to=LI), Reassigned(action="investigate", to=LI)
    ).waiting("investigate")
    scene.when(told(here(3))).then_refused(NotAssigneeError, assignee=LI)
    scene.when(told(here(3), by=LI)).then(like(e.SectionReported))
    scene.when(did(c.AssignInvestigator(to=LI))).then_already_so()


def test_a_system_tells_whoever_is_assigned() -> None:
    opened(did(c.AssignInvestigator(to=LI))).when(upstream(here(3))).then(like(e.SectionReported))


def test_a_returned_investigation_may_be_given_to_another() -> None:
    scene = submitted(here(3))
    scene.do(did(RETURN, by=ZHAO))
    scene.when(did(c.AssignInvestigator(to=LI))).then(like(e.InvestigatorAssigned), like(Reassigned)).where(
        lambda state: state.status == "returned"
    )


# Sections


def test_a_section_is_reported_with_its_provenance() -> None:
    outcome = opened().when(told(here(3)))
    outcome.then(like(e.SectionReported))
    report = outcome.state.section(s.SectionName.MEMBERS).report
    assert (report.source, report.observed_on) == (WANG, date(2026, 1, 5))


def test_the_same_source_and_content_is_already_so() -> None:
    opened(told(here(3))).when(told(here(3))).then_already_so()


def test_another_source_with_the_same_content_tells_nothing_new() -> None:
    opened(told(here(3))).when(upstream(here(3))).then_already_so()


def test_the_same_source_brings_its_own_word_up_to_date() -> None:
    opened(told(here(3))).when(told(here(2))).then(like(e.SectionReported)).where(
        lambda state: state.section(s.SectionName.MEMBERS).report.content == here(2)
    )


def test_another_source_with_other_content_disputes() -> None:
    scene = opened(told(here(3)))
    scene.when(upstream(here(2))).then(like(e.SectionDisputed)).where(
        lambda state: state.disputed == (s.SectionName.MEMBERS,)
    )
    scene.when(upstream(here(2))).then_already_so()
    scene.when(upstream(here(1))).then(like(e.SectionDisputed)).where(
        lambda state: len(state.section(s.SectionName.MEMBERS).rivals) == 1 and not state.over
    )


def test_a_source_that_comes_round_ends_its_dispute() -> None:
    opened(told(here(3)), upstream(here(2))).when(upstream(here(3))).then(like(e.SectionReported)).where(
        lambda state: state.disputed == () and state.section(s.SectionName.MEMBERS).report.source == WANG
    )
    opened(told(here(3)), upstream(here(2))).when(told(here(2))).then(like(e.SectionReported)).where(
        lambda state: state.disputed == ()
    )


def test_a_third_word_of_the_first_source_leaves_the_dispute() -> None:
    opened(told(here(3)), upstream(here(2))).when(told(here(1))).then(like(e.SectionReported)).where(
        lambda state: state.disputed == (s.SectionName.MEMBERS,)
    )


def test_a_section_is_mended_only_after_it_was_reported() -> None:
    opened().when(did(corrected(here(3)))).then_refused(NotReportedError, section="members")
    opened(told(here(3))).when(did(corrected(here(2)))).then(like(e.SectionCorrected, resolves=False))


def test_a_dispute_is_resolved_and_nothing_else_is() -> None:
    disputed = opened(told(here(3)), upstream(here(2)))
    disputed.when(did(corrected(here(2)))).then_refused(DisputedError, sections="members")
    disputed.when(did(resolved(here(2)))).then(like(e.SectionCorrected, resolves=True)).where(
        lambda state: state.disputed == ()
    )
    disputed.when(did(resolved(here(2)))).then_refused(NotDisputedError)


def test_a_revoked_report_leaves_what_the_other_source_told() -> None:
    scene = opened(told(here(3)), upstream(here(2)))
    revoked = RevokeDecision(version=2, reason="误填", document="示委〔2026〕2号")
    scene.do(did(revoked, by=QIAN))
    now = fold_corrected(DECIDER, scene.facts, stream="investigation/e-1/1")
    members = now.section(s.SectionName.MEMBERS)
    assert members is not None
    assert members.report.source == SYSTEM
    assert now.disputed == ()


def test_a_word_that_agrees_is_never_a_rival() -> None:
    stands = opened(told(here(3))).state.told
    assert with_rival(stands, stands[0].report.model_copy(update={"source": SYSTEM})) == stands


@pytest.mark.parametrize(
    ("shares", "refused"), [((9_999,), False), ((4_000, 6_000), False), ((4_001, 6_000), True)]
)
def test_shares_are_ten_thousand_basis_points_together_at_most(
    shares: tuple[int, ...], *, refused: bool
) -> None:
    outcome = opened().when(told(investors(Ownership.PRIVATE, *shares)))
    if refused:
        outcome.then_refused(SharesError, total=10_001, whole=10_000)
    else:
        outcome.then(like(e.SectionReported))


def test_an_investor_is_a_person_or_an_organisation() -> None:
    han = Person(id="p-han", name="韩某")
    for both in ({}, {"person": han, "organisation": "示例投资"}):
        one = s.Investor.model_validate(both)
        opened().when(told(investors(investors=(one,)))).then_refused(InvestorNameError, number=1)


@pytest.mark.parametrize(("named", "refused"), [(1, False), (2, True)])
def test_one_main_investor_at_most(named: int, *, refused: bool) -> None:
    both = tuple(s.Investor(organisation=f"示例投资{n}", main=n < named) for n in range(2))
    outcome = opened().when(told(investors(investors=both)))
    if refused:
        outcome.then_refused(MainInvestorError, named=2)
    else:
        outcome.then(like(e.SectionReported))


def test_a_member_stands_in_the_list_once() -> None:
    opened().when(told(members(member(1), member(1)))).then_refused(MemberTwiceError, person="p-m1")


@pytest.mark.parametrize(
    ("since", "membership", "refused"),
    [
        ("2026-01-05", s.Membership.FULL, False),
        ("2026-01-06", s.Membership.FULL, True),
        ("2020-01-01", s.Membership.PROBATIONARY, True),
    ],
)
def test_the_day_of_full_membership_must_be_possible(
    since: str, membership: s.Membership, *, refused: bool
) -> None:
    outcome = opened().when(told(members(member(1, membership=membership, full_since=since))))
    if refused:
        outcome.then_refused(FullSinceError, person="p-m1")
    else:
        outcome.then(like(e.SectionReported))


def test_nothing_is_observed_in_the_future() -> None:
    late = c.ReportSection(content=here(1), observed_on=date(2026, 1, 6))
    opened().when(did(late)).then_refused(ActedInFutureError)


# Submission


def test_five_sections_are_submitted_and_wait_for_the_reviewer() -> None:
    filled(here(3)).when(did(SUBMIT)).then(
        like(e.InvestigationSubmitted, conclusion=Conclusion.INDEPENDENT)
    ).waiting("review_investigation")


def test_all_five_sections_are_needed() -> None:
    opened(told(here(3)), told(investors())).when(did(SUBMIT)).then_refused(
        SectionsMissingError, missing="workforce, operations, coverage"
    )


def test_a_dispute_is_resolved_before_the_submission() -> None:
    scene = filled(here(3))
    scene.do(upstream(workforce(9)))
    scene.when(did(SUBMIT)).then_refused(DisputedError, sections="workforce")


def test_what_does_not_decide_is_not_submitted() -> None:
    filled(here(3), investors=investors(Ownership.UNKNOWN)).when(did(SUBMIT)).then_refused(UndecidedError)
    open_count = members(unlisted=MemberCounts(full_here=None))
    filled(open_count).when(did(SUBMIT)).then_refused(UndecidedError)


@pytest.mark.parametrize(
    ("until", "happened"),
    [
        ("2026-01-12", []),
        ("2026-01-13", [DeadlineReminded]),
        ("2026-01-18", [DeadlineReminded]),
        ("2026-01-19", [DeadlineReminded, DeadlinePassed]),
    ],
)
def test_ten_working_days_to_review(until: str, happened: list[type]) -> None:
    scene = submitted(here(3))
    assert scene.state.deadline("review_investigation").due_on == date(2026, 1, 19)
    assert scene.state.deadline("investigate") is None
    assert [type(event) for event in scene.do(time_passes(until))] == happened


def test_after_submission_upstream_shows_the_reviewer_a_difference() -> None:
    scene = submitted(here(3))
    scene.when(upstream(here(3))).then_already_so()
    scene.when(upstream(here(2))).then(like(e.DifferenceReported)).waiting("review_investigation")
    scene.when(upstream(here(2))).then_already_so()
    scene.when(told(here(2))).then_refused(NotNowError, status="submitted")


def test_a_difference_is_disputed_once_it_was_returned() -> None:
    scene = submitted(here(3))
    scene.do(upstream(here(2)))
    scene.when(did(RETURN, by=ZHAO)).then(like(e.InvestigationReturned)).where(
        lambda state: state.disputed == (s.SectionName.MEMBERS,) and state.differences == ()
    )


# Review


def test_a_return_gives_ten_working_days_and_the_review_starts_afresh() -> None:
    scene = submitted(here(3))
    scene.when(did(RETURN, by=ZHAO, on="2026-01-12")).then(
        like(e.InvestigationReturned, sections=(s.SectionName.MEMBERS,))
    ).waiting("investigate")
    assert scene.state.deadline("investigate").due_on == date(2026, 1, 26)
    assert scene.state.deadline("review_investigation") is None
    scene.do(did(corrected(here(2))))
    scene.when(did(SUBMIT, on="2026-01-20")).then(
        like(e.InvestigationSubmitted, conclusion=Conclusion.JOINT_OR_AFFILIATED)
    ).waiting("review_investigation")
    assert scene.state.deadline("review_investigation").due_on == date(2026, 2, 3)


@pytest.mark.parametrize("command", [ACCEPT, RETURN])
def test_the_investigator_may_not_review(command: c.AcceptInvestigation | c.ReturnInvestigation) -> None:
    submitted(here(3)).when(did(command, by=WANG)).then_refused(SamePersonError, person=WANG)


def test_who_only_reported_may_not_review_either_but_a_system_is_nobody() -> None:
    scene = filled(here(3))
    scene.do(did(corrected(here(4)), by=SUN))
    scene.do(did(SUBMIT))
    scene.when(did(ACCEPT, by=SUN)).then_refused(SamePersonError, person=SUN)
    assert SYSTEM not in scene.state.investigators


@pytest.mark.parametrize(
    ("count", "conclusion", "mode"),
    [
        (0, Conclusion.WORK_COVERAGE, Mode.WORK_COVERAGE),
        (1, Conclusion.JOINT_OR_AFFILIATED, None),
        (2, Conclusion.JOINT_OR_AFFILIATED, None),
        (3, Conclusion.INDEPENDENT, Mode.INDEPENDENT),
        (4, Conclusion.INDEPENDENT, Mode.INDEPENDENT),
    ],
)
def test_acceptance_concludes_and_opens_the_establishment_at_once(
    count: int, conclusion: Conclusion, mode: Mode | None
) -> None:
    scene = submitted(here(count))
    outcome = scene.when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, conclusion=conclusion, counted=count, others=0, priority=True)
    )
    outcome.claiming((ENTERPRISE, ReleaseSerial), (ENTERPRISE, NoteInvestigation)).waiting()
    outcome.promising(*([(ESTABLISHMENT, OpenEstablishment)] if mode else []))
    if mode:
        promised = OpenEstablishment.model_validate_json(scene.state.promises[0].command)
        assert (promised.mode, promised.org, promised.partners[0].counted) == (mode, "o-1", count)
        assert promised.investigation == EntryRef(stream="investigation/e-1/1", version=8)
    assert scene.state.closed


def test_nobody_decides_about_an_enterprise_in_which_he_is_investor_or_member() -> None:
    investor = s.Investor(person=Person(id=ZHAO, name="某某"), share=9_000, main=True)
    own = submitted(here(3), investors=investors(investors=(investor,)))
    mine = submitted(members(member(1, person=Person(id=ZHAO, name="某某"))))
    cancel = c.CancelInvestigation(ground=c.CancelGround.DUPLICATE, reason="重复")
    for scene in (own, mine):
        for command in (ACCEPT, RETURN, cancel):
            scene.when(did(command, by=ZHAO)).then_refused(SelfDecisionError, person=ZHAO)
        scene.when(did(ACCEPT, by=QIAN)).then(like(e.InvestigationAccepted))


def test_only_members_who_are_full_and_here_are_counted() -> None:
    mixed = members(
        member(1),
        member(2),
        member(3, s.Relation.DUAL_MANAGED),
        member(4, membership=s.Membership.PROBATIONARY),
    )
    submitted(mixed).when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, counted=2, others=1, conclusion=Conclusion.JOINT_OR_AFFILIATED)
    )


def test_in_a_large_enterprise_the_rest_is_told_by_numbers() -> None:
    many = members(
        member(1),
        unlisted=MemberCounts(full_here=499, transferable=0, dual_managed=3, probationary=7),
    )
    submitted(many).when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, counted=500, others=7, conclusion=Conclusion.INDEPENDENT)
    )


@pytest.mark.parametrize(
    ("level", "count", "conclusion"),
    [
        (CoverageLevel.INDEPENDENT, 2, Conclusion.ADJUST),
        (CoverageLevel.INDEPENDENT, 3, Conclusion.COVERED),
        (CoverageLevel.WORK_COVERAGE, 0, Conclusion.COVERED),
    ],
)
def test_what_is_covered_already_opens_nothing(
    level: CoverageLevel, count: int, conclusion: Conclusion
) -> None:
    submitted(here(count), coverage=coverage(level)).when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, conclusion=conclusion)
    ).promising()


@pytest.mark.parametrize(
    ("place", "conclusion"),
    [
        ({"park_level": ParkLevel.COUNTY}, Conclusion.LISTED),
        ({"park_level": ParkLevel.CITY}, Conclusion.WORK_COVERAGE),
        ({"park_level": ParkLevel.PROVINCE}, Conclusion.WORK_COVERAGE),
        ({"cluster": True}, Conclusion.WORK_COVERAGE),
        ({}, Conclusion.LISTED),
    ],
)
def test_a_park_at_city_level_or_a_cluster_gives_priority(
    place: dict[str, object], conclusion: Conclusion
) -> None:
    small: dict[str, s.Section] = {"workforce": workforce(9), "operations": operations(**place)}
    submitted(here(0), **small).when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, conclusion=conclusion)
    )


def test_what_was_excluded_after_all_ends_without_anything() -> None:
    submitted(here(3), investors=investors(Ownership.COLLECTIVE)).when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, conclusion=Conclusion.EXCLUDED)
    ).promising()


def test_an_accepted_investigation_takes_no_more_acts_but_may_be_revoked() -> None:
    scene = submitted(here(3))
    scene.do(did(ACCEPT, by=ZHAO))
    scene.when(did(SUBMIT)).then_refused(ClosedError)
    revoked = RevokeDecision(version=8, reason="审核有误", document="示委〔2026〕8号")
    scene.when(did(revoked, by=QIAN)).then(like(DecisionRevoked))
    now = fold_corrected(DECIDER, scene.facts, stream="investigation/e-1/1")
    assert (now.status, now.closed) == ("submitted", False)


def revoked(version: int, by: str = QIAN) -> Did:
    return did(RevokeDecision(version=version, reason="审核有误", document="示委〔2026〕8号"), by=by)


def live(scene: Scene) -> InvestigationState:
    return fold_corrected(DECIDER, scene.facts, stream="investigation/e-1/1")


def test_a_revoked_acceptance_takes_its_number_again_and_withdraws_what_it_had_concluded() -> None:
    scene = submitted(here(2))
    scene.do(did(ACCEPT, by=ZHAO))
    scene.when(revoked(8)).then(like(DecisionRevoked)).claiming(
        (ENTERPRISE, ClaimSerial), (ENTERPRISE, WithdrawNote)
    )
    again, withdrawn = (one.command for one in scene.decision.claims)
    assert ClaimSerial.model_validate_json(again).again
    assert WithdrawNote.model_validate_json(withdrawn).version == 8


def test_a_revoked_cancellation_takes_its_number_again_and_a_revoked_opening_gives_it_back() -> None:
    scene = opened()
    scene.do(did(c.CancelInvestigation(ground=c.CancelGround.DUPLICATE, reason="重复"), by=ZHAO))
    scene.when(revoked(2)).then(like(DecisionRevoked)).claiming((ENTERPRISE, ClaimSerial))
    opened().when(revoked(1)).then(like(DecisionRevoked)).claiming((ENTERPRISE, ReleaseSerial))


def wrong_relation(scene: Scene) -> Did:
    version = next(
        one.version
        for one in scene.facts
        if one.event.kind == e.SectionReported.kind_name() and isinstance(one.event.report.content, s.Members)
    )
    field = "report.content.members.0.relation"
    return did(
        CorrectRecord(
            version=version,
            field=field,
            was="here",
            now="dual_managed",
            ground="核对组织关系",
            document="示委〔2026〕9号",
        ),
        by=QIAN,
    )


def test_what_followed_from_an_acceptance_is_asked_about_when_a_section_it_rests_on_was_wrong() -> None:
    scene = submitted(here(3))
    scene.when(wrong_relation(scene)).then(like(RecordCorrected)).promising()
    scene.do(did(ACCEPT, by=ZHAO))
    scene.when(wrong_relation(scene)).then(like(RecordCorrected)).promising((ESTABLISHMENT, RaiseConsequence))
    comment = did(RevokeDecision(version=1, reason="误开", document="示委〔2026〕8号"), by=QIAN)
    scene.when(comment).then(like(DecisionRevoked)).promising()


# Transfers


def soon() -> Scene:
    """Two members are here; a full and a probationary one could be transferred."""
    scene = submitted(
        members(
            member(1),
            member(2),
            member(3, s.Relation.TRANSFERABLE),
            member(4, s.Relation.TRANSFERABLE, s.Membership.PROBATIONARY),
        )
    )
    scene.do(did(ACCEPT, by=ZHAO))
    return scene


def transfer(number: int, *, transferred: bool = True, reason: str | None = None) -> Did:
    return did(c.RecordTransfer(person=f"p-m{number}", transferred=transferred, reason=reason))


def test_transferable_members_give_an_outlook_and_sixty_days_to_transfer_them() -> None:
    scene = soon()
    accepted = scene.facts[-1].event
    assert accepted.conclusion == Conclusion.JOINT_OR_AFFILIATED
    assert accepted.independent_after_transfer
    assert accepted.transfers == ("p-m3", "p-m4")
    noted = NoteInvestigation.model_validate_json(scene.decision.claims[-1].command)
    assert (noted.transfers, noted.version) == (2, 8)
    assert accepted.transfer.due_on == date(2026, 3, 6)
    scene.then_waiting("transfer_members")
    assert scene.state.over
    assert not scene.state.closed


def test_the_last_transfer_concludes_again_and_opens_the_establishment() -> None:
    scene = soon()
    scene.when(transfer(3)).then(like(e.MemberTransferred, counts=True)).waiting("transfer_members")
    scene.when(transfer(4)).then(
        like(e.MemberTransferred, counts=False),
        like(e.TransfersSettled, conclusion=Conclusion.INDEPENDENT, counted=3, others=1),
    ).claiming((ENTERPRISE, NoteInvestigation)).promising((ESTABLISHMENT, OpenEstablishment)).waiting()
    assert scene.state.closed


def test_a_relation_that_stays_elsewhere_needs_a_reason() -> None:
    scene = soon()
    scene.when(transfer(3, transferred=False)).then_refused(TransferReasonError, person="p-m3")
    scene.when(transfer(3, transferred=False, reason="本人不愿转")).then(like(e.TransferDropped))
    scene.when(transfer(4, transferred=False, reason="本人不愿转")).then(
        like(e.TransferDropped),
        like(e.TransfersSettled, conclusion=Conclusion.JOINT_OR_AFFILIATED, counted=2, others=0),
    ).promising()


def test_a_revoked_settlement_withdraws_its_own_conclusion_and_a_revoked_acceptance_that_of_both() -> None:
    scene = soon()
    scene.do(transfer(3))
    scene.do(transfer(4))
    last = scene.state.decided_at
    scene.when(revoked(last)).then(like(DecisionRevoked)).claiming((ENTERPRISE, WithdrawNote)).promising(
        (ESTABLISHMENT, RaiseConsequence)
    )
    scene.when(revoked(8)).then(like(DecisionRevoked)).promising((ESTABLISHMENT, RaiseConsequence))
    now = live(scene)
    assert (now.status, now.closed, now.conclusion, now.transfers) == ("submitted", False, None, ())


def test_only_awaited_transfers_are_recorded() -> None:
    soon().when(transfer(1)).then_refused(NoTransferError, awaited="p-m3, p-m4")
    opened().when(transfer(1)).then_refused(NoTransferError, awaited="-")


def test_enough_members_here_do_not_depend_on_what_is_not_known_of_others() -> None:
    unknown = MemberCounts(full_here=3, transferable=None, dual_managed=0, probationary=None)
    scene = submitted(members(member(1, s.Relation.TRANSFERABLE), unlisted=unknown))
    scene.when(did(ACCEPT, by=ZHAO)).then(
        like(e.InvestigationAccepted, others=None, conclusion=Conclusion.INDEPENDENT)
    ).promising((ESTABLISHMENT, OpenEstablishment))
    scene.when(transfer(1)).then(
        like(e.MemberTransferred), like(e.TransfersSettled, counted=4, others=None)
    ).promising()


# Cancelling


@pytest.mark.parametrize("ground", c.CancelGround)
def test_an_investigation_without_an_object_is_cancelled(ground: c.CancelGround) -> None:
    cancel = c.CancelInvestigation(ground=ground, successor="e-2", reason="见附件")
    opened().when(did(cancel, by=ZHAO)).then(like(e.InvestigationCancelled, ground=ground)).claiming(
        (ENTERPRISE, ReleaseSerial)
    ).waiting().where(lambda state: state.finished)


def test_a_merger_names_its_successor() -> None:
    cancel = c.CancelInvestigation(ground=c.CancelGround.MERGED, reason="吸收合并")
    opened().when(did(cancel, by=ZHAO)).then_refused(SuccessorMissingError, ground="merged")


def test_who_investigated_does_not_cancel() -> None:
    cancel = c.CancelInvestigation(ground=c.CancelGround.DUPLICATE, reason="重复")
    opened(told(here(1))).when(did(cancel, by=WANG)).then_refused(SamePersonError)


def test_the_end_of_the_enterprise_reaches_what_is_open_and_nothing_else() -> None:
    cancel = by_service(c.CancelInvestigation(ground=c.CancelGround.DEREGISTERED, reason="注销"))
    submitted(here(3)).when(cancel).then(like(e.InvestigationCancelled))
    SPEC.given().when(cancel).then_already_so()
    soon().when(cancel).then(like(e.InvestigationCancelled)).waiting().where(lambda state: state.finished)
    soon().when(did(cancel.command, by=QIAN)).then_refused(NotNowError, status="accepted")


@pytest.mark.parametrize("command", [SUBMIT, ACCEPT, RETURN, c.AssignInvestigator(to=LI), corrected(here(1))])
def test_nothing_is_done_before_it_is_opened(command: c.InvestigationCommand) -> None:
    SPEC.given().when(did(command)).then_refused(NotNowError, status="none")


def test_it_is_found_by_enterprise_org_and_round() -> None:
    assert DECIDER.tags(opened().state) == {"enterprise:e-1", "org:o-1", "round:2026"}
