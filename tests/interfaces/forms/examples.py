"""Every command, and one of each that says as much as it can: all fields, two rows a list, every kind of a choice."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from domain.decider import SHARED_COMMANDS
from domain.orders import Command
from domain.permissions import public
from domain.processes import DECIDERS
from interfaces.forms.schemas import Schema, kind_of, meant_by, schemas_of

COMMANDS: list[type[Command]] = sorted(
    {one for decider in DECIDERS.values() for one in decider.commands} | set(SHARED_COMMANDS),
    key=lambda one: (one.kind_name(), one.__module__),
)
FOR_PEOPLE = [one for one in COMMANDS if public(one)]
_TEXTS = (
    "说明 <b>&amp;\"'",
    "o-1",
    "2026",
    "e-0123456789abcdef",
    "filing/K-1/1",
    "0" * 64,
    "application/pdf",
    "C39",
    "elections.quorum",
    "https://x.example",
)
_NAMED = {"uscc": "91370199MA990001X4", "code": "91370199MA990001X4"}
_FORMATS = {"date": "2026-10-15", "date-time": "2026-10-15T04:00:00Z"}


def named(command: type[Command]) -> str:
    return f"{command.__module__.split('.')[1]}:{command.kind_name()}"


def fullest(command: type[Command], turn: int = 0) -> dict[str, Any]:
    """Return a command with every field, as JSON; of each choice the model whose turn it is, of each enumeration too."""
    return {**_Fullest(command, turn).model(schemas_of(command).root), "kind": command.kind_name()}


def turns(command: type[Command]) -> range:
    """Return the turns after which every model of every choice was used; three at least, for the enumerations."""
    models = [schemas_of(command).root, *schemas_of(command).root.get("$defs", {}).values()]
    fields = [field for model in models for field in model.get("properties", {}).values()]
    choices = [len(one.get("oneOf", ())) for field in fields for one in (field, field.get("items", {}))]
    return range(max(3, *choices))


class _Fullest:
    def __init__(self, command: type[Command], turn: int) -> None:
        self._schemas = schemas_of(command)
        self._turn = turn
        self._numbers = count(turn)

    def model(self, schema: Schema) -> dict[str, Any]:
        fields = schema.get("properties", {})
        return {name: self._value(name, self._schemas.branches(field)) for name, field in fields.items()}

    def _value(self, name: str, branches: list[Schema]) -> Any:
        schema = branches[self._turn % len(branches)]
        kind = kind_of(branches)
        if kind:
            return {**self.model(schema), kind: meant_by(schema, kind)[0]}
        if schema.get("type") == "object":
            return self.model(schema)
        if schema.get("type") == "array":
            return list(self._rows(name, schema))
        return self._one(name, schema)

    def _rows(self, name: str, schema: Schema) -> Iterator[Any]:
        items = self._schemas.items(schema)
        rows = min(schema.get("maxItems", 2), max(schema.get("minItems", 0), 2))
        if "enum" in items[0]:
            yield from sorted(items[0]["enum"][:rows], key=items[0]["enum"].index)
            return
        for _ in range(rows):
            yield self._value(name, items)

    def _one(self, name: str, schema: Schema) -> Any:
        if "enum" in schema:
            return schema["enum"][self._turn % len(schema["enum"])]
        if schema.get("type") == "boolean":
            return next(self._numbers) % 2 == 0
        if schema.get("type") == "integer":
            return schema.get("maximum", schema.get("minimum", 0) + 1)
        return _NAMED.get(name) or _FORMATS.get(schema.get("format", "")) or _text(schema)


def _text(schema: Schema) -> str:
    pattern = schema.get("pattern", "")
    return next(one for one in _TEXTS if re.search(pattern, one))
