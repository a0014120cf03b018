"""From the entries of a case to its documents: `papers_of`, pure."""

from collections.abc import Callable, Iterable
from typing import Any

from domain.catalogue import Catalogue, Said
from domain.events import Fact
from domain.model import EntryRef
from domain.orders import MeetingRecord
from domain.roster.directory import Directory
from interfaces.papers.afterwards import afterwards
from interfaces.papers.case import Case, Recorded
from interfaces.papers.draft import Draft
from interfaces.papers.issuing import issuer_of
from interfaces.papers.moment import Moment
from interfaces.papers.names import Names
from interfaces.papers.of import appointment, establishment, evaluation_round, filing, investigation
from interfaces.papers.paper import Ground, Paper, Wording
from interfaces.papers.words import Words

_DRAFTS: dict[str, Callable[[Moment, Words], Draft | None]] = {
    "appointment": appointment.draft,
    "establishment": establishment.draft,
    "evaluation-round": evaluation_round.draft,
    "filing": filing.draft,
    "investigation": investigation.draft,
}


def papers_of(
    case: Case,
    catalogue: Catalogue,
    directory: Directory,
    names: Names | None = None,
    *,
    version: int | None = None,
) -> tuple[Paper, ...]:
    """
    Return the documents that follow from a case's entries, in their order; or the one of a version alone.

    Each says what was known when it was issued; what was revoked, corrected or ended since stands on it as well.
    `names`: of the branches and enterprises that they name; `names.missed` tells afterwards whose were wanting.
    """
    draft = _DRAFTS.get(case.stream.partition("/")[0])
    if draft is None:
        return ()
    made: list[Paper] = []
    for index, recorded in enumerate(case.recorded):
        if version is None or recorded.fact.version == version:
            words = Words(catalogue, directory, names or Names(), recorded.fact.at)
            moment = Moment(case, index)
            drafted = draft(moment, words)
            made += [_paper(case, recorded, moment, drafted, words)] if drafted else []
    return tuple(made)


def _paper(case: Case, recorded: Recorded, moment: Moment, draft: Draft, words: Words) -> Paper:
    fact = moment.fact
    number = words.catalogue.named(f"paper.number.{draft.kind}", draft.number) if draft.number else None
    return Paper(
        kind=draft.kind,
        stream=case.stream,
        version=fact.version,
        position=recorded.position,
        entry=recorded.entry,
        leaf=recorded.leaf,
        sealed=recorded.position <= case.sealed,
        rehearsal=case.rehearsal,
        title=draft.title,
        number=draft.number,
        numbered=number,
        acted_on=fact.acted_on,
        dated=words.day(fact.acted_on),
        issuer=issuer_of(moment, words),
        addressee=draft.addressee,
        body=(*draft.body, *_exceptions(draft, words), *_meeting(fact, words)),
        listing=draft.listing,
        closing=words.said(f"close.{draft.close}"),
        attachments=draft.attachments,
        attached=_attached(draft, words),
        grounds=tuple(_grounds(draft, moment, words)),
        afterwards=tuple(afterwards(draft, moment, words)),
        place=_place(case, recorded, words),
        wording=_wording(draft, words),
    )


def _exceptions(draft: Draft, words: Words) -> Iterable[Said]:
    for one in draft.waivers:
        key = "waiver.documented" if one.document else "waiver"
        yield words.said(key, reason=one.reason, document=one.document)


def _meeting(fact: Fact[Any], words: Words) -> Iterable[Said]:
    met = fact.decided_by
    if isinstance(met, MeetingRecord):
        yield words.said("by_meeting", body=met.body, day=words.day(met.held_on), document=met.document)


def _attached(draft: Draft, words: Words) -> tuple[Said, ...]:
    return tuple(
        words.said("attachment", number=number, name=one.name, sha256=one.sha256)
        for number, one in enumerate(draft.attachments, 1)
    )


def _grounds(draft: Draft, moment: Moment, words: Words) -> Iterable[Ground]:
    for kinds in draft.rests_on:
        fact = moment.last(*kinds)
        if fact is not None:
            entry = EntryRef(stream=moment.stream, version=fact.version)
            told = words.catalogue.story(fact.event)
            said = words.said("ground", day=words.day(fact.acted_on), said=told, **dict(entry))
            yield Ground(said=said, entry=entry)
    for cited in dict.fromkeys((one.stream, one.version) for one in draft.cites):
        entry = EntryRef(stream=cited[0], version=cited[1])
        yield Ground(said=words.said("cited", **dict(entry)), entry=entry)


def _place(case: Case, recorded: Recorded, words: Words) -> tuple[Said, ...]:
    key = "sealed" if recorded.position <= case.sealed else "unsealed"
    version, entry = recorded.fact.version, recorded.entry
    return (
        words.said(key, position=recorded.position),
        words.said("entry", stream=case.stream, version=version, entry=entry),
        words.said("leaf", leaf=recorded.leaf),
    )


def _wording(draft: Draft, words: Words) -> Wording:
    fixed = {name: words.said(name) for name in Wording.model_fields if name != "kind"}
    return Wording(kind=words.label(draft.kind), **fixed)
