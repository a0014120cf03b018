"""A branch that is no more tells the evaluation behind its last star."""

from domain.branch.adjusting import Merge, Rename
from domain.branch.events import BranchAdjusted, BranchDissolved
from domain.branch.kinds import DissolutionGround
from domain.branch.state import BranchState, NotedStar
from domain.evaluation.commands import NoteBranchEnded
from domain.events import Event
from domain.lifecycle import follow_ups

STARS = (
    NotedStar(year=2024, star=3, evaluation="evaluation/b-1/2024"),
    NotedStar(year=2025, star=4, evaluation="evaluation/b-1/2025"),
    NotedStar(year=2026, star=2),
)
STARRED = BranchState(stream="branch/b-1", org="o-1", stars=STARS)
DISSOLVED = BranchDissolved(
    ground=DissolutionGround.OTHER,
    reason="撤销",
    document="示委〔2026〕9号",
    filed_with="o-1",
    destinations=(),
    transfer=None,
)


def adjusted(change: Merge | Rename) -> BranchAdjusted:
    return BranchAdjusted.model_construct(change=change, document="示委〔2026〕9号", reason="调整")


def told(event: Event, branch: BranchState) -> dict[str, str | None]:
    """The evaluations that are told, with the successor they hear of."""
    return {
        one.to: one.command.successor
        for one in follow_ups(event, branch)
        if isinstance(one.command, NoteBranchEnded)
    }


def test_a_dissolved_branch_ends_the_evaluation_of_its_last_star() -> None:
    assert told(DISSOLVED, STARRED) == {"evaluation/b-1/2025": None}


def test_a_merged_branch_ends_it_with_its_successor() -> None:
    assert told(adjusted(Merge(into="b-2")), STARRED) == {"evaluation/b-1/2025": "b-2"}


def test_another_adjustment_ends_nothing() -> None:
    assert told(adjusted(Rename(name="新名称")), STARRED) == {}


def test_a_star_from_before_the_system_has_no_evaluation_to_end() -> None:
    legacy = STARRED.model_copy(update={"stars": STARS[2:]})
    assert told(DISSOLVED, legacy) == {}
