"""收件: what became of every event of the inboxes, one row an entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.inbox.decider import DECIDER
from domain.inbox.events import EventDelivered, EventDied, EventReceived, EventRedriven
from ledger.projection import Change, Projection


@dataclass(frozen=True, slots=True)
class InboxRow:
    """
    One entry; `event`: the version of the event it is about.

    `org` to `subject`: of an event that was received; `rule`, `policy`, `data`: of a dead letter.
    """

    stream: str
    version: int
    position: int
    event: int
    what: str
    org: str | None = None
    system: str | None = None
    source: str | None = None
    event_id: str | None = None
    type: str | None = None
    subject: str | None = None
    rule: str | None = None
    policy: str | None = None
    data: tuple[tuple[str, str], ...] | None = None


def _rows(change: Change) -> list[InboxRow]:
    return list(_told(change))


def _told(change: Change) -> Iterator[InboxRow]:
    for fact, entry in zip(change.facts, change.entries, strict=True):
        at = (entry.stream, entry.version, entry.position)
        match fact.event:
            case EventReceived() as came:
                office = (fact.actor.org, came.system)
                told = (came.source, came.event_id, came.type, came.subject)
                yield InboxRow(*at, entry.version, "received", *office, *told)
            case EventDied(of=of, rule=rule, policy=policy, data=data):
                yield InboxRow(*at, of, "dead", rule=rule, policy=policy, data=data)
            case EventDelivered(of=of):
                yield InboxRow(*at, of, "delivered")
            case EventRedriven(of=of):
                yield InboxRow(*at, of, "redriven")
            case _:
                pass  # which orders follow, and remarks, tell nothing of how it stands


INBOX = Projection("inbox", InboxRow, _rows, frozenset({DECIDER.name}), append_only=True)
