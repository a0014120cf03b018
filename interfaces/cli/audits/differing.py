"""Differences between states or entries, for people and for programs."""

import json
from collections.abc import Iterable

from pydantic import JsonValue

from audit.differences import Absence, Difference


def lines(differences: Iterable[Difference]) -> list[str]:
    """Return differences for people, one a line: `+` came, `-` went."""
    return [_line(one) for one in differences]


def _line(one: Difference) -> str:
    if isinstance(one.before, Absence):
        return f"+ {one.field}: {value_of(one.after)}"
    if isinstance(one.after, Absence):
        return f"- {one.field}: {value_of(one.before)}"
    return f"  {one.field}: {value_of(one.before)} → {value_of(one.after)}"


def value_of(value: JsonValue | Absence) -> str:
    """Return a value on one line; of an object what says something."""
    if isinstance(value, dict):
        told = (
            f"{name}={value_of(inner)}" for name, inner in value.items() if inner not in (None, [], False, "")
        )
        return f"({', '.join(told)})"
    if isinstance(value, list):
        return f"[{', '.join(map(value_of, value))}]"
    if isinstance(value, Absence):
        return ""
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
