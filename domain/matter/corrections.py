"""
Corrections and revocations: nothing is edited; the fold applies what was stated later (更正、撤销).

Source: domain.md §3 [P]; seams.md, "Corrections".
"""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from domain.decider import Decider
from domain.events import Event, Fact
from domain.matter.errors import NoSuchFieldError, WrongWasError
from domain.matter.events import AlreadySo, DecisionRevoked, RecordCorrected


def corrected(decider: Decider[Any], facts: Iterable[Fact[Any]]) -> list[Fact[Any]]:
    """
    Return the facts as they are to be read now: named fields replaced, revoked entries kept but for their event.

    A revoked entry still counts as an entry (its version, who acted), it only causes nothing any more.
    """
    recorded = list(facts)
    revoked = {fact.event.version for fact in recorded if isinstance(fact.event, DecisionRevoked)}
    wrong = [fact.event for fact in recorded if isinstance(fact.event, RecordCorrected)]
    return [_as_now(decider, fact, wrong, revoked) for fact in recorded]


def corrects(facts: Iterable[Fact[Any]]) -> bool:
    """Whether something earlier is to be read otherwise from here on."""
    return any(isinstance(one.event, RecordCorrected | DecisionRevoked) for one in facts)


def _as_now(
    decider: Decider[Any], fact: Fact[Any], wrong: list[RecordCorrected], revoked: set[int]
) -> Fact[Any]:
    if fact.version in revoked:
        return fact.model_copy(update={"event": AlreadySo()})
    event = fact.event
    for correction in wrong:
        if correction.version == fact.version:
            event = apply_correction(decider, event, correction)
    return fact if event is fact.event else fact.model_copy(update={"event": event})


def apply_correction(decider: Decider[Any], event: Event, correction: RecordCorrected) -> Event:
    """Return the event with the named field replaced; refuse when the field or what it was is not so."""
    data = event.model_dump(mode="json")
    holder, last = _find(data, correction)
    recorded = holder[last]
    if recorded != correction.was:
        raise WrongWasError(correction.field, str(recorded), str(correction.was))
    holder[last] = correction.now
    try:
        return decider.event_adapter.validate_json(json.dumps(data))
    except ValidationError as invalid:
        raise NoSuchFieldError(correction.field, event.kind) from invalid


def _find(data: dict[str, Any], correction: RecordCorrected) -> tuple[Any, Any]:
    """Return the innermost holder and the key or index of the named field."""
    *path, last = (int(part) if part.isdigit() else part for part in correction.field.split("."))
    holder: Any = data
    try:
        for part in path:
            holder = holder[part]
        if not isinstance(holder[last], str | int | bool | None):
            raise NoSuchFieldError(correction.field, str(data["kind"]))
    except (KeyError, IndexError, TypeError) as missing:
        raise NoSuchFieldError(correction.field, str(data["kind"])) from missing
    return holder, last
