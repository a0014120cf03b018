"""What can happen to a campaign."""

from typing import Literal

from domain.campaign.commands import ConclusionCount, FinishedCase, RegisterPart
from domain.events import Event
from domain.model import Identifier, Model, StreamName, Text
from domain.orders import OrgId


class CampaignOpened(Event):
    """启动一轮排查. `below_minimum`: fewer rows than a round is worth (advice only)."""

    kind: Literal["campaign.opened.v1"] = "campaign.opened.v1"
    org: OrgId
    round: Identifier
    registers: tuple[RegisterPart, ...]
    rows: int
    window: int
    below_minimum: bool


class WindowChanged(Event):
    """调整同时排查数."""

    kind: Literal["campaign.window_changed.v1"] = "campaign.window_changed.v1"
    window: int


class BatchConcluded(Event):
    """
    一批已处理: rows from `first` to `last`; `opened`: how many cases it left to be investigated.

    `other_turns`: how many of them are not taken in this turn.
    """

    kind: Literal["campaign.batch_concluded.v1"] = "campaign.batch_concluded.v1"
    turn: int = 1
    first: int
    last: int
    concluded: tuple[ConclusionCount, ...]
    opened: int
    already: int
    refused: int
    other_turns: int = 0


class CasesOpened(Event):
    """已启动排查."""

    kind: Literal["campaign.cases_opened.v1"] = "campaign.cases_opened.v1"
    cases: tuple[StreamName, ...]


class CasesFinished(Event):
    """排查已办结."""

    kind: Literal["campaign.cases_finished.v1"] = "campaign.cases_finished.v1"
    cases: tuple[FinishedCase, ...]


class CampaignPaused(Event):
    """暂停."""

    kind: Literal["campaign.paused.v1"] = "campaign.paused.v1"
    reason: Text


class CampaignResumed(Event):
    """继续."""

    kind: Literal["campaign.resumed.v1"] = "campaign.resumed.v1"
    reason: Text


class Totals(Model):
    """Counts of a round: each row stands in one of them. `cancelled`: cases that ended without a conclusion."""

    by_register: tuple[ConclusionCount, ...] = ()
    investigated: tuple[ConclusionCount, ...] = ()
    cancelled: int = 0
    already: int = 0
    refused: int = 0


class CampaignCancelled(Event):
    """终止本轮."""

    kind: Literal["campaign.cancelled.v1"] = "campaign.cancelled.v1"
    reason: Text
    totals: Totals


class CampaignCompleted(Event):
    """本轮完成."""

    kind: Literal["campaign.completed.v1"] = "campaign.completed.v1"
    rows: int
    totals: Totals


CampaignEvent = (
    CampaignOpened
    | WindowChanged
    | BatchConcluded
    | CasesOpened
    | CasesFinished
    | CampaignPaused
    | CampaignResumed
    | CampaignCancelled
    | CampaignCompleted
)
