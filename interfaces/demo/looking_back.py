"""What the journal holds when all stories have been played: counted, and held against what must be so of the whole."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from domain.processes import CASES
from interfaces.demo.stage import Stage
from journal.entry import StoredEntry

_PAGE = 1000
_REFUSALS = "refusals"


class Found(NamedTuple):
    """
    What was counted.

    `outcomes`: cases by process and where they stand; `kinds`: entries by kind; `days`: that passed in the rehearsal.
    """

    outcomes: dict[str, Counter[str]]
    kinds: Counter[str]
    refusals: int
    entries: int
    streams: int
    days: int


async def look_back(stage: Stage) -> Found:
    """Count everything, and expect that nothing is lost on the way from one process to another."""
    await stage.as_far_as_it_goes(_nothing_on_the_way(stage))
    kinds: Counter[str] = Counter()
    streams: set[str] = set()
    entries = [entry async for entry in _entries(stage)]
    for entry in entries:
        kinds[entry.kind] += 1
        streams.add(entry.stream)
    stage.expect(
        [entry.position for entry in entries] == list(range(1, len(entries) + 1)),
        "账本位置连续无缺",
        "the journal's positions have no gap",
    )
    return Found(
        outcomes={name: await _outcomes(stage, name) for name in sorted(CASES)},
        kinds=kinds,
        refusals=sum(entry.stream.startswith(f"{_REFUSALS}/") for entry in entries),
        entries=len(entries),
        streams=len(streams),
        days=(entries[-1].recorded_at - entries[0].recorded_at).days,
    )


async def _nothing_on_the_way(stage: Stage) -> None:
    async def delivered() -> bool:
        for name in sorted(CASES):
            for stream in await stage.desk.streams(name):
                if (await stage.state(stream)).undelivered:
                    return False
        return True

    await stage.until(delivered, "后续事项全部送达", "whatever was promised to follow has arrived")


async def _outcomes(stage: Stage, name: str) -> Counter[str]:
    states: list[Any] = [await stage.state(stream) for stream in await stage.desk.streams(name)]
    return Counter(_label(stage, state.status) for state in states if hasattr(state, "status"))


def _label(stage: Stage, status: Any) -> str:  # noqa: ANN401  # each process has statuses of its own
    return f"{stage.desk.catalogue.label(status).zh} {status}"


async def _entries(stage: Stage) -> AsyncIterator[StoredEntry]:
    after = 0
    while page := await stage.journal.read(after, _PAGE):
        for entry in page:
            yield entry
        after = page[-1].position
