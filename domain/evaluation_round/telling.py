"""What a round tells its evaluations and the rounds above and below it."""

from domain.evaluation.service_commands import AwardStar, NoteProposal, OpenEvaluation, PostProposal
from domain.evaluation.telling import Told
from domain.evaluation_round import events as e
from domain.evaluation_round.rows import RankedRow, Row
from domain.evaluation_round.service_commands import AnswerCohort, MoveCohort
from domain.evaluation_round.state import RoundState
from domain.events import Event


def told(event: Event, state: RoundState) -> list[Told]:
    """Return what an event tells others; `state` is the one after it."""
    match event:
        case e.EvaluationsOpened(openings=openings):
            opened = {one.branch for one in openings}
            return [_opening(row, state) for row in state.rows if row.branch in opened]
        case e.ProposalsRanked(rows=rows):
            return [Told(state.evaluation_of(row.branch), _proposal(row)) for row in rows]
        case e.ProposalsPosted(until=until, branches=branches):
            return [Told(state.evaluation_of(one), PostProposal(until=until)) for one in branches]
        case e.StarsAwarded(rows=rows, document=document):
            return [
                Told(state.evaluation_of(row.branch), AwardStar(star=row.star, document=document))
                for row in rows
            ]
        case _:
            return _to_rounds(event, state)


def _to_rounds(event: Event, state: RoundState) -> list[Told]:
    match event:
        case e.CohortsReported(to=to, branches=branches):
            return [Told(to, MoveCohort(org=state.round_org, branches=branches))]
        case e.SubordinateReported(org=org, moved=moved) if moved:
            return [Told(state.round_of(org), AnswerCohort(accepted=True))]
        case e.CohortDeclined(org=org):
            return [Told(state.round_of(org), AnswerCohort(accepted=False))]
        case _:
            return []


def _opening(row: Row, state: RoundState) -> Told:
    facts = row.model_dump(include={"org", "scheme", "last_star", "first_year", "visit"})
    opened = OpenEvaluation(round=state.stream, source=row.source, **facts)
    return Told(state.evaluation_of(row.branch), opened)


def _proposal(row: RankedRow) -> NoteProposal:
    return NoteProposal(star=row.star, total=row.total, reasons=row.reasons, fresh=row.fresh)
