"""For any history: the ledger folded step by step, folded at once, and replayed to each version agree."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matter import commands as m
from domain.processes import decider_of
from journal.entry import StoredEntry
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.preparing import prepare
from ledger.connecting import LIVE, connected
from ledger.folder import Folder
from ledger.folding import fold_slices, sliced
from ledger.projections import PROJECTIONS
from ledger.tables import Tables
from tests.domain import branch_given as branch
from tests.domain import test_branch_properties as branches
from tests.domain import test_enterprise as enterprise
from tests.domain import test_enterprise_properties as enterprises
from tests.domain import test_filing as filing
from tests.domain import test_filing_properties as filings
from tests.domain.enterprise_cases import register
from tests.domain.soundness import ran, time
from tests.domain.test_every_process import OPEN
from tests.journal.acts import REAL
from tests.ledger.histories import corrected_filing, submissions, write
from tests.ledger.standing import Table, as_json, change, expected, folded, in_order, standing, stream_row
from tests.postgres import Database
from tests.spec import QIAN, SUN, Did, Scene, TimePasses, by_service, did

OPENED = did(filing.submit(), on="2026-01-05")
CORRECTION = m.CorrectRecord(
    version=1,
    field="change.effective_on",
    was="2026-09-24",
    now="2026-10-09",
    ground="核对原件",
    document="示1号",
)
revocations = st.builds(
    lambda version: did(m.RevokeDecision(version=version, reason="错", document="示1号"), by=SUN),
    st.integers(1, 5),
)
filing_acts = st.lists(st.one_of(filings.acts, filings.told, filings.raised, revocations), max_size=8)
branch_acts = st.lists(st.one_of(branches.acts, branches.internal, branches.told, revocations), max_size=8)
enterprise_acts = st.lists(
    st.one_of(enterprises.acts, st.builds(by_service, enterprises.claims), time), max_size=6
)


def filing_scene(history: Sequence[Did | TimePasses], corrected_after: int) -> Scene:
    """A filing, corrected once on the way."""
    before, after = history[:corrected_after], history[corrected_after:]
    return ran(filing.SPEC, [OPENED, *before, did(CORRECTION, by=QIAN), *after])


@st.composite
def journals(draw: st.DrawFn) -> list[StoredEntry]:
    """Some cases, as one journal in which their commands alternate."""
    scenes = [
        filing_scene(draw(filing_acts), draw(st.integers(0, 8))),
        ran(branch.SPEC, [*draw(st.sampled_from(branches.OPENINGS)), *draw(branch_acts)]),
        ran(enterprise.SPEC, [did(register()), *draw(enterprise_acts)]),
    ]
    waiting = [submissions(scene, scene.spec.stream) for scene in scenes]
    entries: list[StoredEntry] = []
    while any(waiting):
        mine = draw(st.sampled_from([one for one in waiting if one]))
        for entry in prepare(mine.pop(0), REAL, {}).entries:
            entries.append(entry._replace(position=len(entries) + 1))
    return entries


def batches(entries: Sequence[StoredEntry], size: int) -> Iterator[list[StoredEntry]]:
    """Whole commands, `size` at a time."""
    commands = [list(group) for _, group in groupby(entries, key=lambda one: one.command_id)]
    for first in range(0, len(commands), size):
        yield [entry for command in commands[first : first + size] for entry in command]


class Shelf:
    """A ledger in memory; the states go through JSON, as they do in the tables."""

    def __init__(self) -> None:
        self.entries: list[StoredEntry] = []
        self.streams: dict[str, Any] = {}
        self.states: dict[str, bytes] = {}
        self.rows: dict[str, dict[str, list[Any]]] = {one.table: {} for one in PROJECTIONS}

    def take(self, batch: list[StoredEntry]) -> None:
        self.entries.extend(batch)
        slices = sliced(batch)
        states = {
            name: decider_of(name).state.model_validate_json(text) for name, text in self.states.items()
        }
        histories = {
            one.stream: facts_of_stream(e for e in self.entries if e.stream == one.stream)
            for one in slices
            if one.corrects
        }
        for one in fold_slices(slices, states, histories, PROJECTIONS):
            stream = one.change.stream
            self.states[stream] = one.state
            self.streams[stream] = stream_row(one.change)
            assert json.loads(one.state) == self.streams[stream]["state"]
            for projection, rows in zip(PROJECTIONS, one.rows, strict=True):
                kept = self.rows[projection.table].get(stream, []) if projection.append_only else []
                self.rows[projection.table][stream] = [*kept, *(as_json(row) for row in rows)]

    def standing(self) -> dict[str, Table]:
        tables = {name: [row for some in rows.values() for row in some] for name, rows in self.rows.items()}
        tables["stream"] = list(self.streams.values())
        last = self.entries[-1].position
        return {"checkpoint": [last], **{name: in_order(rows) for name, rows in tables.items()}}


@settings(max_examples=60, deadline=None)
@given(journals(), st.integers(1, 9))
def test_folded_step_by_step_at_once_and_replayed_to_each_version_it_is_the_same(
    entries: list[StoredEntry], size: int
) -> None:
    step_by_step, in_batches = Shelf(), Shelf()
    for command in batches(entries, 1):
        step_by_step.take(command)
        assert step_by_step.standing() == folded(step_by_step.entries)
    for batch in batches(entries, size):
        in_batches.take(batch)
    assert in_batches.standing() == step_by_step.standing()


@settings(max_examples=60, deadline=None)
@given(filing_acts, st.integers(0, 8))
def test_what_waits_at_each_version_is_what_a_replay_to_it_tells(
    history: list[Did | TimePasses], corrected_after: int
) -> None:
    scene = filing_scene(history, corrected_after)
    shelf = Shelf()
    mine: list[StoredEntry] = []
    for submission in submissions(scene, filing.SPEC.stream):
        mine.extend(
            entry._replace(position=len(mine) + 1 + place)
            for place, entry in enumerate(prepare(submission, REAL, {}).entries)
        )
        shelf.take(mine[len(shelf.entries) :])
        replayed = change(mine)
        rows = shelf.rows["task"].get(filing.SPEC.stream, [])
        assert [row["task"] for row in rows] == [one.model_dump(mode="json") for one in replayed.tasks]


async def test_in_the_tables_too_however_the_entries_came_in_batches(
    journal: Journal, database: Database
) -> None:
    for scene in (corrected_filing(), *(make() for name, make in OPEN.items() if name != "filing")):
        await write(journal, scene, scene.spec.stream)
    whole = await expected(journal)
    for size in (1, 2, 7, 1000):
        connection = await connected(database.service_dsn, LIVE)
        tables = Tables(connection, LIVE, PROJECTIONS)
        names = ", ".join(("stream", *(one.table for one in PROJECTIONS)))
        await connection.execute(f"truncate {names}; update checkpoint set position = 0")  # noqa: S608  # ours
        folder = Folder(journal, tables, PROJECTIONS, size)
        position, reached = 0, await folder.advance(0)
        while reached > position:
            position, reached = reached, await folder.advance(reached)
        await connection.close()
        assert await standing(database.dsn) == whole
