"""JSON as every reader understands it, or a refusal that says why not. Source: RFC 8259; RFC 7493; RFC 8785."""

import json
from collections.abc import Iterable
from typing import NoReturn

import rfc8785

from interfaces.upstream.refusals import NotJsonError
from journal.canonical import LARGEST_INTEGER, Json, canonical
from journal.errors import NotCanonicalError

_DEEPEST = 64
"""Levels of nesting: what is told of an enterprise has five."""
_TOO_DEEP = f"> {_DEEPEST} [[…]]"


def read_json(raw: bytes) -> Json:
    """Return what a body says. Raises `NotJsonError`."""
    try:
        value: Json = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse, parse_int=_integer
        )
    except UnicodeDecodeError as error:
        _refuse(f"UTF-8, {error.start}")
    except json.JSONDecodeError as error:
        _refuse(f"{error.msg}, {error.pos}")
    except RecursionError:
        _refuse(_TOO_DEEP)
    _check_depth(value, 0)
    return value


def canonical_json(value: Json) -> str:
    """Return the canonical text (RFC 8785) of what `read_json` returned. Raises `NotJsonError` if it has none."""
    try:
        # texts and integers, as most events have, are written quicker
        return rfc8785.dumps(value).decode() if _has_fractions(value) else canonical(value)
    except (rfc8785.CanonicalizationError, NotCanonicalError, UnicodeEncodeError) as error:
        _refuse(str(error)[:200])


def _check_depth(value: Json, depth: int) -> None:
    if depth > _DEEPEST:
        _refuse(_TOO_DEEP)
    for one in _parts(value):
        if isinstance(one, dict | list):
            _check_depth(one, depth + 1)


def _has_fractions(value: Json) -> bool:
    if isinstance(value, dict | list):
        return any(map(_has_fractions, _parts(value)))
    return isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST_INTEGER)


def _parts(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _object(members: list[tuple[str, Json]]) -> Json:
    once = dict(members)
    if len(once) < len(members):
        _refuse("{“a”: 1, “a”: 2}")
    return once


def _integer(digits: str) -> int:
    if len(digits) > len("-9007199254740991"):
        _refuse("> 2^53 - 1")
    return int(digits)


def _refuse(reason: str) -> NoReturn:
    raise NotJsonError(reason) from None
