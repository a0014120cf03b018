"""What the tests of evaluations and their rounds are told with."""

from typing import Any

from domain.evaluation import commands as c
from domain.evaluation.decider import DECIDER
from domain.evaluation.facts import Scored
from domain.model import Digested, EntryRef
from domain.orders import Role
from domain.stars.reasons import BelowThreshold
from domain.stars.scheme import Scheme, scheme_digest
from domain.stars.scoring import Score, ScoreSheet
from tests.domain.star_cases import DEFAULT, PLATFORM, SIX_HAVES, spread
from tests.spec import LI, QIAN, SUN, WANG, ZHAO, ZHOU, Did, Scene, Spec, by_service, did, rules

ROUND = "evaluation-round/o-1/2025"
OWN_ORG = "o-1-b1"
RULES = rules(schemes=(DEFAULT, PLATFORM))
SPEC = Spec(DECIDER, stream="evaluation/b-1/2025", rules=RULES)
SCHEME = scheme_digest(DEFAULT)
PAPER = Digested(sha256="b" * 64, name="佐证材料.pdf", media_type="application/pdf", size=2048)
BELOW = (BelowThreshold(before=5, after=4, total=905, needed=950),)

SUBMITTER, REVIEWER, EVALUATOR, APPROVER, OBJECTOR, OTHER = WANG, ZHAO, QIAN, SUN, LI, ZHOU


def sheet(total: int, scheme: Scheme = DEFAULT, **findings: object) -> ScoreSheet:
    """A total, laid on the indicators in their order as far as each holds."""
    scores: list[Score] = []
    for indicator in scheme.indicators:
        part = min(total, indicator.points)
        total -= part
        scores.append(Score(indicator=indicator.code, tenths=part))
    return ScoreSheet.model_validate({"scores": scores, "met": SIX_HAVES} | findings)


def scored(total: int, **findings: object) -> Scored:
    """A total as its evaluation reports it."""
    return Scored.model_validate({"totals": spread(total), "met": SIX_HAVES} | findings)


def opening(**more: object) -> c.OpenEvaluation:
    fields = {
        "org": OWN_ORG,
        "round": ROUND,
        "scheme": SCHEME,
        "last_star": 3,
        "source": EntryRef(stream="branch/b-1", version=4),
    }
    return c.OpenEvaluation.model_validate(fields | more)


def opened(on: str = "2026-01-05", **more: Any) -> Did:
    return by_service(opening(**more), on=on)


def assessed(total: int = 920, on: str = "2026-01-12", **more: Any) -> Did:
    command = c.SubmitSelfAssessment(sheet=sheet(total), documents=(PAPER,))
    return did(command, by=SUBMITTER, org=OWN_ORG, on=on, **more)


def reviewed(total: int = 905, on: str = "2026-01-20", **more: Any) -> Did:
    return did(c.ReviewAssessment(sheet=sheet(total)), by=REVIEWER, on=on, **more)


def visited(on: str = "2026-01-28", **more: Any) -> Did:
    findings = {"scores": evaluator_scores(905), "met": SIX_HAVES, "documents": (PAPER,)}
    return did(c.VerifyOnSite.model_validate(findings), by=EVALUATOR, on=on, **more)


def evaluator_scores(total: int) -> tuple[Score, ...]:
    """Of a sheet with that total, the scores that are the evaluator's."""
    own = {
        indicator.code for indicator in DEFAULT.indicators if indicator.scorer.value == Role.EVALUATOR.value
    }
    return tuple(score for score in sheet(total).scores if score.indicator in own)


def proposed(star: int = 4, *, fresh: bool = True, on: str = "2026-02-02", total: int = 905) -> Did:
    return by_service(c.NoteProposal(star=star, total=total, reasons=BELOW, fresh=fresh), on=on)


def posted(until: str = "2026-02-10", on: str = "2026-02-03") -> Did:
    return by_service(c.PostProposal.model_validate({"until": until}), on=on)


def awarded(star: int = 4, on: str = "2026-02-11") -> Did:
    return by_service(c.AwardStar(star=star, document="示委〔2026〕8号"), on=on)


def objected(on: str = "2026-02-10", **more: Any) -> Did:
    command = c.RaiseObjection(reasons="场所与他人共用，未见约定", documents=(PAPER,))
    return did(command, by=OBJECTOR, on=on, role=Role.OPERATOR, **more)


def investigated(number: int = 1, on: str = "2026-02-11", by: str = EVALUATOR, **more: Any) -> Did:
    command = c.InvestigateObjection(number=number, finding="已现场核查", documents=(PAPER,))
    return did(command, by=by, on=on, role=Role.EVALUATOR, **more)


def decided(
    number: int = 1, total: int | None = None, on: str = "2026-02-12", by: str = APPROVER, **more: Any
) -> Did:
    right = None if total is None else sheet(total)
    command = c.DecideObjection(number=number, sheet=right, reasons="经核查")
    return did(command, by=by, on=on, **more)


def ended(successor: str | None = None, on: str | None = None) -> Did:
    command = c.NoteBranchEnded(successor=successor, document="示委〔2026〕9号")
    return did(command, by=OTHER, on=on, role=Role.APPROVER)


def at_verified() -> Scene:
    return SPEC.given(opened(), assessed(), reviewed(), visited())


def at_proposed() -> Scene:
    return SPEC.given(opened(), assessed(), reviewed(), visited(), proposed())


def at_notice() -> Scene:
    return SPEC.given(opened(), assessed(), reviewed(), visited(), proposed(), posted())


def at_awarded(star: int = 4) -> Scene:
    return SPEC.given(opened(), assessed(), reviewed(), visited(), proposed(star), posted(), awarded(star))
