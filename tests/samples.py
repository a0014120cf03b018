"""One valid instance of any command, made of its schema: where a test asks of all, and not what they say."""

import re
from typing import Any

from domain.orders import Command

_TEXTS = (
    "x",
    "o-1",
    "p-x",
    "2026",
    "2026-1",
    "2026-10",
    "e-0123456789abcdef",
    "filing/K-1/1",
    "branch/b-1",
    "0" * 64,
    "elections.quorum",
    "https://x.example",
)
_NAMED = {"uscc": "91370199MA990001X4"}
"""Texts that a check digit, and no pattern, makes valid."""
_FORMATS = {
    "date": "2026-10-15",
    "date-time": "2026-10-15T04:00:00Z",
    "uuid": "01980000-0000-7000-8000-000000000001",
}


def sample(command: type[Command], **told: Any) -> dict[str, Any]:
    """Return the least that is a command of a kind, as JSON; `told`: fields that it must have."""
    schema = command.model_json_schema()
    made = _object(schema, schema.get("$defs", {}))
    known = {name: value for name, value in told.items() if name in schema["properties"]}
    return {**made, **known, "kind": command.kind_name()}


def _sample(schema: dict[str, Any], named: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _sample(named[schema["$ref"].rpartition("/")[2]], named)
    for told in (
        schema.get("examples"),
        schema.get("enum"),
        [schema["const"]] if "const" in schema else None,
    ):
        if told:
            return told[0]
    either = schema.get("anyOf") or schema.get("oneOf")
    return _sample(either[0], named) if either else _of_type(schema, named)


def _of_type(schema: dict[str, Any], named: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            return _object(schema, named)
        case "array":
            return [_sample(schema.get("items", {}), named) for _ in range(schema.get("minItems", 0))]
        case "string":
            return _text(schema)
        case "integer" | "number":
            return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        case "boolean":
            return True
        case _:
            return None


def _object(schema: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    fields = schema.get("properties", {})
    told = [name for name in fields if name in schema.get("required", ()) or "const" in fields[name]]
    return {name: _NAMED.get(name) or _sample(fields[name], named) for name in told}


def _text(schema: dict[str, Any]) -> str:
    if "format" in schema:
        return _FORMATS[schema["format"]]
    pattern, least = schema.get("pattern", ""), schema.get("minLength", 0)
    return next(one for one in (*_TEXTS, "x" * least) if re.search(pattern, one) and len(one) >= least)
