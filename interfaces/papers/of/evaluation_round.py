"""The documents of an evaluation round: the notice of the stars proposed, and the stars awarded (星级公示、评定结果). Source: S22."""

from collections.abc import Collection

from domain.catalogue import Said
from domain.evaluation_round import events as e
from domain.evaluation_round.rows import Row
from domain.evaluation_round.state import RoundState
from domain.model import Identifier
from interfaces.papers.draft import Draft
from interfaces.papers.issuing import issuer_of
from interfaces.papers.moment import Moment
from interfaces.papers.paper import Listing, PaperKind
from interfaces.papers.words import Words


def draft(moment: Moment, words: Words) -> Draft | None:
    """Return the document of an entry, or None."""
    match moment.event:
        case e.ProposalsPosted() as event:
            return _notice(event, moment, words)
        case e.StarsAwarded() as event:
            return _award(event, moment, words)
        case _:
            return None


def _notice(event: e.ProposalsPosted, moment: Moment, words: Words) -> Draft:
    """
    Return the notice of some proposals.

    Made of the entry that posts them, not of the one that opens the notice: a large round posts them in several, and
    what is ranked anew is posted on a notice of its own.
    """
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
        listing=_listing(event.branches, state, words),
        rests_on=((e.RoundRanked,), (e.NoticeOpened,)),
    )


def _award(event: e.StarsAwarded, moment: Moment, words: Words) -> Draft:
    """Return the stars of one entry: a large round awards them in several, under the same number."""
    state: RoundState = moment.state
    text = words.said(
        "round.award.text", issuer=issuer_of(moment, words), year=state.year, count=len(event.rows)
    )
    part = (words.said("round.award.part"),) if event.more else ()
    return Draft(
        kind=PaperKind.DECISION,
        close="decision",
        title=words.said("round.award", year=state.year),
        body=(text, *part),
        number=event.document,
        listing=_listing(tuple(one.branch for one in event.rows), state, words),
        rests_on=((e.RoundRanked,), (e.NoticeOpened,)),
        ended_by=(e.StarMoved,),
    )


def _listing(branches: Collection[Identifier], state: RoundState, words: Words) -> Listing:
    rows = sorted((row for row in state.rows if row.branch in branches), key=_best_first)
    heads = (words.said("listed.number"), words.said("listed.branch"), words.said("listed.star"))
    return Listing(heads=heads, rows=tuple(_listed(number, row, words) for number, row in enumerate(rows, 1)))


def _listed(number: int, row: Row, words: Words) -> tuple[Said, ...]:
    name = words.branch(row.branch)
    star = words.catalogue.named("paper.star", str(_star(row)))
    return (Said(zh=str(number), en=str(number)), Said(zh=name, en=name), star)


def _best_first(row: Row) -> tuple[int, bool, int]:
    return -_star(row), row.place is None, row.place or 0


def _star(row: Row) -> int:
    """Return the star that was awarded; before that, the one that is proposed."""
    star = row.star if row.awarded is None else row.awarded
    return star or 0
