"""The shape of a process: what it decides, how its state evolves, who is awaited."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import Field, TypeAdapter

from domain.events import Event, Fact
from domain.matter.commands import Claim, InternalCommand, SharedCommand
from domain.matter.events import SharedEvent
from domain.matter.state import Matter
from domain.orders import Act, Command
from domain.tasks import Task

S = TypeVar("S", bound=Matter)
K = TypeVar("K", Command, Event)

SHARED_COMMANDS: tuple[type[Command], ...] = get_args(SharedCommand) + get_args(InternalCommand)
SHARED_EVENTS: tuple[type[Event], ...] = get_args(SharedEvent)


def _no_events(_act: Act[Any], _state: Any) -> list[Any]:  # noqa: ANN401  # fits every process
    return []


def _no_claims(_event: Any, _state: Any) -> list[Claim]:  # noqa: ANN401  # fits every process
    return []


def org_tag(state: Matter) -> frozenset[str]:
    """Return the tag of the organisation where a stream lies: for those that are about nothing else."""
    return frozenset({f"org:{state.org}"})


@dataclass(frozen=True)
class Decider(Generic[S]):
    """
    One kind of stream.

    `name`: the first part of the stream's name. `commands`: every class it accepts, public ones and those the service
    alone gives. `decide(act, state)`: its own commands only, refuse by raising a `DomainError`, an empty list means
    already so. `evolve(state, fact)`: its own events only, total. `tasks(state)`: the steps that wait, by its own
    rules. `passed(act, state)`: what its deadlines cause beyond reminding, called for a Tick after the general
    events were folded. `claims(event, state)`: what an event asks of other streams in the same append, `state` being
    the one after it. `undo(act, state)`: what it causes here when the entry that had led here proved wrong. `tags(state)`: how the whole life of a thing is found across streams (`branch:…`).
    """

    name: str
    state: type[S]
    commands: tuple[type[Command], ...]
    events: tuple[type[Event], ...]
    decide: Callable[[Act[Any], S], list[Any]]
    evolve: Callable[[S, Fact[Any]], S]
    tasks: Callable[[S], list[Task]]
    tags: Callable[[S], frozenset[str]]
    passed: Callable[[Act[Any], S], list[Any]] = _no_events
    claims: Callable[[Any, S], list[Claim]] = _no_claims
    undo: Callable[[Act[Any], S], list[Any]] = _no_events
    workflow: bool = True
    """Whether a workflow lives for its streams; else acts are recorded directly (documents, claims)."""
    event_adapter: TypeAdapter[Event] = field(init=False, repr=False)
    command_adapter: TypeAdapter[Command] = field(init=False, repr=False)
    fact_adapter: TypeAdapter[Fact[Event]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        event = self.event_type
        object.__setattr__(self, "event_adapter", TypeAdapter(event))
        object.__setattr__(self, "fact_adapter", TypeAdapter(Fact[event]))  # type: ignore[valid-type]
        object.__setattr__(self, "command_adapter", TypeAdapter(_by_kind(self.commands + SHARED_COMMANDS)))

    @property
    def event_type(self) -> Any:  # noqa: ANN401  # a type built at run time
        """The union of its events and the shared ones, told apart by kind: for pydantic."""
        return _by_kind(self.events + SHARED_EVENTS)

    def fact(self, text: str | bytes) -> Fact[Event]:
        """Decode one recorded fact of this kind of stream from JSON."""
        return self.fact_adapter.validate_json(text)


def _by_kind(classes: tuple[type[K], ...]) -> Any:  # noqa: ANN401  # a type built at run time
    return Annotated[reduce(or_, classes), Field(discriminator="kind")]
