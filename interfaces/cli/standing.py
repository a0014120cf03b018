"""Where in the journal something is true, as people read it."""

from datetime import datetime

from domain.dates import SHANGHAI
from interfaces.desk.overview import Standing


def zh_of(standing: Standing) -> str:
    """Return it in Chinese."""
    return f"账本位置 {standing.position}，{_moment(standing.at)}"


def en_of(standing: Standing) -> str:
    """Return it in English."""
    return f"position {standing.position}, {_moment(standing.at)}"


def _moment(at: datetime | None) -> str:
    return at.astimezone(SHANGHAI).isoformat(sep=" ", timespec="seconds") if at else "—"
