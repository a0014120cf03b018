"""How a subscriber is shown: whom it asked about, how far it was told, and what is in the way."""

from datetime import datetime
from typing import NamedTuple

from access.webhooks.standing import Standing
from access.webhooks.subscribers import Subscriber
from domain.dates import SHANGHAI

HEADINGS = (
    "编号 id",
    "地址 url",
    "范围 of",
    "状态 state",
    "位置 position",
    "落后 behind",
    "最近 last",
    "原因 reason",
)
_STATES = {"paused": "已暂停", "gone": "已离开", "failing": "未接收", "told": "正常"}


class Shown(NamedTuple):
    """A subscriber, and how it goes with it. `behind`: sealed entries it was not told of, or that were not looked at."""

    subscriber: str
    url: str
    kinds: tuple[str, ...]
    orgs: tuple[str, ...]
    state: str
    position: int
    behind: int
    told_at: datetime | None
    failing_since: datetime | None
    reason: str | None


def shown(one: Subscriber, standing: Standing | None, sealed: int) -> Shown:
    """Return how it goes with a subscriber; `sealed`: how many entries are."""
    position = standing.position if standing else one.since
    return Shown(
        subscriber=one.id,
        url=one.url,
        kinds=one.kinds,
        orgs=one.orgs,
        state=_state(one, standing),
        position=position,
        behind=max(0, sealed - position),
        told_at=standing.told_at if standing else None,
        failing_since=standing.failing_since if standing else None,
        reason=standing.reason if standing else None,
    )


def _state(one: Subscriber, standing: Standing | None) -> str:
    if one.paused:
        return "paused"
    if standing is not None and standing.gone_at is not None:
        return "gone"
    return "failing" if standing is not None and standing.failing_since is not None else "told"


def row(one: Shown) -> tuple[object, ...]:
    """Return a line of the table under `HEADINGS`."""
    return (
        one.subscriber,
        one.url,
        " ".join((*one.kinds, *one.orgs)) or "全部 all",
        f"{_STATES[one.state]} {one.state}",
        one.position,
        one.behind,
        _when(one.told_at),
        f"{one.reason} ({_when(one.failing_since)})" if one.reason else "",
    )


def _when(at: datetime | None) -> str:
    return at.astimezone(SHANGHAI).isoformat(" ", "seconds") if at else ""
