"""What can be ordered of a campaign."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.coverage import Conclusion
from domain.matter.commands import SERVICE, SharedCommand
from domain.model import Model, StreamName, Text
from domain.orders import Command, Role

OPERATORS = frozenset({Role.OPERATOR})
WINDOW_MAXIMUM = 500
BATCH_CASES = 250
REGISTERS_MAXIMUM = 100
"""Bounds of what one run and one entry hold; no rule of the field."""

Window = Annotated[int, Field(ge=1, le=WINDOW_MAXIMUM)]
RowNumber = Annotated[int, Field(ge=1)]
Some = Annotated[int, Field(ge=0)]


class RegisterPart(Model):
    """A register whose rows the campaign takes. `version`: its entry that says it is complete."""

    stream: StreamName = Field(title="台账", description="the register's stream")
    rows: RowNumber = Field(title="行数", description="how many rows it has")
    version: RowNumber = Field(title="记录序号", description="the entry that completed it")


class OpenCampaign(Command):
    """启动一轮排查: over all rows of some registers; the organisation and the round stand in the stream's name."""

    kind: Literal["open_campaign"] = "open_campaign"
    roles: ClassVar = OPERATORS | SERVICE
    opens: ClassVar = True
    registers: tuple[RegisterPart, ...] = Field(
        min_length=1, max_length=REGISTERS_MAXIMUM, title="台账", description="the registers"
    )
    window: Window = Field(default=50, title="同时排查数", description="cases open at the same time, at most")


class ChangeWindow(Command):
    """调整同时排查数: more or fewer cases at the same time; open ones go on."""

    kind: Literal["change_campaign_window"] = "change_campaign_window"
    roles: ClassVar = OPERATORS
    window: Window = Field(title="同时排查数", description="cases open at the same time, at most")


class PauseCampaign(Command):
    """暂停: no new cases are opened; open ones go on."""

    kind: Literal["pause_campaign"] = "pause_campaign"
    roles: ClassVar = OPERATORS
    reason: Text = Field(title="理由", description="the reason")


class ResumeCampaign(Command):
    """继续: new cases are opened again."""

    kind: Literal["resume_campaign"] = "resume_campaign"
    roles: ClassVar = OPERATORS
    reason: Text = Field(title="理由", description="the reason")


class CancelCampaign(Command):
    """终止本轮: no further row is taken; open cases go on by themselves."""

    kind: Literal["cancel_campaign"] = "cancel_campaign"
    roles: ClassVar = OPERATORS
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


class ConclusionCount(Model):
    """How many rows had a conclusion."""

    conclusion: Conclusion
    rows: RowNumber


class NoteBatch(Command):
    """
    记载一批: a batch of rows was gone through, rows `first` to `last`, both included, counted from 1 over all registers.

    `concluded`: by the register itself; `opened`: cases of the rest; `already`: rows whose enterprise has an open case
    or was taken before in this round; `refused`: rows that another rule refused; `other_turns`: rows that are not
    taken in this turn (`domain.campaign.plan.turn_of`).
    """

    kind: Literal["note_campaign_batch"] = "note_campaign_batch"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    turn: RowNumber = 1
    first: RowNumber
    last: RowNumber
    concluded: Annotated[tuple[ConclusionCount, ...], Field(max_length=len(Conclusion))] = ()
    opened: Annotated[tuple[StreamName, ...], Field(max_length=BATCH_CASES)] = ()
    already: Some = 0
    refused: Some = 0
    other_turns: Some = 0


class FinishedCase(Model):
    """A case of the campaign that is closed. `conclusion`: none when it was cancelled."""

    case: StreamName
    conclusion: Conclusion | None


class NoteFinished(Command):
    """记载排查办结: cases of the campaign are closed."""

    kind: Literal["note_campaign_finished"] = "note_campaign_finished"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    cases: Annotated[tuple[FinishedCase, ...], Field(min_length=1, max_length=BATCH_CASES)]


CampaignCommand = Annotated[
    OpenCampaign | ChangeWindow | PauseCampaign | ResumeCampaign | CancelCampaign | SharedCommand,
    Field(discriminator="kind"),
]
