"""What an address asks for: a field that is left empty asks for nothing."""

from typing import Annotated

from fastapi import Query
from pydantic import BeforeValidator

from domain.model import Identifier


def _nothing(given: object) -> object:
    return None if given == "" else given


Maybe = BeforeValidator(_nothing)
Id = Annotated[Identifier | None, Maybe, Query()]
