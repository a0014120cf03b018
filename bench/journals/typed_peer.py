"""
The peer with events of the same types as ours: dates are dates, and values inside values are checked.

Done as its documentation does it for pydantic: a mapper that hands the decoded JSON to the event's model.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import get_topic
from pydantic import BaseModel

from bench.journals import peer
from domain.filing.events import CorrectionRequested, FilingCorrected
from domain.matter.events import Commented
from journal.body import ActorStamp

NAME = "pyeventsourcing, typed"


class _Typed(BaseModel):
    """What its events have in common, and who did what when."""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    by: ActorStamp
    acted_on: date


class _Commented(_Typed, Commented):
    """A remark."""


class _CorrectionRequested(_Typed, CorrectionRequested):
    """Something is missing."""


class _FilingCorrected(_Typed, FilingCorrected):
    """It is there."""


class _Opened(BaseModel):
    """The first event of an aggregate, which its own base class makes."""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    originator_topic: str


_EVENTS: dict[str, type[BaseModel]] = {
    get_topic(peer.Filing.Created): _Opened,
    get_topic(peer.Filing.Commented): _Commented,
    get_topic(peer.Filing.CorrectionRequested): _CorrectionRequested,
    get_topic(peer.Filing.FilingCorrected): _FilingCorrected,
}


class TypedMapper(Mapper[UUID]):
    """Decodes into models."""

    def to_domain_event(self, stored_event: StoredEvent) -> Any:  # noqa: ANN401  # its events have no common type
        """Return the event."""
        state: dict[str, Any] = self.transcoder.decode(stored_event.state)
        return _EVENTS[stored_event.topic](
            originator_id=stored_event.originator_id,
            originator_version=stored_event.originator_version,
            **state,
        )
