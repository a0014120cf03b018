"""Differences between states or entries, for people."""

import json
from collections.abc import Iterable

from pydantic import JsonValue

from interfaces.desk.audited import Changed


def lines(differences: Iterable[Changed]) -> list[str]:
    """Return differences for people, one a line: `+` came, `-` went."""
    return [_line(one) for one in differences]


def _line(one: Changed) -> str:
    if one.came:
        return f"+ {one.field}: {value_of(one.after)}"
    if one.went:
        return f"- {one.field}: {value_of(one.before)}"
    return f"  {one.field}: {value_of(one.before)} → {value_of(one.after)}"


def value_of(value: JsonValue) -> str:
    """Return a value on one line; of an object what says something."""
    if isinstance(value, dict):
        told = (
            f"{name}={value_of(inner)}" for name, inner in value.items() if inner not in (None, [], False, "")
        )
        return f"({', '.join(told)})"
    if isinstance(value, list):
        return f"[{', '.join(map(value_of, value))}]"
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
