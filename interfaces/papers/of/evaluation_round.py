"""The document of an evaluation round: the notice of the stars proposed (星级公示). Source: S22."""

from domain.catalogue import Said
from domain.evaluation_round import events as e
from domain.evaluation_round.rows import Row
from domain.evaluation_round.state import RoundState
from interfaces.papers.draft import Draft
from interfaces.papers.issuing import issuer_of
from interfaces.papers.moment import Moment
from interfaces.papers.paper import Listing, PaperKind
from interfaces.papers.words import Words


def draft(moment: Moment, words: Words) -> Draft | None:
    """
    Return the document of an entry, or None.

    Made of the entry that posts proposals, not of the one that opens the notice: a large round posts them in several,
    and what is ranked anew is posted on a notice of its own.
    """
    event = moment.event
    if not isinstance(event, e.ProposalsPosted):
        return None
    state: RoundState = moment.state
    issuer = issuer_of(moment, words)
    text = words.said("round.notice.text", issuer=issuer, year=state.year, count=event.count)
    start, end = words.day(moment.fact.acted_on), words.day(event.until)
    return Draft(
        kind=PaperKind.NOTICE,
        close="notice",
        title=words.said("round.notice", year=state.year),
        body=(
            text,
            words.said("notice.period", start=start, end=end),
            words.said("notice.objections", issuer=issuer),
        ),
        listing=_listing(event, state, words),
        rests_on=((e.RoundRanked,), (e.NoticeOpened,)),
    )


def _listing(event: e.ProposalsPosted, state: RoundState, words: Words) -> Listing:
    rows = sorted((row for row in state.rows if row.branch in event.branches), key=_best_first)
    heads = (words.said("listed.number"), words.said("listed.branch"), words.said("listed.star"))
    return Listing(heads=heads, rows=tuple(_listed(number, row, words) for number, row in enumerate(rows, 1)))


def _listed(number: int, row: Row, words: Words) -> tuple[Said, ...]:
    name = words.branch(row.branch)
    star = words.catalogue.named("paper.star", str(row.star or 0))
    return (Said(zh=str(number), en=str(number)), Said(zh=name, en=name), star)


def _best_first(row: Row) -> tuple[int, bool, int]:
    return -(row.star or 0), row.place is None, row.place or 0
