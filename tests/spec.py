"""
A test is a sentence: given what was done, when somebody acts, then this happens.

    SPEC = Spec(DECIDER, stream="filing/K-1/1")
    SPEC.given(did(submit(), by=WANG, on="2026-10-15")).when(did(AcknowledgeFiling(), by=ZHAO)).then(
        like(FilingAcknowledged, late_by_days=0)
    )

What these sentences prove is collected: the tables of `docs/processes/` are made of it (`tests/tables.py`).
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID, uuid5

from domain.dates import start_of
from domain.decider import Decider
from domain.deciding import Decision, decide, facts_of, fold, next_wake, tasks
from domain.events import Event, Fact
from domain.matter.commands import Tick
from domain.matter.events import AlreadySo, FollowUpPromised
from domain.matter.state import Matter
from domain.orders import Act, Actor, Command, MeetingRecord, Order, Role
from domain.policy.document import policy_digest
from domain.policy.policy import Policy
from domain.refusals import DomainError
from domain.rules import Rules, RulesStamp
from tests.policies import default_policy, published_calendar
from tests.proved import Proved, proved

WANG, ZHAO, QIAN, SUN, LI, ZHOU = "p-wang", "p-zhao", "p-qian", "p-sun", "p-li", "p-zhou"
"""Persons who act in tests; nobody real."""

NAMESPACE = UUID("5f0c2f5e-7d1c-4a52-9f6e-6a0a3c2f8b11")
SERVICE = Actor(id="service", role=Role.SERVICE, org="service")


def rules(policy: Policy | None = None, **more: Any) -> Rules:
    """Return the shipped rules, or those of another policy."""
    judged_by = policy or default_policy()
    stamp = RulesStamp(policy=policy_digest(judged_by), calendar="0" * 64)
    return Rules(stamp=stamp, policy=judged_by, calendar=published_calendar(), **more)


@dataclass(frozen=True)
class Did:
    """Somebody orders something on a day; recorded at noon of the same or a later day."""

    command: Command
    by: str = WANG
    on: date | None = None
    recorded_on: date | None = None
    role: Role | None = None
    org: str = "o-1"
    decided_by: str | MeetingRecord | None = None
    on_behalf_of: str | None = None
    expected: int | None = None


@dataclass(frozen=True)
class TimePasses:
    """Nobody acts; every moment until 24:00 of a day is told."""

    until: date


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def did(command: Command, *, on: str | None = None, recorded_on: str | None = None, **more: Any) -> Did:
    """Somebody orders `command`; `on` is the date on the paper."""
    return Did(command, on=_day(on), recorded_on=_day(recorded_on), **more)


def by_service(command: Command, *, on: str | None = None) -> Did:
    """The service itself orders: something follows from another process."""
    return Did(command, by=SERVICE.id, role=Role.SERVICE, on=_day(on))


def time_passes(until: str) -> TimePasses:
    """Time passes until the end of a day."""
    return TimePasses(date.fromisoformat(until))


class Step(NamedTuple):
    """One command that was judged, by a person or as time passed: the states around it, and what it caused."""

    command: Command
    before: Any
    result: str
    after: Any

    def proves(self, process: str) -> Proved:
        """Return the line of the process's table that it proves."""
        return Proved(
            process=process,
            before=_status(self.before),
            command=type(self.command).__name__,
            by=" / ".join(sorted(self.command.roles)),
            result=self.result,
            after=_status(self.after),
        )


def _status(state: Any) -> str:
    """Return the name of a state, whether the case rests in it, and whether it is closed."""
    rests, closed = ", at rest" if state.rest else "", " ∎" if state.closed else ""
    return f"{getattr(state, 'status', '–')}{rests}{closed}"


def _kinds(events: Iterable[Event]) -> str:
    return "; ".join(event.kind for event in events if not isinstance(event, FollowUpPromised))


@dataclass(frozen=True)
class Like:
    """An event of a class whose named fields have these values."""

    event: type[Event]
    fields: dict[str, Any]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, self.event):
            return False
        return all(getattr(other, name) == value for name, value in self.fields.items())

    __hash__ = None  # type: ignore[assignment]


def like(event: type[Event], **fields: Any) -> Like:
    """Expect an event of a class, looking at the named fields only."""
    return Like(event, fields)


@dataclass
class Spec:
    """One kind of stream under test."""

    decider: Decider[Any]
    stream: str
    rules: Rules = field(default_factory=rules)
    today: date = date(2026, 1, 5)

    def given(self, *history: Did | TimePasses) -> "Scene":
        """Begin with what was done before."""
        scene = Scene(self, self.decider.state(stream=self.stream), self.today)
        for one in history:
            scene.do(one)
        return scene

    def under(self, policy: Policy, **more: Any) -> "Spec":
        """Return the same under another policy."""
        return Spec(self.decider, self.stream, rules(policy, **more), self.today)


class Scene:
    """A state that was reached, and what is tried next."""

    def __init__(self, spec: Spec, state: Matter, today: date) -> None:
        self.spec = spec
        self.state: Any = state
        self.today = today
        self.facts: list[Fact[Any]] = []
        self.steps: list[Step] = []
        self.count = 0

    def do(self, what: Did | TimePasses) -> list[Event]:
        """Do it, refusals included, and go on from there."""
        if isinstance(what, TimePasses):
            return self._let_time_pass(what.until)
        return list(self._act(self._stamped(what)).events)

    def when(self, what: Did | TimePasses) -> "Outcome":
        """Try what the sentence is about."""
        before, taken = self.state, len(self.steps)
        try:
            events = self.do(what)
        except DomainError as refused:
            acted = [what.command] if isinstance(what, Did) else []
            steps = [Step(one, before, f"✗ {refused.rule}", self.state) for one in acted]
            return Outcome(self, before, steps, [], refused)
        return Outcome(self, before, self.steps[taken:], events, None)

    def then_waiting(self, *actions: str) -> Self:
        """Exactly these steps wait."""
        waiting = [task.action for task in tasks(self.spec.decider, self.state)]
        assert sorted(waiting) == sorted(actions), waiting
        return self

    def _stamped(self, what: Did) -> Act[Any]:
        on = what.on or self.today
        self.today = max(self.today, what.recorded_on or on)
        at = datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(hours=4)
        role = what.role or next(iter(sorted(what.command.roles)))
        actor = Actor(id=what.by, role=role, org=what.org, on_behalf_of=what.on_behalf_of)
        order = Order[Any](
            command_id=self._next_id(),
            actor=actor,
            decided_by=what.decided_by,
            acted_on=on,
            expected=what.expected,
            command=what.command,
        )
        return Act(order=order, at=at, rules=self.spec.rules)

    def _act(self, act: Act[Any]) -> Decision:
        decision, before = decide(self.spec.decider, act, self.state), self.state
        facts = facts_of(act, decision.events, self.state)
        self.facts.extend(facts)
        self.state = fold(self.spec.decider, facts, stream=self.spec.stream, state=self.state)
        self.steps.append(Step(act.command, before, _kinds(decision.events), self.state))
        self.decision = decision
        return decision

    def _let_time_pass(self, until: date) -> list[Event]:
        end = datetime.combine(until, datetime.min.time(), UTC) + timedelta(hours=16)
        told: list[Event] = []
        while (wake := next_wake(self.state)) is not None and wake <= end:
            order = Order[Any](command_id=self._next_id(), actor=SERVICE, command=Tick(due=wake))
            at = max(wake, start_of(self.today))  # what was not told in time is told today
            told.extend(self._act(Act(order=order, at=at, rules=self.spec.rules)).events)
        self.today = max(self.today, until + timedelta(days=1))
        return told

    def _next_id(self) -> UUID:
        self.count += 1
        return uuid5(NAMESPACE, f"{self.spec.stream} {self.count}")


class Outcome:
    """What came of it."""

    def __init__(
        self,
        scene: Scene,
        before: Any,
        steps: list[Step],
        events: list[Event],
        refused: DomainError | None,
    ) -> None:
        self.scene, self.before, self.steps = scene, before, steps
        self.events, self.refused = events, refused

    @property
    def state(self) -> Any:
        return self.scene.state

    def then(self, *expected: Event | Like) -> Self:
        """Exactly these events, but for follow-ups (see `promising`)."""
        if self.refused is not None:
            raise self.refused
        happened = [event for event in self.events if not isinstance(event, FollowUpPromised)]
        assert happened == list(expected), happened
        return self._noted()

    def then_already_so(self) -> Self:
        """Nothing happens: it is so already."""
        return self.then(AlreadySo())

    def then_refused(self, error: type[DomainError], **data: object) -> Self:
        """A rule refuses; the data it names are these."""
        assert isinstance(self.refused, error), self.refused or self.events
        told = {name: self.refused.data[name] for name in data}
        assert told == {name: str(value) for name, value in data.items()}, self.refused.data
        assert self.state == self.before
        return self._noted()

    def promising(self, *follow_ups: tuple[str, type[Command]]) -> Self:
        """Exactly these follow in other processes: (stream, command)."""
        promised = [(one.to, one.command_kind) for one in self.events if isinstance(one, FollowUpPromised)]
        assert promised == [(to, command.kind_name()) for to, command in follow_ups], promised
        return self

    def claiming(self, *claims: tuple[str, type[Command]]) -> Self:
        """Exactly these are asked of other streams in the same append: (stream, command)."""
        asked = [(one.stream, _kind(one.command)) for one in self.scene.decision.claims]
        assert asked == [(stream, command.kind_name()) for stream, command in claims], asked
        return self

    def waiting(self, *actions: str) -> Self:
        """Exactly these steps wait now."""
        self.scene.then_waiting(*actions)
        return self

    def where(self, check: Callable[[Any], bool]) -> Self:
        """Something holds of the state now."""
        assert check(self.state), self.state
        return self

    def _noted(self) -> Self:
        """Keep what was proved for the process's table, a line for each time that time was told."""
        proved.extend(step.proves(self.scene.spec.decider.name) for step in self.steps)
        return self


def _kind(command: str) -> str:
    return str(json.loads(command)["kind"])
