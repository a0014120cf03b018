"""From the report to officers in office (报告、批准). Source: domain.md §5; E."""

from datetime import date
from typing import Any

from domain.branch.guard import offices_limit
from domain.deadlines import set_deadline
from domain.elections.electing import Elected
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment.application import Officers
from domain.establishment.applying import meeting_deadlines
from domain.establishment.duties import refuse_applicants, refuse_recorders, require
from domain.establishment.refusals import NotTheElectedError, SecretarySettledError
from domain.establishment.state import ACCEPT, EstablishmentState, Status
from domain.events import Event
from domain.four_eyes import refuse_self
from domain.matter.errors import NotNowError
from domain.orders import Act


def report(command: c.ReportResult, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Report the result, naming who was elected; the superior answers in 10 working days [P]."""
    require(act, state, Status.HELD, Status.OFFICERS_ELECTED)
    if state.elected.secretary is None:
        raise NotNowError(act.command.kind, state.status, Status.OFFICERS_ELECTED)
    if not _names(command.officers, state.elected):
        raise NotTheElectedError(_listed(state.elected.people), _listed(command.officers.people))
    policy = act.rules.policy.establishment
    acceptance = set_deadline(ACCEPT, act.acted_on, policy.result_acceptance, act.rules)
    return [e.ResultReported(officers=command.officers, documents=command.documents, acceptance=acceptance)]


def accept(command: c.AcceptResult, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Accept the election; with the secretary approved the branch is founded."""
    if state.result_accepted:
        return []
    officers = _judged(act, state)
    accepted = e.ResultAccepted(document=command.document)
    if state.secretary_refused:
        return [accepted, _without_secretary(officers, state)]
    if not state.secretary_approved:
        return [accepted]
    return [accepted, _founded(officers, state, state.offices_limit)]


def approve_secretary(command: c.ApproveSecretary, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Approve secretary and deputies; with the result accepted the branch is founded."""
    if state.secretary_approved:
        return []
    officers = _unsettled(act, state)
    limit = offices_limit(act, command.waivers)
    approved = e.SecretaryApproved(document=command.document, offices_limit=limit)
    return [approved, _founded(officers, state, limit)] if state.result_accepted else [approved]


def refuse_secretary(command: c.RefuseSecretary, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Refuse the secretary alone; with the result accepted the branch is founded, its office vacant. Source: domain.md §5."""
    if state.secretary_refused:
        return []
    officers = _unsettled(act, state)
    refused = e.SecretaryRefused(reasons=command.reasons, document=command.document)
    return [refused, _without_secretary(officers, state)] if state.result_accepted else [refused]


def decline(command: c.DeclineResult, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Decline the result: candidates are approved and the meeting is held again."""
    _judged(act, state)
    return [
        e.ResultDeclined(reasons=command.reasons, document=command.document, deadlines=meeting_deadlines(act))
    ]


def _names(officers: Officers, elected: Elected) -> bool:
    """Tell whether exactly the elected are named, each in the right place."""
    return (
        officers.secretary.person.id == elected.secretary
        and {one.person.id for one in officers.deputies} == set(elected.deputies)
        and {one.id for one in officers.members} == set(elected.committee)
    )


def _judged(act: Act[Any], state: EstablishmentState) -> Officers:
    """Refuse who applied, recorded or was elected; return the reported officers. Source: domain.md §2 [P]."""
    require(act, state, Status.REPORTED)
    refuse_applicants(act, state)
    refuse_recorders(act, state)
    refuse_self(act, state.elected.people)
    assert state.officers is not None  # noqa: S101  # a report names them
    return state.officers


def _unsettled(act: Act[Any], state: EstablishmentState) -> Officers:
    """Refuse to decide about the secretary twice; return the reported officers."""
    officers = _judged(act, state)
    if state.secretary_approved or state.secretary_refused:
        raise SecretarySettledError
    return officers


def _founded(officers: Officers, state: EstablishmentState, limit: int | None) -> Event:
    return e.BranchFounded(officers=officers, term_starts_on=_elected_on(state), offices_limit=limit)


def _without_secretary(officers: Officers, state: EstablishmentState) -> Event:
    return e.FoundedWithoutSecretary(officers=officers, term_starts_on=_elected_on(state))


def _elected_on(state: EstablishmentState) -> date:
    assert state.held_on is not None  # noqa: S101  # officers were elected at a meeting
    return state.held_on


def _listed(people: frozenset[str]) -> str:
    return ", ".join(sorted(people))
