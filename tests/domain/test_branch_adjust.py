"""How a branch is adjusted, merged and dissolved, what others tell it, and what proves wrong."""

import json
from typing import Any

import pytest

from domain.appointment.commands import CancelAppointment
from domain.branch import adjusting as a
from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Destination
from domain.branch.kinds import BranchMode, DissolutionGround, Office
from domain.branch.refusals import (
    DestinationsMismatchError,
    HostElsewhereError,
    HostNotLivingError,
    MergeIntoItselfError,
    TooFewForModeError,
    TooManyPartnersError,
    UnknownEnterpriseError,
    WrongPartnersError,
)
from domain.branch_kinds import BranchKind
from domain.elections.errors import CommitteeTooSmallError, GeneralBranchTooSmallError
from domain.enterprise.claims import GrantClaim, ReleaseClaim
from domain.establishment.commands import EndCoverage, ReportMembers
from domain.filing.kinds import FilingKind
from domain.matter.commands import KeepOrUndo, RaiseConsequence, SettleConsequence
from domain.matter.errors import NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import ConsequenceSettled, DeadlinePassed
from domain.model import EntryRef
from domain.person.decider import ReleaseOffice
from domain.serials.serials import SerialClaimed
from tests.domain.branch_given import (
    DOC,
    HAN,
    INVESTOR,
    MEI,
    SPEC,
    activate,
    begin,
    contract,
    day,
    facts,
    joint,
    living,
    members,
    office,
    partner,
    register,
    seated,
)
from tests.domain.elections_given import by_approver, by_superior
from tests.spec import SUN, ZHAO, Scene, by_service, did, like, time_passes


def adjust(change: Any, *waivers: Any, by: str = ZHAO) -> Any:
    command = c.AdjustBranch(change=change, document=DOC, reason="研究决定", waivers=waivers)
    return did(command, by=by)


def alive(**more: Any) -> Scene:
    return SPEC.given(*living(INVESTOR, **more))


def test_a_branch_is_renamed_by_the_superiors_document() -> None:
    branch = alive()
    branch.when(adjust(a.Rename(name="新名称党支部"))).then(like(e.BranchAdjusted, document=DOC))
    assert branch.state.name == "新名称党支部"
    branch.when(adjust(a.Rename(name="新名称党支部"))).then_already_so()


def test_the_secretary_adjusts_nothing_of_the_own_branch() -> None:
    alive().when(adjust(a.Rename(name="新名称"), by=HAN.id)).then_refused(SelfDecisionError)
    SPEC.given(begin()).when(adjust(a.Rename(name="新名称"))).then_refused(NotNowError)
    vacant = SPEC.given(begin(), activate(None))
    vacant.when(adjust(a.Rename(name="新名称"))).then(like(e.BranchAdjusted))


@pytest.mark.parametrize(
    ("counted", "kind", "refusal"),
    [
        (49, BranchKind.GENERAL_BRANCH, GeneralBranchTooSmallError),
        (50, BranchKind.GENERAL_BRANCH, None),
        (99, BranchKind.COMMITTEE, CommitteeTooSmallError),
        (100, BranchKind.COMMITTEE, None),
    ],
)
def test_another_kind_needs_its_members(counted: int, kind: BranchKind, refusal: Any) -> None:
    branch = alive(partners=(partner(counted),))
    outcome = branch.when(adjust(a.ChangeKind(branch_kind=kind)))
    if refusal is None:
        outcome.then(like(e.BranchAdjusted))
        branch.when(adjust(a.ChangeKind(branch_kind=kind))).then_already_so()
    else:
        outcome.then_refused(refusal, counted=counted)


def test_a_kind_is_not_judged_on_unknown_members() -> None:
    known = register(facts(partners=(partner(None),)), "members")
    branch = SPEC.given(did(known), did(c.ConfirmRegistration(), by=SUN))
    branch.when(adjust(a.ChangeKind(branch_kind=BranchKind.COMMITTEE))).then(like(e.BranchAdjusted))
    branch.when(adjust(a.ChangeMode(mode=BranchMode.PROJECT))).then(like(e.BranchAdjusted)).claiming(
        ("enterprise/e-1", ReleaseClaim)
    )


@pytest.mark.parametrize(("counted", "enough"), [(2, False), (3, True), (4, True)])
def test_an_independent_branch_needs_one_enterprise_and_three_members(counted: int, *, enough: bool) -> None:
    outcome = alive(mode=BranchMode.JOINT, partners=(partner(counted),)).when(
        adjust(a.ChangeMode(mode=BranchMode.INDEPENDENT))
    )
    if enough:
        outcome.then(like(e.BranchAdjusted)).claiming(("enterprise/e-1", GrantClaim))
    else:
        outcome.then_refused(TooFewForModeError, needed=3)


def test_two_enterprises_are_not_independent_and_one_is_not_joint() -> None:
    SPEC.given(*joint(2, 2)).when(adjust(a.ChangeMode(mode=BranchMode.INDEPENDENT))).then_refused(
        WrongPartnersError, partners=2
    )
    alive().when(adjust(a.ChangeMode(mode=BranchMode.JOINT))).then_refused(WrongPartnersError, partners=1)
    alive().when(adjust(a.ChangeMode(mode=BranchMode.INDEPENDENT))).then_already_so()


@pytest.mark.parametrize(("enterprises", "allowed"), [(4, True), (5, True), (6, False)])
def test_a_joint_branch_has_at_most_five_enterprises(enterprises: int, *, allowed: bool) -> None:
    partners = tuple(partner(2, enterprise=f"e-{number}") for number in range(enterprises))
    branch = alive(partners=partners)
    to_joint = a.ChangeMode(mode=BranchMode.JOINT)
    if allowed:
        branch.when(adjust(to_joint)).then(like(e.BranchAdjusted))
        return
    branch.when(adjust(to_joint)).then_refused(TooManyPartnersError, limit=5)
    branch.when(adjust(to_joint, by_approver("establishment.joint_partners_maximum"))).then(
        like(e.BranchAdjusted)
    )


def test_an_enterprise_joins_a_joint_branch() -> None:
    more = a.Join(enterprise="e-9", counted=1)
    alive(mode=BranchMode.FLOATING).when(adjust(more)).then_refused(WrongPartnersError)
    branch = SPEC.given(*joint(2, 2))
    branch.when(adjust(more)).then(like(e.BranchAdjusted)).claiming(("enterprise/e-9", GrantClaim))
    branch.when(adjust(more)).then_already_so()
    assert branch.state.counted == 5


@pytest.mark.parametrize(("partners", "allowed"), [(4, True), (5, False)])
def test_a_sixth_enterprise_joins_by_exception_only(partners: int, *, allowed: bool) -> None:
    branch = SPEC.given(*joint(*[1] * partners))
    more = a.Join(enterprise="e-9", counted=1)
    outcome = branch.when(adjust(more))
    if allowed:
        outcome.then(like(e.BranchAdjusted))
    else:
        outcome.then_refused(TooManyPartnersError, partners=6, limit=5)


def test_an_independent_branch_that_another_enterprise_joins_is_joint() -> None:
    branch = alive(partners=(partner(2),))
    branch.when(adjust(a.Join(enterprise="e-9", counted=0))).then_refused(TooFewForModeError, needed=3)
    branch.when(adjust(a.Join(enterprise="e-9", counted=1))).then(
        like(e.BranchAdjusted, lowered=("e-1",)), like(e.ThresholdLapsed, threshold=3)
    ).claiming(("enterprise/e-1", GrantClaim), ("enterprise/e-9", GrantClaim))
    assert branch.state.mode == BranchMode.JOINT
    levels = [json.loads(one.command)["level"] for one in branch.decision.claims]
    assert levels == ["joint", "joint"]


def test_an_enterprise_that_leaves_takes_its_members_along() -> None:
    branch = SPEC.given(*joint(2, 2), did(members(3, enterprise="e-2")))
    branch.then_waiting("decide_threshold")
    branch.when(adjust(a.Split(enterprise="e-2"))).then(
        like(e.BranchAdjusted), like(e.ThresholdCrossed, threshold=3, enterprise=None)
    ).claiming(("enterprise/e-2", ReleaseClaim)).waiting("decide_threshold")
    branch.when(adjust(a.Split(enterprise="e-2"))).then_refused(UnknownEnterpriseError)
    branch.when(adjust(a.Split(enterprise="e-1"))).then_refused(WrongPartnersError)


def test_an_enterprise_without_question_leaves_those_of_others_open() -> None:
    branch = SPEC.given(*joint(2, 2, 9), did(members(3, enterprise="e-2")))
    branch.when(adjust(a.Split(enterprise="e-1"))).then(like(e.BranchAdjusted)).waiting("decide_threshold")


def test_an_enterprise_leaves_a_branch_without_any() -> None:
    alive(partners=()).when(adjust(a.Split(enterprise="e-1"))).then_refused(
        UnknownEnterpriseError, enterprises="-"
    )


def test_an_approver_grants_what_is_an_approvers_to_grant_and_nothing_above() -> None:
    branch = SPEC.given(*joint(*[1] * 5))
    more, field = a.Join(enterprise="e-9", counted=1), "establishment.joint_partners_maximum"
    above = by_superior(field).model_copy(update={"granted_by": ZHAO})
    branch.when(adjust(more, above)).then_refused(SamePersonError, person=ZHAO)
    own = by_approver(field).model_copy(update={"granted_by": ZHAO})
    branch.when(adjust(more, own)).then(like(e.BranchAdjusted))


def test_a_branch_is_led_by_another_superior() -> None:
    branch = alive()
    branch.when(adjust(a.Move(superior="o-2"))).then(like(e.BranchAdjusted)).claiming()
    branch.when(adjust(a.Move(superior="o-2"))).then_already_so()
    branch.do(did(members(2)))
    assert SPEC.decider.tasks(branch.state)[0].org == "o-2"


def test_a_merged_branch_ends_and_hands_its_enterprises_over() -> None:
    branch = SPEC.given(begin(), activate(None))
    branch.when(adjust(a.Merge(into="b-1"))).then_refused(MergeIntoItselfError)
    branch.when(adjust(a.Merge(into="b-2"))).then(
        like(e.BranchAdjusted), like(e.AppointmentDropped, appointment="appointment/b-1/1")
    ).promising(("branch/b-2", c.ReceiveBranch), ("appointment/b-1/1", CancelAppointment)).claiming(
        ("branch/b-2", c.AdmitMerger), ("enterprise/e-1", ReleaseClaim), ("enterprise/e-1", GrantClaim)
    ).waiting()
    assert branch.state.closed


def test_a_merged_branch_founded_in_a_body_hands_no_claim_over() -> None:
    alive(mode=BranchMode.PROJECT).when(adjust(a.Merge(into="b-2"))).then(like(e.BranchAdjusted)).claiming(
        ("branch/b-2", c.AdmitMerger), ("enterprise/e-1", ReleaseClaim), ("person/p-han", ReleaseOffice)
    )


def test_a_branch_passes_its_exceptions_on_to_the_one_it_is_merged_into() -> None:
    excepted = by_approver("establishment.joint_partners_maximum")
    branch = alive()
    branch.when(adjust(a.Merge(into="b-2"), excepted)).then(like(e.BranchAdjusted))
    admitted = json.loads(branch.decision.claims[0].command)
    assert admitted == c.AdmitMerger(branch="b-1", enterprises=("e-1",), waivers=(excepted,)).model_dump(
        mode="json"
    )


def merging(*enterprises: str, waivers: Any = (), branch: str = "b-2") -> Any:
    return by_service(c.AdmitMerger(branch=branch, enterprises=enterprises, waivers=waivers))


@pytest.mark.parametrize(("more", "admitted"), [(1, True), (2, True), (3, False)])
def test_a_branch_goes_on_with_at_most_five_enterprises(more: int, *, admitted: bool) -> None:
    enterprises = tuple(f"e-{number}" for number in range(7, 7 + more))
    branch = SPEC.given(*joint(1, 1, 1))
    outcome = branch.when(merging(*enterprises))
    if admitted:
        outcome.then(like(e.MergerAdmitted, branch="b-2", enterprises=enterprises))
        return
    outcome.then_refused(TooManyPartnersError, partners=6, limit=5)
    excepted = (by_approver("establishment.joint_partners_maximum"),)
    branch.when(merging(*enterprises, waivers=excepted)).then(like(e.MergerAdmitted))


def test_enterprises_on_their_way_count_among_the_five() -> None:
    branch = SPEC.given(*joint(1, 1, 1), merging("e-7", "e-8"))
    branch.when(merging("e-9", branch="b-3")).then_refused(TooManyPartnersError, partners=6)
    arrived = c.ReceiveBranch(
        branch="b-2",
        partners=(partner(1, enterprise="e-7"), partner(0, enterprise="e-8")),
        document=DOC,
    )
    branch.do(by_service(arrived))
    assert branch.state.expected == ()


def test_a_branch_that_is_not_alive_or_not_of_enterprises_receives_none() -> None:
    SPEC.given().when(merging("e-7")).then_refused(NotNowError)
    SPEC.given(begin()).when(merging("e-7")).then_refused(NotNowError)
    alive(mode=BranchMode.FLOATING).when(merging("e-7")).then_refused(WrongPartnersError)
    alive(mode=BranchMode.FLOATING).when(merging()).then_already_so()


def test_an_independent_branch_that_receives_another_is_joint() -> None:
    received = c.ReceiveBranch(branch="b-2", partners=(partner(1, enterprise="e-2"),), document=DOC)
    branch = alive(partners=(partner(5),))
    branch.when(by_service(received)).then(like(e.BranchReceived, lowered=("e-1",))).claiming(
        ("enterprise/e-1", GrantClaim)
    )
    assert branch.state.mode == BranchMode.JOINT
    assert json.loads(branch.decision.claims[0].command)["level"] == "joint"
    further = received.model_copy(update={"partners": (partner(0, enterprise="e-3"),)})
    branch.when(by_service(further)).then(like(e.BranchReceived, lowered=())).claiming()


def test_the_branch_that_goes_on_receives_enterprises_and_members() -> None:
    received = c.ReceiveBranch(branch="b-2", partners=(partner(3, enterprise="e-2"),), document=DOC)
    branch = alive(partners=(partner(5),))
    branch.when(by_service(received)).then(
        like(e.BranchReceived, branch="b-2"), like(e.ThresholdCrossed, threshold=7)
    )
    branch.when(by_service(received)).then_already_so()


def dissolve(*going: int, **more: Any) -> c.DissolveBranch:
    fields: dict[str, Any] = {
        "ground": DissolutionGround.TOO_FEW_MEMBERS,
        "reason": "党员人数不足",
        "document": DOC,
        "filed_with": "o-0",
        "destinations": tuple(
            Destination(organisation=f"b-{number}", members=count) for number, count in enumerate(going, 2)
        ),
    }
    return c.DissolveBranch(**(fields | more))


def test_a_dissolved_branch_gives_its_claims_back_and_its_members_have_sixty_days() -> None:
    branch = alive()
    branch.when(did(dissolve(5, 3), by=ZHAO, on="2026-03-02")).then(
        like(e.BranchDissolved, filed_with="o-0")
    ).claiming(("enterprise/e-1", ReleaseClaim), ("person/p-han", ReleaseOffice)).waiting("transfer_members")
    assert branch.state.deadline("transfer_members").due_on == day("2026-05-06")
    branch.when(did(dissolve(5, 3), by=ZHAO)).then_already_so()
    branch.when(did(c.ConfirmMembersTransferred())).then(like(e.MembersTransferred)).waiting()
    assert branch.state.closed


@pytest.mark.parametrize(("until", "overdue"), [("2026-05-12", False), ("2026-05-13", True)])
def test_the_members_of_a_dissolved_branch_are_transferred_within_sixty_days(
    until: str, *, overdue: bool
) -> None:
    branch = SPEC.given(*living(INVESTOR), did(dissolve(8), by=ZHAO, on="2026-03-14"))
    assert branch.state.deadline("transfer_members").due_on == day("2026-05-13")
    told = branch.do(time_passes(until))
    assert any(isinstance(one, DeadlinePassed) for one in told) is overdue


@pytest.mark.parametrize(("going", "allowed"), [(7, False), (8, True), (9, False)])
def test_every_member_has_a_destination(going: int, *, allowed: bool) -> None:
    outcome = alive().when(did(dissolve(going), by=ZHAO))
    if allowed:
        outcome.then(like(e.BranchDissolved))
    else:
        outcome.then_refused(DestinationsMismatchError, going=going, counted=8)


def test_the_members_of_a_body_go_somewhere_but_for_a_temporary_one_whose_relations_never_came() -> None:
    floating = alive(mode=BranchMode.FLOATING, partners=(), body_counted=8)
    floating.when(did(dissolve(), by=ZHAO)).then_refused(DestinationsMismatchError, going=0, counted=8)
    floating.when(did(dissolve(8), by=ZHAO)).then(like(e.BranchDissolved)).waiting("transfer_members")
    temporary = alive(mode=BranchMode.TEMPORARY, partners=(), body_counted=8)
    temporary.when(did(dissolve(), by=ZHAO)).then(like(e.BranchDissolved, transfer=None)).waiting()
    assert temporary.state.closed


def test_a_dissolved_branch_drops_its_open_appointment() -> None:
    SPEC.given(begin(), activate(None)).when(did(dissolve(8), by=ZHAO)).then(
        like(e.BranchDissolved), like(e.AppointmentDropped)
    ).promising(("appointment/b-1/1", CancelAppointment))


def test_a_branch_without_members_is_closed_at_once() -> None:
    empty = alive(partners=(partner(0),))
    empty.when(did(dissolve(), by=ZHAO)).then(like(e.BranchDissolved, transfer=None)).waiting()
    assert empty.state.closed


def test_a_branch_not_yet_alive_is_not_dissolved_but_ends_with_its_establishment() -> None:
    founded = SPEC.given(begin())
    founded.when(did(dissolve(8), by=ZHAO)).then_refused(NotNowError, status="founded")
    abandon = by_service(c.AbandonBranch(reason="批复已撤销"))
    founded.when(abandon).then(like(e.BranchUndone)).claiming(("enterprise/e-1", ReleaseClaim)).waiting()
    assert founded.state.closed
    alive().when(abandon).then_refused(NotNowError, status="active")


def test_the_secretary_does_not_dissolve_the_own_branch() -> None:
    alive().when(did(dissolve(8), by=HAN.id)).then_refused(SelfDecisionError)
    SPEC.given(did(register())).when(did(dissolve(8), by=ZHAO)).then_refused(NotNowError)
    alive().when(did(c.ConfirmMembersTransferred())).then_refused(NotNowError)


def test_contracts_of_a_dissolved_branch_ask_nothing() -> None:
    branch = SPEC.given(*living(INVESTOR), did(dissolve(8), by=ZHAO, on="2026-03-02"))
    branch.when(by_service(contract("2026-03-02"))).then(like(e.ContractNoted), like(e.ContractEndReached))


def star(year: int = 2026, stars: int = 3) -> Any:
    return by_service(c.NoteStar(year=year, star=stars, evaluation=f"evaluation/b-1/{year}"))


def test_stars_are_noted_by_year_and_replaced() -> None:
    branch = alive()
    branch.when(star()).then(like(e.StarNoted, year=2026, star=3))
    branch.when(star()).then_already_so()
    branch.when(star(stars=2)).then(like(e.StarNoted, star=2))
    branch.do(star(2027))
    assert [(one.year, one.star) for one in branch.state.stars] == [(2026, 2), (2027, 3)]
    SPEC.given().when(star()).then_refused(NotNowError)


AFFILIATION = c.NoteAffiliation(enterprise="e-5", establishment="establishment/x-1")


def test_an_affiliated_enterprise_comes_and_goes() -> None:
    branch = alive()
    branch.when(by_service(AFFILIATION)).then(like(e.AffiliationNoted, affiliated=True))
    branch.when(by_service(AFFILIATION)).then_already_so()
    again = AFFILIATION.model_copy(update={"establishment": "establishment/x-2"})
    branch.when(by_service(again)).then(like(e.AffiliationNoted))
    gone = again.model_copy(update={"affiliated": False})
    earlier = AFFILIATION.model_copy(update={"affiliated": False})
    branch.when(by_service(earlier)).then_already_so()
    branch.when(by_service(gone)).then(like(e.AffiliationNoted, affiliated=False))
    branch.when(by_service(gone)).then_already_so()


def test_only_a_living_branch_is_a_host_and_only_where_it_lies() -> None:
    alive().when(by_service(c.CheckHost(org="o-1-b1"))).then_already_so()
    alive().when(by_service(c.CheckHost(org="o-2"))).then_refused(HostElsewhereError, org="o-1-b1")
    for history in ((), (begin(),), (*living(INVESTOR), did(dissolve(8), by=ZHAO))):
        for asked in (c.CheckHost(org="o-1-b1"), AFFILIATION):
            SPEC.given(*history).when(by_service(asked)).then_refused(HostNotLivingError, host="b-1")


@pytest.mark.parametrize("end", [adjust(a.Merge(into="b-2")), did(dissolve(8), by=ZHAO)])
def test_with_its_host_an_affiliation_ends(end: Any) -> None:
    host = SPEC.given(*living(INVESTOR), by_service(AFFILIATION))
    outcome = host.when(end)
    told = [one for one in host.state.promises if one.to == "establishment/x-1"]
    assert [one.command_kind for one in told] == ["end_coverage"]
    assert outcome.refused is None
    left = AFFILIATION.model_copy(update={"affiliated": False})
    host.when(by_service(left)).then(like(e.AffiliationNoted, affiliated=False))


def test_an_affiliation_ends_when_the_founding_of_its_host_is_taken_back() -> None:
    raised, settled = undo("establishment/b-1")
    host = SPEC.given(*living(INVESTOR), by_service(AFFILIATION), raised)
    host.when(settled).promising(("establishment/x-1", EndCoverage))


LEFT = c.NotePartnerLeft(enterprise="e-2", by="establishment/x-2")


def test_an_enterprise_that_founds_its_own_leaves_the_joint_branch_with_its_members() -> None:
    branch = SPEC.given(*joint(2, 2), did(members(3, enterprise="e-2")))
    branch.when(by_service(LEFT)).then(
        like(e.PartnerLeft, enterprise="e-2"), like(e.ThresholdCrossed, threshold=3, enterprise=None)
    ).claiming().waiting("decide_threshold")
    branch.when(by_service(LEFT)).then_already_so()
    SPEC.given(did(register())).when(by_service(LEFT)).then_refused(NotNowError)


def test_an_enterprise_that_leaves_before_the_founding_is_told_to_the_establishment() -> None:
    two = begin(mode=BranchMode.JOINT, partners=(partner(2), partner(2, enterprise="e-2")))
    SPEC.given(two).when(by_service(LEFT)).then(like(e.PartnerLeft)).promising(
        ("establishment/b-1", ReportMembers)
    )


def undo(stream: str, followed: str = "anything") -> tuple[Any, Any]:
    origin = EntryRef(stream=stream, version=3)
    raised = by_service(RaiseConsequence(origin=origin, followed=followed))
    settled = did(SettleConsequence(origin=origin, choice=KeepOrUndo.UNDO, reason="原记录有误"), by=SUN)
    return raised, settled


def test_a_founding_that_proved_wrong_is_taken_back() -> None:
    raised, settled = undo("establishment/b-1")
    branch = SPEC.given(begin(), activate(None), raised)
    branch.when(settled).then(
        like(ConsequenceSettled), like(e.BranchUndone), like(e.AppointmentDropped)
    ).claiming(("enterprise/e-1", ReleaseClaim))
    assert branch.state.closed
    ended = SPEC.given(*living(INVESTOR), did(dissolve(8), by=ZHAO), raised)
    ended.when(settled).then(like(ConsequenceSettled))


def test_stars_that_proved_wrong_are_taken_back() -> None:
    raised, settled = undo("evaluation/b-1/2026")
    branch = SPEC.given(*living(INVESTOR), star(), raised)
    branch.when(settled).then(like(ConsequenceSettled), like(e.StarUndone, year=2026))
    assert branch.state.stars == ()


def test_an_officer_whose_appointment_proved_wrong_leaves_a_vacancy() -> None:
    raised, settled = undo("appointment/b-1/1")
    branch = SPEC.given(*living(INVESTOR), by_service(seated(MEI, investor=True)), raised)
    branch.when(settled).then(
        like(ConsequenceSettled),
        like(e.OfficeVacated, person=MEI),
        like(e.AppointmentCalled),
        like(SerialClaimed),
    )
    deputy = by_service(seated(MEI, investor=True, which=Office.DEPUTY))
    second = SPEC.given(*living(INVESTOR), deputy, raised)
    second.when(settled).then(like(ConsequenceSettled), like(e.OfficeVacated, office=Office.DEPUTY))
    acting = SPEC.given(begin(), activate(None), by_service(seated(MEI, acting=True)), raised)
    acting.when(settled).then(like(ConsequenceSettled))


def test_the_end_of_a_contract_that_proved_wrong_is_taken_back() -> None:
    raised, settled = undo("filing/K-1/1")
    branch = SPEC.given(*living(INVESTOR), by_service(contract("2026-03-02"), on="2026-03-02"), raised)
    branch.when(settled).then(
        like(ConsequenceSettled), like(e.ContractEndUndone), like(e.OfficeQuestionDropped)
    )
    ahead = SPEC.given(
        *living(INVESTOR),
        by_service(contract("2026-04-15"), on="2026-03-02"),
        by_service(contract("2026-05-15", contract_id="K-2"), on="2026-03-02"),
        raised,
    )
    ahead.when(settled).then(like(ConsequenceSettled), like(e.ContractEndUndone))
    assert ahead.state.deadline("contract_takes_effect").due_on == day("2026-05-14")
    renewed = by_service(contract("2026-03-02", FilingKind.RENEW), on="2026-03-02")
    SPEC.given(*living(INVESTOR), renewed, raised).when(settled).then(like(ConsequenceSettled))


def test_anything_else_that_proved_wrong_undoes_nothing_here() -> None:
    raised, settled = undo("campaign/o-1/1")
    SPEC.given(*living(INVESTOR), raised).when(settled).then(like(ConsequenceSettled))


def test_a_question_survives_nothing_of_a_dissolved_branch() -> None:
    branch = SPEC.given(*living(INVESTOR), by_service(contract("2026-03-02"), on="2026-03-02"))
    branch.do(did(dissolve(8), by=ZHAO))
    branch.then_waiting("transfer_members")
    branch.when(office("keep")).then_refused(NotNowError)
    assert branch.do(time_passes("2026-03-03")) == []
