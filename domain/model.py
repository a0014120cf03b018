"""What every record of the domain is made of: frozen, closed, integers and strings only."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text that can be recorded. Raises `ValueError`."""
    if _UNPRINTABLE.search(text):
        message = "control characters and lone surrogates cannot be recorded"
        raise ValueError(message)
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(storable),
]
"""A sentence or two that somebody wrote: a reason, a ground, a comment."""

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(storable),
]
"""The name of an organisation, a thing or a place; never of a person (see `people`)."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""An opaque id: one segment of a stream's name."""

StreamName = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z-]{1,31}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,3}$")
]
"""A stream of the journal, and the id of its workflow: `filing/K-1/1`."""

DocumentNumber = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=80),
    AfterValidator(storable),
]
"""文号: the number an office gives to a document."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""The digest of a text or file kept elsewhere: lower-case hexadecimal."""

BasisPoints = Annotated[int, Field(ge=0, le=10_000)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Year = Annotated[int, Field(ge=1921, le=2200)]
MachineInteger = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""Up to the largest integer that every reader of JSON understands (RFC 8785, 3.2.2.3)."""


def _written(given: object) -> object:
    if isinstance(given, date):
        return given
    with suppress(ValueError):
        if isinstance(given, str) and _DAY.fullmatch(given):
            return date.fromisoformat(given)
    raise PydanticCustomError("date_parsing", "a date is written YYYY-MM-DD")  # noqa: EM101  # pydantic's name for it


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Day = Annotated[date, BeforeValidator(_written)]
"""A day as it is written: a bare number is none, though pydantic would count it from 1970 (RFC 3339)."""
Moment = datetime


class Digested(Model):
    """A file or text that the journal knows only by its digest, so that it can be erased (附件)."""

    sha256: Sha256 = Field(title="SHA-256 摘要", description="digest of the file")
    name: Name = Field(title="文件名", description="name of the file")
    media_type: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=100)] = Field(
        title="文件类型", description="media type"
    )
    size: MachineInteger = Field(title="字节数", description="bytes")


class EntryRef(Model):
    """An entry of the journal that something is based on."""

    stream: StreamName = Field(title="所在事项", description="stream of the entry")
    version: Annotated[int, Field(ge=1, le=2**31 - 1, title="记录序号", description="version of the entry")]
