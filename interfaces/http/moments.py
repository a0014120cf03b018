"""Moments as they are written (RFC 3339): a bare number is none, though pydantic would count it from 1970."""

import re
from datetime import date
from typing import Annotated, Final

from pydantic import AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError

_NO_MOMENT: Final = ("datetime_parsing", "a moment is written as in RFC 3339")
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


def _check_moment(given: object) -> object:
    if isinstance(given, date) or (isinstance(given, str) and _WRITTEN.match(given)):
        return given
    raise PydanticCustomError(*_NO_MOMENT)


Moment = Annotated[AwareDatetime, BeforeValidator(_check_moment)]
