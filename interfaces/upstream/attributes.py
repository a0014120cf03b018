"""From the attributes of a CloudEvent, as texts, to the event; strict, and saying what would be accepted."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pydantic import ValidationError

from domain.inbox.told import CloudEvent, Extension
from interfaces.upstream.json_text import canonical_json
from interfaces.upstream.refusals import AttributeRefusedError
from interfaces.upstream.times import moment
from journal.canonical import Json

_NAME = re.compile(r"[a-z0-9]{1,50}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
DATA, DATA_BASE64 = "data", "data_base64"
_SPECVERSION = "specversion"
_REQUIRED = ("id", "source", "type")
_NAMED = frozenset({*_REQUIRED, _SPECVERSION, "subject", "time", "dataschema", "datacontenttype"})
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\s*;.*)?")
_JSON_TYPE = re.compile(r"application/json(\s*;\s*charset=\"?utf-8\"?)?", re.IGNORECASE)
_ANY_JSON = re.compile(r"[^/;]+/([^/;]+\+)?json\b", re.IGNORECASE)


class Content(NamedTuple):
    """What an event is about: JSON, or any other bytes in base64; neither: it has no data."""

    data: str | None = None
    data_base64: str | None = None


def is_json(media_type: str) -> bool:
    """Whether content of a type is JSON. Source: CloudEvents JSON format 3.1."""
    return bool(_ANY_JSON.match(media_type.strip()))


def json_content(value: Json) -> Content:
    """Return JSON as content. Raises `NotJsonError`."""
    return Content(data=canonical_json(value))


def bytes_content(raw: bytes) -> Content:
    """Return any bytes as content."""
    return Content(data_base64=base64.b64encode(raw).decode())


def base64_content(text: Json) -> Content:
    """Return bytes as content that are told in base64. Raises `AttributeRefusedError`."""
    try:
        return bytes_content(base64.b64decode(str(text), validate=True))
    except (binascii.Error, ValueError):
        raise AttributeRefusedError(DATA_BASE64, "base64 (RFC 4648)") from None


def event_of(attributes: Mapping[str, str], content: Content) -> CloudEvent:
    """
    Return the event. What the data is plain JSON of need not be said, so `application/json` is left out.

    Raises `AttributeRefusedError`.
    """
    for name, value in attributes.items():
        _check(name, value)
    if attributes.get(_SPECVERSION) != "1.0":
        raise AttributeRefusedError(_SPECVERSION, "1.0")
    for name in _REQUIRED:
        if name not in attributes:
            raise AttributeRefusedError(name, "1 … 200 × Unicode")
    told = {name: attributes[name] for name in _NAMED - {_SPECVERSION, "id"} if name in attributes}
    if content.data is not None and _JSON_TYPE.fullmatch(told.get("datacontenttype", "")):
        told.pop("datacontenttype")
    extensions = tuple(
        Extension(name=name, value=attributes[name]) for name in sorted(attributes.keys() - _NAMED)
    )
    return _made(told | {"event_id": attributes["id"]} | content._asdict(), extensions)


def _made(told: Mapping[str, str | None], extensions: tuple[Extension, ...]) -> CloudEvent:
    try:
        return CloudEvent.model_validate(dict(told) | {"extensions": extensions})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]).replace("event_id", "id")
        raise AttributeRefusedError(name, first["msg"]) from None


def _check(name: str, value: str) -> None:
    if not _NAME.fullmatch(name):
        raise AttributeRefusedError(name[:50], "[a-z0-9]{1,50}")
    if not value or _CONTROL.search(value):
        raise AttributeRefusedError(name, "≥ 1 × Unicode, − control characters")
    form = _FORMS.get(name)
    if form is not None and not form(value):
        raise AttributeRefusedError(name, _ACCEPTED[name])


_FORMS: dict[str, Callable[[str], object]] = {
    "time": moment,
    "dataschema": _ABSOLUTE.fullmatch,
    "datacontenttype": _MEDIA_TYPE.fullmatch,
}
_ACCEPTED = {
    "time": "RFC 3339: 2026-01-05T09:00:00+08:00",
    "dataschema": "URI (RFC 3986)",
    "datacontenttype": "application/json",
}
