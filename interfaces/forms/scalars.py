"""A value that may be a text, an integer, a boolean or nothing: a page posts its sort beside it."""

import re
from typing import Any

from domain.catalogue import Said
from interfaces.forms.trees import Tree

_BOOLEANS = {"true": True, "false": False}
_INTEGER = re.compile(r"-?[0-9]{1,16}")


class NotOfThatSortError(Exception):
    """What was written is no value of the sort that was chosen."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said


def sort_of_scalar(value: Any) -> tuple[str, str]:  # noqa: ANN401  # any JSON
    """Return the sort of a recorded value, and how it is written; a posted one as it was posted."""
    match value:
        case dict():
            return str(value.get("sort", "")), str(value.get("value", ""))
        case bool():
            return "boolean", str(value).lower()
        case int():
            return "integer", str(value)
        case str():
            return "text", value
        case _:
            return "none", ""


def scalar_of(posted: Tree) -> str | int | bool | None:
    """Return the value that a sort and a text mean. Raises `NotOfThatSortError`."""
    sort, told = posted.get("sort", "text"), posted.get("value", "").strip()
    if sort == "text":
        return str(told)
    if sort == "none" and not told:
        return None
    if sort == "boolean" and told in _BOOLEANS:
        return _BOOLEANS[told]
    if sort == "integer" and _INTEGER.fullmatch(told):
        return int(told)
    raise NotOfThatSortError(Said(zh="值与所选类型不符", en="the value is not of the chosen sort"))


def is_scalar(posted: Tree) -> bool:
    """Whether a sort and a value were posted, and nothing else."""
    return set(posted) <= {"sort", "value"} and all(isinstance(one, str) for one in posted.values())
