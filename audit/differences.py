"""What differs between two JSON values, field by field: states before and after a step, entries expected and stored."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from pydantic import JsonValue
from pydantic_core import to_json


class Absence(Enum):
    """That there is no value, which is something else than null."""

    ABSENT = "absent"


ABSENT = Absence.ABSENT


class Difference(NamedTuple):
    """One field that differs. `field`: dotted, items by their number from 0 (`deadlines[1].due_on`)."""

    field: str
    before: JsonValue | Absence
    after: JsonValue | Absence


def differences(before: JsonValue, after: JsonValue, field: str = "") -> Iterator[Difference]:
    """Yield what differs, as deep as both sides have the same shape; nothing when they are the same."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _of_objects(before, after, field)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, field)
    elif before != after or isinstance(before, bool) != isinstance(after, bool):
        yield Difference(field, before, after)


def _of_objects(
    before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], field: str
) -> Iterator[Difference]:
    for name in dict.fromkeys((*before, *after)):
        inner = f"{field}.{name}" if field else name
        if name not in before:
            yield Difference(inner, ABSENT, after[name])
        elif name not in after:
            yield Difference(inner, before[name], ABSENT)
        else:
            yield from differences(before[name], after[name], inner)


def _of_lists(before: Sequence[JsonValue], after: Sequence[JsonValue], field: str) -> Iterator[Difference]:
    """Compare items that follow each other; one that came or went does not make all after it differ."""
    matcher = SequenceMatcher(
        None, [to_json(one) for one in before], [to_json(one) for one in after], autojunk=False
    )
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        paired = min(end - start, other_end - other_start)
        for offset in range(paired):
            at = other_start + offset
            yield from differences(before[start + offset], after[at], f"{field}[{at}]")
        for at in range(start + paired, end):
            yield Difference(f"{field}[{at}]", before[at], ABSENT)
        for at in range(other_start + paired, other_end):
            yield Difference(f"{field}[{at}]", ABSENT, after[at])
