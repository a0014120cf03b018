"""Scores, ranking and ties of a round (domain.md §9)."""

from datetime import date

import pytest

from domain.evaluation.commands import NoteProposal
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.ranking import pages, rank_rows
from domain.evaluation_round.refusals import (
    MeetingNeededError,
    NotATieError,
    NotEnrolledError,
    PromotionNotExceptedError,
)
from domain.evaluation_round.rows import BATCH, Row
from domain.evaluation_round.state import RoundState
from domain.matter.errors import NotNowError
from domain.matter.events import DeadlinePassed
from domain.policy.exceptions import Waiver, WaiverLevel
from domain.stars.quotas import QuotaUse
from tests.domain.evaluation_given import RULES, SCHEME
from tests.domain.round_given import (
    AWARDER,
    DOZEN,
    RANKER,
    REVIEWER,
    SPEC,
    at_proposed,
    at_ready,
    enrolled,
    excepted,
    left,
    names,
    not_submitted,
    noted,
    opened,
    page,
    put_in_order,
    ranked,
    scores,
)
from tests.policies import policy_with
from tests.spec import Scene, by_service, did, like, time_passes


def stars(state: RoundState) -> dict[str, int | None]:
    return {row.branch: row.star for row in state.rows}


def test_the_last_score_makes_the_ranking_due_in_ten_working_days() -> None:
    scene = SPEC.given(opened(2), noted("b-001", 900))
    scene.when(noted("b-002", 800, on="2026-02-02")).then(
        like(e.BranchScored, branch="b-002"), like(e.RankingDue)
    ).waiting("rank_round")
    assert scene.state.deadline("rank_round").due_on == date(2026, 2, 14)


@pytest.mark.parametrize(("until", "overdue"), [("2026-02-13", False), ("2026-02-14", True)])
def test_a_ranking_is_overdue_after_ten_working_days(until: str, overdue: bool) -> None:  # noqa: FBT001
    scene = SPEC.given(opened(1), noted("b-001", 900, on="2026-02-02"))
    told = scene.do(time_passes(until))
    assert any(isinstance(event, DeadlinePassed) for event in told) is overdue


def test_a_score_that_is_not_the_last_leaves_the_round_waiting() -> None:
    SPEC.given(opened(2)).when(noted("b-001", 900)).then(like(e.BranchScored)).waiting("await_reviews")


def test_scores_are_of_branches_that_take_part() -> None:
    SPEC.given(opened(2)).when(noted("b-099", 900)).then_refused(NotEnrolledError, branch="b-099")


def test_nobody_ranks_before_every_score_is_there() -> None:
    SPEC.given(opened(2), noted("b-001", 900)).when(ranked()).then_refused(NotNowError, status="reviewing")


def test_a_score_may_be_noted_again_before_the_ranking() -> None:
    at_ready().when(noted("b-012", 610)).then(like(e.BranchScored)).waiting("rank_round")


def test_a_ranking_proposes_a_star_to_every_branch_within_the_quotas() -> None:
    # Twelve branches: one place of five stars, two of four; the surplus falls one star.
    scene = at_ready()
    version = scene.state.version
    outcome = scene.when(ranked())
    outcome.then(like(e.ProposalsRanked, count=12), like(e.RoundRanked, at_version=version, branches=12))
    outcome.promising(*((f"evaluation/{one}/2025", NoteProposal) for one in _told(outcome.events[0])))
    outcome.waiting("open_round_notice")
    assert list(stars(scene.state).values()) == [5, 4, 4, 3, 3, 3, 3, 3, 2, 1, 1, 0]
    quotas = scene.state.cohorts[0].quotas
    assert quotas == (QuotaUse(star=5, places=1, taken=1), QuotaUse(star=4, places=2, taken=2))


def _told(event: object) -> list[str]:
    assert isinstance(event, e.ProposalsRanked)
    return [row.branch for row in event.rows]


@pytest.mark.parametrize("tenths", [0, 1, 2])
def test_what_was_not_submitted_brings_the_points_the_policy_says(tenths: int) -> None:
    spec = SPEC.under(policy_with("evaluation.not_submitted_points", value=tenths), schemes=RULES.schemes)
    others = {one: total for one, total in DOZEN.items() if one != "b-012"}
    scene = spec.given(opened(12), *scores(others), not_submitted("b-012"), ranked())
    assert _row(scene.state, "b-012").total == tenths


def test_the_same_ranking_comes_out_whenever_it_is_computed_again() -> None:
    outcome = at_ready().when(ranked())
    done = outcome.events[1]
    assert isinstance(done, e.RoundRanked)
    assert rank_rows(outcome.state, RULES).digest == done.digest


def test_a_round_is_ranked_once() -> None:
    at_proposed().when(ranked()).then_already_so()


def test_a_quota_has_a_say_in_quota_stars_and_in_whom_it_lowered() -> None:
    contested = {row.branch for row in at_proposed().state.rows if row.contested}
    assert contested == set(names(5))


def test_a_branch_that_submitted_nothing_stands_below_one_star_and_in_the_base() -> None:
    scene = SPEC.given(opened(10), *(noted(one, 960) for one in names(9)), not_submitted("b-010"))
    scored = _row(_ranked_state(scene, tied=True), "b-010").scored
    assert scored is not None
    assert scored.totals == ()
    totals = {one: 960 - 10 * at for at, one in enumerate(names(9))}
    scene = SPEC.given(opened(10), *scores(totals), not_submitted("b-010"))
    state = _ranked_state(scene)
    assert _row(state, "b-010").star == 0
    assert state.cohorts[0].base == 10


def _row(state: RoundState, branch: str) -> Row:
    row = state.row(branch)
    assert row is not None
    return row


def _ranked_state(scene: Scene, *, tied: bool = False) -> RoundState:
    scene.do(ranked())
    assert (scene.state.status == "tied") is tied
    state: RoundState = scene.state
    return state


def test_a_branch_of_the_first_year_and_a_vetoed_one_are_not_in_the_base() -> None:
    new = enrolled("b-011", founded_on=date(2025, 6, 1))
    listed = [*map(enrolled, names(10)), new]
    totals = {one: 990 - 10 * at for at, one in enumerate(names(10))}
    scene = SPEC.given(opened(listed), *scores(totals), noted("b-011", 990))
    scene.do(noted("b-001", 990, vetoes=("pollution",)))
    state = _ranked_state(scene)
    assert (_row(state, "b-011").star, _row(state, "b-001").star) == (0, 0)
    assert state.cohorts[0].base == 9
    assert state.cohorts[0].quotas[0].places == 0


def test_a_branch_that_left_before_the_ranking_is_not_in_the_base() -> None:
    scene = at_ready(dict(zip(names(10), DOZEN.values(), strict=False)))
    scene.when(left("b-010")).then(e.BranchGone(branch="b-010", ranked=False)).waiting("rank_round")
    assert _ranked_state(scene).cohorts[0].base == 9


def test_the_last_unscored_branch_that_leaves_makes_the_ranking_due() -> None:
    SPEC.given(opened(2), noted("b-001", 900)).when(left("b-002")).then(
        like(e.BranchGone), like(e.RankingDue)
    )
    SPEC.given(opened(3), noted("b-001", 900)).when(left("b-002")).then(like(e.BranchGone)).waiting(
        "await_reviews"
    )


def test_a_round_whose_last_branch_left_is_complete() -> None:
    scene = SPEC.given(opened(2), left("b-001"))
    scene.when(left("b-002")).then(like(e.BranchGone), e.RoundCompleted(awarded=0)).waiting()
    scene.when(left("b-002")).then_already_so()
    scene.when(noted("b-002", 900)).then_already_so()


def test_a_branch_that_is_void_after_the_ranking_stays_in_the_base() -> None:
    scene = at_proposed()
    scene.when(left("b-002")).then(e.BranchGone(branch="b-002", ranked=True)).waiting("open_round_notice")
    scene.do(noted("b-012", 510))
    scene.do(ranked())
    assert scene.state.cohorts[0].base == 12
    assert scene.state.row("b-003").star == 4


def test_a_great_ranking_is_recorded_in_pages() -> None:
    first, more = names(BATCH), names(2, first=BATCH + 1)
    scene = SPEC.given(
        opened(map(enrolled, first), complete=False),
        page(map(enrolled, more), complete=True),
        by_service(c.ContinueRound()),
    )
    for at, one in enumerate([*first, *more]):
        scene.do(noted(one, 700 - at))
    scene.when(ranked()).then(like(e.ProposalsRanked, count=BATCH)).waiting("continue_round")
    scene.when(ranked()).then_already_so()
    scene.when(by_service(c.ContinueRound())).then(
        like(e.ProposalsRanked, count=2), like(e.RoundRanked, branches=BATCH + 2)
    ).waiting("open_round_notice")
    assert scene.state.rankers == (RANKER,)


def test_a_score_that_changes_between_two_pages_is_ranked_with_the_next() -> None:
    first, more = names(BATCH), names(1, first=BATCH + 1)
    scene = SPEC.given(
        opened(map(enrolled, first), complete=False),
        page(map(enrolled, more), complete=True),
        by_service(c.ContinueRound()),
    )
    for at, one in enumerate([*first, *more]):
        scene.do(noted(one, 700 - at))
    scene.do(ranked())
    scene.when(noted("b-001", 820)).then(like(e.BranchScored))
    scene.when(by_service(c.ContinueRound())).then(like(e.ProposalsRanked, count=2), like(e.RoundRanked))
    assert scene.state.row("b-001").star == 3


def test_pages_hold_no_more_than_asked() -> None:
    rows = rank_rows(at_proposed().state, RULES).rows
    assert [len(one) for one in pages(rows, 5)] == [5, 5, 2]
    assert pages((), 5) == []


# ties

LEVEL = DOZEN | {"b-001": 970}
"""Two are level for the one place of five stars."""


def at_tie() -> Scene:
    scene = at_ready(LEVEL)
    scene.do(ranked())
    return scene


def test_a_tie_for_a_place_waits_for_the_meeting() -> None:
    outcome = at_ready(LEVEL).when(ranked())
    outcome.then(like(e.TiesFound, count=1)).promising().waiting("rank_round")
    assert outcome.state.ties[0].branches == ("b-001", "b-002")
    assert stars(outcome.state)["b-001"] is None


def test_the_meeting_puts_them_in_order_and_the_round_is_ranked_again() -> None:
    scene = at_tie()
    scene.when(put_in_order("b-002", "b-001")).then(e.TieDecided(branches=("b-002", "b-001"))).waiting(
        "rank_round"
    )
    scene.when(put_in_order("b-002", "b-001")).then_already_so()
    scene.when(ranked()).then(like(e.ProposalsRanked), like(e.RoundRanked))
    assert (stars(scene.state)["b-001"], stars(scene.state)["b-002"]) == (4, 5)


def test_only_the_meeting_decides_a_tie() -> None:
    at_tie().when(put_in_order("b-002", "b-001", decided_by=None)).then_refused(MeetingNeededError)


@pytest.mark.parametrize("branches", [("b-001", "b-003"), ("b-001", "b-002", "b-003"), ("b-001", "b-001")])
def test_the_meeting_orders_exactly_those_who_are_level(branches: tuple[str, ...]) -> None:
    at_tie().when(put_in_order(*branches)).then_refused(NotATieError, ties="b-001, b-002")


def test_there_is_no_tie_to_decide_where_none_was_found() -> None:
    at_ready().when(put_in_order("b-001", "b-002")).then_refused(NotNowError, status="ready")


TWO_TIES = LEVEL | {"b-003": 940, "b-004": 940, "b-005": 940} | dict.fromkeys(names(3, first=13), 400)
"""Of fifteen, two are level for one place of five stars, and three for what is left of three places of four."""


def test_each_tie_is_decided_before_the_round_goes_on() -> None:
    scene = at_ready(TWO_TIES)
    scene.when(ranked()).then(like(e.TiesFound, count=2))
    scene.when(put_in_order("b-001", "b-002")).then(like(e.TieDecided)).where(
        lambda state: state.status == "tied"
    )
    scene.when(put_in_order("b-005", "b-004", "b-003")).then(like(e.TieDecided)).where(
        lambda state: state.status == "ready"
    )
    scene.when(ranked()).then(like(e.ProposalsRanked), like(e.RoundRanked))
    assert [stars(scene.state)[one] for one in names(5)] == [5, 4, 3, 4, 4]


def test_a_score_that_changes_lets_a_decision_lapse() -> None:
    scene = at_tie()
    scene.do(put_in_order("b-002", "b-001"))
    scene.do(noted("b-002", 970))
    assert scene.state.decisions == (("b-002", "b-001"),)
    scene.do(noted("b-002", 975))
    assert scene.state.decisions == ()


def test_a_score_that_changes_while_a_tie_waits_asks_for_a_new_ranking() -> None:
    scene = at_tie()
    scene.when(noted("b-002", 980)).then(like(e.BranchScored), like(e.RankingDue)).where(
        lambda state: state.ties == ()
    )
    scene.when(ranked()).then(like(e.ProposalsRanked), like(e.RoundRanked))


def test_a_branch_that_leaves_a_tie_asks_for_a_new_ranking() -> None:
    scene = at_tie()
    scene.when(left("b-002")).then(like(e.BranchGone), like(e.RankingDue))
    scene.when(ranked()).then(like(e.ProposalsRanked), like(e.RoundRanked))


def test_a_decision_goes_on_without_the_branch_that_left() -> None:
    scene = at_ready(DOZEN | {"b-001": 970, "b-003": 970})
    scene.do(ranked())
    scene.do(put_in_order("b-003", "b-001", "b-002"))
    scene.do(left("b-003"))
    assert scene.state.decisions == (("b-001", "b-002"),)
    scene.do(left("b-001"))
    assert scene.state.decisions == ()


def test_who_is_newly_level_with_decided_ones_is_ordered_with_all_of_them() -> None:
    scene = at_tie()
    scene.do(put_in_order("b-002", "b-001"))
    scene.do(noted("b-003", 970))
    outcome = scene.when(ranked())
    outcome.then(like(e.TiesFound))
    assert outcome.state.ties[0].branches == ("b-001", "b-002", "b-003")
    scene.do(put_in_order("b-003", "b-002", "b-001"))
    assert scene.state.decisions == (("b-003", "b-002", "b-001"),)


# exceptions from the promotion cap


def low(star: int = 1) -> Scene:
    listed = [enrolled("b-001", last_star=star), *map(enrolled, names(11, first=2))]
    return SPEC.given(opened(listed), *scores())


def test_a_branch_rises_one_star_a_year() -> None:
    scene = low()
    scene.do(ranked())
    assert stars(scene.state)["b-001"] == 2


def test_with_the_superiors_exception_a_branch_rises_further() -> None:
    scene = low()
    scene.when(excepted("b-001")).then(like(e.PromotionExcepted, branch="b-001"))
    scene.when(excepted("b-001")).then_already_so()
    scene.do(ranked())
    assert stars(scene.state)["b-001"] == 5


def test_an_exception_is_from_the_rule_about_rising_and_before_the_ranking() -> None:
    other = Waiver(
        field="evaluation.notice", granted_by=REVIEWER, level=WaiverLevel.APPROVER, reason="成绩突出"
    )
    low().when(did(c.ExceptPromotion(branch="b-001", waivers=(other,)), by=AWARDER)).then_refused(
        PromotionNotExceptedError, branch="b-001", strength="normally"
    )
    low().when(excepted("b-099")).then_refused(NotEnrolledError)
    at_proposed().when(excepted("b-001")).then_refused(NotNowError, status="proposed")


def test_each_scheme_is_ranked_by_itself() -> None:
    state = at_proposed().state
    assert [cohort.scheme for cohort in state.cohorts] == [SCHEME]
