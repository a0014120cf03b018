"""What an upstream system tells, and where it goes: the shape that every event type has."""

from abc import abstractmethod
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from domain.matter.state import Matter
from domain.model import Day, Model, StreamName
from domain.orders import Command
from domain.upstream.looking import Look

PREFIX = "cn.branch-lifecycle"
"""What the names of all event types begin with; then noun, past participle and version."""


class Sender(StrEnum):
    """Which kind of system usually tells it; any system of the roster may whose office has the place (来源系统)."""

    MARKET_REGULATOR = "market_regulator"
    """市场监管"""
    SOCIAL_SECURITY = "social_security"
    """人社、社保"""
    MEMBER_REGISTRY = "member_registry"
    """党员管理"""
    HR = "hr"
    """企业人事"""
    SAFETY_AND_CREDIT = "safety_and_credit"
    """应急、生态环境、税务、信用"""


class Routed(NamedTuple):
    """
    One order that follows from an event.

    `acted_on`: the date on its paper; None = the day on which it is recorded.
    """

    stream: StreamName
    command: Command
    acted_on: Day | None


class UpstreamData(Model):
    """
    The data of one event type. A subclass is what a system tells, and where that goes.

    `type`: the CloudEvents type; a type in use never changes, a changed one is a new version. `sender`: who usually
    tells it. Systems know enterprises by their code, contracts and branches by their ids.
    """

    type: ClassVar[str]
    sender: ClassVar[Sender]

    @property
    @abstractmethod
    def subject(self) -> str:
        """What it is about, for the event's `subject`: events of one subject are delivered in their order."""

    @abstractmethod
    def wants(self) -> tuple[StreamName, ...]:
        """Return the streams whose states routing looks at first; what these name is asked for by `NeedsMore`."""

    @abstractmethod
    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """
        Return what is to be ordered; none: nobody takes it. `occurred_on`: the local day of the event's time.

        Raises `NeedsMore`, and a `DomainError` when it is known already that nothing may follow.
        """


def paper_day(occurred_on: date, track: str, state: Matter) -> date | None:
    """
    Return the date on the paper of what only proposes something: the day it occurred, where its track allows that.

    Where a later act of the track stands in the stream, it is told as of the day it is recorded: nothing newer is
    undone by it, since a person concludes. What replaces something else carries its day always, so that the domain
    refuses an older fact after a newer one (`matter.acted-before`). Source: domain.md §3, two times [P].
    """
    last = next((one.on for one in state.last_acts if one.track == track), occurred_on)
    return occurred_on if occurred_on >= last else None
