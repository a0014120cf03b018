"""The register of evaluations (星级评定台账). Source: domain.md §9; S20–S22."""

from datetime import date

from domain.evaluation.state import RANKED, EvaluationState, Status
from domain.figures import of_evaluation
from domain.model import Model


class EvaluationRow(Model):
    """
    One branch's evaluation of one year, true at `position`.

    `star`: proposed, later awarded; None before it was ranked, 0 = no star. `total`: tenths of a point. `vetoes`:
    codes of the scheme. `figures`: `stars`, once it was awarded.
    """

    stream: str
    position: int
    org: str
    sort_key: str
    status: str
    branch: str
    year: int
    round: str
    scheme: str | None
    last_star: int
    star: int | None
    total: int | None
    vetoes: tuple[str, ...]
    visit: bool
    notice_until: date | None
    appeal_until: date | None
    figures: tuple[str, ...]


class ShownEvaluation(EvaluationRow):
    """An evaluation with the name of its branch."""

    branch_name: str | None


def evaluation_row(state: EvaluationState, position: int) -> EvaluationRow | None:
    """Return the row of an evaluation; None before it is opened."""
    if state.status == Status.NONE:
        return None
    ranked = state.status in RANKED
    return EvaluationRow(
        stream=state.stream,
        position=position,
        org=state.org,
        sort_key=f"{state.year} {state.branch}",
        status=state.status,
        branch=state.branch,
        year=state.year,
        round=state.round,
        scheme=state.scheme,
        last_star=state.last_star,
        star=state.star if ranked else None,
        total=state.total if ranked else None,
        vetoes=state.scored.vetoes if state.scored else (),
        visit=state.visit,
        notice_until=state.notice_until,
        appeal_until=state.appeal_until,
        figures=of_evaluation(state),
    )
