"""Whether a journal holds real acts or a rehearsal's (演练): said once, by its first entry, for its life."""

import hashlib
from datetime import UTC, datetime
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from domain.clock import RealOrRehearsal
from domain.dates import local_day
from domain.model import Model
from domain.orders import Role
from journal.body import ActorStamp
from journal.entry import Draft, Slice, Submission

Nature = RealOrRehearsal

NATURE_STREAM = "journal/nature"


class JournalOpened(Model):
    """The journal was begun, with this nature."""

    kind: Literal["journal.opened.v1"] = "journal.opened.v1"
    nature: Nature


def nature_tag(nature: Nature) -> str:
    """Return the nature in one word: the first entry's tag, and what every append must name."""
    if nature.epoch is None:
        return "nature:real"
    return f"nature:rehearsal/{nature.epoch.astimezone(UTC).isoformat()}/{nature.scale}"


def opening(nature: Nature, now: datetime) -> Submission:
    """Return the first entry of a journal. The same nature makes the same command, so that it can be repeated."""
    tag = nature_tag(nature)
    at = nature.read(now)
    opened = JournalOpened(nature=nature)
    draft = Draft(kind=opened.kind, data=opened.model_dump_json(), tags=(tag,), acted_on=local_day(at))
    return Submission(
        command_id=uuid5(NAMESPACE_URL, tag),
        fingerprint=hashlib.sha256(tag.encode()).digest(),
        recorded_at=at,
        actor=ActorStamp(id="service", role=Role.SERVICE, org="service"),
        cause_kind="journal.open",
        cause_body="{}",
        slices=(Slice(NATURE_STREAM, 0, (draft,)),),
        nature=nature,
    )
