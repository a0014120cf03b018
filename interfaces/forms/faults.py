"""What is wrong with what was posted: where, and in both languages."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic_core import ErrorDetails

from domain.catalogue import Said
from interfaces.forms.schemas import Schemas
from interfaces.forms.wrong import in_chinese


class Fault(NamedTuple):
    """One thing that is wrong, at a place of the command."""

    path: tuple[str, ...]
    said: Said


def faults_of(errors: Sequence[ErrorDetails], schemas: Schemas) -> list[Fault]:
    """Return what a command's class found, each at its place."""
    return [
        Fault(schemas.place(error["loc"]), Said(zh=in_chinese(error), en=error["msg"])) for error in errors
    ]
