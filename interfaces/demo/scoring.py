"""Score sheets of the stories: so many points, all six haves met, spread over the scheme's indicators (评分表)."""

from domain.stars.parts import FULL_MARKS, Scorer
from domain.stars.scheme import Scheme
from domain.stars.scoring import Score, ScoreSheet


def sheet(scheme: Scheme, points: int) -> ScoreSheet:
    """Return a sheet that adds up to `points` (in tenths): what is missing is taken from the last indicators."""
    missing = FULL_MARKS - points
    scores: list[Score] = []
    for indicator in reversed(scheme.indicators):
        taken = min(missing, indicator.points)
        missing -= taken
        scores.append(Score(indicator=indicator.code, tenths=indicator.points - taken))
    met = tuple(standard.code for gate in scheme.gates for standard in gate.needs)
    return ScoreSheet(scores=tuple(reversed(scores)), met=met)


def on_site(scheme: Scheme, whole: ScoreSheet) -> tuple[Score, ...]:
    """Return the part of a sheet that the evaluators score on the spot."""
    theirs = {one.code for one in scheme.indicators if one.scorer is Scorer.EVALUATOR}
    return tuple(score for score in whole.scores if score.indicator in theirs)
