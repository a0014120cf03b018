"""A moment on a command line."""

from datetime import UTC, datetime, timedelta

from domain.dates import SHANGHAI, end_of
from interfaces.cli.problems import UsageError


def moment_of(text: str) -> datetime:
    """Return a moment: the end of a day, or a time (local time, if it names no zone)."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            zh=f"--at 应为日期（2026-03-01）或者时间（2026-03-01T09:00）：{text}",
            en=f"--at takes a day (2026-03-01) or a time (2026-03-01T09:00): {text}",
        ) from None
    if len(text) == len("2026-03-01"):
        return end_of(at.date()) - timedelta.resolution
    return (at if at.tzinfo else at.replace(tzinfo=SHANGHAI)).astimezone(UTC)
