"""
How an act is decided, for everybody: the workflow, the record activity, the console's forms, the auditor's replay.

`decide` judges an act against a state and answers everything it causes; `fold` makes the state of recorded facts.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from domain.admission import admit
from domain.dates import working_days_after
from domain.deadlines import next_stroke
from domain.decider import SHARED_COMMANDS, SHARED_EVENTS, Decider
from domain.events import Event, Fact
from domain.lifecycle import FollowUp, follow_ups
from domain.matter.commands import Claim, KeepOrUndo, Tick
from domain.matter.corrections import corrected
from domain.matter.decide import awake, decide_shared
from domain.matter.events import AlreadySo, ConsequenceSettled, DeadlineLifted, FollowUpPromised, RecordedLate
from domain.matter.evolve import evolve_circumstances, evolve_shared
from domain.matter.state import Matter
from domain.orders import Act
from domain.tasks import Task
from domain.waiting import waiting_tasks

S = TypeVar("S", bound=Matter)

_AnyFact = Fact[Any]
"""Named once: to ask pydantic for it costs more than to make one."""


class Decision(NamedTuple):
    """All that one act causes: its events in order, and what it asks of other streams in the same append."""

    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


def decide(decider: Decider[S], act: Act[Any], state: S) -> Decision:
    """
    Judge an act. Raises a `DomainError` when a rule refuses; changes nothing.

    An act that causes nothing answers `AlreadySo`, so that its id is spent.
    """
    admit(act, state, tasks(decider, state))
    act = replace(act, bound=state.one_with(act.deciders))
    caused = _caused(decider, act, state)
    if not caused:
        return Decision(events=(AlreadySo(),), claims=())
    after = fold(decider, facts_of(act, caused, state), stream=state.stream, state=state)
    claims = tuple(one for event in caused for one in decider.claims(event, after))
    noted = _noted(act, state, after)
    promised = _promised(caused, state, after)
    return Decision(events=(*caused, *noted, *promised), claims=claims)


def with_promises(decider: Decider[S], act: Act[Any], events: Iterable[Event], state: S) -> list[Event]:
    """Return what a claim caused in its stream, with the follow-ups that this promises there."""
    caused = list(events)
    after = fold(decider, facts_of(act, caused, state), stream=state.stream, state=state)
    return [*caused, *_promised(caused, state, after)]


def tags_after(decider: Decider[S], act: Act[Any], events: Iterable[Event], state: S) -> tuple[str, ...]:
    """Return the tags of the entries that `events` become after `state`: those of the state they lead to."""
    after = fold(decider, facts_of(act, events, state), stream=state.stream, state=state)
    return tuple(sorted(decider.tags(after)))


def facts_of(act: Act[Any], events: Iterable[Event], state: Matter) -> list[Fact[Any]]:
    """Return the facts that `events` become when they are recorded after `state`."""
    order = act.order
    return [
        _AnyFact(
            event=event,
            version=state.version + 1 + index,
            at=act.at,
            acted_on=act.acted_on,
            actor=order.actor,
            decided_by=order.decided_by,
            command_id=order.command_id,
            index=index,
        )
        for index, event in enumerate(events)
    ]


def fold(decider: Decider[S], facts: Iterable[Fact[Any]], *, stream: str, state: S | None = None) -> S:
    """Return the state that recorded facts lead to; `state` is where they go on from."""
    folded = state if state is not None else decider.state(stream=stream)
    for fact in facts:
        folded = evolve(decider, folded, fact)
    return folded


def fold_corrected(decider: Decider[S], facts: Iterable[Fact[Any]], *, stream: str) -> S:
    """Return the live state: corrections and revocations of the stream are applied to what they name."""
    return fold(decider, corrected(decider, facts), stream=stream)


def evolve(decider: Decider[S], state: S, fact: Fact[Any]) -> S:
    """Fold one recorded fact."""
    state = evolve_circumstances(state, fact)
    if isinstance(fact.event, SHARED_EVENTS):
        return evolve_shared(state, fact)
    return decider.evolve(state, fact)


def tasks(decider: Decider[S], state: S) -> list[Task]:
    """Return what waits, with due days and assignees; nothing but consequences in a closed case."""
    return waiting_tasks(decider, state)


def next_wake(state: Matter) -> datetime | None:
    """Return when time itself must be told next, or None."""
    return None if state.closed and not state.consequences else next_stroke(awake(state))


def _caused(decider: Decider[S], act: Act[Any], state: S) -> list[Event]:
    if not isinstance(act.command, SHARED_COMMANDS):
        return list(decider.decide(act, state))
    waiting = frozenset(task.action for task in tasks(decider, state))
    events = decide_shared(act, state, waiting)
    after = fold(decider, facts_of(act, events, state), stream=state.stream, state=state)
    if isinstance(act.command, Tick):
        return events if act.command.refused else [*events, *decider.passed(act, after)]
    return [*events, *_undone(decider, act, events, after)]


def _undone(decider: Decider[S], act: Act[Any], events: Iterable[Event], after: S) -> list[Event]:
    return [
        own
        for event in events
        if isinstance(event, ConsequenceSettled) and event.choice == KeepOrUndo.UNDO
        for own in decider.undo(act, after)
    ]


def _noted(act: Act[Any], state: Matter, after: Matter) -> list[Event]:
    """Return what the two times tell by themselves: recorded late; in time although a deadline had passed."""
    if act.by_service:
        return []
    shared = act.rules.policy.shared
    late = working_days_after(act.acted_on, act.today, act.rules.calendar)
    noted: list[Event] = [RecordedLate(working_days=late)] if late > shared.recording_grace.value else []
    met = [one for one in state.deadlines if one.overdue and after.deadline(one.action) != one]
    in_time = [one for one in met if act.acted_on <= one.due_on]
    return [*noted, *(DeadlineLifted(action=one.action, due_on=one.due_on) for one in in_time)]


def _promised(events: Iterable[Event], state: Matter, after: Matter) -> list[FollowUpPromised]:
    following = [
        (state.version + 1 + index, one)
        for index, event in enumerate(events)
        for one in follow_ups(event, after)
    ]
    first = len(state.promises)
    return [_promise(first + offset, cause, one) for offset, (cause, one) in enumerate(following)]


def _promise(number: int, cause: int, one: FollowUp) -> FollowUpPromised:
    return FollowUpPromised(
        number=number,
        cause=cause,
        to=one.to,
        command_kind=one.command.kind,
        command=one.command.model_dump_json(),
    )
