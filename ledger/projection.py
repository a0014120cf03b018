"""What a read model is: a pure fold from what a stream has become to the rows that stand for it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from domain.events import Fact
from domain.tasks import Task
from journal.entry import StoredEntry


class Change(NamedTuple):
    """
    A stream that has new entries.

    `state`: as it stands, corrections and revocations applied; `tasks`: who is awaited in it now. `facts`: the new
    entries as they were recorded, `entries` the same as they are stored; `position`: of the last of them.
    """

    stream: str
    process: str
    state: Any
    tasks: tuple[Task, ...]
    facts: tuple[Fact[Any], ...]
    entries: tuple[StoredEntry, ...]
    position: int


class Projection(NamedTuple):
    """
    One read model: a table of the ledger and the fold behind it.

    `table`: its name; its columns are the fields of `row`, one of them `stream`. `row`: a model, or where there are very
    many a frozen dataclass. `processes`: the kinds of streams it
    looks at, None = all. `rows`: pure; the rows that stand for the stream now, in place of all it had before. They
    must follow from the stream's entries alone, however these came in batches: so from `state`, `tasks` and
    `position`. `append_only`: the rows are added instead, and tell of the new entries.
    """

    table: str
    row: type[Any]
    rows: Callable[[Change], Sequence[Any]]
    processes: frozenset[str] | None = None
    append_only: bool = False

    def looks_at(self, process: str) -> bool:
        """Whether it has rows for streams of a process."""
        return self.processes is None or process in self.processes
