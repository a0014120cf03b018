"""The real clock, for the edges only: in the rules and in workflows time comes in with the act."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where the real clock is read
