"""The documents of an appointment: notice, approval, refusal, return, who acts until then (书记选配). Source: S11–S13."""

from functools import partial

from domain.appointment import events as e
from domain.appointment.state import AppointmentState
from domain.catalogue import Said
from domain.people import Person
from interfaces.papers.draft import Draft
from interfaces.papers.issuing import issuer_of
from interfaces.papers.moment import Moment
from interfaces.papers.paper import PaperKind
from interfaces.papers.words import Words

_NOMINATED = (e.CandidateNominated,)
_PASSED = (e.QualificationPassed,)
_CHOSEN = (e.ElectionReported, e.OfficerAppointed)
_GONE = (e.AppointmentCancelled, e.CandidateWithdrawn)


def draft(moment: Moment, words: Words) -> Draft | None:
    """Return the document of an entry, or None."""
    match moment.event:
        case e.AppointmentApproved() as event:
            return _approved(event, moment, words)
        case e.AppointmentRefused() as event:
            return _refused(event, moment, words)
        case e.NoticeOpened() as event:
            return _notice(event, moment, words)
        case e.QualificationReturned() as event:
            return _returned(event, moment, words)
        case e.ActingNamed() as event:
            return _acting(event, moment, words)
        case _:
            return None


def _approved(event: e.AppointmentApproved, moment: Moment, words: Words) -> Draft:
    told = _telling(event.candidate, moment.state, words)
    due = words.said("appointment.approved.due", day=words.day(event.taking.due_on))
    return Draft(
        kind=PaperKind.APPROVAL,
        close="approval",
        title=told("appointment.approved"),
        body=(told("appointment.approved.text"), due),
        number=event.document,
        addressee=_to(moment.state, words),
        rests_on=(_NOMINATED, _PASSED, _CHOSEN),
        ended_by=_GONE,
    )


def _refused(event: e.AppointmentRefused, moment: Moment, words: Words) -> Draft:
    told = _telling(event.candidate, moment.state, words)
    return Draft(
        kind=PaperKind.APPROVAL,
        close="refusal",
        title=told("appointment.refused"),
        body=(told("appointment.refused.text", reason=event.reason),),
        number=event.document,
        addressee=_to(moment.state, words),
        rests_on=(_NOMINATED, _PASSED, _CHOSEN),
    )


def _notice(event: e.NoticeOpened, moment: Moment, words: Words) -> Draft:
    state: AppointmentState = moment.state
    candidacy = state.candidacy
    told = _telling(candidacy.person if candidacy else None, state, words)
    source = (words.said("appointment.notice.source", source=candidacy.source),) if candidacy else ()
    start, end = words.day(moment.fact.acted_on), words.day(event.until.due_on)
    return Draft(
        kind=PaperKind.NOTICE,
        close="notice",
        title=told("appointment.notice"),
        body=(
            told("appointment.notice.text"),
            *source,
            words.said("notice.period", start=start, end=end),
            words.said("notice.objections", issuer=issuer_of(moment, words)),
        ),
        attachments=(event.notice,),
        rests_on=(_NOMINATED, _PASSED),
        ended_by=(e.AppointmentObjectionUpheld, *_GONE),
    )


def _returned(event: e.QualificationReturned, moment: Moment, words: Words) -> Draft:
    state: AppointmentState = moment.state
    told = _telling(state.candidacy.person if state.candidacy else None, state, words)
    due = words.said("correction.due", day=words.day(event.mending.due_on))
    return Draft(
        kind=PaperKind.CORRECTION,
        close="correction",
        title=told("appointment.returned"),
        body=(told("appointment.returned.text"), *words.numbered([event.reason]), due),
        addressee=_to(state, words),
        rests_on=(_NOMINATED, (e.CandidateAssessed,)),
        ended_by=(e.CandidateAssessed, *_GONE),
    )


def _acting(event: e.ActingNamed, moment: Moment, words: Words) -> Draft:
    told = _telling(event.officer.person, moment.state, words)
    return Draft(
        kind=PaperKind.DECISION,
        close="decision",
        title=told("appointment.acting"),
        body=(told("appointment.acting.text"),),
        number=event.document,
        addressee=_to(moment.state, words),
        ended_by=(e.ActingNamed, e.OfficeTaken, e.AppointmentCancelled),
    )


def _to(state: AppointmentState, words: Words) -> Said:
    return words.said("addressee", name=words.branch(state.branch))


def _telling(person: Person | None, state: AppointmentState, words: Words) -> "partial[Said]":
    """Return who fills a sentence with whom and which office an appointment is about."""
    return partial(
        words.said,
        person=words.comrade(person) if person else None,
        branch=words.branch(state.branch),
        office=state.office,
    )
