"""Moments as a page asks for them: local time without a zone."""

from contextlib import suppress
from datetime import datetime

from domain.dates import SHANGHAI


def local(written: str) -> str:
    """Return a moment in local time, without its zone; what is no moment as it is."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is not None:
            return moment.astimezone(SHANGHAI).replace(tzinfo=None).isoformat()
    return written


def zoned(written: str) -> str:
    """Return a moment with the local zone, where it has none; what is no moment as it is."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=SHANGHAI).isoformat()
    return written
