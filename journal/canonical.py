"""Canonical JSON (RFC 8785): one value, one sequence of bytes. Integers and strings only; floats are refused."""

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias, cast

import rfc8785
from pydantic_core import PydanticSerializationError, to_json

from journal.errors import NotCanonicalError

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

LARGEST_INTEGER = 2**53 - 1
"""Above it a reader in another language would see another number (RFC 8785, 3.2.2.3)."""


def canonical(value: Json) -> str:
    """
    Return the canonical text of `value`; its UTF-8 bytes are what is hashed.

    Raises `NotCanonicalError` for lone surrogates, and for what is nested too deep. `value` holds no floats: see
    `parsed`.
    """
    try:
        text = _WRITER.encode(value)
        return rfc8785.dumps(value).decode() if _astral(text) else text
    except (UnicodeEncodeError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise NotCanonicalError(str(error)) from error


def canonical_text(text: str) -> str:
    """
    Return the canonical text of what a JSON text says. The way of every entry's data: half the time of the two steps.

    Raises `NotCanonicalError` as `parsed` and `canonical` do.
    """
    value = parsed(text)
    try:
        written = to_json(value).decode()
    except PydanticSerializationError:  # a lone surrogate, or deeper than it goes
        return canonical(value)
    return canonical(value) if _astral(written) else written


def parsed(text: str) -> Json:
    """
    Return what a JSON text says, the members of each object in the order of their names.

    Raises `NotCanonicalError` for a float, an integer beyond ±(2⁵³ - 1), a name said twice in one object, or a text that
    is not JSON or nested too deep.
    """
    told = text.strip(_SPACE)
    try:
        value, end = _READER.raw_decode(told)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
    if end < len(told):
        message = f"more follows after {end} characters"
        raise NotCanonicalError(message)
    return cast("Json", value)


def _astral(text: str) -> bool:
    """
    Whether a character lies above U+FFFF. Raises `UnicodeEncodeError` for a lone surrogate.

    Python sorts names by code point, RFC 8785 by UTF-16 unit: without such a character that is the same order.
    """
    return not text.isascii() and len(text.encode("utf-16-le")) > 2 * len(text)


def _integer(digits: str) -> int:
    # the length first: most are short, and parsing a number of a million digits takes a while
    if len(digits) < _LONGEST:
        return int(digits)
    if len(digits) > _LONGEST + len("-") or abs(number := int(digits)) > LARGEST_INTEGER:
        message = f"{digits[:20]} is beyond the integers that every reader understands"
        raise NotCanonicalError(message)
    return number


def _refuse(number: str) -> None:
    message = f"{number} is not an integer: write fractions as integers of a smaller unit, or as text"
    raise NotCanonicalError(message)


def _object(members: list[tuple[str, Json]]) -> Mapping[str, Json]:
    members.sort(key=_NAME)
    once = dict(members)
    if len(once) < len(members):
        message = "an object says one name twice: readers would not agree on its value"
        raise NotCanonicalError(message)
    return once


_NAME = itemgetter(0)
_SPACE = " \t\n\r"
_LONGEST = len(str(LARGEST_INTEGER))
_WRITER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), sort_keys=True
)
_READER = json.JSONDecoder(
    parse_float=_refuse, parse_constant=_refuse, parse_int=_integer, object_pairs_hook=_object
)
