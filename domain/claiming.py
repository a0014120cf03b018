"""How claims are decided: what one act asks of another stream, judged there by that stream's own rules. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from domain.decider import Decider
from domain.deciding import facts_of, fold, with_promises
from domain.events import Event
from domain.matter.commands import Claim
from domain.matter.state import Matter
from domain.orders import Act, Role

S = TypeVar("S", bound=Matter)


class Claimed(NamedTuple):
    """What claims cause in their stream, in order, and the tags of those entries. No event: already so."""

    events: tuple[Event, ...]
    tags: tuple[str, ...]


def decide_claims(decider: Decider[S], claims: Iterable[Claim], act: Act[Any], state: S) -> Claimed:
    """
    Decide what `act` asks of one stream that stands at `state`; claims follow each other.

    `act`: the one that claims, with the rules of the claimed stream. Raises what those rules refuse.
    """
    caused = list[Event]()
    for claim in claims:
        asked = _asked(act, claim, decider)
        events = with_promises(decider, asked, decider.decide(asked, state), state)
        state = fold(decider, facts_of(asked, events, state), stream=state.stream, state=state)
        caused.extend(events)
    return Claimed(events=tuple(caused), tags=tuple(sorted(decider.tags(state))))


def _asked(act: Act[Any], claim: Claim, decider: Decider[Any]) -> Act[Any]:
    """Return the act as the claimed stream judges it: the service asks there, for the same order."""
    actor = act.order.actor.model_copy(update={"role": Role.SERVICE})
    command = decider.command_adapter.validate_json(claim.command)
    return replace(act, order=act.order.model_copy(update={"actor": actor, "command": command}))
