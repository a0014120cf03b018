"""How a branch begins: founded by an establishment, or taken over from before the system."""

from typing import Any

import pytest

from domain.adviser.commands import AssignAdviser, ReleaseAdviser
from domain.appointment.commands import OpenAppointment
from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import HeldAdviser, HeldContract, Officer, YearStar
from domain.branch.kinds import BranchMode, Office, UnknownFact, VacancyGround
from domain.branch.onboarding import LegacyFacts
from domain.branch.refusals import KnownFactError, UnknownEnterpriseError, UnlistedFactError
from domain.branch_kinds import BranchKind
from domain.contract.decider import RunContract
from domain.deadlines import Stage
from domain.enterprise.claims import ClaimPending, GrantClaim, ReleaseClaim
from domain.filing.kinds import Post
from domain.matter.commands import claim
from domain.matter.errors import NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import DeadlinePassed, DeadlineReminded
from domain.people import Person
from domain.person.decider import ClaimOffice, ReleaseOffice
from domain.serials.serials import SerialClaimed
from tests.domain.branch_given import (
    HAN,
    INVESTOR,
    LIN,
    MEI,
    SECRETARY,
    SPEC,
    activate,
    begin,
    contract,
    day,
    facts,
    living,
    partner,
    register,
    term,
    vacancy,
)
from tests.domain.elections_given import by_approver, by_superior
from tests.policies import policy_with
from tests.spec import WANG, ZHAO, Scene, by_service, did, like, time_passes


def test_a_branch_begins_with_its_approval_and_waits_for_its_establishment() -> None:
    SPEC.given().when(begin()).then(like(e.BranchEstablished, name="示例公司党支部")).waiting().claiming()


def test_a_branch_that_began_begins_no_second_time() -> None:
    SPEC.given(begin()).when(begin(name="另一名称")).then_already_so()
    SPEC.given(*living()).when(activate()).then_already_so()


def test_only_a_founded_branch_becomes_active() -> None:
    SPEC.given().when(activate()).then_refused(NotNowError)


def test_a_branch_is_active_with_its_officers_and_its_term() -> None:
    SPEC.given(begin()).when(activate()).then(
        like(e.BranchActivated, secretary=SECRETARY, term=term("2026-01-12", "2029-01-11")),
        like(e.UnionChairAdvised, person=HAN),
    ).claiming(("person/p-han", ClaimOffice)).waiting()


def test_a_branch_was_founded_on_the_day_of_its_meeting_so_that_its_first_year_is_known() -> None:
    activated = SPEC.given(begin()).when(activate(starts="2025-12-30"))
    activated.where(lambda branch: branch.founded_on == day("2025-12-30"))


@pytest.mark.parametrize(
    ("kind", "village", "last_day"),
    [
        (BranchKind.BRANCH, False, "2029-01-11"),
        (BranchKind.GENERAL_BRANCH, False, "2029-01-11"),
        (BranchKind.COMMITTEE, False, "2031-01-11"),
        (BranchKind.BRANCH, True, "2031-01-11"),
    ],
)
def test_a_term_ends_the_day_before_the_anniversary(
    kind: BranchKind, *, village: bool, last_day: str
) -> None:
    fitting = {BranchKind.GENERAL_BRANCH: 60, BranchKind.COMMITTEE: 120}
    founded = begin(branch_kind=kind, village=village, partners=(partner(fitting.get(kind, 8)),))
    SPEC.given(founded).when(activate(INVESTOR)).then(
        like(e.BranchActivated, term=term("2026-01-12", last_day))
    )


@pytest.mark.parametrize(
    ("unit", "value", "last_day"), [("months", 18, "2027-07-11"), ("days", 10, "2026-01-21")]
)
def test_a_term_may_be_counted_otherwise(unit: str, value: int, last_day: str) -> None:
    other = SPEC.under(policy_with("branch.branch_term", unit=unit, value=value))
    other.given(begin()).when(activate(INVESTOR)).then(
        like(e.BranchActivated, term=term("2026-01-12", last_day))
    )


def test_a_branch_active_without_a_secretary_calls_an_appointment_with_its_first_number() -> None:
    SPEC.given(begin()).when(activate(None)).then(
        like(e.BranchActivated, secretary=None, appraisal=None),
        like(e.AppointmentCalled, appointment="appointment/b-1/1", ground=VacancyGround.FOUNDING),
        SerialClaimed(of="appointment", number=1, key="secretary.-", by="appointment/b-1/1"),
    ).promising(("appointment/b-1/1", OpenAppointment)).claiming()


def test_a_temporary_branch_has_no_term_and_ends_with_its_body() -> None:
    temporary = begin(mode=BranchMode.TEMPORARY, ends_on=day("2026-06-30"))
    founded = SPEC.given(temporary)
    founded.when(activate(INVESTOR)).then(like(e.BranchActivated, term=None, reelection=None)).waiting()
    founded.do(time_passes("2026-06-23"))
    founded.then_waiting()
    founded.do(time_passes("2026-06-24"))
    founded.then_waiting("end_with_body")


def test_a_branch_from_before_the_system_claims_its_enterprises_and_waits_for_the_superior() -> None:
    SPEC.given().when(did(register())).then(
        like(e.ExistingBranchRegistered, basis="legacy", offices_limit=1)
    ).claiming(("enterprise/e-1", ClaimPending), ("person/p-han", ClaimOffice)).waiting(
        "confirm_registration"
    )


def test_registering_again_is_already_so() -> None:
    SPEC.given(did(register())).when(did(register())).then_already_so()


@pytest.mark.parametrize(
    ("mode", "claims"),
    [
        (BranchMode.JOINT, 2),
        (BranchMode.PROJECT, 0),
        (BranchMode.FLOATING, 0),
    ],
)
def test_only_modes_of_enterprises_claim_them(mode: BranchMode, claims: int) -> None:
    two = facts(mode=mode, partners=(partner(), partner(enterprise="e-2")), secretary=None)
    claimed = [("enterprise/e-1", ClaimPending), ("enterprise/e-2", ClaimPending)][:claims]
    SPEC.given().when(did(register(two))).then(like(e.ExistingBranchRegistered)).claiming(*claimed)


@pytest.mark.parametrize("partners", [(partner(),), (partner(), partner(enterprise="e-2"))])
def test_an_unknown_mode_claims_by_the_number_of_enterprises(partners: tuple[object, ...]) -> None:
    outcome = SPEC.given().when(did(register(facts(mode=None, partners=partners), "mode")))
    levels = [one.command for one in outcome.scene.decision.claims if "enterprise" in one.stream]
    wanted = "joint" if len(partners) > 1 else "independent"
    assert all(f'"level":"{wanted}"' in one for one in levels)
    assert levels


@pytest.mark.parametrize("fact", [one for one in UnknownFact if one != UnknownFact.SECRETARY])
def test_every_fact_is_told_or_listed_as_unknown(fact: UnknownFact) -> None:
    SPEC.given().when(did(register(without(fact)))).then_refused(UnlistedFactError, fact=fact)
    SPEC.given().when(did(register(without(fact), fact.value))).then(like(e.ExistingBranchRegistered))
    SPEC.given().when(did(register(facts(), fact.value))).then_refused(KnownFactError, fact=fact)


def without(unknown: UnknownFact) -> LegacyFacts:
    counted = None if unknown == UnknownFact.MEMBERS else 8
    employees = None if unknown == UnknownFact.EMPLOYEES else 40
    told = facts(partners=(partner(counted, employees),))
    return told.model_copy(update={unknown.value: None}) if hasattr(told, unknown.value) else told


def test_a_temporary_branch_from_before_needs_no_term() -> None:
    SPEC.given().when(did(register(facts(mode=BranchMode.TEMPORARY, term=None)))).then(
        like(e.ExistingBranchRegistered)
    )


def test_nobody_grants_himself_a_second_office() -> None:
    own = by_superior("appointment.offices_maximum").model_copy(update={"granted_by": WANG})
    SPEC.given().when(did(register(waivers=(own,)), by=WANG)).then_refused(SamePersonError, person=WANG)


def test_the_superior_may_have_allowed_a_second_office() -> None:
    waiver = by_superior("appointment.offices_maximum")
    SPEC.given().when(did(register(waivers=(waiver,)))).then(
        like(e.ExistingBranchRegistered, offices_limit=None)
    )


def test_the_secretary_neither_registers_nor_confirms_the_own_branch() -> None:
    SPEC.given().when(did(register(), by=HAN.id)).then_refused(SelfDecisionError)
    SPEC.given(did(register())).when(did(c.ConfirmRegistration(), by=HAN.id)).then_refused(SelfDecisionError)


def test_a_second_person_confirms_and_the_claims_are_granted() -> None:
    held = HeldContract(contract="K-1", person=HAN, post=Post.SECRETARY)
    registered = SPEC.given(did(register(contracts=(held,)), by=WANG))
    registered.when(did(c.ConfirmRegistration(), by=WANG)).then_refused(SamePersonError)
    registered.when(did(c.ConfirmRegistration(), by=ZHAO)).then(
        like(e.RegistrationConfirmed, completion=None)
    ).claiming(("enterprise/e-1", GrantClaim), ("contract/K-1", RunContract)).waiting()
    registered.when(did(c.ConfirmRegistration(), by=ZHAO)).then_already_so()


def test_a_branch_founded_in_a_body_is_granted_nothing() -> None:
    body = facts(mode=BranchMode.PROJECT)
    SPEC.given(did(register(body))).when(did(c.ConfirmRegistration(), by=ZHAO)).then(
        like(e.RegistrationConfirmed)
    ).claiming()


def test_the_superior_has_twenty_working_days_to_confirm() -> None:
    registered = SPEC.given(did(register(), on="2026-03-02"))
    assert registered.state.deadline("confirm_registration").due_on == day("2026-03-30")


def test_a_registration_not_confirmed_gives_its_claims_back_and_closes() -> None:
    registered = SPEC.given(did(register(), by=WANG))
    refusal = c.RejectRegistration(reason="查无此支部")
    registered.when(did(refusal, by=WANG)).then_refused(SamePersonError)
    registered.when(did(refusal, by=ZHAO)).then(like(e.RegistrationRejected)).claiming(
        ("enterprise/e-1", ReleaseClaim), ("person/p-han", ReleaseOffice)
    ).waiting()
    assert registered.state.closed


def test_only_a_registered_branch_is_confirmed() -> None:
    SPEC.given(begin()).when(did(c.ConfirmRegistration(), by=ZHAO)).then_refused(NotNowError)


def test_earlier_stars_are_taken_over() -> None:
    state = SPEC.given(did(register(stars=(YearStar(year=2024, star=3),)))).state
    assert [(one.year, one.star) for one in state.stars] == [(2024, 3)]


ADVISER = Person(id="p-adviser", name="指导员某")


def advised(until: str | None = None, enterprise: str = "e-1", **more: Any) -> c.RegisterExistingBranch:
    held = HeldAdviser(person=ADVISER, enterprise=enterprise, until=day(until) if until else None)
    return register(advisers=(held,), **more)


def test_an_adviser_from_before_serves_one_term_more_unless_the_last_day_is_known() -> None:
    unknown = SPEC.given(did(advised(), on="2026-03-02")).state
    assert [(one.adviser, one.until) for one in unknown.advisers] == [("p-adviser", day("2028-03-01"))]
    known = SPEC.given(did(advised("2026-12-31"), on="2026-03-02")).state
    assert [one.until for one in known.advisers] == [day("2026-12-31")]


@pytest.mark.parametrize(
    ("until", "counts"), [("2026-03-01", False), ("2026-03-02", True), ("2026-03-03", True)]
)
def test_the_service_of_an_adviser_from_before_counts_unless_it_is_over(until: str, *, counts: bool) -> None:
    waived = by_approver("establishment.adviser_enterprises_maximum")
    registered = SPEC.given().when(did(advised(until, waivers=(waived,)), on="2026-03-02"))
    service = AssignAdviser(
        enterprise="e-1",
        by="branch/b-1",
        starts_on=day("2026-03-02"),
        ends_on=day(until),
        waivers=(waived,),
    )
    expected = [claim("adviser/p-adviser", service)] if counts else []
    told = [one for one in registered.scene.decision.claims if one.stream.startswith("adviser/")]
    assert told == expected


def test_an_adviser_serves_an_enterprise_of_the_branch() -> None:
    SPEC.given().when(did(advised(enterprise="e-7"))).then_refused(
        UnknownEnterpriseError, enterprise="e-7", enterprises="e-1"
    )


def test_the_advisers_of_a_branch_that_is_no_more_are_free_again() -> None:
    refusal = did(c.RejectRegistration(reason="查无此支部"), by=ZHAO)
    SPEC.given(did(advised(), by=WANG)).when(refusal).then(like(e.RegistrationRejected)).claiming(
        ("enterprise/e-1", ReleaseClaim),
        ("person/p-han", ReleaseOffice),
        ("adviser/p-adviser", ReleaseAdviser),
    )


def confirmed(known: LegacyFacts | None = None, *unknown: str) -> Scene:
    return SPEC.given(did(register(known, *unknown), on="2026-03-02"), did(c.ConfirmRegistration(), by=ZHAO))


def test_a_running_term_from_before_is_due_on_its_last_day_and_reminded_six_months_ahead() -> None:
    branch = confirmed()
    assert branch.state.deadline("reelect").due_on == day("2027-05-31")
    branch.do(time_passes("2026-11-28"))
    branch.then_waiting()
    branch.do(time_passes("2026-11-29"))
    branch.then_waiting("reelect")


@pytest.mark.parametrize(
    ("ended", "due"),
    [("2026-03-01", "2026-09-02"), ("2026-03-02", "2026-03-02"), ("2026-03-03", "2026-03-03")],
)
def test_nothing_is_overdue_for_a_term_that_ended_before_the_registration(ended: str, due: str) -> None:
    branch = confirmed(facts(term=term("2023-01-01", ended)))
    deadline = branch.state.deadline("reelect")
    assert deadline.due_on == day(due)
    assert deadline.stage != Stage.OVERDUE


def test_a_term_that_ended_before_waits_at_once() -> None:
    confirmed(facts(term=term("2020-01-01", "2022-12-31"))).then_waiting("reelect")


def test_a_branch_from_before_known_to_have_no_secretary_calls_an_appointment() -> None:
    registered = SPEC.given(did(register(facts(secretary=None))))
    registered.when(did(c.ConfirmRegistration(), by=ZHAO)).then(
        like(e.RegistrationConfirmed, appraisal=None),
        like(e.AppointmentCalled, ground=VacancyGround.LEGACY),
        like(SerialClaimed, number=1),
    ).promising(("appointment/b-1/1", OpenAppointment))


def test_unknown_facts_wait_sixty_days() -> None:
    branch = confirmed(facts(secretary=None, term=None), "secretary", "term")
    branch.then_waiting("complete_facts")
    assert branch.state.deadline("complete_facts").due_on == day("2026-05-06")
    told = branch.do(time_passes("2026-05-06"))
    assert [type(one) for one in told] == [DeadlineReminded, DeadlinePassed]


def test_completed_facts_wait_no_more() -> None:
    branch = confirmed(facts(secretary=None, term=None), "secretary", "term")
    known = LegacyFacts(secretary=SECRETARY, term=term("2024-06-01", "2027-05-31"))
    branch.when(did(c.CompleteFacts(facts=known, known=(UnknownFact.SECRETARY, UnknownFact.TERM)))).then(
        like(e.FactsCompleted, left=())
    ).claiming(("person/p-han", ClaimOffice)).waiting()
    assert branch.state.agreed_end == day("2027-05-31")
    assert branch.state.deadline("reelect").due_on == day("2027-05-31")


def test_what_is_still_unknown_waits_on() -> None:
    branch = confirmed(facts(founded_on=None, branch_kind=None), "founded_on", "branch_kind")
    known = LegacyFacts(branch_kind=BranchKind.BRANCH)
    branch.when(did(c.CompleteFacts(facts=known, known=(UnknownFact.BRANCH_KIND,)))).then(
        like(e.FactsCompleted, left=(UnknownFact.FOUNDED_ON,))
    ).claiming().waiting("complete_facts")


def test_a_secretary_known_to_be_missing_calls_an_appointment() -> None:
    branch = confirmed(facts(secretary=None), "secretary")
    nobody = c.CompleteFacts(facts=LegacyFacts(), known=(UnknownFact.SECRETARY,))
    branch.when(did(nobody)).then(
        like(e.FactsCompleted), like(e.AppointmentCalled), like(SerialClaimed)
    ).promising(("appointment/b-1/1", OpenAppointment))


def test_counts_are_completed_for_every_enterprise() -> None:
    two = facts(mode=BranchMode.JOINT, partners=(partner(None, None), partner(2, None, "e-2")))
    branch = confirmed(two, "members", "employees")

    def telling(*known: UnknownFact, **counts: int) -> c.CompleteFacts:
        told = partner(counts.get("counted"), counts.get("employees"))
        return c.CompleteFacts(facts=LegacyFacts(partners=(told,)), known=known)

    branch.when(did(telling(UnknownFact.MEMBERS, employees=9))).then_refused(KnownFactError, fact="employees")
    branch.when(did(telling(UnknownFact.EMPLOYEES, employees=9))).then_refused(
        UnlistedFactError, fact="employees"
    )
    nobody = c.CompleteFacts(facts=LegacyFacts(), known=(UnknownFact.MEMBERS,))
    branch.when(did(nobody)).then_refused(UnlistedFactError, fact="members")
    branch.when(did(telling(UnknownFact.MEMBERS, counted=1))).then(
        like(e.FactsCompleted, left=(UnknownFact.EMPLOYEES,))
    )
    assert branch.state.counted == 3


def test_counts_of_another_enterprise_are_refused() -> None:
    branch = confirmed(facts(partners=(partner(None),)), "members")
    other = LegacyFacts(partners=(partner(4, None, "e-9"),))
    branch.when(did(c.CompleteFacts(facts=other, known=(UnknownFact.MEMBERS,)))).then_refused(
        UnknownEnterpriseError, enterprise="e-9"
    )


def test_what_was_known_is_corrected_not_completed() -> None:
    branch = confirmed(facts(founded_on=None), "founded_on")
    again = LegacyFacts(mode=BranchMode.JOINT)
    branch.when(did(c.CompleteFacts(facts=again, known=(UnknownFact.MODE,)))).then_refused(KnownFactError)
    branch.when(did(c.CompleteFacts(facts=again, known=(UnknownFact.FOUNDED_ON,)))).then_refused(
        KnownFactError, fact="mode"
    )
    SPEC.given(begin()).when(did(c.CompleteFacts(facts=again, known=(UnknownFact.MODE,)))).then_refused(
        NotNowError
    )


def test_nobody_completes_that_he_is_secretary() -> None:
    branch = confirmed(facts(secretary=None), "secretary")
    known = c.CompleteFacts(facts=LegacyFacts(secretary=SECRETARY), known=(UnknownFact.SECRETARY,))
    branch.when(did(known, by=HAN.id)).then_refused(SelfDecisionError)


def test_a_contract_may_be_noted_while_the_registration_waits() -> None:
    registered = SPEC.given(did(register(), on="2026-03-02"))
    registered.when(by_service(contract("2026-03-02"))).then(
        like(e.ContractNoted), like(e.ContractEndReached)
    )


def test_a_vacancy_belongs_to_a_living_branch() -> None:
    SPEC.given(begin()).when(did(vacancy(), by=ZHAO)).then_refused(NotNowError)


def test_the_branch_is_found_by_org_enterprise_and_secretary() -> None:
    tags = SPEC.decider.tags
    assert tags(SPEC.given(*living()).state) == {
        "branch:b-1",
        "org:o-1-b1",
        "enterprise:e-1",
        "person:p-han",
    }
    assert tags(SPEC.given(begin()).state) == {"branch:b-1", "org:o-1-b1", "enterprise:e-1"}


def test_all_deputies_are_seated_with_the_branch_and_advised() -> None:
    several = activate(
        INVESTOR,
        deputy=Officer(person=MEI, investor=False),
        further_deputies=(Officer(person=LIN, investor=False),),
    )
    branch = SPEC.given(begin())
    branch.when(several).then(
        like(e.BranchActivated),
        like(e.UnionChairAdvised, person=MEI),
        like(e.UnionChairAdvised, person=LIN),
    )
    assert [one for one, _ in branch.state.held_by(LIN.id)] == [Office.DEPUTY]


def test_a_deputy_is_seated_with_the_branch() -> None:
    deputy = INVESTOR.model_copy(update={"person": MEI})
    state = SPEC.given(begin(), activate(INVESTOR, deputy=deputy, committee=(HAN, MEI))).state
    assert state.holder(Office.DEPUTY) == deputy
    assert state.committee == (HAN, MEI)
