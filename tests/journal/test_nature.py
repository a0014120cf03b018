"""A journal of real acts and a rehearsal never mix (演练)."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from domain.clock import RealOrRehearsal
from journal.committer import Committer
from journal.errors import JournalNotOpenedError, NatureMismatchError
from journal.journal import Journal
from journal.preparing import prepare
from tests.journal.acts import REAL, REHEARSAL, act, part
from tests.postgres import Database


async def test_a_journal_that_was_not_begun_takes_nothing(database: Database) -> None:
    journal = await Journal.open(database.service_dsn)
    try:
        with pytest.raises(JournalNotOpenedError):
            await journal.append(act("a", part("case/1")))
    finally:
        await journal.close()


@pytest.mark.parametrize("nature", [REAL, REHEARSAL])
async def test_a_journal_is_begun_once_and_says_of_which_nature_it_is(
    database: Database, nature: RealOrRehearsal
) -> None:
    journal = await Journal.open(database.service_dsn)
    try:
        await journal.begin(nature)
        await journal.begin(nature)
        assert await journal.nature() == nature
        (first,) = await journal.read(0, 10)
        assert (first.stream, first.kind, first.position) == ("journal/nature", "journal.opened.v1", 1)
        assert first.decoded().rehearsal == (nature if nature.rehearsal else None)
    finally:
        await journal.close()


async def test_a_rehearsal_opens_at_its_own_time(database: Database) -> None:
    journal = await Journal.open(database.service_dsn)
    try:
        await journal.begin(RealOrRehearsal(epoch=datetime(2020, 1, 1, tzinfo=UTC), scale=100))
        (first,) = await journal.read(0, 1)
        assert first.recorded_at > datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=100 * 365)
    finally:
        await journal.close()


@pytest.mark.parametrize(
    "other",
    [REHEARSAL, RealOrRehearsal(epoch=REHEARSAL.epoch, scale=61)],
    ids=["a rehearsal", "another rehearsal"],
)
async def test_a_journal_cannot_be_begun_with_another_nature(
    journal: Journal, other: RealOrRehearsal
) -> None:
    with pytest.raises(NatureMismatchError):
        await journal.begin(other)
    assert await journal.nature() == REAL


async def test_a_rehearsed_act_never_enters_a_journal_of_real_acts(journal: Journal) -> None:
    with pytest.raises(NatureMismatchError) as refused:
        await journal.append(act("a", part("case/1"), nature=REHEARSAL))
    assert refused.value.data["journal"] == "nature:real"
    assert await journal.version("case/1") == 0


async def test_a_writer_that_passes_the_journal_by_is_refused_by_postgresql(
    journal: Journal, committer: Committer
) -> None:
    with pytest.raises(NatureMismatchError) as refused:
        await committer.submit(prepare(act("a", part("case/1")), REHEARSAL, {}))
    assert refused.value.data == {
        "journal": "nature:real",
        "offered": "nature:rehearsal/2026-01-01T00:00:00+00:00/60",
    }
    assert await journal.version("case/1") == 0


async def test_every_entry_of_a_rehearsal_bears_its_mark(database: Database) -> None:
    journal = await Journal.open(database.service_dsn)
    try:
        await journal.begin(REHEARSAL)
        appended = await journal.append(act("a", part("case/1", count=2), part("case/2")))
        assert [entry.decoded().rehearsal for entry in appended.entries] == [REHEARSAL] * 3
        with pytest.raises(NatureMismatchError):
            await journal.append(act("b", part("case/1", 2), nature=REAL))
    finally:
        await journal.close()


async def test_of_two_natures_begun_at_once_one_is_refused(database: Database) -> None:
    journals = [await Journal.open(database.service_dsn) for _ in range(4)]
    try:
        natures = (REAL, REHEARSAL, REAL, REHEARSAL)
        answers = await asyncio.gather(
            *(journal.begin(nature) for journal, nature in zip(journals, natures, strict=True)),
            return_exceptions=True,
        )
        settled = await journals[0].nature()
        assert [answer is None for answer in answers] == [nature == settled for nature in natures]
        assert all(answer is None or isinstance(answer, NatureMismatchError) for answer in answers)
        assert len(await journals[0].read(0, 10)) == 1
    finally:
        for journal in journals:
            await journal.close()


async def test_position_1_cannot_be_anything_but_the_opening(database: Database) -> None:
    connection = await asyncpg.connect(database.service_dsn)
    try:
        command = prepare(act("a", part("case/1")), REAL, {})
        with pytest.raises(asyncpg.PostgresError, match="nature:real") as refused:
            await connection.fetch(
                "select * from journal.append('nature:real', $1, $2, $3, '{1,2}', '{case/1}', '{0}', '{1,2}',"
                " '{case.noted.v1}', '{nature:real}', $4)",
                *(
                    [command.command_id],
                    [command.fingerprint],
                    [command.recorded_at],
                    [command.entries[0].body],
                ),
            )
        assert refused.value.sqlstate == "JN001"
    finally:
        await connection.close()
