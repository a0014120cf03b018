"""Notice, objections and award of a round (domain.md §9)."""

from datetime import date

import pytest

from domain.evaluation.commands import AwardStar, PostProposal
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.refusals import NotEnrolledError, NothingToAwardError, QuotaExceededError
from domain.evaluation_round.rows import BATCH
from domain.matter.errors import NotNowError, SamePersonError
from domain.matter.events import DeadlinePassed
from tests.domain.round_given import (
    DOZEN,
    RANKER,
    REVIEWER,
    SPEC,
    at_notice,
    at_proposed,
    at_ready,
    awarded,
    enrolled,
    left,
    names,
    noted,
    noticed,
    objection,
    opened,
    page,
    ranked,
)
from tests.spec import Scene, by_service, like, time_passes

UNCONTESTED = names(7, first=6)


def test_the_proposals_stand_on_notice_for_five_working_days() -> None:
    # From Monday 2 February 2026: until Monday 9 February.
    at_proposed().when(noticed("2026-02-02")).then(
        like(e.NoticeOpened, until=date(2026, 2, 9)), like(e.ProposalsPosted, count=12)
    ).promising(*((f"evaluation/{one}/2025", PostProposal) for one in names(12))).waiting("award_stars")


def test_a_notice_is_opened_once_and_after_the_ranking() -> None:
    at_notice().when(noticed()).then_already_so()
    at_ready().when(noticed()).then_refused(NotNowError, status="ready")


def test_no_star_is_awarded_on_the_last_day_of_the_notice() -> None:
    at_notice().when(awarded("2026-02-09")).then_refused(
        NothingToAwardError, until="2026-02-09", objections=0
    )


def test_the_day_after_the_notice_every_star_is_awarded_and_the_round_is_complete() -> None:
    at_notice().when(awarded("2026-02-10")).then(
        like(e.StarsAwarded, count=12, more=False), e.RoundCompleted(awarded=12)
    ).promising(*((f"evaluation/{one}/2025", AwardStar) for one in names(12))).waiting()


@pytest.mark.parametrize(("until", "overdue"), [("2026-02-27", False), ("2026-02-28", True)])
def test_the_award_follows_within_ten_working_days(until: str, overdue: bool) -> None:  # noqa: FBT001
    scene = at_notice()
    assert scene.state.deadline("award_stars").due_on == date(2026, 2, 28)
    told = scene.do(time_passes(until))
    assert any(isinstance(event, DeadlinePassed) for event in told) is overdue


@pytest.mark.parametrize("by", [RANKER, REVIEWER])
def test_who_ranked_or_scored_does_not_award(by: str) -> None:
    at_notice().when(awarded("2026-02-10", by=by)).then_refused(SamePersonError, person=by)


def test_nothing_is_awarded_before_it_was_ranked() -> None:
    SPEC.given(opened(2)).when(awarded()).then_refused(NotNowError, status="reviewing")
    at_ready().when(awarded()).then_refused(NothingToAwardError, until=None)


# objections


def test_an_open_objection_holds_back_its_branch_and_all_it_could_displace() -> None:
    scene = at_notice()
    scene.when(objection("b-002")).then(like(e.ObjectionNoted, branch="b-002", pending=True))
    scene.when(objection("b-002")).then_already_so()
    outcome = scene.when(awarded("2026-02-10"))
    outcome.then(like(e.StarsAwarded, count=7)).waiting("award_stars")
    assert [row.branch for row in outcome.state.rows if row.awarded is not None] == UNCONTESTED
    scene.when(awarded("2026-02-10")).then_refused(NothingToAwardError, objections=1)


def test_an_objection_about_a_branch_without_a_quota_star_holds_back_the_quota_stars_too() -> None:
    # It could rise, and take a place from one of them.
    scene = at_notice()
    scene.do(objection("b-006"))
    scene.when(awarded("2026-02-10")).then(like(e.StarsAwarded, count=6))
    assert scene.state.row("b-001").awarded is None
    assert scene.state.row("b-006").awarded is None


def test_a_dismissed_objection_holds_back_nothing() -> None:
    scene = at_notice()
    scene.do(objection("b-002"))
    scene.do(objection("b-002", pending=False))
    scene.when(awarded("2026-02-10")).then(like(e.StarsAwarded, count=12), like(e.RoundCompleted))


def upheld(totals: dict[str, int] = DOZEN, branch: str = "b-004", total: int = 975) -> Scene:
    """An objection is upheld on 10 February: the branch is scored again."""
    scene = at_notice(totals)
    scene.do(objection(branch))
    scene.do(noted(branch, total, on="2026-02-10"))
    scene.do(objection(branch, pending=False))
    return scene


def test_an_upheld_objection_asks_for_a_new_ranking() -> None:
    scene = at_notice()
    scene.do(objection("b-004"))
    scene.when(noted("b-004", 975, on="2026-02-10")).then(like(e.BranchScored), like(e.RankingDue)).waiting(
        "rank_round"
    )


def test_until_it_is_ranked_again_only_what_no_quota_touches_is_awarded() -> None:
    scene = upheld()
    scene.when(awarded("2026-02-10")).then(like(e.StarsAwarded, count=7))
    assert {row.branch for row in scene.state.rows if row.awarded is None} == set(names(5))


def test_displaced_neighbours_get_a_fresh_notice_and_others_do_not() -> None:
    # b-004 rises from 935 to 975 points: four stars instead of three; b-003 falls from four to three.
    scene = upheld()
    outcome = scene.when(ranked(on="2026-02-11"))
    told = outcome.events[0]
    assert isinstance(told, e.ProposalsRanked)
    fresh = {row.branch: row.star for row in told.rows if row.fresh}
    assert fresh == {"b-003": 3, "b-004": 4}
    outcome.waiting("open_round_notice")
    scene.when(noticed("2026-02-11")).then(
        like(e.NoticeOpened), like(e.ProposalsPosted, branches=("b-003", "b-004"))
    ).promising(*((f"evaluation/{one}/2025", PostProposal) for one in ("b-003", "b-004")))
    notices = {row.branch: row.notice for row in scene.state.rows}
    assert notices["b-003"] == notices["b-004"] == date(2026, 2, 25)
    assert notices["b-001"] == notices["b-005"] == date(2026, 2, 9)


def test_those_who_could_still_be_displaced_wait_for_the_fresh_notice() -> None:
    scene = upheld()
    scene.do(ranked(on="2026-02-11"))
    scene.do(noticed("2026-02-11"))
    scene.when(awarded("2026-02-25")).then(like(e.StarsAwarded, count=7))
    scene.when(awarded("2026-02-26")).then(
        like(e.StarsAwarded, count=5), e.RoundCompleted(awarded=12)
    ).waiting()
    assert [scene.state.row(one).awarded for one in names(5)] == [5, 4, 3, 4, 3]


def test_an_upheld_objection_that_changes_no_proposal_needs_no_fresh_notice() -> None:
    scene = upheld(total=935)
    scene.when(ranked(on="2026-02-11")).then(like(e.ProposalsRanked, count=1), like(e.RoundRanked)).waiting(
        "award_stars"
    )
    scene.when(awarded("2026-02-11")).then(like(e.StarsAwarded, count=12), like(e.RoundCompleted))


def test_an_objection_that_crossed_its_award_on_the_way_takes_it_back() -> None:
    scene = at_notice()
    scene.do(awarded("2026-02-10"))
    scene.when(objection("b-002")).then(like(e.ObjectionNoted)).waiting("award_stars").where(
        lambda state: not state.closed and state.row("b-002").awarded is None
    )
    scene.do(objection("b-002", pending=False))
    scene.when(awarded("2026-02-11")).then(like(e.StarsAwarded, count=1), e.RoundCompleted(awarded=12))


def test_an_objection_is_about_a_branch_that_takes_part_and_is_there() -> None:
    at_notice().when(objection("b-099")).then_refused(NotEnrolledError)
    scene = at_notice()
    scene.do(left("b-002"))
    scene.when(objection("b-002")).then_already_so()


# the end of a branch


def test_a_void_branch_is_not_awarded_and_the_round_goes_on_without_it() -> None:
    scene = at_notice()
    scene.do(left("b-002"))
    scene.when(awarded("2026-02-10")).then(like(e.StarsAwarded, count=11), e.RoundCompleted(awarded=11))


def test_the_last_branch_without_an_award_that_ends_completes_the_round() -> None:
    scene = at_notice()
    scene.do(objection("b-006"))
    scene.do(objection("b-007"))
    scene.do(left("b-007"))
    scene.do(awarded("2026-02-10"))
    for one in names(5):
        scene.do(left(one))
    scene.when(left("b-006")).then(like(e.BranchGone, ranked=True), e.RoundCompleted(awarded=5)).waiting()


def test_a_branch_that_ends_after_the_round_is_noted() -> None:
    scene = at_notice()
    scene.do(awarded("2026-02-10"))
    scene.when(left("b-001")).then(like(e.BranchGone, ranked=True)).waiting()
    scene.when(noted("b-002", 100)).then_already_so()


# great rounds


def great() -> Scene:
    first, more = names(BATCH), names(1, first=BATCH + 1)
    scene = SPEC.given(
        opened(map(enrolled, first), complete=False),
        page(map(enrolled, more), complete=True),
        by_service(c.ContinueRound()),
    )
    for at, one in enumerate([*first, *more]):
        scene.do(noted(one, 700 - at))
    scene.do(ranked(on="2026-02-02"))
    scene.do(by_service(c.ContinueRound()))
    return scene


def test_a_great_round_goes_on_notice_and_is_awarded_in_batches() -> None:
    scene, go_on = great(), by_service(c.ContinueRound())
    scene.when(noticed("2026-02-02")).then(
        like(e.NoticeOpened), like(e.ProposalsPosted, count=BATCH)
    ).waiting("award_stars", "continue_round")
    scene.when(go_on).then(like(e.ProposalsPosted, count=1)).waiting("award_stars")
    scene.when(awarded("2026-02-10")).then(like(e.StarsAwarded, count=BATCH, more=True)).waiting(
        "award_stars", "continue_round"
    )
    scene.when(go_on).then(
        like(e.StarsAwarded, count=1, more=False), e.RoundCompleted(awarded=BATCH + 1)
    ).waiting()
    scene.when(go_on).then_already_so()


def test_an_objection_between_two_batches_stops_the_award_of_its_branch() -> None:
    scene, go_on = great(), by_service(c.ContinueRound())
    scene.do(noticed("2026-02-02"))
    scene.do(go_on)
    scene.do(awarded("2026-02-10"))
    waiting = next(row.branch for row in scene.state.rows if row.awarded is None)
    scene.do(objection(waiting))
    scene.when(go_on).then(e.AwardPaused()).waiting("award_stars")


# after the award


def moved(branch: str, star: int) -> c.MoveStar:
    return c.MoveStar(branch=branch, star=star)


def test_another_star_after_the_award_needs_a_place_of_its_quota() -> None:
    scene = at_notice()
    scene.do(awarded("2026-02-10"))
    scene.when(by_service(moved("b-004", 4))).then_refused(QuotaExceededError, star=4, places=2)
    scene.when(by_service(moved("b-003", 3))).then(e.StarMoved(branch="b-003", star=3))
    scene.when(by_service(moved("b-003", 3))).then_already_so()
    scene.when(by_service(moved("b-004", 4))).then(e.StarMoved(branch="b-004", star=4))
    scene.when(by_service(moved("b-099", 4))).then_refused(NotEnrolledError)


def test_a_star_with_a_quota_is_moved_when_the_round_is_complete() -> None:
    scene = at_notice()
    scene.when(by_service(moved("b-006", 2))).then_refused(NotNowError, status="on_notice")
    scene.do(objection("b-001"))
    scene.do(awarded("2026-02-10"))
    scene.when(by_service(moved("b-006", 4))).then_refused(NotNowError, possible="completed")
    scene.when(by_service(moved("b-006", 2))).then(e.StarMoved(branch="b-006", star=2))


def test_a_star_that_falls_by_a_merger_falls_at_once_and_asks_for_no_place() -> None:
    fallen = c.MoveStar(branch="b-001", star=4, absorbed=True)
    scene = at_notice()
    scene.do(objection("b-012"))
    scene.when(by_service(fallen)).then_refused(NotNowError, status="on_notice")
    scene = at_notice()
    scene.do(awarded("2026-02-10"))
    scene.when(by_service(moved("b-001", 4))).then_refused(QuotaExceededError, star=4, places=2)
    scene.when(by_service(fallen)).then(e.StarMoved(branch="b-001", star=4))
    scene.when(by_service(fallen)).then_already_so()


def test_what_it_is_found_by() -> None:
    scene = SPEC.given()
    assert scene.spec.decider.tags(scene.state) == frozenset()
    scene.do(opened(2))
    assert scene.spec.decider.tags(scene.state) == {"org:o-1"}
