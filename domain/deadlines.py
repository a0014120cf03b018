"""Deadlines: data in the state, told by time itself (期限、提醒、逾期、升级)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.dates import before, due, end_of, rolled, start_of
from domain.model import Identifier, Model
from domain.policy.rule import Term
from domain.rules import Rules


class Stage(StrEnum):
    """How far time has gone with a deadline."""

    RUNNING = "running"
    REMINDED = "reminded"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


_ORDER = tuple(Stage)


class Deadline(Model):
    """
    By when an action is awaited: 24:00 of `due_on`, local time.

    `since` and `term` are kept, so that an imported calendar can compute it again; `provisional` says that a year's
    working days were not yet published. `shift`: calendar days by which it was extended; `rested`: calendar days for
    which the case rested. `fixed`: the day itself is
    given (the end of a term of office, the day a contract ends), not counted from `since`: neither a calendar nor a
    rest moves it. `awaited`: somebody is; else a period just ends (a public notice, a day that comes), which is told
    once and is nobody's delay.
    """

    action: Identifier
    since: date
    term: Term
    due_on: date
    remind_on: date | None = None
    escalate_on: date | None = None
    provisional: bool = False
    shift: int = 0
    rested: int = 0
    stage: Stage = Stage.RUNNING
    fixed: bool = False
    awaited: bool = True

    @property
    def overdue(self) -> bool:
        """Whether somebody is late."""
        return self.awaited and self.passed

    @property
    def passed(self) -> bool:
        """Whether its last day is over, as far as time was told."""
        return self.stage in {Stage.OVERDUE, Stage.ESCALATED}

    def moved_on(self, stage: Stage) -> "Deadline":
        """Return it at a later stage; stages never go back."""
        later = max(self.stage, stage, key=_ORDER.index)
        return self.model_copy(update={"stage": later})


class Stroke(NamedTuple):
    """A moment at which time itself must be told, and the stage it leads to."""

    at: datetime
    action: Identifier
    stage: Stage


def set_deadline(action: Identifier, since: date, term: Term, rules: Rules) -> Deadline:
    """Return the deadline of `action`, `term` after `since`, with its reminder and escalation."""
    on = due(since, term, rules.calendar)
    shared = rules.policy.shared
    remind_on = before(on.on, shared.remind_before, rules.calendar)
    return Deadline(
        action=action,
        since=since,
        term=term,
        due_on=on.on,
        remind_on=remind_on if remind_on > since else None,
        escalate_on=due(on.on, shared.escalate_after, rules.calendar).on,
        provisional=on.provisional,
    )


def fixed_deadline(
    action: Identifier, since: date, due_on: date, rules: Rules, remind: Term | None = None
) -> Deadline:
    """Return the deadline of a day that is given, not counted; reminded `remind` ahead of it, or as that day begins."""
    shared = rules.policy.shared
    return Deadline(
        action=action,
        since=since,
        term=remind or shared.remind_before,
        due_on=due_on,
        remind_on=before(due_on, remind, rules.calendar) if remind else due_on,
        escalate_on=due(due_on, shared.escalate_after, rules.calendar).on,
        fixed=True,
    )


def period(action: Identifier, since: date, term: Term, rules: Rules) -> Deadline:
    """Return a period of `term` after `since` in which nobody is awaited; it is told when it has ended."""
    return set_deadline(action, since, term, rules).model_copy(update=_UNAWAITED)


def period_before(action: Identifier, since: date, day: date, rules: Rules) -> Deadline:
    """Return the time until a given day begins, in which nobody is awaited; it is told as that day begins."""
    eve = date.fromordinal(day.toordinal() - 1)
    return fixed_deadline(action, since, eve, rules).model_copy(update=_UNAWAITED)


_UNAWAITED = {"awaited": False, "remind_on": None, "escalate_on": None}


def computed_again(deadline: Deadline, rules: Rules) -> Deadline:
    """Return the deadline under the calendar of `rules`; extensions and stages are kept."""
    if deadline.fixed:
        return deadline
    make = set_deadline if deadline.awaited else period
    fresh = make(deadline.action, deadline.since, deadline.term, rules)
    moved = postponed(fresh, rules, extended=deadline.shift, rested=deadline.rested)
    return moved.model_copy(update={"stage": deadline.stage})


def postponed(deadline: Deadline, rules: Rules, *, extended: int = 0, rested: int = 0) -> Deadline:
    """
    Return the deadline so many calendar days later, running afresh; a day off rolls to the next working day.

    All its extensions and rests together are counted from its first last day, so that what was rolled once is not
    given again. Source: domain.md §3, Dates [P].
    """
    if deadline.fixed:
        return deadline
    shift, rest = deadline.shift + extended, deadline.rested + rested
    first = due(deadline.since, deadline.term, rules.calendar)
    last = rolled(date.fromordinal(first.on.toordinal() + shift + rest), rules.calendar)
    due_on = last.on
    moved = {
        "due_on": due_on,
        "provisional": first.provisional or last.provisional,
        "shift": shift,
        "rested": rest,
        "stage": Stage.RUNNING,
    }
    if not deadline.awaited:
        return deadline.model_copy(update=moved)
    remind_on = before(due_on, rules.policy.shared.remind_before, rules.calendar)
    told = {
        "remind_on": remind_on if remind_on > deadline.since else None,
        "escalate_on": due(due_on, rules.policy.shared.escalate_after, rules.calendar).on,
    }
    return deadline.model_copy(update=moved | told)


def strokes(deadline: Deadline) -> Iterator[Stroke]:
    """Yield what time has still to tell of one deadline, in order."""
    moments = (
        (Stage.REMINDED, start_of(deadline.remind_on) if deadline.remind_on else None),
        (Stage.OVERDUE, end_of(deadline.due_on)),
        (Stage.ESCALATED, end_of(deadline.escalate_on) if deadline.escalate_on else None),
    )
    for stage, at in moments:
        if at is not None and _ORDER.index(stage) > _ORDER.index(deadline.stage):
            yield Stroke(at, deadline.action, stage)


def due_strokes(deadlines: Iterable[Deadline], at: datetime) -> list[Stroke]:
    """Return the strokes that are due at `at`, in order of time."""
    return sorted(stroke for deadline in deadlines for stroke in strokes(deadline) if stroke.at <= at)


def next_stroke(deadlines: Iterable[Deadline]) -> datetime | None:
    """Return the next moment at which time must be told, or None."""
    return min((stroke.at for deadline in deadlines for stroke in strokes(deadline)), default=None)
