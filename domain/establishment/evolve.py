"""How an establishment's state evolves; total, it never refuses a recorded fact."""

from typing import Any

from domain.deadlines import Deadline
from domain.elections.electing import Elected
from domain.establishment import events as e
from domain.establishment.application import Application
from domain.establishment.modes import OWN_BRANCH, Mode
from domain.establishment.state import (
    ACKNOWLEDGE,
    ADVISER,
    CANDIDATES,
    FILE,
    FILING_STEPS,
    FOUNDING_STEPS,
    RENEW,
    UNIONS,
    EstablishmentState,
    FilingStage,
    Status,
)
from domain.events import Event, Fact
from domain.orders import Role

_NEXT: dict[Mode, Status] = {
    Mode.AFFILIATED: Status.ACTIVE,
    Mode.WORK_COVERAGE: Status.PLACING,
    Mode.TEMPORARY: Status.ACTIVE,
}
"""Where an approval leads, if not to a founding meeting."""

_ENDS: dict[type[Event], Status] = {
    e.PreparationCancelled: Status.CANCELLED,
    e.ApplicationWithdrawn: Status.WITHDRAWN,
    e.EstablishmentRejected: Status.REJECTED,
    e.EstablishmentRevoked: Status.REVOKED,
    e.ModeChanged: Status.MODE_CHANGED,
    e.CoverageEnded: Status.ENDED,
}


def evolve(state: EstablishmentState, fact: Fact[Any]) -> EstablishmentState:  # noqa: C901  # one arm an event
    """Fold one event of an establishment."""
    match fact.event:
        case e.EstablishmentOpened() as event:
            prepared = _with(state, org=event.org, mode=event.mode, prepared=event.partners)
            return _at(prepared, Status.PREPARING, event.application)
        case e.ApplicationSubmitted(org=org, application=application, answer=answer):
            return _applied(_with(state, org=org), application, answer, fact)
        case e.ApplicationResubmitted(application=application, answer=answer):
            return _applied(state, application, answer, fact)
        case e.HostAgreed(decision=decision):
            return _at(state, Status.APPLIED, decision)
        case e.ApplicationReturned(resubmission=resubmission):
            return _at(_reviewed(state, fact), Status.RETURNED, resubmission)
        case e.EstablishmentApproved() as event:
            return _approved(state, event, fact)
        case e.CandidatesApproved(leadership=leadership, slates=slates):
            approved = _with(state, leadership=leadership, slates=slates)
            return _with(approved, status=Status.CANDIDATES_APPROVED, deadlines=state.without(CANDIDATES))
        case e.OfficerCandidatesApproved(slates=slates):
            kept = tuple(one for one in state.slates if one.seat not in {slate.seat for slate in slates})
            return _with(state, slates=(*kept, *slates))
        case e.FoundingMeetingConvened(meeting_on=meeting_on):
            convened = _with(state, meeting_on=meeting_on, convened_on=fact.acted_on)
            return _with(convened, status=Status.CONVENED)
        case e.FoundingMeetingHeld(held_on=held_on, elected=elected, following=following):
            held = _with(_recorded(state, fact), held_on=held_on, elected=elected)
            return _at(held, Status.HELD, following)
        case e.FoundingMeetingFailed(failures=failures, exhausted=exhausted, deadlines=deadlines):
            status = Status.EXHAUSTED if exhausted else Status.APPROVED
            return _at(_with(_recorded(state, fact), failures=failures), status, *deadlines)
        case e.OfficersElected(elected=elected, report=report):
            return _at(_with(_recorded(state, fact), elected=elected), Status.OFFICERS_ELECTED, report)
        case e.CommitteeMeetingFailed(repetition=repetition):
            return _at(_recorded(state, fact), Status.HELD, repetition)
        case e.ResultReported(officers=officers, acceptance=acceptance):
            return _at(_with(_recorded(state, fact), officers=officers), Status.REPORTED, acceptance)
        case e.ResultAccepted():
            return _with(state, result_accepted=True)
        case e.SecretaryApproved(offices_limit=limit):
            return _with(state, secretary_approved=True, offices_limit=limit)
        case e.SecretaryRefused():
            return _with(state, secretary_refused=True)
        case e.ResultDeclined(deadlines=deadlines):
            return _at(_unelected(state), Status.APPROVED, *deadlines)
        case e.BranchFounded(officers=officers) | e.FoundedWithoutSecretary(officers=officers):
            return _settled(_at(_with(state, officers=officers), Status.ACTIVE))
        case e.ShortfallReported(counted=counted, decision=decision):
            return _at(_with(_recorded(state, fact), counted=counted), Status.BLOCKED, decision)
        case e.ShortfallWaits(waiting=waiting):
            return _at(state, Status.WAITING, waiting)
        case e.MembersRecovered(counted=counted, deadlines=deadlines):
            return _at(_with(_recorded(state, fact), counted=counted), Status.APPROVED, *deadlines)
        case e.MembersCounted(counted=counted, deadlines=deadlines):
            told = _with(_recorded(state, fact), counted=counted)
            return _at(told, Status.APPROVED, *deadlines) if deadlines else told
        case e.RepetitionOrdered(deadlines=deadlines):
            return _at(state, Status.APPROVED, *deadlines)
        case e.AdviserPlaced() as event:
            return _covered(_placed(state, event))
        case e.UnionsRecorded():
            return _covered(_with(state, unions_recorded=True, deadlines=state.without(UNIONS)))
        case e.EstablishmentFiled() | e.EstablishmentCorrectionRequested() | e.EstablishmentAcknowledged():
            return _filing(state, fact)
        case event:
            ended = _with(state, status=_ENDS[type(event)], successor=getattr(event, "successor", None))
            return _closed(ended)


def _filing(state: EstablishmentState, fact: Fact[Any]) -> EstablishmentState:
    kept = state.without(*FILING_STEPS)
    match fact.event:
        case e.EstablishmentFiled(acknowledgement=acknowledgement, late_by_days=late):
            filers = (*state.filers, *sorted(fact.deciders))
            filed = _with(state, filing=FilingStage.FILED, filers=filers, late_by_days=late)
            return _with(filed, deadlines=(*kept, acknowledgement))
        case e.EstablishmentCorrectionRequested(correction=correction):
            return _with(state, filing=FilingStage.CORRECTING, deadlines=(*kept, correction))
        case event:
            noted = _with(state, filing=FilingStage.ACKNOWLEDGED, receipt=event.receipt)
            return _settled(_with(noted, deadlines=kept))


def _applied(
    state: EstablishmentState, application: Application, answer: Deadline, fact: Fact[Any]
) -> EstablishmentState:
    told = _with(
        state,
        application=application,
        mode=application.mode,
        counted=application.counted,
        applicants=(*state.applicants, *sorted(fact.deciders)),
    )
    awaiting = application.mode is Mode.AFFILIATED
    return _at(told, Status.AWAITING_HOST if awaiting else Status.APPLIED, answer)


def _approved(
    state: EstablishmentState, event: e.EstablishmentApproved, fact: Fact[Any]
) -> EstablishmentState:
    mode = event.application.mode
    told = _with(
        state,
        org=event.org,
        application=event.application,
        mode=mode,
        counted=event.application.counted,
        document=event.document,
        approved_on=fact.acted_on,
        founding_group=event.founding_group,
        officers=event.officers,
        filing=FilingStage.DUE if mode in OWN_BRANCH else FilingStage.NOT_REQUIRED,
    )
    return _settled(_at(told, _NEXT.get(mode, Status.APPROVED), *event.deadlines))


def _reviewed(state: EstablishmentState, fact: Fact[Any]) -> EstablishmentState:
    """Bind a reviewer who returned it; an approver who returned it may still decide."""
    if fact.actor.role is not Role.REVIEWER:
        return state
    return _with(state, reviewers=(*state.reviewers, *sorted(fact.deciders)))


def _recorded(state: EstablishmentState, fact: Fact[Any]) -> EstablishmentState:
    return _with(state, recorders=(*state.recorders, *sorted(fact.deciders)))


def _unelected(state: EstablishmentState) -> EstablishmentState:
    undecided = {"result_accepted": False, "secretary_approved": False, "secretary_refused": False}
    return _with(state, elected=Elected(), officers=None, **undecided)


def _placed(state: EstablishmentState, event: e.AdviserPlaced) -> EstablishmentState:
    renewal = () if event.renewal is None else (event.renewal,)
    deadlines = (*state.without(ADVISER, RENEW), *renewal)
    return _with(state, adviser=event.adviser, adviser_since=event.starts_on, deadlines=deadlines)


def _covered(state: EstablishmentState) -> EstablishmentState:
    """Work coverage is in place with an adviser, and unions recorded."""
    if state.adviser is None or not state.unions_recorded:
        return state
    return _settled(_with(state, status=Status.ACTIVE))


def _at(state: EstablishmentState, status: Status, *deadlines: Deadline) -> EstablishmentState:
    """Return it at a step of the founding track, with the deadlines of that step; the other track's go on."""
    return _with(state, status=status, deadlines=(*state.without(*FOUNDING_STEPS), *deadlines))


def _settled(state: EstablishmentState) -> EstablishmentState:
    """Return it closed when both tracks are done or not required; work coverage goes on with its adviser's term."""
    filed = state.filing in {FilingStage.NOT_REQUIRED, FilingStage.ACKNOWLEDGED}
    done = state.status == Status.ACTIVE and filed and state.deadline(RENEW) is None
    return _closed(state) if done else state


def _closed(state: EstablishmentState) -> EstablishmentState:
    left = state.without(*FOUNDING_STEPS, FILE, ACKNOWLEDGE)
    return _with(state, closed=True, deadlines=left)


def _with(state: EstablishmentState, **changes: Any) -> EstablishmentState:  # noqa: ANN401  # any field
    return state.model_copy(update=changes)
