"""Who takes part in a round: enrolment, small cohorts, the sample (domain.md §9; seams.md, "Many at once")."""

from datetime import date
from itertools import pairwise

import pytest

from domain.evaluation.commands import OpenEvaluation
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.gathering import sample
from domain.evaluation_round.refusals import EnrolledTwiceError, FoundedLaterError, NotAwaitedError
from domain.evaluation_round.rows import BATCH
from domain.matter.errors import NotNowError
from domain.orders import Role
from domain.rules import SchemeDay
from domain.stars.parts import FirstYear
from domain.stars.refusals import NoSchemeError
from domain.stars.scheme import Scheme, scheme_digest
from tests.domain.evaluation_given import RULES, SCHEME
from tests.domain.round_given import SPEC, STREAM, cited, enrolled, moved, names, opened, page
from tests.domain.star_cases import DEFAULT, PLATFORM, with_rule
from tests.policies import policy_with
from tests.spec import Did, Spec, by_service, did, like, rules

UP = "evaluation-round/o-0/2025"


def test_a_round_opens_the_evaluations_of_all_who_take_part() -> None:
    SPEC.given().when(opened(12)).then(
        like(e.RoundOpened, org="o-1", year=2025, superior=None),
        like(e.BranchesEnrolled, count=12),
        like(e.EvaluationsOpened, count=12),
    ).promising(*((f"evaluation/{one}/2025", OpenEvaluation) for one in names(12))).waiting("await_reviews")


def test_a_round_that_is_open_is_opened_already() -> None:
    SPEC.given(opened(12)).when(opened(3)).then_already_so()


def test_a_round_without_branches_is_complete_at_once() -> None:
    SPEC.given().when(opened(0)).then(like(e.RoundOpened), e.RoundCompleted(awarded=0)).waiting()


def test_an_evaluation_is_opened_with_the_facts_it_is_judged_on() -> None:
    fields = {"founded_on": date(2025, 3, 1), "last_star": 0, "source": cited("b-1")}
    outcome = SPEC.given().when(opened([enrolled("b-1", **fields)]))
    promised = OpenEvaluation.model_validate_json(outcome.state.promises[0].command)
    assert promised == OpenEvaluation(
        org="o-b-1", round=STREAM, scheme=SCHEME, source=cited("b-1"), first_year=True
    )


@pytest.mark.parametrize(
    ("founded_on", "first_year"),
    [(date(2024, 12, 31), False), (date(2025, 1, 1), True), (date(2025, 12, 31), True), (None, False)],
)
def test_a_branch_is_in_its_first_year_when_it_was_founded_in_the_evaluated_one(
    founded_on: date | None,
    first_year: bool,  # noqa: FBT001
) -> None:
    outcome = SPEC.given().when(opened([enrolled("b-1", founded_on=founded_on)]))
    assert outcome.state.row("b-1").first_year is first_year


def test_a_branch_founded_later_does_not_take_part() -> None:
    SPEC.given().when(opened([enrolled("b-1", founded_on=date(2026, 1, 1))])).then_refused(
        FoundedLaterError, branch="b-1", year=2025
    )


def test_each_branch_is_evaluated_under_the_scheme_made_most_closely_for_it() -> None:
    prefix = PLATFORM.applies_to.industries[0]
    outcome = SPEC.given().when(opened([enrolled("b-1"), enrolled("b-2", industry=prefix)]))
    assert [row.scheme for row in outcome.state.rows] == [SCHEME, scheme_digest(PLATFORM)]


SECOND = DEFAULT.model_copy(update={"version": 2})
BOTH = rules(
    schemes=(DEFAULT, SECOND),
    scheme_days=(
        SchemeDay(scheme=scheme_digest(DEFAULT), since=date(2018, 11, 1)),
        SchemeDay(scheme=scheme_digest(SECOND), since=date(2026, 1, 12)),
    ),
)


@pytest.mark.parametrize(
    ("on", "scheme"), [("2026-01-11", DEFAULT), ("2026-01-12", SECOND), ("2026-01-13", SECOND)]
)
def test_a_new_version_of_a_scheme_counts_for_rounds_opened_from_its_day_on(on: str, scheme: Scheme) -> None:
    outcome = Spec(SPEC.decider, STREAM, BOTH).given().when(opened(1, on=on))
    assert outcome.state.rows[0].scheme == scheme_digest(scheme)


def test_a_later_page_is_evaluated_under_the_schemes_of_the_rounds_opening() -> None:
    scene = Spec(SPEC.decider, STREAM, BOTH).given(opened(1, on="2026-01-11", complete=False))
    late = c.EnrolBranches(branches=(enrolled("b-002"),))
    scene.do(did(late, role=Role.OPERATOR, on="2026-01-12"))
    assert {row.scheme for row in scene.state.rows} == {scheme_digest(DEFAULT)}


def test_without_a_scheme_nobody_is_evaluated() -> None:
    bare = Spec(SPEC.decider, STREAM, rules())
    bare.given().when(opened(1)).then_refused(NoSchemeError)


def test_a_branch_takes_part_once() -> None:
    SPEC.given().when(opened([enrolled("b-1"), enrolled("b-1")])).then_refused(
        EnrolledTwiceError, branch="b-1"
    )
    SPEC.given(opened(3, complete=False)).when(page([enrolled("b-002")], complete=True)).then_refused(
        EnrolledTwiceError, branch="b-002"
    )


def test_a_long_list_comes_in_pages_and_nothing_begins_before_the_last() -> None:
    scene = SPEC.given(opened(12, complete=False))
    scene.then_waiting("enrol_branches")
    further = [enrolled(one) for one in names(2, first=13)]
    scene.when(page(further[:1], complete=False)).then(like(e.BranchesEnrolled, count=1))
    scene.when(page(further[1:], complete=True)).then(
        like(e.BranchesEnrolled, count=1), like(e.EvaluationsOpened, count=14)
    ).waiting("await_reviews")
    scene.when(page([enrolled("b-099")], complete=True)).then_refused(NotNowError, status="reviewing")


def test_no_page_comes_before_the_round_was_opened() -> None:
    SPEC.given().when(page([enrolled("b-1")], complete=True)).then_refused(NotNowError, status="none")


def test_an_empty_last_page_closes_the_list() -> None:
    SPEC.given().when(opened(12, complete=False)).then(like(e.RoundOpened), like(e.BranchesEnrolled))
    SPEC.given(opened(12, complete=False)).when(page([], complete=True)).then(
        like(e.BranchesEnrolled, count=0), like(e.EvaluationsOpened, count=12)
    )


def test_a_great_round_opens_its_evaluations_in_batches() -> None:
    first, more = names(BATCH), names(BATCH, first=BATCH + 1)
    scene = SPEC.given(opened(map(enrolled, first), complete=False))
    scene.when(page(map(enrolled, more), complete=True)).then(
        like(e.BranchesEnrolled), like(e.EvaluationsOpened, count=BATCH)
    ).waiting("await_reviews", "continue_round")
    go_on = by_service(c.ContinueRound())
    scene.when(go_on).then(like(e.EvaluationsOpened, count=BATCH)).waiting("await_reviews")
    scene.when(go_on).then_already_so()


# small cohorts


@pytest.mark.parametrize("count", [10, 11])
def test_ten_are_enough_to_rank_alone(count: int) -> None:
    SPEC.given().when(opened(count, superior="o-0")).then(
        like(e.RoundOpened),
        like(e.BranchesEnrolled),
        like(e.CohortsReported, to=UP, count=0),
        like(e.EvaluationsOpened, count=count),
    )


def test_a_cohort_of_nine_goes_to_the_superiors_round() -> None:
    SPEC.given().when(opened(9, superior="o-0")).then(
        like(e.RoundOpened), like(e.BranchesEnrolled), like(e.CohortsReported, to=UP, count=9)
    ).promising((UP, c.MoveCohort)).waiting("await_superior")


def test_at_the_top_a_cohort_stays_however_small() -> None:
    SPEC.given().when(opened(1)).then(
        like(e.RoundOpened), like(e.BranchesEnrolled), like(e.EvaluationsOpened, count=1)
    )


def with_first_year(founded: int) -> Did:
    old = [enrolled(one) for one in names(9)]
    new = [enrolled(one, founded_on=date(2025, 5, 1)) for one in names(founded, first=10)]
    return opened([*old, *new], superior="o-0")


def test_who_gets_no_star_in_the_first_year_does_not_make_a_cohort_large_enough() -> None:
    SPEC.given().when(with_first_year(3)).waiting("await_superior")


def test_who_is_ranked_as_others_in_the_first_year_counts_in_the_cohort() -> None:
    as_others = with_rule("first_year", FirstYear.AS_OTHERS)
    spec = Spec(SPEC.decider, STREAM, rules(schemes=(as_others,)))
    spec.given().when(with_first_year(1)).waiting("await_reviews")


def test_each_scheme_is_a_cohort_of_its_own() -> None:
    industry = PLATFORM.applies_to.industries[0]
    few = [enrolled(one, industry=industry) for one in names(2, first=11)]
    scene = SPEC.given(opened([*map(enrolled, names(10)), *few], superior="o-0"))
    assert scene.state.moving == ("b-011", "b-012")
    scene.when(by_service(c.AnswerCohort(accepted=True))).then(
        e.CohortsMoved(count=2), like(e.EvaluationsOpened, count=10)
    )
    assert [row.branch for row in scene.state.rows] == names(10)


def test_a_round_whose_branches_all_went_up_is_complete() -> None:
    SPEC.given(opened(9, superior="o-0")).when(by_service(c.AnswerCohort(accepted=True))).then(
        e.CohortsMoved(count=9), e.RoundCompleted(awarded=0)
    ).waiting()


def test_what_the_superior_could_not_take_stays() -> None:
    SPEC.given(opened(9, superior="o-0")).when(by_service(c.AnswerCohort(accepted=False))).then(
        e.CohortsKept(count=9), like(e.EvaluationsOpened, count=9)
    ).waiting("await_reviews")


def test_an_answer_nobody_waits_for_changes_nothing() -> None:
    SPEC.given(opened(12)).when(by_service(c.AnswerCohort(accepted=False))).then_already_so()


def test_a_round_waits_for_the_rounds_below_it() -> None:
    scene = SPEC.given(opened(8, subordinates=("o-1-1", "o-1-2")))
    scene.then_waiting("await_cohorts")
    scene.when(moved("o-1-1", "b-101", "b-102")).then(
        like(e.BranchesEnrolled, count=2, moved_from="o-1-1"), e.SubordinateReported(org="o-1-1", moved=2)
    ).promising(("evaluation-round/o-1-1/2025", c.AnswerCohort)).waiting("await_cohorts")
    scene.when(moved("o-1-1", "b-103")).then_already_so()
    scene.when(moved("o-1-2")).then(
        e.SubordinateReported(org="o-1-2", moved=0), like(e.EvaluationsOpened, count=10)
    ).waiting("await_reviews")


def test_what_came_from_below_counts_before_this_round_is_judged_too_small() -> None:
    scene = SPEC.given(opened(8, superior="o-0", subordinates=("o-1-1",)))
    scene.when(moved("o-1-1", "b-101")).then(
        like(e.BranchesEnrolled), like(e.SubordinateReported), like(e.CohortsReported, count=9)
    )


def test_cohorts_may_come_before_the_round_is_opened() -> None:
    scene = SPEC.given(moved("o-1-1", "b-101"))
    scene.then_waiting("open_round")
    assert scene.state.org == "o-1"
    scene.when(opened(9, subordinates=("o-1-1",))).then(
        like(e.RoundOpened, subordinates=()), like(e.BranchesEnrolled), like(e.EvaluationsOpened, count=10)
    )


def test_a_branch_that_is_enrolled_here_already_does_not_come_twice() -> None:
    scene = SPEC.given(opened(10, subordinates=("o-1-1",)))
    scene.when(moved("o-1-1", "b-001")).then(
        e.SubordinateReported(org="o-1-1", moved=1), like(e.EvaluationsOpened, count=10)
    )


def test_a_round_that_has_begun_declines_further_cohorts() -> None:
    scene = SPEC.given(opened(12))
    scene.when(moved("o-1-1", "b-101")).then(e.CohortDeclined(org="o-1-1")).promising(
        ("evaluation-round/o-1-1/2025", c.AnswerCohort)
    )
    scene.when(moved("o-1-1")).then_already_so()


def test_a_round_may_begin_without_a_subordinate_that_holds_none() -> None:
    go_on = did(c.ProceedWithout(org="o-1-1", reason="该街道今年未开展"))
    SPEC.given(opened(12, subordinates=("o-1-1",))).when(go_on).then(
        like(e.SubordinateSkipped, org="o-1-1"), like(e.EvaluationsOpened, count=12)
    )
    SPEC.given(opened(12)).when(go_on).then_refused(NotAwaitedError, org="o-1-1", awaited="-")


def test_a_subordinate_that_was_not_awaited_is_taken_while_the_list_is_open() -> None:
    scene = SPEC.given(opened(12, subordinates=("o-1-1",), complete=False))
    scene.do(did(c.ProceedWithout(org="o-1-1", reason="该街道今年未开展")))
    scene.when(moved("o-1-1", "b-101")).then(
        like(e.BranchesEnrolled, count=1), like(e.SubordinateReported)
    ).waiting("enrol_branches")


# the sample


@pytest.mark.parametrize(("share", "visited"), [(0, 0), (1, 1), (49, 5), (50, 5), (51, 6), (100, 10)])
def test_the_sample_is_the_share_rounded_up(share: int, visited: int) -> None:
    assert len(sample(names(10), share, 2025)) == visited


def test_the_sample_is_drawn_the_same_by_everybody_and_anew_each_year() -> None:
    assert sample(names(40), 25, 2025) == sample(reversed(names(40)), 25, 2025)
    draws = [sample(names(40), 25, year) for year in range(2025, 2030)]
    assert all(one != other for one, other in pairwise(draws))


@pytest.mark.parametrize(("share", "visited"), [(100, 10), (30, 3)])
def test_the_evaluations_in_the_sample_are_told_so(share: int, visited: int) -> None:
    spec = SPEC.under(policy_with("evaluation.verification_share", value=share), schemes=RULES.schemes)
    outcome = spec.given().when(opened(10))
    told = [OpenEvaluation.model_validate_json(one.command).visit for one in outcome.state.promises]
    assert sum(told) == visited


def test_the_default_scheme_stands_first() -> None:
    assert scheme_digest(DEFAULT) == SCHEME
