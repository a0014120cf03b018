"""What an entry changed, as people read it: fields by what they are called, values as facts."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError
from pydantic_core import to_json

from domain.tasks import Task
from interfaces.console.cases.facts import Fact, Facts
from interfaces.desk.audited import Changed

_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
"""A field's name, or the number of an item."""
_OF_TASK = re.compile(rf"^(.+?)(?:\.((?:{'|'.join(Task.model_fields)})\b.*))?$")
"""A step's name, and the field of its task."""


_COUNTING = frozenset({"version", "moved"})
"""Fields that count entries: every entry changes them, and the page says which one it is."""


class Change(NamedTuple):
    """
    One field that differs. `name`: as people call it; `field`: as the journal has it, for who compares bytes.

    `before`, `after`: None where there was nothing.
    """

    name: str
    field: str
    before: Fact | None
    after: Fact | None


class Changes:
    """Tells differences in one language."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def of(self, changed: Sequence[Changed], model: type[BaseModel]) -> tuple[Change, ...]:
        """Return what changed of a model's instance."""
        return tuple(self._told(one, one.field, model) for one in changed if one.field not in _COUNTING)

    def of_tasks(self, changed: Sequence[Changed], step: Callable[[str], str]) -> tuple[Change, ...]:
        """Return what changed of what waits. `step`: what a step is called, by its name."""
        return tuple(self._of_task(one, step) for one in changed)

    def _of_task(self, one: Changed, step: Callable[[str], str]) -> Change:
        found = _OF_TASK.match(one.field)
        action, rest = (found[1], found[2] or "") if found else (one.field, "")
        told = self._told(one, rest, Task)
        return told._replace(name=" · ".join(filter(None, (step(action.partition(" @ ")[0]), told.name))))

    def _told(self, one: Changed, path: str, kind: Any) -> Change:  # noqa: ANN401  # a class, or as a field is declared
        names = []
        tell: Callable[[object], Fact] = partial(self._facts.value, "")
        for name, item in _PART.findall(path):
            model = None if item else _model(kind, name)
            names.append(str(int(item) + 1) if item else self._facts.called(model, name) if model else name)
            kind = _item(kind) if item else _field(kind, name)
            tell = partial(self._facts.of_field, model, name) if model else partial(self._facts.value, "")
        return Change(
            " · ".join(names),
            one.field,
            None if one.came else tell(_meant(one.before, kind)),
            None if one.went else tell(_meant(one.after, kind)),
        )


def _model(kind: Any, field: str) -> type[BaseModel] | None:  # noqa: ANN401  # as above
    """Return the class that declares a field."""
    return next((one for one in _models(kind) if field in one.model_fields), None)


def _field(kind: Any, name: str) -> Any:  # noqa: ANN401  # as above
    """Return how a field is declared; None where no class says."""
    model = _model(kind, name)
    return model.model_fields[name].annotation if model else None


def _item(kind: Any) -> Any:  # noqa: ANN401  # as above
    """Return how the items of a list are declared."""
    return next(iter(get_args(kind)), None)


def _models(kind: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  # as above
    """Yield the models that a value may be of."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for one in get_args(kind):
        yield from _models(one)


def _meant(value: JsonValue, kind: Any) -> object:  # noqa: ANN401  # as above
    """Return what a value of JSON stands for; itself, where its class is not known or takes it for none of its own."""
    if kind is None:
        return value
    try:
        return TypeAdapter(kind).validate_json(to_json(value))
    except ValidationError:
        return value
