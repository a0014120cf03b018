"""Canonical JSON (RFC 8785): one value, one sequence of bytes. Integers and strings only; floats are refused."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

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
        # Python sorts keys by code point, RFC 8785 by UTF-16 unit: the same unless a character lies above U+FFFF.
        astral = len(text.encode("utf-16-le")) > 2 * len(text)
        return rfc8785.dumps(value).decode() if astral else text
    except (UnicodeEncodeError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise NotCanonicalError(str(error)) from error


def canonical_object(members: Mapping[str, str]) -> str:
    """Return the canonical text of an object from the canonical texts of its members, whose names are plain ASCII."""
    return "{" + canonical_members(members) + "}"


def canonical_members(members: Mapping[str, str]) -> str:
    """Return these members as they stand beside each other in a canonical object."""
    return ",".join(f'"{name}":{members[name]}' for name in sorted(members))


def parsed(text: str) -> Json:
    """
    Return what a JSON text says.

    Raises `NotCanonicalError` for a float, an integer beyond ±(2⁵³ - 1), a name said twice in one object, or a text that
    is not JSON or nested too deep.
    """
    try:
        value: Json = _READER.decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
    return value


def _integer(digits: str) -> int:
    # the length first: parsing a number of a million digits takes a while
    if len(digits) > len("-9007199254740991") or abs(number := int(digits)) > LARGEST_INTEGER:
        message = f"{digits[:20]} is beyond the integers that every reader understands"
        raise NotCanonicalError(message)
    return number


def _refuse(number: str) -> None:
    message = f"{number} is not an integer: write fractions as integers of a smaller unit, or as text"
    raise NotCanonicalError(message)


def _object(members: list[tuple[str, Json]]) -> Mapping[str, Json]:
    once = dict(members)
    if len(once) < len(members):
        message = "an object says one name twice: readers would not agree on its value"
        raise NotCanonicalError(message)
    return once


_WRITER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), sort_keys=True
)
_READER = json.JSONDecoder(
    parse_float=_refuse, parse_constant=_refuse, parse_int=_integer, object_pairs_hook=_object
)
