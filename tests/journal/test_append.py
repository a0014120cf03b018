"""One command at a time: what is written, what is answered, what is refused."""

import pytest

from journal.errors import CommandReusedError, VersionConflictError
from journal.journal import Journal
from tests.journal.acts import act, command_id, part


async def test_what_is_appended_is_what_is_loaded(journal: Journal) -> None:
    appended = await journal.append(act("a", part("case/1", count=3)))
    assert not appended.repeated
    assert list(appended.entries) == await journal.load("case/1")
    assert [entry.version for entry in appended.entries] == [1, 2, 3]
    assert [entry.position for entry in appended.entries] == [2, 3, 4]  # the first entry is the journal's own


async def test_a_stream_nobody_wrote_has_version_0_and_no_entries(journal: Journal) -> None:
    assert await journal.version("case/none") == 0
    assert await journal.load("case/none") == []
    assert await journal.find(command_id("none")) == []


async def test_loading_after_a_version_answers_only_what_follows(journal: Journal) -> None:
    await journal.append(act("a", part("case/1", count=3)))
    assert [entry.version for entry in await journal.load("case/1", after=2)] == [3]


async def test_a_stale_version_is_told_the_actual_one_and_writes_nothing(journal: Journal) -> None:
    await journal.append(act("a", part("case/1", count=2)))
    with pytest.raises(VersionConflictError) as refused:
        await journal.append(act("b", part("case/2"), part("case/1", expected=1)))
    assert (refused.value.stream, refused.value.expected, refused.value.actual) == ("case/1", 1, 2)
    assert await journal.version("case/2") == 0
    assert await journal.find(command_id("b")) == []


async def test_a_version_nobody_wrote_yet_is_a_conflict_too(journal: Journal) -> None:
    with pytest.raises(VersionConflictError):
        await journal.append(act("a", part("case/1", expected=5)))


async def test_one_command_writes_to_several_streams(journal: Journal) -> None:
    appended = await journal.append(
        act("a", part("case/1", count=2), part("enterprise/e-1"), part("person/p-1"))
    )
    assert [(entry.stream, entry.version, entry.command_index) for entry in appended.entries] == [
        ("case/1", 1, 0),
        ("case/1", 2, 1),
        ("enterprise/e-1", 1, 2),
        ("person/p-1", 1, 3),
    ]
    assert await journal.find(command_id("a")) == list(appended.entries)


async def test_a_repeated_command_is_answered_what_it_left_then(journal: Journal) -> None:
    first = await journal.append(act("a", part("case/1", count=2)))
    await journal.append(act("b", part("case/1", expected=2)))
    again = await journal.append(act("a", part("case/1", expected=3)))  # decided again, a moment later
    assert again.repeated
    assert again.entries == first.entries


async def test_the_same_id_with_another_intent_is_refused(journal: Journal) -> None:
    await journal.append(act("a", part("case/1")))
    with pytest.raises(CommandReusedError) as refused:
        await journal.append(act("a", part("case/1", expected=1), intent="another"))
    assert refused.value.data == {"command_id": str(command_id("a"))}
    assert await journal.version("case/1") == 1


async def test_a_slice_of_any_version_follows_whatever_is_there(journal: Journal) -> None:
    await journal.append(act("a", part("refusals/o-1/2026-03", expected=None)))
    appended = await journal.append(act("b", part("refusals/o-1/2026-03", expected=None, count=2)))
    assert [entry.version for entry in appended.entries] == [2, 3]


def test_one_command_has_one_slice_a_stream() -> None:
    with pytest.raises(ValueError, match="in one slice"):
        act("a", part("case/1"), part("case/1", expected=1))


@pytest.mark.parametrize(
    "stream", ["", "case", "Case/1", "case/a b", "case/1\n", "case/1/2/3/4", "case/\x00"]
)
def test_a_stream_that_is_no_stream_name_is_refused(stream: str) -> None:
    with pytest.raises(ValueError, match="slices"):
        act("a", part(stream))
