"""
CloudEvents 1.0 over HTTP: structured (`application/cloudevents+json`), batched (`…-batch+json`), or binary.

In binary mode the attributes are headers, which no signature of Standard Webhooks covers: there `webhook-id`, which is
signed, must be their digest (`attributes_digest`). Source: CloudEvents 1.0.2, HTTP protocol binding and JSON format.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple, cast
from urllib.parse import unquote

from access.webhooks.headers import Headers, Named
from access.webhooks.signatures import ID
from domain.inbox.told import CloudEvent
from domain.refusals import DomainError
from interfaces.upstream.attributes import (
    DATA,
    DATA_BASE64,
    Content,
    base64_content,
    bytes_content,
    event_of,
    is_json,
    json_content,
)
from interfaces.upstream.json_text import read_json
from interfaces.upstream.refusals import (
    AttributeRefusedError,
    BatchTooLongError,
    FormatError,
    UnboundAttributesError,
)
from journal.canonical import Json, canonical

STRUCTURED, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"
_OURS = "application/cloudevents"
_PREFIX = "ce-"
_CONTENT_TYPE, _MEDIA_TYPE = "content-type", "datacontenttype"
_LONGEST = 100
"""Events of one batch, each an append of its own."""

_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PRINTABLE = re.compile(r"[ -~]*")
_CHARSET = re.compile(r";\s*charset=\"?utf-8\"?\s*", re.IGNORECASE)


class Message(NamedTuple):
    """The events of a message, or why one of them is none; `batch`: it may hold any number."""

    events: tuple[CloudEvent | DomainError, ...]
    batch: bool


def read_events(headers: Headers, body: bytes) -> Message:
    """
    Return the events of a message whose signature was checked.

    A wrong event of a batch refuses no other. Raises a `DomainError` (`upstream.…`) for a message that is none.
    """
    named = Named(headers)
    content_type = named.all(_CONTENT_TYPE)
    if len(content_type) > 1:
        raise FormatError(", ".join(content_type)[:100], _CONTENT_TYPE)
    given = content_type[0] if content_type else ""
    media_type, parameters = _parted(given)
    if not media_type.startswith(_OURS):
        return Message((_binary(named, given, body),), batch=False)
    if media_type not in {STRUCTURED, BATCH} or not (not parameters or _CHARSET.fullmatch(parameters)):
        raise FormatError(given[:100], f"{STRUCTURED}; {BATCH}; charset=utf-8")
    if media_type == STRUCTURED:
        return Message((_structured(read_json(body)),), batch=False)
    return Message(_batch(read_json(body)), batch=True)


def content_digest(event: CloudEvent) -> str:
    """
    Return by what two events of one identity are told to be the same: SHA-256 of all attributes and data, hexadecimal.

    Of the canonical JSON, so that white space, the order of names, and the mode it was sent in make no difference.
    """
    told = cast("Json", event.model_dump(mode="json", exclude_none=True))
    return hashlib.sha256(canonical(told).encode()).hexdigest()  # texts only: the quicker way


def attributes_digest(headers: Headers) -> str:
    """
    Return the `webhook-id` of a message in binary mode: SHA-256 over its attributes, hexadecimal.

    Over `content-type` and every header that begins with `ce-`, by name, each as `name:value` and a line feed.
    """
    mine = sorted((name.lower(), value.strip()) for name, value in headers)
    lines = "".join(
        f"{name}:{value}\n" for name, value in mine if name == _CONTENT_TYPE or name.startswith(_PREFIX)
    )
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def _binary(named: Named, content_type: str, body: bytes) -> CloudEvent:
    attributes = {name: _decoded(name, named) for name in named.names() if name.startswith(_PREFIX)}
    if not attributes:
        raise FormatError(content_type[:100] or "-", f"{STRUCTURED}; {BATCH}; ce-*")
    expected = attributes_digest(named.pairs)
    if named.one(ID) != expected:
        raise UnboundAttributesError(expected)
    told = {name.removeprefix(_PREFIX): value for name, value in attributes.items()}
    if _MEDIA_TYPE in told:
        raise AttributeRefusedError(_MEDIA_TYPE, _CONTENT_TYPE)
    if content_type and body:
        told[_MEDIA_TYPE] = content_type
    return event_of(told, _content(content_type, body))


def _content(content_type: str, body: bytes) -> Content:
    if not body:
        return Content()
    return json_content(read_json(body)) if is_json(content_type) else bytes_content(body)


def _decoded(name: str, named: Named) -> str:
    """Return a header's value: quotes undone, then one round of percent-decoding (HTTP binding, 3.1.3.2)."""
    value = named.one(name)
    if value is None or not _PRINTABLE.fullmatch(value):
        raise AttributeRefusedError(name, "1 × ASCII, UTF-8 as %XX")
    value = value.strip()
    if len(value) > 1 and value.startswith('"') and value.endswith('"'):
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    if _PERCENT.search(value):
        raise AttributeRefusedError(name, "%XX")
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        raise AttributeRefusedError(name, "UTF-8 as %XX") from None


def _batch(value: Json) -> tuple[CloudEvent | DomainError, ...]:
    if not isinstance(value, list):
        raise FormatError(type(value).__name__, "[{…}, {…}]")
    if len(value) > _LONGEST:
        raise BatchTooLongError(len(value), _LONGEST)
    return tuple(_one_of_batch(one) for one in value)


def _one_of_batch(value: Json) -> CloudEvent | DomainError:
    try:
        return _structured(value)
    except DomainError as refused:
        return refused


def _structured(value: Json) -> CloudEvent:
    if not isinstance(value, Mapping):
        raise FormatError(type(value).__name__, "{…}")
    members = {name: one for name, one in value.items() if one is not None or name == DATA}
    content = _told_content(members)
    told = {name: _text(name, one) for name, one in members.items() if name not in {DATA, DATA_BASE64}}
    return event_of(told, content)


def _told_content(members: Mapping[str, Json]) -> Content:
    if DATA_BASE64 in members:
        if members.get(DATA) is not None:
            raise AttributeRefusedError(DATA, "data, data_base64: 1")
        return base64_content(members[DATA_BASE64])
    return json_content(members[DATA]) if DATA in members else Content()


def _text(name: str, value: Json) -> str:
    """Return an attribute's value as text: the canonical one of a Boolean or an integer (CloudEvents 3.1.1)."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return value
        case int() if abs(value) < 2**31:
            return str(value)
        case _:
            raise AttributeRefusedError(name[:50], "string, boolean, int32")


def _parted(content_type: str) -> tuple[str, str]:
    media_type, semicolon, parameters = content_type.partition(";")
    return media_type.strip().lower(), semicolon + parameters
