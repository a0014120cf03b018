"""What a document must not hide: that what it says, or rests on, was revoked, corrected or ended since."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from domain.catalogue import Said
from domain.events import Fact
from domain.matter.events import DecisionRevoked, RecordCorrected
from interfaces.papers.draft import Draft
from interfaces.papers.moment import Moment
from interfaces.papers.words import Words


def afterwards(draft: Draft, moment: Moment, words: Words) -> Iterator[Said]:
    """Yield what happened since to a document: each revocation and correction, and the first event that ended it."""
    own = moment.fact.version
    behind = {fact.version for kinds in draft.rests_on if (fact := moment.last(*kinds))}
    for fact in moment.later:
        yield from _mended(fact, own, behind, words)
    yield from islice(
        (_ended(one, words) for one in moment.later if isinstance(one.event, draft.ended_by)), 1
    )


def _mended(fact: Fact[Any], own: int, behind: set[int], words: Words) -> Iterator[Said]:
    event, day = fact.event, words.day(fact.acted_on)
    if not isinstance(event, DecisionRevoked | RecordCorrected) or event.version not in {own, *behind}:
        return
    if isinstance(event, RecordCorrected):
        yield words.said("corrected", day=day, **dict(event))
    else:
        key = "revoked" if event.version == own else "ground_revoked"
        yield words.said(key, day=day, **dict(event))


def _ended(fact: Fact[Any], words: Words) -> Said:
    return words.said("ended", day=words.day(fact.acted_on), said=words.catalogue.story(fact.event))
