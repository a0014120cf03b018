"""Ids that we make: UUIDv7, because ids in order of time keep the journal's index narrow."""

import secrets
from datetime import datetime
from uuid import UUID

from infra.clock import now

_VERSION_7 = 0x7 << 76
_VARIANT_RFC = 0b10 << 62
_FRACTIONS = 4096  # of a millisecond: RFC 9562 section 6.2, method 3


def new_id(at: datetime | None = None) -> UUID:
    """
    Return a new UUIDv7 for the moment `at` (now by default).

    The twelve bits after the milliseconds tell fractions of one (to a quarter of a microsecond), 62 bits are random.
    Source: RFC 9562 sections 5.7 and 6.2.
    """
    at = at or now()
    milliseconds = int(at.timestamp()) * 1000 + at.microsecond // 1000
    fraction = at.microsecond % 1000 * _FRACTIONS // 1000
    return UUID(int=milliseconds << 80 | _VERSION_7 | fraction << 64 | _VARIANT_RFC | secrets.randbits(62))
