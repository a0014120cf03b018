"""
Cursors: where the next page begins, for one question only.

They are opaque, not secret: a forged one grants nothing, since every page asks anew who may see what. The sum over the
question and the place keeps one that was cut, changed, or given out for another question from leading somewhere.
"""

import base64
import hashlib
import json
from collections.abc import Sequence

from interfaces.http.refusals import CursorError

_SUM = 12
_LONGEST = 2000


def cursor(question: Sequence[object], place: Sequence[str | int]) -> str:
    """Return a cursor to a place in the answers to a question."""
    told = json.dumps(list(place), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sum(question, told) + told).decode().rstrip("=")


def place_of(question: Sequence[object], given: str) -> list[str | int]:
    """Return the place to which a cursor leads. Raises `CursorError`."""
    if len(given) > _LONGEST or not given.isascii():
        raise CursorError
    try:
        raw = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        place: list[str | int] = json.loads(raw[_SUM:])
        again = cursor(question, place)
    except (ValueError, TypeError, RecursionError):
        raise CursorError from None
    if again != given or "\0" in "".join(map(str, place)):
        raise CursorError
    return place


def _sum(question: Sequence[object], told: bytes) -> bytes:
    asked = json.dumps([str(one) for one in question], ensure_ascii=False).encode()
    return hashlib.sha256(asked + b"\0" + told).digest()[:_SUM]
