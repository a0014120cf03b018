"""The decider of `adviser/<person>`: at most 3 enterprises at a time."""

from datetime import date
from typing import Any, ClassVar, Literal, assert_never

from domain.adviser.commands import AdviserCommand, AssignAdviser, ReleaseAdviser
from domain.adviser.refusals import TooManyEnterprisesError
from domain.decider import Decider
from domain.elections.limits import refuse
from domain.events import Event, Fact
from domain.matter.state import Matter
from domain.model import Identifier, Model, StreamName
from domain.orders import Act
from domain.tasks import Task


class AdviserAssigned(Event):
    """指导员联系企业. From the first day to the last, both included."""

    kind: Literal["adviser.assigned.v1"] = "adviser.assigned.v1"
    track: ClassVar[str] = "claims"
    enterprise: Identifier
    by: StreamName
    starts_on: date
    ends_on: date


class AdviserReleased(Event):
    """指导员不再联系企业."""

    kind: Literal["adviser.released.v1"] = "adviser.released.v1"
    track: ClassVar[str] = "claims"
    by: StreamName


class Service(Model):
    """One enterprise that an adviser serves."""

    enterprise: Identifier
    by: StreamName
    starts_on: date
    ends_on: date

    def overlaps(self, other: "Service") -> bool:
        """Tell whether both last on some same day."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def renewed_by(self, other: "Service") -> bool:
        """Tell whether the other takes its place: asked for by the same, for the same enterprise."""
        return (self.by, self.enterprise) == (other.by, other.enterprise)


class AdviserState(Matter):
    """Whom an adviser serves, past terms included until they are given back."""

    status: Literal["serving"] = "serving"
    serves: tuple[Service, ...] = ()


def decide(act: Act[AdviserCommand], state: AdviserState) -> list[Event]:
    """
    Assign or release; refuse more than 3 enterprises at a time, unless excepted.

    Terms that do not overlap do not count together. Source: L (`establishment.adviser_enterprises_maximum`).
    """
    match act.command:
        case AssignAdviser(waivers=waivers) as command:
            wanted = Service.model_validate(command.model_dump(exclude={"kind", "waivers"}))
            if wanted in state.serves:
                return []
            others = [one for one in state.serves if one.overlaps(wanted) and not one.renewed_by(wanted)]
            rule = act.rules.policy.establishment.adviser_enterprises_maximum
            if len(others) >= rule.value:
                served = ", ".join(one.enterprise for one in others)
                refuse(TooManyEnterprisesError(served, rule.value), rule, waivers)
            return [AdviserAssigned(**wanted.model_dump())]
        case ReleaseAdviser(by=by):
            return [AdviserReleased(by=by)] if any(one.by == by for one in state.serves) else []
        case unknown:
            assert_never(unknown)


def evolve(state: AdviserState, fact: Fact[Any]) -> AdviserState:
    """Fold one event of an adviser."""
    if isinstance(fact.event, AdviserAssigned):
        service = Service.model_validate(fact.event.model_dump(exclude={"kind"}))
        serves = (*(one for one in state.serves if not one.renewed_by(service)), service)
    else:
        serves = tuple(one for one in state.serves if one.by != fact.event.by)
    return state.model_copy(update={"serves": serves})


def tasks(_state: AdviserState) -> list[Task]:
    """Nobody is awaited by an adviser; work coverage has the tasks."""
    return []


def tags(state: AdviserState) -> frozenset[str]:
    """Return what the adviser is found by."""
    served = {f"enterprise:{one.enterprise}" for one in state.serves}
    return frozenset(served | {f"person:{state.stream.split('/')[1]}"})


DECIDER: Decider[Any] = Decider(
    name="adviser",
    state=AdviserState,
    commands=(AssignAdviser, ReleaseAdviser),
    events=(AdviserAssigned, AdviserReleased),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
    workflow=False,
)
