"""The JSON Schemas of upstream events (draft 2020-12), and their fields laid out flat, as a page shows them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic_core import to_json

from domain.upstream.data import UpstreamData

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


class FieldLine(NamedTuple):
    """One field: its path from the data's root, what it may hold, whether it must be there, and what it is."""

    path: str
    holds: str
    needed: bool
    title: str
    description: str


def schema_of(event: type[UpstreamData]) -> Schema:
    """Return the schema of an event type's data, as a document of its own."""
    return {"$schema": DIALECT, **event.model_json_schema()}


def text_of(event: type[UpstreamData]) -> str:
    """Return the schema as a file."""
    return to_json(schema_of(event), indent=2).decode() + "\n"


def fields_of(event: type[UpstreamData]) -> list[FieldLine]:
    """Return every field, those of nested objects behind their own."""
    schema = schema_of(event)
    return list(_fields(schema, schema.get("$defs", {}), ""))


def _fields(schema: Schema, known: dict[str, Schema], before: str) -> Iterator[FieldLine]:
    for name, field in schema.get("properties", {}).items():
        inner = _resolved(field, known)
        path = f"{before}{name}"
        yield FieldLine(
            path=path,
            holds=_holds(inner),
            needed=name in schema.get("required", ()),
            title=field.get("title", ""),
            description=field.get("description", ""),
        )
        items = _resolved(inner.get("items", {}), known)
        yield from _fields(items, known, f"{path}[].")
        yield from _fields(inner, known, f"{path}.")


def _resolved(field: Schema, known: dict[str, Schema]) -> Schema:
    """Return the schema that is meant: references followed; of a choice with null, the other one."""
    if "anyOf" in field:
        told = next(one for one in field["anyOf"] if one.get("type") != "null")
        return _resolved(told, known)
    if "$ref" in field:
        return known[str(field["$ref"]).rpartition("/")[2]]
    return field


def _holds(field: Schema) -> str:
    if "enum" in field:
        return " · ".join(f"`{one}`" for one in field["enum"])
    kind = field.get("format") or field.get("type", "")
    limits = {"maxLength": "≤ {}", "maximum": "≤ {}", "maxItems": "≤ {}"}
    told = [text.format(field[name]) for name, text in limits.items() if name in field]
    return " ".join([str(kind), *told])
