"""What a sender is answered."""

from pydantic import AwareDatetime, Field

from domain.model import Model
from domain.refusals import Refusal


class Receipt(Model):
    """收据: one event that is on disk, or why it is not. In a batch they stand in the order of the events."""

    source: str | None = Field(default=None, title="来源", description="source of the event")
    event_id: str | None = Field(default=None, title="事件编号", description="id of the event")
    position: int | None = Field(
        default=None, title="账本位置", description="position in the journal; none: refused"
    )
    received_at: AwareDatetime | None = Field(
        default=None, title="收件时间", description="when it was put on record"
    )
    repeated: bool = Field(
        default=False,
        title="重复",
        description="it had come before, with the same content; nothing was done twice",
    )
    refused: Refusal | None = Field(default=None, title="拒收理由", description="why it was refused")
