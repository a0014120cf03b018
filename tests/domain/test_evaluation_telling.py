"""A branch that is no more tells the evaluation behind its last star, and those that have no star yet."""

from domain.branch.adjusting import Merge, Rename
from domain.branch.commands import AdjustBranch, DissolveBranch, NoteEvaluation, NoteStar
from domain.branch.events import EvaluationNoted
from domain.branch.facts import Destination
from domain.branch.kinds import DissolutionGround
from domain.evaluation.commands import NoteBranchEnded
from domain.matter.events import FollowUpPromised
from tests.domain.branch_given import DOC, SPEC, living
from tests.spec import ZHAO, Did, Outcome, by_service, did, like


def noted(year: int) -> Did:
    return by_service(NoteEvaluation(evaluation=f"evaluation/b-1/{year}"))


def starred(year: int, star: int = 3) -> Did:
    return by_service(NoteStar(year=year, star=star, evaluation=f"evaluation/b-1/{year}"))


def dissolved() -> Did:
    command = DissolveBranch(
        ground=DissolutionGround.OTHER,
        reason="撤销",
        document=DOC,
        filed_with="o-0",
        destinations=(Destination(organisation="b-2", members=8),),
    )
    return did(command, by=ZHAO, on="2026-03-02")


def adjusted(change: Merge | Rename) -> Did:
    return did(AdjustBranch(change=change, document=DOC, reason="调整"), by=ZHAO, on="2026-03-02")


MERGED = adjusted(Merge(into="b-2"))


def told(outcome: Outcome) -> dict[str, str | None]:
    """The evaluations that are told, with the successor they hear of."""
    promised = [one for one in outcome.events if isinstance(one, FollowUpPromised)]
    ended = [one for one in promised if one.command_kind == NoteBranchEnded.kind_name()]
    return {one.to: NoteBranchEnded.model_validate_json(one.command).successor for one in ended}


def test_a_branch_hears_of_each_of_its_evaluations_once() -> None:
    scene = SPEC.given(*living())
    scene.when(noted(2025)).then(EvaluationNoted(evaluation="evaluation/b-1/2025")).promising()
    scene.when(noted(2025)).then_already_so()


def test_a_dissolved_branch_ends_the_evaluation_of_its_last_star() -> None:
    stars = (noted(2024), starred(2024), noted(2025), starred(2025, 0))
    assert told(SPEC.given(*living(), *stars).when(dissolved())) == {"evaluation/b-1/2025": None}


def test_a_branch_without_a_star_ends_its_open_evaluation() -> None:
    assert told(SPEC.given(*living(), noted(2025)).when(dissolved())) == {"evaluation/b-1/2025": None}


def test_a_branch_ends_its_last_star_and_its_open_evaluation_with_its_successor() -> None:
    history = (*living(), noted(2024), starred(2024), noted(2025))
    both = {"evaluation/b-1/2024": "b-2", "evaluation/b-1/2025": "b-2"}
    assert told(SPEC.given(*history).when(MERGED)) == both


def test_another_adjustment_ends_nothing() -> None:
    assert told(SPEC.given(*living(), starred(2025)).when(adjusted(Rename(name="新名称")))) == {}


def test_a_branch_that_was_never_evaluated_has_nothing_to_end() -> None:
    assert told(SPEC.given(*living()).when(dissolved())) == {}


def test_an_evaluation_that_opened_while_its_branch_ended_is_told_when_the_branch_hears_of_it() -> None:
    for ending, successor in ((dissolved(), None), (MERGED, "b-2")):
        outcome = SPEC.given(*living(), starred(2024), ending).when(noted(2025))
        outcome.then(like(EvaluationNoted))
        assert told(outcome) == {"evaluation/b-1/2025": successor}
