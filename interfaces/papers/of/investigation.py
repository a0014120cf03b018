"""The document of an investigation: what is to be mended when it is returned (排查退回). Source: S1."""

from domain.investigation import events as e
from interfaces.papers.draft import Draft
from interfaces.papers.issuing import addressed
from interfaces.papers.moment import Moment
from interfaces.papers.paper import PaperKind
from interfaces.papers.words import Words


def draft(moment: Moment, words: Words) -> Draft | None:
    """Return the document of an entry, or None."""
    event = moment.event
    if not isinstance(event, e.InvestigationReturned):
        return None
    enterprise = words.enterprise(moment.stream.split("/")[1])
    text = words.said("investigation.returned.text", enterprise=enterprise, sections=event.sections)
    told = [*map(words.label, event.reasons), *([event.note] if event.note else [])]
    due = words.said("correction.due", day=words.day(event.mending.due_on))
    sender = moment.last(e.InvestigationSubmitted)
    return Draft(
        kind=PaperKind.CORRECTION,
        close="correction",
        title=words.said("investigation.returned", enterprise=enterprise),
        body=(text, *words.numbered(told), due),
        addressee=addressed(sender, enterprise, moment, words),
        rests_on=((e.InvestigationSubmitted,),),
        ended_by=(e.InvestigationSubmitted, e.InvestigationCancelled),
    )
