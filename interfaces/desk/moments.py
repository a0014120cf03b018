"""A moment as people write it: a day, or a time by the clock of Beijing."""

from datetime import UTC, datetime, timedelta

from domain.dates import SHANGHAI, end_of


def read_moment(text: str) -> datetime:
    """Return a moment, UTC: the end of a day, or a time (local time, if it names no zone). Raises `ValueError`."""
    at = datetime.fromisoformat(text)
    if len(text) == len("2026-03-01"):
        return end_of(at.date()) - timedelta.resolution
    return (at if at.tzinfo else at.replace(tzinfo=SHANGHAI)).astimezone(UTC)
