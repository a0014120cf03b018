"""One version of a stream as an auditor looks at it: the state then, the entry that led to it, and the rules' answer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from audit.attesting import Attestation, attest
from audit.conforming import conform_command
from audit.replaying import Told, governing, last_step, moment, told
from domain.catalogue import Catalogue, Said
from interfaces.desk.audited import ToldFinding, ToldMoment, ToldStep, told_findings, told_moment, told_step
from journal.entry import StoredEntry
from journal.journal import Journal
from journal.rules_on_record import RulesOnRecord

_BESIDE = 3
"""Entries before and after that are told beside the one that is looked at."""


class Beside(NamedTuple):
    """An entry in the story of the stream."""

    version: int
    at: datetime
    said: Said


class Replayed(NamedTuple):
    """
    A stream as it stood at a version.

    `last`: the version it stands at now; `step`, `entry`, `attestation`: of the entry that led there, None where the stream
    had none by then; `story`: what happened just before and after.
    """

    stream: str
    last: int
    now: ToldMoment
    step: ToldStep | None
    entry: StoredEntry | None
    attestation: Attestation | None
    story: tuple[Beside, ...]


class Judged(NamedTuple):
    """What the rules answer to a command that is on record: no findings, it conforms. `today`: the day of `now`."""

    then: tuple[ToldFinding, ...]
    now: tuple[ToldFinding, ...]
    today: date


async def replayed(
    journal: Journal,
    sentences: Catalogue,
    stream: str,
    *,
    version: int | None = None,
    at: datetime | None = None,
    anchors: Sequence[str] = (),
) -> Replayed:
    """
    Return a stream as it was known at a version or a moment, its last entry verified anew.

    Raises `NoSuchProcessError`, `JournalUnavailableError`.
    """
    whole = await told(journal, stream)
    known = _until(whole, version, at)
    step = last_step(known)
    return Replayed(
        stream=stream,
        last=len(whole.entries),
        now=told_moment(moment(known), governing(known, await RulesOnRecord.read(journal))),
        step=told_step(step, sentences) if step else None,
        entry=step.entry if step else None,
        attestation=await attest(journal, step.entry, anchors) if step else None,
        story=tuple(_beside(whole, len(known.entries), sentences)),
    )


async def judged(journal: Journal, sentences: Catalogue, entry: StoredEntry, today: date) -> Judged:
    """Put the command of an entry to its rules again: to those of then, and to those in force today."""
    then = await conform_command(journal, entry.command_id)
    now = await conform_command(journal, entry.command_id, today)
    return Judged(told_findings(then.findings, sentences), told_findings(now.findings, sentences), today)


def _until(whole: Told, version: int | None, at: datetime | None) -> Told:
    count = sum(
        (version is None or entry.version <= version) and (at is None or fact.at <= at)
        for entry, fact in zip(whole.entries, whole.facts, strict=True)
    )
    return Told(whole.stream, whole.entries[:count], whole.facts[:count])


def _beside(whole: Told, version: int, sentences: Catalogue) -> list[Beside]:
    near = whole.facts[max(0, version - 1 - _BESIDE) : version + _BESIDE]
    return [Beside(one.version, one.at, sentences.story(one.event)) for one in near]
