"""By what a worklist is narrowed, as its address says; what cannot be is left aside, and told beside its field."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, NamedTuple

from fastapi import Query
from pydantic import StringConstraints, TypeAdapter, ValidationError

from domain.model import Identifier
from domain.processes import CASES
from interfaces.console.asked import Maybe
from interfaces.console.speaking import marked
from interfaces.console.visiting import Visitor

OFFICE = "office"
WHOSE = ("mine", OFFICE, "reach", "all")
Word = Annotated[Annotated[str, StringConstraints(max_length=200)] | None, Maybe, Query()]
"""What stands in the address, whatever it is."""
_ID: TypeAdapter[str] = TypeAdapter(Identifier)
_WRONG: Mapping[str, str] = {
    "whose": marked("没有“%(value)s”这一种。"),
    "process": marked("没有“%(value)s”这种事项。"),
    "step": marked("“%(value)s”不是环节的名称。"),
    "org": marked("没有编号为“%(value)s”的组织，或者不在您可查阅的范围之内。"),
}


class Narrowed(NamedTuple):
    """What is asked for, None for all. `wrong`: what is said beside a field whose value was left aside."""

    process: str | None
    step: str | None
    org: str | None
    whose: str
    wrong: Mapping[str, str]


def narrowed(
    visitor: Visitor, *, process: str | None, step: str | None, org: str | None, whose: str | None
) -> Narrowed:
    """Return what an address asks for, as far as it can be."""
    asked = {"process": process, "step": step, "org": org, "whose": whose}
    wrong = {name: visitor.speech._(_WRONG[name]) % {"value": asked[name]} for name in _wrong(asked, visitor)}
    kept = {name: None if name in wrong else value for name, value in asked.items()}
    return Narrowed(kept["process"], kept["step"], kept["org"], kept["whose"] or OFFICE, wrong)


def _wrong(asked: Mapping[str, str | None], visitor: Visitor) -> Iterator[str]:
    """Yield what there is no such thing of."""
    fits: Mapping[str, Callable[[str], bool]] = {
        "process": lambda name: name in CASES,
        "step": _is_id,
        "org": visitor.caller.orgs.__contains__,
        "whose": lambda whose: whose in WHOSE,
    }
    yield from (name for name, value in asked.items() if value is not None and not fits[name](value))


def _is_id(text: str) -> bool:
    try:
        _ID.validate_python(text)
    except ValidationError:
        return False
    return True
