"""Which part of a form the schemas of a field ask for."""

from collections.abc import Sequence
from enum import StrEnum

from interfaces.forms.form import Sort
from interfaces.forms.schemas import Schema, Schemas, kind_of

_SORTS = {
    frozenset({"id", "name"}): Sort.PERSON,
    frozenset({"sha256", "name", "media_type", "size"}): Sort.FILE,
    frozenset({"stream", "version"}): Sort.ENTRY,
}
ROWS = 1_000
"""Rows of a list to which its class sets no limit."""


class Kind(StrEnum):
    """The parts of a form, as a field's schemas tell them."""

    ENTRY = "entry"
    SEVERAL = "several"
    """A list of members of an enumeration: ticked, not written."""
    GROUP = "group"
    LISTING = "listing"
    CHOICE = "choice"
    SCALAR = "scalar"
    """A text, an integer, a boolean or nothing: whatever sort was recorded."""


def kind_of_part(branches: Sequence[Schema], schemas: Schemas) -> Kind:
    """Return which part a field is that may have these schemas."""
    if kind_of(branches):
        return Kind.CHOICE
    if len(branches) > 1:
        return Kind.SCALAR
    schema = branches[0]
    if schema.get("type") == "array":
        return Kind.SEVERAL if "enum" in schemas.items(schema)[0] else Kind.LISTING
    return Kind.GROUP if schema.get("type") == "object" else Kind.ENTRY


def sort_of(schema: Schema) -> Sort:
    """Return what a model within stands for."""
    return _SORTS.get(frozenset(schema.get("properties", ())), Sort.PLAIN)


def may_be_none(field: Schema) -> bool:
    """Whether a field may hold null."""
    return {"type": "null"} in field.get("anyOf", ())


def most_rows(schema: Schema) -> int:
    """Return how many rows a list has at most."""
    return int(schema.get("maxItems", ROWS))
