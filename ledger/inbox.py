"""收件: what became of every event of the inboxes, one row an entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.inbox.decider import DECIDER
from domain.inbox.events import EventDelivered, EventDied, EventReceived, EventRedriven
from journal.entry import StoredEntry
from ledger.projection import Change, Projection


@dataclass(frozen=True, slots=True)
class InboxRow:
    """
    One entry; `event`: the version of the event it is about; `org`: where the inbox lay then.

    `system` to `subject`: of an event that was received; `rule`, `policy`, `data`: of a dead letter.
    """

    stream: str
    version: int
    position: int
    event: int
    what: str
    org: str
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
        at, org = (entry.stream, entry.version, entry.position), _org(entry)
        match fact.event:
            case EventReceived() as came:
                told = (came.system, came.source, came.event_id, came.type, came.subject)
                yield InboxRow(*at, entry.version, "received", org, *told)
            case EventDied(of=of, rule=rule, policy=policy, data=data):
                yield InboxRow(*at, of, "dead", org, rule=rule, policy=policy, data=data)
            case EventDelivered(of=of):
                yield InboxRow(*at, of, "delivered", org)
            case EventRedriven(of=of):
                yield InboxRow(*at, of, "redriven", org)
            case _:
                pass  # which orders follow, and remarks, tell nothing of how it stands


def _org(entry: StoredEntry) -> str:
    return next(tag.removeprefix("org:") for tag in entry.tags if tag.startswith("org:"))


INBOX = Projection("inbox", InboxRow, _rows, frozenset({DECIDER.name}), append_only=True)
