"""Which commands entries came of, and what each left."""

from collections.abc import Iterable

from activities.wire import Spent
from domain.matter.events import AlreadySo
from journal.entry import StoredEntry


def spent(entries: Iterable[StoredEntry]) -> tuple[Spent, ...]:
    """Return the commands that entries came of, each with the last version and position it left there."""
    last = {
        entry.command_id: Spent(
            command_id=entry.command_id,
            version=entry.version,
            position=entry.position,
            already_so=entry.kind == AlreadySo.kind_name(),
        )
        for entry in entries
    }
    return tuple(last.values())
