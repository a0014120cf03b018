"""Rounds and their evaluations together, from the opening to the stars (domain.md §9)."""

import json
from datetime import date

import pytest

from domain.branch.adjusting import Merge
from domain.branch.commands import AdjustBranch, DissolveBranch, NoteStar
from domain.branch.facts import Destination
from domain.branch.kinds import BranchMode, DissolutionGround
from domain.evaluation import commands as c
from domain.evaluation_round.commands import AwardStars, ProceedWithout
from domain.evaluation_round.refusals import QuotaExceededError
from domain.orders import Role
from domain.stars.scoring import ScoreSheet
from tests.domain.branch_given import living
from tests.domain.evaluation_given import APPROVER, EVALUATOR, OTHER, REVIEWER, SUBMITTER
from tests.domain.evaluation_world import World, scoring, upholding
from tests.domain.round_given import (
    DOZEN,
    STREAM,
    awarded,
    enrolled,
    names,
    noticed,
    opened,
    put_in_order,
    ranked,
)
from tests.spec import Did, by_service, did, time_passes


def evaluation(branch: str) -> str:
    return f"evaluation/{branch}/2025"


def ranked_world(totals: dict[str, int] = DOZEN) -> World:
    world = World()
    world.do(STREAM, opened(len(totals), on="2026-01-05"))
    for branch, total in totals.items():
        world.do(evaluation(branch), *scoring(total))
    world.do(STREAM, ranked(on="2026-02-02"))
    return world


def noticed_world(totals: dict[str, int] = DOZEN) -> World:
    world = ranked_world(totals)
    world.do(STREAM, noticed("2026-02-02"))
    return world


def awarded_world(totals: dict[str, int] = DOZEN) -> World:
    world = noticed_world(totals)
    world.do(STREAM, awarded("2026-02-10"))
    return world


def stars(world: World) -> list[int]:
    return [world.state(evaluation(branch)).star for branch in names(12)]


def statuses(world: World) -> set[str]:
    return {str(world.state(evaluation(branch)).status) for branch in names(12)}


def told_stars(world: World) -> dict[str, int]:
    kind = NoteStar.kind_name()
    return {to: json.loads(said)["star"] for to, said in world.sent if json.loads(said)["kind"] == kind}


def test_a_round_goes_from_its_opening_to_the_stars_of_its_branches() -> None:
    world = awarded_world()
    assert stars(world) == [5, 4, 4, 3, 3, 3, 3, 3, 2, 1, 1, 0]
    assert statuses(world) == {"awarded"}
    assert list(told_stars(world).values()) == stars(world)
    assert all(scene.state.finished for scene in world.scenes.values())
    assert world.refused == []


def test_an_evaluation_keeps_the_reasons_of_its_star() -> None:
    state = ranked_world().state(evaluation("b-004"))
    assert [reason.code for reason in state.reasons] == ["below-threshold", "quota-full"]


def test_an_objection_changes_a_result_and_only_whom_it_changes_stands_on_notice_again() -> None:
    world = noticed_world()
    world.do(evaluation("b-004"), *upholding(975, on="2026-02-09"))
    assert world.state(STREAM).status == "ready"
    world.do(STREAM, ranked(on="2026-02-10"))
    assert [str(world.state(evaluation(one)).status) for one in names(5)] == [
        "on_notice",
        "on_notice",
        "proposed",
        "proposed",
        "on_notice",
    ]
    world.do(STREAM, noticed("2026-02-10"))
    notices = {one: world.state(evaluation(one)).notice_until for one in names(5)}
    assert notices == {
        "b-001": date(2026, 2, 9),
        "b-002": date(2026, 2, 9),
        "b-003": date(2026, 2, 24),
        "b-004": date(2026, 2, 24),
        "b-005": date(2026, 2, 9),
    }
    world.do(STREAM, awarded("2026-02-11"))
    assert str(world.state(evaluation("b-006")).status) == "awarded"
    assert str(world.state(evaluation("b-001")).status) == "on_notice"
    world.do(STREAM, awarded("2026-02-25"))
    assert stars(world) == [5, 4, 3, 4, 3, 3, 3, 3, 2, 1, 1, 0]
    assert world.state(STREAM).closed
    assert world.refused == []


def test_an_objection_that_changes_no_star_keeps_every_notice() -> None:
    world = noticed_world()
    world.do(evaluation("b-012"), *upholding(500, on="2026-02-09"))
    world.do(STREAM, ranked(on="2026-02-10"))
    assert statuses(world) == {"on_notice"}
    world.do(STREAM, awarded("2026-02-10"))
    assert statuses(world) == {"awarded"}


def test_a_tie_is_decided_by_the_meeting_before_anybody_hears_of_a_star() -> None:
    world = ranked_world(DOZEN | {"b-001": 970})
    assert statuses(world) == {"verified"}
    world.do(STREAM, put_in_order("b-002", "b-001"), ranked(on="2026-02-20"))
    assert stars(world)[:2] == [4, 5]


def appeal(world: World, branch: str, star: int) -> None:
    stream = evaluation(branch)
    world.do(stream, did(c.AppealAward(reasons="漏评"), by=SUBMITTER, on="2026-03-02"))
    settled = c.DecideAppeal(star=star, reasons="复核", document="示委〔2026〕20号")
    world.do(stream, did(settled, by=OTHER))


def test_an_appeal_gives_no_star_beyond_the_quota() -> None:
    world = awarded_world()
    with pytest.raises(QuotaExceededError):
        appeal(world, "b-004", 4)
    assert world.state(evaluation("b-004")).status == "appealed"
    assert told_stars(world)["branch/b-004"] == 3


def test_a_place_that_a_veto_freed_can_be_given_on_appeal() -> None:
    world = awarded_world()
    veto = c.ProposeDowngrade(veto="pollution", star=0, reasons="通报")
    granted = c.DecideDowngrade(granted=True, reasons="属实", document="示委〔2026〕21号")
    world.do(evaluation("b-003"), did(veto, by=EVALUATOR, on="2026-03-02"), did(granted, by=APPROVER))
    appeal(world, "b-004", 4)
    assert (told_stars(world)["branch/b-003"], told_stars(world)["branch/b-004"]) == (0, 4)


def ended(successor: str | None = None) -> Did:
    command = c.NoteBranchEnded(successor=successor, document="示委〔2026〕9号")
    return did(command, by=OTHER, role=Role.APPROVER)


def test_a_branch_dissolved_before_the_ranking_leaves_the_base() -> None:
    world = World()
    world.do(STREAM, opened(12, on="2026-01-05"))
    for branch in names(11):
        world.do(evaluation(branch), *scoring(DOZEN[branch]))
    world.do(evaluation("b-012"), ended())
    world.do(STREAM, ranked(on="2026-02-02"))
    assert world.state(STREAM).cohorts[0].base == 11


LAST, GOING_ON = "branch/b-012", "branch/b-001"


def with_living_branch() -> World:
    """The dozen, of which all but the last are reviewed, and whose last is a branch that is alive, as is the first."""
    world = World(LAST)
    world.do(GOING_ON, *living())
    world.do(LAST, *living(mode=BranchMode.PROJECT))
    world.do(LAST, by_service(NoteStar(year=2024, star=3, evaluation="evaluation/b-012/2024")))
    world.do(STREAM, opened(12, on="2026-01-19"))
    for branch in names(11):
        world.do(evaluation(branch), *scoring(DOZEN[branch], start="2026-01-20"))
    return world


def dissolution() -> Did:
    going = (Destination(organisation="b-1", members=8),)
    command = DissolveBranch(
        ground=DissolutionGround.OTHER,
        reason="撤销",
        document="示委〔2026〕9号",
        filed_with="o-0",
        destinations=going,
    )
    return did(command, by=OTHER)


def merger() -> Did:
    into = Merge(into="b-001")
    return did(AdjustBranch(change=into, document="示委〔2026〕9号", reason="合并"), by=OTHER)


@pytest.mark.parametrize("ending", [dissolution(), merger()])
def test_a_branch_that_ends_before_the_ranking_holds_its_round_up_no_longer(ending: Did) -> None:
    world = with_living_branch()
    assert world.state(STREAM).status == "reviewing"
    world.do(LAST, ending)
    assert world.state(evaluation("b-012")).status == "left"
    assert world.state(STREAM).status == "ready"
    world.do(STREAM, ranked(on="2026-02-02"))
    assert world.state(STREAM).cohorts[0].base == 11


def test_a_branch_that_ended_before_its_evaluation_opened_leaves_the_base_as_well() -> None:
    world = World(LAST)
    world.do(LAST, *living(), dissolution())
    world.do(STREAM, opened(12, on="2026-01-19"))
    assert world.state(evaluation("b-012")).status == "left"
    assert len(world.state(STREAM).live) == 11


def test_a_branch_dissolved_on_notice_has_a_void_star_and_the_base_stays() -> None:
    world = with_living_branch()
    world.do(evaluation("b-012"), *scoring(DOZEN["b-012"], start="2026-01-20"))
    world.do(STREAM, ranked(on="2026-02-02"), noticed("2026-02-02"))
    world.do(LAST, dissolution())
    assert world.state(evaluation("b-012")).status == "void"
    assert world.state(STREAM).row("b-012").void
    assert world.state(STREAM).cohorts[0].base == 12


def test_a_branch_dissolved_after_the_ranking_has_no_star_and_the_base_stays() -> None:
    world = noticed_world()
    world.do(evaluation("b-002"), ended())
    world.do(STREAM, awarded("2026-02-10"))
    assert world.state(STREAM).cohorts[0].base == 12
    assert world.state(STREAM).closed
    assert "branch/b-002" not in told_stars(world)


def test_the_successor_of_a_merger_keeps_the_lower_star() -> None:
    world = awarded_world()
    world.do(evaluation("b-009"), ended("b-001"))
    assert world.state(evaluation("b-001")).star == 2
    assert told_stars(world)["branch/b-001"] == 2
    before = noticed_world()
    before.do(evaluation("b-009"), ended("b-001"))
    before.do(STREAM, awarded("2026-02-10"))
    assert told_stars(before)["branch/b-001"] == 2


def test_the_place_of_a_star_that_fell_by_a_merger_can_be_given_on_appeal() -> None:
    world = awarded_world()
    with pytest.raises(QuotaExceededError):
        appeal(world, "b-002", 5)
    world = awarded_world()
    world.do(evaluation("b-009"), ended("b-001"))
    assert world.state(STREAM).row("b-001").awarded == 2
    appeal(world, "b-002", 5)
    assert told_stars(world)["branch/b-002"] == 5


def test_a_star_that_was_lower_by_a_merger_from_the_start_leaves_its_place_as_well() -> None:
    world = noticed_world()
    world.do(evaluation("b-009"), ended("b-001"))
    world.do(STREAM, awarded("2026-02-10"))
    assert world.state(STREAM).row("b-001").awarded == 2
    appeal(world, "b-002", 5)
    assert told_stars(world)["branch/b-002"] == 5


def test_what_nobody_submitted_is_reviewed_with_nothing_and_ranked_last() -> None:
    world = World()
    world.do(STREAM, opened(12, on="2026-01-05"))
    for branch in names(11):
        world.do(evaluation(branch), *scoring(DOZEN[branch]))
    world.do(evaluation("b-012"), time_passes("2026-01-19"))
    world.do(evaluation("b-012"), did(c.ReviewAssessment(sheet=ScoreSheet(scores=())), by=REVIEWER))
    world.do(STREAM, ranked(on="2026-02-02"))
    state = world.state(evaluation("b-012"))
    assert (state.star, state.total, state.reasons[-1].code) == (0, 0, "not-submitted")


COUNTY, TOWN, STREET = (f"evaluation-round/{org}/2025" for org in ("o-county", "o-town", "o-street"))


def test_cohorts_too_small_are_ranked_in_the_superiors_round() -> None:
    world = World()
    below = ("o-town", "o-street")
    world.do(TOWN, opened(map(enrolled, names(4)), superior="o-county"))
    world.do(COUNTY, opened([], subordinates=below))
    assert world.state(TOWN).closed
    assert world.state(COUNTY).status == "gathering"
    world.do(STREET, opened(map(enrolled, names(12, first=5)), superior="o-county"))
    assert len(world.state(COUNTY).rows) == 4
    assert len(world.state(STREET).rows) == 12
    assert world.state(evaluation("b-001")).round == COUNTY
    assert world.state(evaluation("b-005")).round == STREET
    assert world.refused == []


def test_a_cohort_that_comes_too_late_ranks_by_itself() -> None:
    world = World()
    world.do(COUNTY, opened(map(enrolled, names(10)), subordinates=("o-town",)))
    world.do(COUNTY, did(ProceedWithout(org="o-town", reason="未开展")))
    world.do(TOWN, opened(map(enrolled, names(3, first=11)), superior="o-county"))
    assert world.state(TOWN).status == "reviewing"
    assert world.state(evaluation("b-011")).round == TOWN


def test_an_award_that_an_objection_crosses_is_given_after_it_was_decided() -> None:
    world = noticed_world()
    stream = evaluation("b-002")
    world._do(stream, upholding(970, on="2026-02-09")[0])  # noqa: SLF001  # before its news arrive
    late = did(AwardStars(document="示委〔2026〕8号"), by=APPROVER, on="2026-02-10")
    world.do(STREAM, late)
    assert ("evaluation/b-002/2025", "evaluation.objection-open") in world.refused
    assert not world.state(STREAM).closed
    dismissed = c.DecideObjection(number=1, reasons="不属实")
    world.do(stream, upholding(970, on="2026-02-10")[1], did(dismissed, by=APPROVER, on="2026-02-10"))
    world.do(STREAM, awarded("2026-02-11"))
    assert world.state(STREAM).closed
    assert statuses(world) == {"awarded"}
