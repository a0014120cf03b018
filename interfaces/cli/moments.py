"""A moment on a command line."""

from datetime import datetime

from interfaces.cli.problems import UsageError
from interfaces.desk.moments import read_moment


def moment_of(text: str) -> datetime:
    """Return a moment, as `read_moment` reads it."""
    try:
        return read_moment(text)
    except ValueError:
        raise UsageError(
            zh=f"--at 应为日期（2026-03-01）或者时间（2026-03-01T09:00）：{text}",
            en=f"--at takes a day (2026-03-01) or a time (2026-03-01T09:00): {text}",
        ) from None
