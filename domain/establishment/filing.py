"""The filing track: what was set up is filed; it delays no founding, and no founding delays it (组建备案)."""

from typing import Any

from domain.dates import working_days_after
from domain.deadlines import set_deadline
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment.duties import refuse_applicants, refuse_filers
from domain.establishment.refusals import NotToBeFiledError
from domain.establishment.state import ACKNOWLEDGE, FILE, EstablishmentState, FilingStage
from domain.events import Event
from domain.matter.errors import ActedBeforeError
from domain.orders import Act


def file(command: c.FileEstablishment, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """File within 15 working days after approval [P], or again after a correction was asked for."""
    _require(act, state, FilingStage.DUE, FilingStage.CORRECTING)
    if state.approved_on is not None and act.acted_on < state.approved_on:
        raise ActedBeforeError(act.acted_on, state.approved_on)
    term = act.rules.policy.establishment.acknowledgement
    return [
        e.EstablishmentFiled(
            document=command.document,
            documents=command.documents,
            late_by_days=_late_by_days(act, state),
            acknowledgement=set_deadline(ACKNOWLEDGE, act.acted_on, term, act.rules),
        )
    ]


def request_correction(
    command: c.RequestFilingCorrection, act: Act[Any], state: EstablishmentState
) -> list[Event]:
    """Ask for corrections; the other side has 10 working days [P]."""
    _require(act, state, FilingStage.FILED)
    _refuse_bound(act, state)
    correction = set_deadline(FILE, act.acted_on, act.rules.policy.shared.returned, act.rules)
    return [e.EstablishmentCorrectionRequested(items=command.items, correction=correction)]


def acknowledge(act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Take note and give a receipt: one a year and establishment."""
    if state.filing == FilingStage.ACKNOWLEDGED:
        return []
    _require(act, state, FilingStage.FILED)
    _refuse_bound(act, state)
    return [e.EstablishmentAcknowledged(receipt=f"ZJ-{act.acted_on.year}-{state.id}")]


def _late_by_days(act: Act[Any], state: EstablishmentState) -> int:
    """Return the working days by which the first filing is late; a correction does not make it later."""
    deadline = state.deadline(FILE)
    if state.filing != FilingStage.DUE or deadline is None:
        return state.late_by_days
    return working_days_after(deadline.due_on, act.acted_on, act.rules.calendar)


def _refuse_bound(act: Act[Any], state: EstablishmentState) -> None:
    refuse_applicants(act, state)
    refuse_filers(act, state)


def _require(act: Act[Any], state: EstablishmentState, *possible: FilingStage) -> None:
    if state.filing not in possible:
        raise NotToBeFiledError(act.command.kind, state.filing, possible)
