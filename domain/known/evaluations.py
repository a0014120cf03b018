"""
What evaluations, their rounds, appointments and campaigns tell of their next steps.

Scores are never taken over: whoever scores, judges. Source: S22.
"""

from collections.abc import Iterator

from domain.appointment.commands import DecideAppointmentObjection
from domain.appointment.state import AppointmentState
from domain.campaign.commands import ChangeWindow
from domain.campaign.state import CampaignState
from domain.evaluation import commands as c
from domain.evaluation.state import EvaluationState
from domain.evaluation_round.commands import ProceedWithout
from domain.evaluation_round.state import RoundState
from domain.known.telling import Known, Telling, only


def _objection(evaluation: EvaluationState, _of: str) -> Iterator[Known]:
    """Tell the objection that is open, where one alone is."""
    objection = only(evaluation.objections)
    yield Known("number", objection.number if objection else None)


def _veto(evaluation: EvaluationState, _of: str) -> Iterator[Known]:
    """Tell the veto that nobody concluded, where one alone is."""
    yield Known("veto", only(evaluation.open_vetoes))


def _absent(state: RoundState, _of: str) -> Iterator[Known]:
    """Tell the organisation whose round is awaited, where one alone is."""
    yield Known("org", only(state.awaited))


def _of_candidate(appointment: AppointmentState, _of: str) -> Iterator[Known]:
    """Tell the objection that is open, where one alone is."""
    objection = only(appointment.candidacy.objections) if appointment.candidacy else None
    yield Known("objection", objection.number if objection else None)


def _window(campaign: CampaignState, _of: str) -> Iterator[Known]:
    """How many cases may be open now."""
    yield Known("window", campaign.window or None)


EVALUATION: Telling = {
    c.InvestigateObjection: _objection,
    c.DecideObjection: _objection,
    c.DismissVeto: _veto,
    c.ProposeDowngrade: _veto,
}
ROUND: Telling = {ProceedWithout: _absent}
APPOINTMENT: Telling = {DecideAppointmentObjection: _of_candidate}
CAMPAIGN: Telling = {ChangeWindow: _window}
