"""Which documents an establishment has (组建文书). Source: S6–S8; B6, E14."""

from functools import partial

from domain.catalogue import Said
from domain.establishment import events as e
from domain.establishment.state import EstablishmentState
from interfaces.papers.draft import Draft
from interfaces.papers.moment import Moment
from interfaces.papers.of import establishment_approved as approved
from interfaces.papers.of import establishment_elected as elected
from interfaces.papers.of.applicants import APPLIED, application_of, to_applicant, to_filer
from interfaces.papers.paper import PaperKind
from interfaces.papers.words import Words


def draft(moment: Moment, words: Words) -> Draft | None:  # noqa: C901  # one arm an event
    """Return the document of an entry, or None."""
    match moment.event:
        case e.EstablishmentApproved() as event:
            return approved.draft(event, moment, words)
        case e.EstablishmentRejected() as event:
            return _rejected(event, moment, words)
        case e.ApplicationReturned() as event:
            return _returned(event, moment, words)
        case e.CandidatesApproved() | e.OfficerCandidatesApproved() as event:
            return elected.candidates(event, moment, words)
        case e.ResultAccepted() | e.ResultDeclined() as event:
            return elected.result(event, moment, words)
        case e.SecretaryApproved() | e.SecretaryRefused() as event:
            return elected.secretary(event, moment, words)
        case e.EstablishmentAcknowledged() as event:
            return _filed(event, moment, words)
        case e.EstablishmentCorrectionRequested() as event:
            return _correction(event, moment, words)
        case _:
            return None


def _rejected(event: e.EstablishmentRejected, moment: Moment, words: Words) -> Draft:
    told = _telling(moment, words)
    return Draft(
        kind=PaperKind.APPROVAL,
        close="refusal",
        title=told("establishment.rejected"),
        body=(told("establishment.rejected.text", reasons=event.reasons),),
        number=event.document,
        addressee=to_applicant(moment, words),
        rests_on=(APPLIED,),
    )


def _returned(event: e.ApplicationReturned, moment: Moment, words: Words) -> Draft:
    told = _telling(moment, words)
    due = words.said("correction.due", day=words.day(event.resubmission.due_on))
    items = words.numbered([*map(words.label, event.reasons), event.note])
    return Draft(
        kind=PaperKind.CORRECTION,
        close="correction",
        title=told("establishment.returned"),
        body=(told("establishment.returned.text"), *items, due),
        addressee=to_applicant(moment, words),
        rests_on=(APPLIED,),
        ended_by=(e.ApplicationResubmitted, e.ApplicationWithdrawn),
    )


def _filed(event: e.EstablishmentAcknowledged, moment: Moment, words: Words) -> Draft:
    state: EstablishmentState = moment.state
    told, filing = _telling(moment, words), moment.last(e.EstablishmentFiled)
    document = filing.event.document if filing else None
    return Draft(
        kind=PaperKind.RECEIPT,
        close="receipt",
        title=told("establishment.filed"),
        body=(
            told("establishment.filed.text", document=document),
            told("establishment.filed.number", receipt=event.receipt, late=state.late_by_days),
        ),
        number=event.receipt,
        addressee=to_filer(filing, moment, words),
        attachments=filing.event.documents if filing else (),
        rests_on=((e.EstablishmentApproved,), (e.EstablishmentFiled,)),
    )


def _correction(event: e.EstablishmentCorrectionRequested, moment: Moment, words: Words) -> Draft:
    due = words.said("correction.due", day=words.day(event.correction.due_on))
    return Draft(
        kind=PaperKind.CORRECTION,
        close="correction",
        title=_telling(moment, words)("establishment.correction"),
        body=(words.said("correction.text"), *words.numbered(event.items), due),
        addressee=to_filer(moment.last(e.EstablishmentFiled), moment, words),
        rests_on=((e.EstablishmentFiled,),),
        ended_by=(e.EstablishmentFiled,),
    )


def _telling(moment: Moment, words: Words) -> "partial[Said]":
    return partial(words.said, name=application_of(moment).name)
