"""The enterprise and its codes: claims by level, serial numbers, what becomes of it."""

from datetime import date
from typing import Any

import pytest

from domain.branch.service_commands import NoteAffiliation
from domain.coverage import Conclusion, CoverageLevel
from domain.deciding import fold_corrected, with_promises
from domain.enterprise import commands as c
from domain.enterprise import events as e
from domain.enterprise.claims import (
    ApplicationPendingError,
    ClaimGranted,
    ClaimPending,
    ClaimReleased,
    ClaimTaken,
    CoveredError,
    GrantClaim,
    Held,
    ReleaseClaim,
)
from domain.enterprise.decider import DECIDER
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.enterprise.refusals import (
    MissingDetailError,
    NothingProposedError,
    NotOperatingError,
    NoTransferError,
    NotRegisteredError,
    OtherCodeError,
    OtherOrgError,
    OwnSuccessorError,
)
from domain.investigation.commands import CancelInvestigation
from domain.matter.commands import RevokeDecision, Suspend
from domain.matter.errors import ActedInFutureError, NoSuchTaskError, SamePersonError
from domain.matter.events import (
    DeadlineEscalated,
    DeadlinePassed,
    DeadlineReminded,
    DecisionRevoked,
    FollowUpPromised,
)
from domain.serials.serials import AlreadyOpenError, ClaimSerial, ReleaseSerial, SerialClaimed, SerialReleased
from domain.uscc.decider import DECIDER as USCC
from domain.uscc.decider import ClaimCode, CodeClaimed, CodeReleased, CodeTakenError, ReleaseCode
from tests.domain.enterprise_cases import CODE, NEW_CODE, code, register, row
from tests.spec import QIAN, WANG, ZHAO, Did, Scene, Spec, by_service, did, like, time_passes

SPEC = Spec(DECIDER, stream="enterprise/e-1")
CODES = Spec(USCC, stream=f"uscc/{CODE}")
FIRST, SECOND, THIRD = "establishment/e-1-1", "establishment/e-1-2", "establishment/x-9"
WORK, AFFILIATED, JOINT, INDEPENDENT = CoverageLevel


def pending(level: CoverageLevel, by: str = FIRST) -> Did:
    return by_service(ClaimPending(level=level, by=by))


def granted(level: CoverageLevel, by: str = FIRST, branch: str | None = None) -> Did:
    return by_service(GrantClaim(level=level, by=by, branch=branch))


def released(by: str = FIRST) -> Did:
    return by_service(ReleaseClaim(by=by))


def known(*more: object) -> Scene:
    return SPEC.given(did(register()), *more)  # type: ignore[arg-type]


def life(
    what: LifeEventKind = LifeEventKind.DEREGISTERED, on: str = "2026-01-05", **more: object
) -> LifeEvent:
    return LifeEvent.model_validate({"what": what, "happened_on": on} | more)


def told(what: LifeEventKind = LifeEventKind.DEREGISTERED, by: str = WANG, **more: Any) -> Did:
    return did(c.ReportLifeEvent(life=life(what, **more)), by=by, on="2026-01-05")


def concluded(
    what: LifeEventKind = LifeEventKind.DEREGISTERED, by: str = ZHAO, *, confirmed: bool = True
) -> Did:
    return did(c.ConcludeLifeEvent(what=what, confirmed=confirmed, reason="经核实"), by=by)


def noted(conclusion: Conclusion = Conclusion.JOINT_OR_AFFILIATED, number: int = 1) -> Did:
    by = f"investigation/e-1/{number}"
    return by_service(c.NoteInvestigation(by=by, conclusion=conclusion, priority=True, counted=2))


# Registration


def test_an_enterprise_is_registered_with_its_code_and_waits_for_nobody() -> None:
    SPEC.given().when(did(register())).then(like(e.EnterpriseRegistered, org="o-1", row=row())).claiming(
        (f"uscc/{CODE}", ClaimCode)
    ).waiting().where(lambda state: state.closed and state.code == CODE)


def test_who_holds_a_granted_claim_does_not_apply_for_it_again() -> None:
    known(granted(AFFILIATED)).when(pending(AFFILIATED)).then_already_so()
    known(granted(AFFILIATED)).when(pending(JOINT)).then(like(ClaimTaken, level=JOINT))


def test_the_same_row_again_is_already_so() -> None:
    known().when(did(register())).then_already_so()


def test_a_row_that_tells_otherwise_brings_it_up_to_date_and_names_what_changed() -> None:
    known().when(did(register(name="示例精密制造有限公司", premises=True))).then(
        like(e.EnterpriseUpdated, changed=("name", "premises"))
    ).claiming().where(lambda state: state.row.premises)


def test_another_code_or_another_org_is_reported_first() -> None:
    known().when(did(register(uscc=NEW_CODE))).then_refused(OtherCodeError, code=NEW_CODE, known=CODE)
    known().when(did(register(org="o-2"))).then_refused(OtherOrgError, org="o-1", asked="o-2")


def test_nothing_is_claimed_of_an_enterprise_nobody_registered() -> None:
    for one in (pending(JOINT), granted(JOINT), noted(), told()):
        SPEC.given().when(one).then_refused(NotRegisteredError, enterprise="e-1")
    serial = ClaimSerial(of="investigation", number=1, by="investigation/e-1/1")
    SPEC.given().when(by_service(serial)).then_refused(NotRegisteredError)


# Claims


@pytest.mark.parametrize("level", CoverageLevel)
def test_an_application_takes_the_pending_place_of_a_free_enterprise(level: CoverageLevel) -> None:
    known().when(pending(level)).then(ClaimTaken(level=level, by=FIRST)).waiting()


def test_the_same_claim_again_is_already_so() -> None:
    known(pending(JOINT)).when(pending(JOINT)).then_already_so()
    known(granted(JOINT, branch="b-1")).when(granted(JOINT, branch="b-1")).then_already_so()


def test_one_application_at_a_time_and_the_refusal_says_whose() -> None:
    known(pending(JOINT)).when(pending(INDEPENDENT, SECOND)).then_refused(
        ApplicationPendingError, by=FIRST, level="joint"
    )
    known(pending(JOINT)).when(granted(INDEPENDENT, SECOND)).then_refused(ApplicationPendingError, by=FIRST)


@pytest.mark.parametrize("held", CoverageLevel)
@pytest.mark.parametrize("asked", CoverageLevel)
def test_only_a_higher_level_may_be_applied_for(held: CoverageLevel, asked: CoverageLevel) -> None:
    outcome = known(granted(held, branch="b-1")).when(pending(asked, SECOND))
    if list(CoverageLevel).index(asked) > list(CoverageLevel).index(held):
        outcome.then(ClaimTaken(level=asked, by=SECOND))
    else:
        outcome.then_refused(CoveredError, level=held, by=FIRST, branch="b-1", asked=asked)


def test_approval_makes_the_pending_claim_granted_and_ends_the_lower_one() -> None:
    scene = known(granted(AFFILIATED, FIRST, "b-1"), pending(INDEPENDENT, SECOND))
    scene.when(granted(INDEPENDENT, SECOND, "b-2")).then(
        ClaimGranted(
            level=INDEPENDENT, by=SECOND, branch="b-2", ended=Held(level=AFFILIATED, by=FIRST, branch="b-1")
        )
    ).where(lambda state: state.covering.pending is None and state.covering.granted.branch == "b-2")


def test_a_branch_that_existed_before_is_granted_without_an_application() -> None:
    known().when(granted(JOINT, "branch/b-7", "b-7")).then(like(ClaimGranted, ended=None))


def test_the_holder_may_change_its_own_level_downwards() -> None:
    known(pending(INDEPENDENT)).when(pending(JOINT)).then(like(ClaimTaken, level=JOINT))
    known(granted(INDEPENDENT, branch="b-1")).when(granted(JOINT, "branch/b-1", "b-1")).then(
        like(ClaimGranted, level=JOINT)
    )


def test_a_rejected_application_gives_back_its_own_claim_only() -> None:
    scene = known(granted(AFFILIATED, FIRST, "b-1"), pending(INDEPENDENT, SECOND))
    scene.when(released(SECOND)).then(ClaimReleased(by=SECOND)).where(
        lambda state: state.covering.pending is None and state.covering.granted.by == FIRST
    )
    scene.when(released(SECOND)).then_already_so()


def test_the_branch_gives_back_what_was_granted_for_it() -> None:
    known(granted(JOINT, FIRST, "b-1")).when(released("branch/b-1")).then(
        ClaimReleased(by="branch/b-1")
    ).where(lambda state: state.covering.granted is None)


def test_an_ended_enterprise_is_not_claimed_but_given_back() -> None:
    scene = known(pending(JOINT), told(), concluded())
    for one in (pending(INDEPENDENT, SECOND), granted(INDEPENDENT, SECOND)):
        scene.when(one).then_refused(NotOperatingError, status="deregistered")
    scene.when(released()).then(ClaimReleased(by=FIRST))


# The pool


def test_one_or_two_members_wait_in_the_pool_until_somebody_applies() -> None:
    in_pool = "pool:o-1"
    scene = known(noted())
    assert in_pool in DECIDER.tags(scene.state)
    scene.do(pending(JOINT))
    assert in_pool not in DECIDER.tags(scene.state)
    scene.do(released())
    assert in_pool in DECIDER.tags(scene.state)
    scene.do(granted(WORK, FIRST))
    assert in_pool in DECIDER.tags(scene.state)
    scene.do(granted(AFFILIATED, SECOND, "b-1"))
    assert in_pool not in DECIDER.tags(scene.state)


def test_another_conclusion_takes_it_out_of_the_pool() -> None:
    scene = known(noted())
    scene.when(noted(Conclusion.INDEPENDENT, 2)).then(like(e.InvestigationNoted)).where(
        lambda state: not state.in_pool
    )
    scene.when(noted(Conclusion.INDEPENDENT, 2)).then_already_so()


def test_a_withdrawn_conclusion_lets_the_one_before_it_hold_again() -> None:
    def at(version: int, number: int, conclusion: Conclusion = Conclusion.JOINT_OR_AFFILIATED) -> Did:
        by = f"investigation/e-1/{number}"
        note = c.NoteInvestigation(by=by, conclusion=conclusion, priority=True, counted=2, version=version)
        return by_service(note)

    def withdrawn(version: int) -> Did:
        return by_service(c.WithdrawNote(by="investigation/e-1/2", version=version))

    scene = known(at(8, 1), at(9, 2, Conclusion.LISTED), at(11, 2, Conclusion.INDEPENDENT))
    assert not scene.state.in_pool
    scene.when(withdrawn(12)).then_already_so()
    scene.when(withdrawn(11)).then(like(e.NoteWithdrawn)).where(
        lambda state: state.noted.conclusion == Conclusion.LISTED
    )
    scene.when(withdrawn(9)).then(like(e.NoteWithdrawn)).where(lambda state: state.in_pool)
    only = known(at(9, 2))
    assert "pool:o-1" in DECIDER.tags(only.state)
    only.when(withdrawn(9)).then(like(e.NoteWithdrawn)).where(lambda state: state.noted is None)
    assert "pool:o-1" not in DECIDER.tags(only.state)


# Serial numbers


def test_a_reopened_case_takes_its_own_number_again_unless_another_is_open() -> None:
    first = ClaimSerial(of="investigation", number=1, by="investigation/e-1/1")
    second = ClaimSerial(of="investigation", number=2, by="investigation/e-1/2")
    again = by_service(first.model_copy(update={"again": True}))
    closed = [by_service(ReleaseSerial(by=one.by)) for one in (first, second)]
    known(by_service(first), closed[0], by_service(second)).when(again).then_refused(
        AlreadyOpenError, by="investigation/e-1/2"
    )
    scene = known(by_service(first), closed[0], by_service(second), closed[1])
    scene.when(again).then(like(SerialClaimed, number=1)).where(
        lambda state: state.serials.following("investigation") == 3
    )
    scene.when(by_service(second)).then_refused(AlreadyOpenError, by="investigation/e-1/1")


def test_one_investigation_at_a_time_each_with_the_next_number() -> None:
    first = ClaimSerial(of="investigation", number=1, by="investigation/e-1/1")
    second = ClaimSerial(of="investigation", number=2, by="investigation/e-1/2")
    scene = known()
    scene.when(by_service(first)).then(like(SerialClaimed, number=1))
    scene.when(by_service(second)).then_refused(AlreadyOpenError, by="investigation/e-1/1")
    scene.when(by_service(ReleaseSerial(by="investigation/e-1/1"))).then(like(SerialReleased))
    scene.when(by_service(second)).then(like(SerialClaimed, number=2))


# What becomes of it


def test_a_life_event_is_proposed_and_waits_for_a_conclusion() -> None:
    known().when(told()).then(like(e.LifeEventReported, life=life())).waiting("conclude_deregistered").where(
        lambda state: not state.closed and state.status == "operating"
    )


def test_the_same_report_again_is_already_so_and_another_one_replaces_it() -> None:
    scene = known(told(LifeEventKind.MERGED, successor="e-2"))
    scene.when(told(LifeEventKind.MERGED, successor="e-2")).then_already_so()
    scene.when(told(LifeEventKind.MERGED, successor="e-3")).then(like(e.LifeEventReported)).waiting(
        "conclude_merged"
    )


def test_several_kinds_wait_beside_each_other() -> None:
    known(told(LifeEventKind.MOVED, to_org="o-2")).when(told(LifeEventKind.CODE_CHANGED, code=NEW_CODE)).then(
        like(e.LifeEventReported)
    ).waiting("conclude_moved", "conclude_code_changed")


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        (LifeEventKind.MERGED, "successor"),
        (LifeEventKind.MOVED, "to_org"),
        (LifeEventKind.CODE_CHANGED, "code"),
    ],
)
def test_a_report_needs_its_detail(what: LifeEventKind, missing: str) -> None:
    known().when(told(what)).then_refused(MissingDetailError, what=what, missing=missing)


def test_impossible_reports_are_refused() -> None:
    known().when(told(LifeEventKind.MERGED, successor="e-1")).then_refused(OwnSuccessorError)
    known().when(told(on="2026-01-06")).then_refused(ActedInFutureError)


def test_what_is_so_already_is_not_proposed() -> None:
    known().when(told(LifeEventKind.MOVED, to_org="o-1")).then_already_so()
    known().when(told(LifeEventKind.CODE_CHANGED, code=CODE)).then_already_so()
    gone = known(told(), concluded())
    gone.when(told(on="2026-01-02")).then_already_so()
    gone.when(told(LifeEventKind.MERGED, successor="e-2")).then_refused(NotOperatingError)
    merged = known(told(LifeEventKind.MERGED, successor="e-2"), concluded(LifeEventKind.MERGED))
    merged.when(told(LifeEventKind.MERGED, successor="e-2")).then_already_so()
    merged.when(told(LifeEventKind.MERGED, successor="e-3")).then_refused(NotOperatingError, status="merged")


def test_who_proposed_may_not_conclude() -> None:
    known(told()).when(concluded(by=WANG)).then_refused(SamePersonError, person=WANG)


def test_only_what_was_proposed_is_concluded() -> None:
    known(told()).when(concluded(LifeEventKind.MOVED)).then_refused(
        NothingProposedError, proposed="deregistered"
    )
    known().when(concluded()).then_refused(NothingProposedError, proposed="-")


def test_a_report_that_is_not_so_is_dismissed() -> None:
    known(told()).when(concluded(confirmed=False)).then(like(e.LifeEventDismissed)).waiting().where(
        lambda state: state.closed and state.status == "operating"
    )


def busy() -> Scene:
    """An enterprise with an open investigation, another open case, and a pending application."""
    investigation = ClaimSerial(of="investigation", number=1, by="investigation/e-1/1")
    other = ClaimSerial(of="establishment", number=1, by=SECOND)
    return known(by_service(investigation), by_service(other), pending(JOINT, SECOND))


def test_deregistration_cancels_the_investigation_and_lets_all_else_rest() -> None:
    scene = busy()
    scene.do(told())
    scene.when(concluded()).then(like(e.EnterpriseDeregistered, happened_on=date(2026, 1, 5))).promising(
        ("investigation/e-1/1", CancelInvestigation), (SECOND, Suspend)
    ).waiting()


def test_a_merger_prefills_the_successor() -> None:
    scene = busy()
    scene.do(told(LifeEventKind.MERGED, successor="e-2"))
    outcome = scene.when(concluded(LifeEventKind.MERGED)).then(like(e.EnterpriseMerged, successor="e-2"))
    outcome.promising(("investigation/e-1/1", CancelInvestigation), (SECOND, Suspend))
    assert all('"successor":"e-2"' in one.command for one in scene.state.promises)


def to_orgs(scene: Scene) -> dict[str, str | None]:
    """Return where each suspended case goes on."""
    return {one.to: Suspend.model_validate_json(one.command).to_org for one in scene.state.promises}


@pytest.mark.parametrize(("level", "goes_to"), [(INDEPENDENT, "o-2"), (WORK, "o-2"), (JOINT, None)])
def test_the_new_place_takes_over_what_is_about_the_moved_enterprise_alone(
    level: CoverageLevel, goes_to: str | None
) -> None:
    investigation = ClaimSerial(of="investigation", number=1, by="investigation/e-1/1")
    scene = known(by_service(investigation), pending(level, SECOND))
    scene.do(told(LifeEventKind.MOVED, to_org="o-2"))
    scene.do(concluded(LifeEventKind.MOVED))
    scene.do(did(c.AcceptTransfer(), by=QIAN, org="o-2"))
    assert to_orgs(scene) == {"investigation/e-1/1": "o-2", SECOND: goes_to}


def test_a_branch_lies_where_the_superior_says_when_its_enterprise_moves() -> None:
    scene = known(granted(INDEPENDENT, FIRST, "b-1"), told(LifeEventKind.MOVED, to_org="o-2"))
    scene.do(concluded(LifeEventKind.MOVED))
    scene.do(did(c.AcceptTransfer(), by=QIAN, org="o-2"))
    assert to_orgs(scene) == {"branch/b-1": None}


MERGED = told(LifeEventKind.MERGED, successor="e-2")


@pytest.mark.parametrize(
    ("end", "what"), [(told(), LifeEventKind.DEREGISTERED), (MERGED, LifeEventKind.MERGED)]
)
@pytest.mark.parametrize("cover", [[], [granted(WORK)]])
def test_members_whom_no_branch_looks_after_are_placed_when_their_enterprise_ends(
    end: Did, what: LifeEventKind, cover: list[Did]
) -> None:
    scene = known(noted(), *cover, end)
    deregistered = what == LifeEventKind.DEREGISTERED
    ended = like(e.EnterpriseDeregistered) if deregistered else like(e.EnterpriseMerged)
    scene.when(concluded(what)).then(ended).waiting("place_members").where(lambda state: not state.closed)
    placed = did(c.PlaceMembers(where="转入社区党支部"))
    scene.when(placed).then(e.MembersPlaced(where="转入社区党支部")).waiting().where(
        lambda state: state.closed
    )
    scene.when(placed).then_refused(NoSuchTaskError, action="place_members", waiting="-")


@pytest.mark.parametrize("level", [AFFILIATED, JOINT, INDEPENDENT])
def test_a_branch_looks_after_its_own_members(level: CoverageLevel) -> None:
    known(noted(), granted(level, FIRST, "b-1"), told()).when(concluded()).then(
        like(e.EnterpriseDeregistered, transfer=None)
    ).waiting()


def test_where_no_member_is_known_of_nobody_is_placed() -> None:
    nobody = c.NoteInvestigation(
        by="investigation/e-1/1", conclusion=Conclusion.WORK_COVERAGE, priority=True, counted=0
    )
    for before in ([], [by_service(nobody)]):
        known(*before, told()).when(concluded()).then(like(e.EnterpriseDeregistered, transfer=None)).waiting()


@pytest.mark.parametrize(
    ("until", "happened"),
    [
        ("2026-03-05", [DeadlineReminded]),
        ("2026-03-06", [DeadlineReminded, DeadlinePassed]),
        ("2026-03-07", [DeadlineReminded, DeadlinePassed]),
    ],
)
def test_sixty_days_to_place_the_members_of_an_ended_enterprise(until: str, happened: list[type]) -> None:
    scene = known(noted(), told(), concluded())
    assert [type(event) for event in scene.do(time_passes(until))] == happened


def test_awaited_transfers_into_an_ended_enterprise_end_with_it() -> None:
    note = c.NoteInvestigation(
        by="investigation/e-1/1",
        conclusion=Conclusion.JOINT_OR_AFFILIATED,
        priority=True,
        counted=2,
        transfers=1,
    )
    known(by_service(note), told()).when(concluded()).promising(("investigation/e-1/1", CancelInvestigation))


@pytest.mark.parametrize("level", [JOINT, INDEPENDENT])
def test_the_superior_is_asked_about_the_branch_of_an_ended_enterprise(level: CoverageLevel) -> None:
    known(granted(level, FIRST, "b-1"), told()).when(concluded()).then(
        like(e.EnterpriseDeregistered)
    ).promising(("branch/b-1", Suspend))


def test_the_host_of_an_ended_enterprise_goes_on_without_it() -> None:
    known(granted(AFFILIATED, FIRST, "b-1"), told()).when(concluded()).then(
        like(e.EnterpriseDeregistered)
    ).promising(("branch/b-1", NoteAffiliation))


def test_work_coverage_of_an_ended_enterprise_has_no_branch_to_tell() -> None:
    known(granted(WORK, FIRST), told()).when(concluded()).then(like(e.EnterpriseDeregistered)).promising()


def test_an_end_makes_everything_else_meaningless() -> None:
    scene = known(
        told(LifeEventKind.MOVED, to_org="o-2"),
        told(LifeEventKind.CODE_CHANGED, code=NEW_CODE),
        concluded(LifeEventKind.MOVED),
        told(),
    )
    scene.then_waiting("accept_transfer", "conclude_code_changed", "conclude_deregistered")
    scene.when(concluded()).then(like(e.EnterpriseDeregistered)).waiting()
    assert scene.state.deadlines == ()


def test_a_move_is_offered_to_the_new_place_and_open_cases_rest_when_it_accepts() -> None:
    scene = busy()
    scene.do(told(LifeEventKind.MOVED, to_org="o-2"))
    scene.when(concluded(LifeEventKind.MOVED)).then(like(e.TransferOffered, to_org="o-2")).waiting(
        "accept_transfer"
    ).promising()
    assert DECIDER.tasks(scene.state)[0].org == "o-2"
    scene.when(told(LifeEventKind.MOVED, to_org="o-2")).then_already_so()
    scene.when(did(c.AcceptTransfer(), by=QIAN, org="o-2")).then(
        like(e.EnterpriseMoved, from_org="o-1", to_org="o-2")
    ).promising(("investigation/e-1/1", Suspend), (SECOND, Suspend)).waiting()
    assert scene.state.org == "o-2"


def test_who_proposed_or_concluded_a_move_answers_no_offer() -> None:
    scene = known(told(LifeEventKind.MOVED, to_org="o-2"), concluded(LifeEventKind.MOVED, by=ZHAO))
    for command in (c.AcceptTransfer(), c.DeclineTransfer(reason="不在辖区")):
        for person in (WANG, ZHAO):
            scene.when(did(command, by=person, org="o-2")).then_refused(SamePersonError, person=person)


def test_the_new_place_may_decline() -> None:
    scene = known(told(LifeEventKind.MOVED, to_org="o-2"), concluded(LifeEventKind.MOVED))
    scene.when(did(c.DeclineTransfer(reason="不在辖区"), by=QIAN)).then(like(e.TransferDeclined)).waiting()
    assert scene.state.org == "o-1"
    for one in (c.AcceptTransfer(), c.DeclineTransfer(reason="不在辖区")):
        scene.when(did(one)).then_refused(NoTransferError)


def test_a_changed_code_is_a_new_alias_and_the_old_one_stays() -> None:
    scene = known(told(LifeEventKind.CODE_CHANGED, code=NEW_CODE))
    scene.when(concluded(LifeEventKind.CODE_CHANGED)).then(
        like(e.CodeChanged, old=CODE, new=NEW_CODE)
    ).claiming((f"uscc/{NEW_CODE}", ClaimCode))
    assert [one.code for one in scene.state.aliases] == [CODE, NEW_CODE]
    scene.when(did(register())).then_already_so()


def test_a_corrected_typing_error_gives_the_wrong_code_back() -> None:
    known(told(LifeEventKind.CODE_CHANGED, code=NEW_CODE, typing_error=True)).when(
        concluded(LifeEventKind.CODE_CHANGED)
    ).then(like(e.CodeChanged, typing_error=True)).claiming(
        (f"uscc/{NEW_CODE}", ClaimCode), (f"uscc/{CODE}", ReleaseCode)
    )


def test_a_code_that_was_never_its_own_is_no_alias_any_more() -> None:
    scene = known(
        told(LifeEventKind.CODE_CHANGED, code=NEW_CODE, typing_error=True),
        concluded(LifeEventKind.CODE_CHANGED),
    )
    assert [one.code for one in scene.state.aliases] == [NEW_CODE]
    scene.when(did(register(name="别家有限公司"))).then_refused(OtherCodeError, code=CODE, known=NEW_CODE)


def test_a_revoked_correction_of_a_code_claims_the_old_one_back() -> None:
    scene = known(
        told(LifeEventKind.CODE_CHANGED, code=NEW_CODE, typing_error=True),
        concluded(LifeEventKind.CODE_CHANGED),
    )
    revoked = RevokeDecision(version=3, reason="认定有误", document="示委〔2026〕3号")
    scene.when(did(revoked, by=QIAN)).then(like(DecisionRevoked)).claiming(
        (f"uscc/{NEW_CODE}", ReleaseCode), (f"uscc/{CODE}", ClaimCode)
    )
    now = fold_corrected(DECIDER, scene.facts, stream="enterprise/e-1")
    assert [one.code for one in now.aliases] == [CODE]


def test_a_conclusion_can_be_revoked_and_waits_again() -> None:
    scene = known(told(LifeEventKind.CODE_CHANGED, code=NEW_CODE), concluded(LifeEventKind.CODE_CHANGED))
    revoked = RevokeDecision(version=3, reason="认定有误", document="示委〔2026〕3号")
    scene.when(did(revoked, by=QIAN)).then(like(DecisionRevoked)).claiming((f"uscc/{NEW_CODE}", ReleaseCode))
    now = fold_corrected(DECIDER, scene.facts, stream="enterprise/e-1")
    assert (now.code, len(now.proposals), now.closed) == (CODE, 1, False)


@pytest.mark.parametrize(
    ("until", "happened"),
    [
        ("2026-01-26", []),
        ("2026-01-27", [DeadlineReminded]),
        ("2026-02-01", [DeadlineReminded]),
        ("2026-02-02", [DeadlineReminded, DeadlinePassed]),
        ("2026-02-09", [DeadlineReminded, DeadlinePassed, DeadlineEscalated]),
    ],
)
def test_twenty_working_days_to_conclude(until: str, happened: list[type]) -> None:
    scene = known(told())
    assert scene.state.deadline("conclude_deregistered").due_on == date(2026, 2, 2)
    assert [type(event) for event in scene.do(time_passes(until))] == happened


@pytest.mark.parametrize(
    ("until", "happened"),
    [
        ("2026-02-01", [DeadlineReminded]),
        ("2026-02-02", [DeadlineReminded, DeadlinePassed]),
        ("2026-02-03", [DeadlineReminded, DeadlinePassed]),
    ],
)
def test_twenty_working_days_to_answer_the_offer_of_a_moved_enterprise(
    until: str, happened: list[type]
) -> None:
    scene = known(told(LifeEventKind.MOVED, to_org="o-2"), concluded(LifeEventKind.MOVED))
    assert [type(event) for event in scene.do(time_passes(until))] == happened


# Codes


def test_a_code_names_one_enterprise_and_the_refusal_says_which() -> None:
    scene = CODES.given()
    scene.when(by_service(ClaimCode(enterprise="e-1"))).then(CodeClaimed(enterprise="e-1")).waiting()
    scene.when(by_service(ClaimCode(enterprise="e-1"))).then_already_so()
    scene.when(by_service(ClaimCode(enterprise="e-2"))).then_refused(
        CodeTakenError, code=CODE, enterprise="e-1"
    )
    assert USCC.tags(scene.state) == {"enterprise:e-1"}


def test_a_code_that_was_given_back_names_another() -> None:
    scene = CODES.given(by_service(ClaimCode(enterprise="e-1")))
    scene.when(by_service(ReleaseCode(enterprise="e-2"))).then_already_so()
    scene.when(by_service(ReleaseCode(enterprise="e-1"))).then(CodeReleased(enterprise="e-1"))
    assert USCC.tags(scene.state) == frozenset()
    scene.when(by_service(ClaimCode(enterprise="e-2"))).then(CodeClaimed(enterprise="e-2"))


def test_codes_of_the_cases_differ() -> None:
    assert len({code(number) for number in range(20)}) == 20


def test_whom_a_granted_claim_displaces_is_told_from_where_the_claim_was_made() -> None:
    scene = known(granted(WORK, FIRST))
    act = scene._stamped(granted(INDEPENDENT, SECOND, branch="b-1"))  # noqa: SLF001  # as the record activity does
    claimed = DECIDER.decide(act, scene.state)
    caused = with_promises(DECIDER, act, claimed, scene.state)
    assert caused[:-1] == claimed
    promised = caused[-1]
    assert isinstance(promised, FollowUpPromised)
    assert (promised.to, promised.command_kind, promised.cause) == (FIRST, "end_coverage", 3)
