"""The approvals around a founding election: candidates, result, secretary (选举批复). Source: E14, B21."""

from collections.abc import Iterator

from domain.catalogue import Said
from domain.establishment import events as e
from domain.establishment.state import EstablishmentState
from interfaces.papers.draft import Draft
from interfaces.papers.moment import Moment
from interfaces.papers.of.applicants import application_of, to_applicant
from interfaces.papers.paper import PaperKind
from interfaces.papers.words import Words

_ELECTED = (e.FoundingMeetingHeld,)
_REPORTED = (e.ResultReported,)


def candidates(
    event: e.CandidatesApproved | e.OfficerCandidatesApproved, moment: Moment, words: Words
) -> Draft:
    """Return the approval of who may stand, slate by slate."""
    slates = (
        words.said(
            "establishment.candidates.slate",
            seat=slate.seat,
            seats=slate.seats,
            people=tuple(words.known(one.person) for one in slate.candidates),
        )
        for slate in event.slates
    )
    return Draft(
        kind=PaperKind.APPROVAL,
        close="approval",
        title=words.said("establishment.candidates", name=application_of(moment).name),
        body=(words.said("establishment.candidates.text"), *words.numbered(slates)),
        number=event.document,
        addressee=to_applicant(moment, words),
        waivers=event.waivers,
        rests_on=((e.EstablishmentApproved,),),
        ended_by=(e.MembersRecovered, e.ResultDeclined, e.EstablishmentRevoked),
    )


def result(event: e.ResultAccepted | e.ResultDeclined, moment: Moment, words: Words) -> Draft:
    """Return whether the superior accepts what was elected."""
    name = application_of(moment).name
    accepted = isinstance(event, e.ResultAccepted)
    key = "establishment.result" if accepted else "establishment.declined"
    reasons = event.reasons if isinstance(event, e.ResultDeclined) else None
    return Draft(
        kind=PaperKind.APPROVAL,
        close="approval" if accepted else "refusal",
        title=words.said(key, name=name),
        body=(words.said(f"{key}.text", reasons=reasons),),
        number=event.document,
        addressee=to_applicant(moment, words),
        rests_on=(_ELECTED, _REPORTED),
        ended_by=(e.EstablishmentRevoked,),
    )


def secretary(event: e.SecretaryApproved | e.SecretaryRefused, moment: Moment, words: Words) -> Draft:
    """Return whether the superior approves who was elected secretary."""
    refused = isinstance(event, e.SecretaryRefused)
    key = "establishment.secretary_refused" if refused else "establishment.secretary"
    lines = _refused(event, words) if isinstance(event, e.SecretaryRefused) else _approved(moment, words)
    return Draft(
        kind=PaperKind.APPROVAL,
        close="refusal" if refused else "approval",
        title=words.said(key, name=application_of(moment).name),
        body=tuple(lines),
        number=event.document,
        addressee=to_applicant(moment, words),
        rests_on=(_ELECTED, _REPORTED),
        ended_by=(e.EstablishmentRevoked,),
    )


def _refused(event: e.SecretaryRefused, words: Words) -> Iterator[Said]:
    yield words.said("establishment.secretary_refused.text", reasons=event.reasons)


def _approved(moment: Moment, words: Words) -> Iterator[Said]:
    state: EstablishmentState = moment.state
    if state.officers is None:
        return
    name = application_of(moment).name
    person = words.comrade(state.officers.secretary.person)
    yield words.said("establishment.secretary.text", people=person, name=name)
    deputies = words.comrades(one.person for one in state.officers.deputies)
    if deputies:
        yield words.said("establishment.secretary.deputies", people=deputies, name=name)
