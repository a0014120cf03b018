"""
`replay`: a stream as it stood at any moment, and how each entry led from one state to the next.

The same code as in production: facts of the journal, corrections of by then applied, folded by the process's decider.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from audit.differences import Difference, differences
from domain.dates import local_day
from domain.deciding import evolve, fold_corrected, tasks
from domain.events import Fact
from domain.matter.corrections import corrects
from domain.matter.state import Matter
from domain.processes import decider_of
from domain.rules import RulesStamp
from domain.tasks import Task
from journal.entry import StoredEntry
from journal.facts import facts_of_stream, said
from journal.journal import Journal
from journal.rules_on_record import Adoption, RulesOnRecord


class Moment(NamedTuple):
    """A stream as it was known at a moment. `position`: of its last entry by then; 0 without entries."""

    stream: str
    version: int
    position: int
    state: Matter
    tasks: tuple[Task, ...]


class Governing(NamedTuple):
    """
    The rules a stream was judged by. `stamp`: as its last entry names them; `documents`: which adopted ones those are.

    `known`: whether adopted documents give what is named.
    """

    stamp: RulesStamp
    known: bool
    documents: tuple[Adoption, ...]


class Step(NamedTuple):
    """One entry, and what it changed: of the state by field, of the tasks by step; `after`: the state it led to."""

    entry: StoredEntry
    fact: Fact[Any]
    command: str
    rules: RulesStamp | None
    state: tuple[Difference, ...]
    tasks: tuple[Difference, ...]
    after: Matter


class Told(NamedTuple):
    """The entries of a stream up to a moment, with what they say."""

    stream: str
    entries: tuple[StoredEntry, ...]
    facts: tuple[Fact[Any], ...]


async def told(
    journal: Journal, stream: str, *, version: int | None = None, at: datetime | None = None
) -> Told:
    """
    Return what a stream had been told by a version or a moment (of recording).

    Raises `NoSuchProcessError`, `JournalUnavailableError`.
    """
    decider_of(stream)
    entries = await journal.load(stream)
    known = [
        (entry, fact)
        for entry, fact in zip(entries, facts_of_stream(entries), strict=True)
        if (version is None or entry.version <= version) and (at is None or fact.at <= at)
    ]
    return Told(stream, tuple(entry for entry, _ in known), tuple(fact for _, fact in known))


def moment(told: Told) -> Moment:
    """Return the stream as it stood then: state and tasks."""
    decider = decider_of(told.stream)
    state: Matter = fold_corrected(decider, told.facts, stream=told.stream)
    position = told.entries[-1].position if told.entries else 0
    return Moment(told.stream, state.version, position, state, tuple(tasks(decider, state)))


def governing(told: Told, record: RulesOnRecord) -> Governing | None:
    """Return the rules that the last entry of by then names; None where it names none."""
    last = told.entries[-1] if told.entries else None
    stamp = said(last).rules if last else None
    if last is None or stamp is None:
        return None
    found = record.stamped(told.stream, stamp, last.position)
    judging = found.adoptions if found else ()
    return Governing(stamp, found is not None, tuple(_concerned(judging, told, stamp)))


def steps(told: Told) -> Iterator[Step]:
    """Yield each entry with what it changed. A correction changes what had been read otherwise until then."""
    decider = decider_of(told.stream)
    state: Any = decider.state(stream=told.stream)
    for number, (entry, fact) in enumerate(zip(told.entries, told.facts, strict=True), start=1):
        if corrects([fact]):
            after = fold_corrected(decider, told.facts[:number], stream=told.stream)
        else:
            after = evolve(decider, state, fact)
        yield _step(entry, fact, state, after)
        state = after


def last_step(told: Told) -> Step | None:
    """Return the last entry of by then with what it changed, the others only folded; None where there is none."""
    if not told.entries:
        return None
    decider = decider_of(told.stream)
    before: Matter = fold_corrected(decider, told.facts[:-1], stream=told.stream)
    after: Matter = fold_corrected(decider, told.facts, stream=told.stream)
    return _step(told.entries[-1], told.facts[-1], before, after)


def _step(entry: StoredEntry, fact: Fact[Any], before: Matter, after: Matter) -> Step:
    decider, says = decider_of(entry.stream), said(entry)
    return Step(
        entry=entry,
        fact=fact,
        command=says.cause.kind,
        rules=says.rules,
        state=tuple(differences(before.model_dump(mode="json"), after.model_dump(mode="json"))),
        tasks=tuple(_tasks_changed(tasks(decider, before), tasks(decider, after))),
        after=after,
    )


def _tasks_changed(before: Sequence[Task], after: Sequence[Task]) -> Iterator[Difference]:
    """Yield which tasks came, went or changed, by the names of their steps."""
    yield from differences(_by_step(before), _by_step(after))


def _by_step(waiting: Sequence[Task]) -> Any:  # noqa: ANN401  # JSON
    """Return tasks by the names of their steps; one that waits twice is told by its organisation too."""
    named = Counter(task.action for task in waiting)
    return {
        task.action if named[task.action] == 1 else f"{task.action} @ {task.org}": task.model_dump(
            mode="json"
        )
        for task in waiting
    }


def _concerned(adoptions: Sequence[Adoption], told: Told, stamp: RulesStamp) -> Iterator[Adoption]:
    """Yield the documents that the rules consist of: the policy and later ones, all calendars, schemes for stars."""
    day = local_day(told.facts[-1].at)
    policy = next((one for one in adoptions if one.digest == stamp.policy), None)
    for one in adoptions:
        kind = one.stream.split("/", maxsplit=1)[0]
        later = policy is not None and policy.since < one.since <= day
        if (
            one is policy
            or kind == "calendar"
            or (kind == "policy" and later)
            or (kind == "scheme" and told.stream.startswith("evaluation"))
        ):
            yield one
