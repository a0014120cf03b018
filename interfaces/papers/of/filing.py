"""The documents of a filing: receipt and correction request (合同变更、解除、终止备案). Source: S18."""

from functools import partial

from domain.catalogue import Said
from domain.filing import events as e
from domain.filing.kinds import ENDING
from domain.filing.state import FilingState
from interfaces.papers.draft import Draft
from interfaces.papers.moment import Moment
from interfaces.papers.paper import PaperKind
from interfaces.papers.words import Words

SUBMITTED = (e.FilingSubmitted, e.FilingCorrected)


def draft(moment: Moment, words: Words) -> Draft | None:
    """Return the document of an entry, or None."""
    match moment.event:
        case e.FilingAcknowledged():
            return _receipt("acknowledged", moment, words)
        case e.ConsentedBySilence():
            return _receipt("silence", moment, words)
        case e.CorrectionRequested() as event:
            return _correction(event, moment, words)
        case _:
            return None


def _receipt(key: str, moment: Moment, words: Words) -> Draft:
    filing: FilingState = moment.state
    told = _telling(filing, words)
    until = words.day(filing.by_silence) if filing.by_silence else None
    number = words.said("filing.number", receipt=filing.receipt, late=filing.late_by_days)
    office = (words.said("filing.office"),) if filing.filing in ENDING else ()
    return Draft(
        kind=PaperKind.RECEIPT,
        close="receipt",
        title=told("filing.acknowledged"),
        body=(told(f"filing.{key}.text", until=until), *_terms(filing, words), number, *office),
        number=filing.receipt,
        addressee=_to(filing, words),
        attachments=filing.change.documents if filing.change else (),
        rests_on=(SUBMITTED,),
        ended_by=(e.ConsentRevoked,),
    )


def _correction(event: e.CorrectionRequested, moment: Moment, words: Words) -> Draft:
    filing: FilingState = moment.state
    due = words.said("correction.due", day=words.day(event.correction.due_on))
    return Draft(
        kind=PaperKind.CORRECTION,
        close="correction",
        title=_telling(filing, words)("filing.correction"),
        body=(words.said("correction.text"), *words.numbered(event.items), due),
        addressee=_to(filing, words),
        rests_on=(SUBMITTED,),
        ended_by=(e.FilingCorrected, e.FilingWithdrawn),
    )


def _terms(filing: FilingState, words: Words) -> tuple[Said, ...]:
    change = filing.change
    if change is None:
        return ()
    return (words.said("filing.terms", ground=change.ground, day=words.day(change.effective_on)),)


def _to(filing: FilingState, words: Words) -> Said:
    return words.said("addressee", name=words.branch(filing.branch or filing.stream))


def _telling(filing: FilingState, words: Words) -> "partial[Said]":
    """Return who fills a sentence with what a filing is about."""
    return partial(
        words.said,
        branch=words.branch(filing.branch or filing.stream),
        enterprise=words.enterprise(filing.enterprise or filing.stream),
        person=words.comrade(filing.person) if filing.person else None,
        post=filing.post,
        filing=filing.filing,
    )
