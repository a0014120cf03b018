"""Every field that can name a person is of a type that says so. Source: `domain/people.py`."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, get_args, get_origin

import pytest
from pydantic import BaseModel, StringConstraints

from domain.decider import SHARED_COMMANDS, SHARED_EVENTS
from domain.matter.commands import Claim
from domain.orders import Order
from domain.people import Person, PersonalData, PersonId
from domain.processes import DECIDERS

RECORDED: set[type[BaseModel]] = {
    Claim,
    Order[Any],
    *SHARED_COMMANDS,
    *SHARED_EVENTS,
    *(one for decider in DECIDERS.values() for one in (*decider.commands, *decider.events)),
}
"""All that is put on record."""

PERSON_ID = get_args(PersonId)[1:]
"""What the type of a person's id says."""

UNSPECIFIC = {"id", "name", "released", "to"}
"""Names of fields that other things have as well as persons."""

SAYS_NOTHING_OF_PERSONS = {
    "action",
    "capital_text",
    "changed",
    "command_id",
    "command_kind",
    "data",
    "field",
    "followed",
    "key",
    "kind",
    "policy",
    "refused",
    "rule",
    "stream",
    "text",
}
"""Fields of any text that hold names of rules, kinds and streams, or a document of rules."""


class TextField(NamedTuple):
    """A text within a field, or a whole person; and what its type says of it."""

    model: type[BaseModel]
    name: str
    said: tuple[Any, ...]

    @property
    def personal(self) -> bool:
        return any(isinstance(one, PersonalData) for one in self.said)

    @property
    def opaque(self) -> bool:
        """Whether it is an id, as a person's is."""
        patterns = [one.pattern for one in self.said if isinstance(one, StringConstraints)]
        return r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" in patterns

    @property
    def singular(self) -> str:
        return self.name.removesuffix("s")

    @property
    def anything(self) -> bool:
        """Whether its type says nothing of what it holds."""
        return not self.said


def models(roots: Iterable[type[BaseModel]]) -> set[type[BaseModel]]:
    """Return these models and all within them."""
    found: set[type[BaseModel]] = set()
    waiting = list(roots)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [kind for _, _, kind in parts(model) if _is_model(kind)]
    return found


def texts(model: type[BaseModel]) -> Iterator[TextField]:
    """Yield every text of a model, and whole persons as the ids they have."""
    for name, said, kind in parts(model):
        if kind is str:
            yield TextField(model, name, said)
        elif kind is Person:
            yield TextField(model, name, PERSON_ID)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def parts(model: type[BaseModel]) -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    for name, field in model.model_fields.items():
        for said, kind in _leaves(field.annotation, tuple(field.metadata)):
            yield name, said, kind


def _leaves(kind: Any, said: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if hasattr(kind, "__metadata__"):
        inner, *more = get_args(kind)
        yield from _leaves(inner, (*said, *more))
    elif get_origin(kind) is not None and not _literal(kind):
        for part in get_args(kind):
            yield from _leaves(part, said)
    else:
        yield said, kind


def _literal(kind: Any) -> bool:
    return any(isinstance(one, str | int) for one in get_args(kind))


FIELDS = sorted(
    {field for one in models(RECORDED) for field in texts(one)}, key=lambda one: (str(one.model), one.name)
)
PERSONS = {one.singular for one in FIELDS if one.personal and one.opaque} - UNSPECIFIC


def test_a_field_that_names_a_person_somewhere_names_one_everywhere() -> None:
    assert {"person", "adviser", "principal"} <= PERSONS
    same = [one for one in FIELDS if one.singular in PERSONS and one.opaque]
    assert [one for one in same if not one.personal] == []


def test_a_text_of_which_nothing_is_said_may_hold_no_person() -> None:
    assert [one for one in FIELDS if one.anything and one.name not in SAYS_NOTHING_OF_PERSONS] == []


@pytest.mark.parametrize(
    "field",
    [
        "Claim.command",
        "FollowUpPromised.command",
        "RefusedOrder.data",
        "RefusalRecorded.data",
        "CorrectRecord.was",
        "CorrectRecord.now",
        "RecordCorrected.was",
        "RecordCorrected.now",
    ],
)
def test_what_carries_other_fields_is_personal_too(field: str) -> None:
    assert [one for one in FIELDS if one.personal and f"{one.model.__name__}.{one.name}" == field]
