"""The headers of an order: its id, and the version it was decided on."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import Header
from starlette.responses import Response

from domain.orders import command_uuid
from domain.people import PersonId
from interfaces.http.refusals import KeyInvalidError, KeyMissingError, VersionInvalidError

KEY_LIMIT = 255
_KEY = re.compile(rf"[!-~]{{1,{KEY_LIMIT}}}")
_ETAG = re.compile(r'"(0|[1-9]\d{0,8})"')

IdempotencyKey = Annotated[
    str | None,
    Header(
        description="命令编号：重试时不变，不会重复办理；必填 an id of the sender's, the same when the order is repeated: it is "
        "never done twice. Required.",
        examples=["01980000-0000-7000-8000-000000000001"],
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        description="所见版本（读取时的 ETag）；决定必填 the version that was seen, as the ETag had it; required of decisions",
        examples=['"7"'],
    ),
]


def command_id(person: PersonId, key: str | None) -> UUID:
    """Return the id of an order. Raises `KeyMissingError`, `KeyInvalidError`."""
    if key is None:
        raise KeyMissingError
    if not _KEY.fullmatch(key):
        raise KeyInvalidError(KEY_LIMIT)
    return command_uuid(person, key)


def expected_version(if_match: str | None) -> int | None:
    """Return the version that `If-Match` names; None where it is not sent. Raises `VersionInvalidError`."""
    if if_match is None:
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise VersionInvalidError
    return int(found[1])


def etag(version: int) -> str:
    """Return a version as an entity tag."""
    return f'"{version}"'


def tag(response: Response, version: int) -> None:
    """Name the version that an answer is about."""
    response.headers["etag"] = etag(version)
