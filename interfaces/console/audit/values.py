"""A state as an auditor reads it, all of it, what changed marked; and an entry's bytes. Long ones are cut."""

import json
from typing import NamedTuple

from domain.matter.state import Matter
from interfaces.console.cases.facts import Fact, Facts

_MOST = 20
"""Items of a list that are shown."""
_LONGEST = 20_000
"""Characters of an entry that are shown; the whole of it is a file."""


class Row(NamedTuple):
    """One field of a state. `changed`: the entry that is looked at changed it, or something within it."""

    field: str
    fact: Fact
    changed: bool
    more: int


class Then(NamedTuple):
    """What a state said of its case; `technical`: what tells how the service works."""

    rows: tuple[Row, ...]
    technical: tuple[Row, ...]


class Written(NamedTuple):
    """An entry's bytes, as they are and laid out, each cut at a length; `size`: how many bytes there are."""

    raw: str
    laid_out: str
    cut: bool
    size: int


def then(state: Matter, facts: Facts, changed: frozenset[str]) -> Then:
    """Return a state to be shown: every field that says something, or has just stopped to."""
    own = tuple(type(state).model_fields)
    told = frozenset(own).difference(Matter.model_fields)
    rows = [_row(name, facts.field(state, name), name in changed) for name in own]
    kept = [row for row in rows if row.fact.told or row.changed]
    return Then(
        tuple(row for row in kept if row.field in told), tuple(row for row in kept if row.field not in told)
    )


def written(body: bytes) -> Written:
    """Return an entry's bytes as text."""
    raw = body.decode(errors="replace")
    laid_out = json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    cut = max(len(raw), len(laid_out)) > _LONGEST
    return Written(raw[:_LONGEST], laid_out[:_LONGEST], cut, len(body))


def _row(field: str, fact: Fact, changed: bool) -> Row:  # noqa: FBT001  # it is the value
    shown = fact._replace(rows=fact.rows[:_MOST])
    return Row(field, shown, changed, len(fact.rows) - len(shown.rows))
