"""Differences between states or entries, for people and for programs."""

import json
from collections.abc import Iterable

from pydantic import JsonValue

from audit.differences import Absence, Difference
from domain.model import Model


class Changed(Model):
    """
    One field that differs, as JSON text each; absent where there was nothing, which is something else than `null`.

    Of a step: before → after; of a check: what the rules produce → what stands.
    """

    field: str
    before: JsonValue = None
    after: JsonValue = None
    came: bool = False
    went: bool = False


def changed(differences: Iterable[Difference]) -> tuple[Changed, ...]:
    """Return differences for programs. `came`: there was nothing before; `went`: there is nothing after."""
    return tuple(
        Changed(
            field=one.field,
            before=None if isinstance(one.before, Absence) else one.before,
            after=None if isinstance(one.after, Absence) else one.after,
            came=isinstance(one.before, Absence),
            went=isinstance(one.after, Absence),
        )
        for one in differences
    )


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
