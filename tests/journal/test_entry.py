"""What the bytes of an entry say, and that they are canonical."""

import json
from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID, uuid5

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter

from domain.events import Event
from domain.orders import MeetingRecord
from journal.body import Envelope
from journal.canonical import LARGEST_INTEGER, Json, canonical, canonical_text, parsed
from journal.entry import Draft, Slice, Submission, entry_id, written_id
from journal.errors import EntryTooLargeError, NotCanonicalError
from journal.preparing import LARGEST_BODY, prepare
from tests.journal.acts import AT, CLERK, REAL, REHEARSAL, RULES, act, command_id, draft, part

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=8,
)


def bodies(submission: Submission) -> list[bytes]:
    return [entry.body for entry in prepare(submission, submission.nature or REAL, {}).entries]


@settings(deadline=None)  # a busy machine is no defect
@given(JSON)
def test_canonical_text_is_what_rfc_8785_says(value: object) -> None:
    assert canonical(value).encode() == rfc8785.dumps(value)  # type: ignore[arg-type]


@settings(deadline=None)
@given(JSON, st.booleans(), st.sampled_from([None, 0, 2]), st.sampled_from(["", " ", "\n\t\r"]))
def test_the_canonical_text_of_a_text_is_that_of_what_it_says(
    value: object,
    escaped: bool,  # noqa: FBT001
    indent: int | None,
    around: str,
) -> None:
    text = around + json.dumps(value, ensure_ascii=escaped, indent=indent) + around
    assert canonical_text(text).encode() == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(st.uuids(), st.integers(0, 32_767))
def test_an_entry_says_its_id(command: UUID, index: int) -> None:
    assert written_id(command, index) == str(entry_id(command, index)) == str(uuid5(command, str(index)))


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(TEXT, JSON, max_size=5),
    st.lists(st.sampled_from(["org:o-1", "branch:b-2", "person:p-9"])),
)
def test_every_body_is_canonical(data: dict[str, object], tags: list[str]) -> None:
    line = Draft("case.noted.v1", json.dumps(data), tuple(tags), date(2026, 3, 1))
    submission = act("a", Slice("case/1", 0, (line, line)), nature=REHEARSAL).model_copy(
        update={"causation": command_id("cause"), "correlation": command_id("whole")}
    )
    for body in bodies(submission):
        assert body == rfc8785.dumps(json.loads(body))
        assert json.loads(body)["data"] == data


def test_the_first_entry_of_a_command_says_everything() -> None:
    meeting = MeetingRecord(body="支部大会", held_on=date(2026, 2, 27), document="会〔2026〕3号")
    submission = act(
        "a", Slice("case/1", 6, (draft(tags=("org:o-1", "branch:b-1", "org:o-1"), n=7),))
    ).model_copy(
        update={
            "actor": CLERK.model_copy(update={"decided_by": meeting}),
            "causation": command_id("cause"),
            "correlation": command_id("whole"),
            "nature": REHEARSAL,
        }
    )
    assert json.loads(bodies(submission)[0]) == {
        "acted_on": "2026-03-01",
        "actor": {
            "decided_by": {"body": "支部大会", "document": "会〔2026〕3号", "held_on": "2026-02-27"},
            "id": "p-1",
            "org": "o-1",
            "role": "operator",
        },
        "causation": str(command_id("cause")),
        "cause": {
            "body": {"kind": "case.note", "text": "a "},
            "command_id": str(command_id("a")),
            "fingerprint": submission.fingerprint.hex(),
            "kind": "case.note",
        },
        "correlation": str(command_id("whole")),
        "data": {"kind": "case.noted.v1", "n": 7},
        "id": str(uuid5(command_id("a"), "0")),
        "kind": "case.noted.v1",
        "recorded_at": "2026-03-02T09:30:00.123456Z",
        "rehearsal": {"epoch": "2026-01-01T00:00:00.000000Z", "scale": 60},
        "rules": {"calendar": "b" * 64, "policy": "a" * 64},
        "stream": "case/1",
        "tags": ["branch:b-1", "org:o-1"],
        "version": 7,
    }


def test_the_causes_body_stands_at_index_0_of_its_command_only() -> None:
    first, second, third = map(json.loads, bodies(act("a", part("case/1", count=2), part("case/2"))))
    assert first["cause"]["body"] == {"kind": "case.note", "text": "a "}
    assert second["cause"] == third["cause"] == {"command_id": str(command_id("a")), "kind": "case.note"}


def test_an_entry_of_real_acts_bears_no_mark_of_a_rehearsal() -> None:
    assert all(b'"rehearsal"' not in body for body in bodies(act("a", part("case/1", count=2))))


def test_a_decoded_entry_is_what_went_in() -> None:
    entry = prepare(act("a", Slice("case/1", 0, (draft(n=7, text="核对"),))), REAL, {}).entries[0]
    body = entry.decoded()
    assert (body.stream, body.version, body.kind, body.id) == ("case/1", 1, "case.noted.v1", entry.id)
    assert (body.actor, body.rules, body.recorded_at, body.acted_on) == (CLERK, RULES, AT, date(2026, 3, 1))
    assert json.loads(body.data) == {"kind": "case.noted.v1", "n": 7, "text": "核对"}
    assert json.loads(body.cause.body or "") == {"kind": "case.note", "text": "a "}
    assert body.rehearsal is None


def test_an_entry_is_decoded_with_its_event_in_one_pass() -> None:
    class Noted(Event):
        kind: Literal["case.noted.v1"] = "case.noted.v1"
        n: int

    class Closed(Event):
        kind: Literal["case.closed.v1"] = "case.closed.v1"
        on: date

    reader = TypeAdapter(Envelope[Annotated[Noted | Closed, Field(discriminator="kind")]])
    closing = draft("case.closed.v1", on="2026-03-01")
    made = bodies(act("a", Slice("case/1", 0, (draft(n=7), closing))))
    assert [reader.validate_json(body).data for body in made] == [Noted(n=7), Closed(on=date(2026, 3, 1))]


def test_moments_are_written_in_utc_with_microseconds() -> None:
    at = datetime.fromisoformat("2026-03-02T17:30:00+08:00")
    submission = act("a", part("case/1")).model_copy(update={"recorded_at": at})
    assert json.loads(bodies(submission)[0])["recorded_at"] == "2026-03-02T09:30:00.000000Z"
    assert at.astimezone(UTC) == prepare(submission, REAL, {}).entries[0].recorded_at


@pytest.mark.parametrize(
    "data",
    [
        '{"n":1.5}',
        '{"n":1e3}',
        '{"n":NaN}',
        '{"n":-Infinity}',
        "{",
        "{}{}",
        "{},",
        '{"n":9007199254740992}',
        '{"n":"\\ud800"}',
        '{"n":1,"n":1}',
        '{"n":{"m":1,"m":2}}',
        pytest.param('{"n":' + "[" * 5000 + "]" * 5000 + "}", id="deep"),
    ],
)
def test_what_has_no_canonical_form_is_refused(data: str) -> None:
    with pytest.raises(NotCanonicalError):
        bodies(act("a", Slice("case/1", 0, (Draft("case.noted.v1", data, (), date(2026, 3, 1)),))))


def test_a_value_nested_too_deep_has_no_canonical_form() -> None:
    deep: Json = None
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(NotCanonicalError):
        canonical(deep)


def test_the_largest_integer_both_ways_is_accepted() -> None:
    assert parsed("[9007199254740991,-9007199254740991]") == [LARGEST_INTEGER, -LARGEST_INTEGER]


@pytest.mark.parametrize(("more", "fits"), [(-1, True), (0, True), (1, False)])
def test_an_entry_holds_65536_bytes_and_not_one_more(more: int, fits: bool) -> None:  # noqa: FBT001
    empty = len(bodies(act("a", Slice("case/1", 0, (draft(text=""),))))[0])
    full = act("a", Slice("case/1", 0, (draft(text="x" * (LARGEST_BODY - empty + more)),)))
    if fits:
        assert len(bodies(full)[0]) == LARGEST_BODY + more
        return
    with pytest.raises(EntryTooLargeError) as refused:
        bodies(full)
    assert refused.value.data == {
        "stream": "case/1",
        "kind": "case.noted.v1",
        "size": str(LARGEST_BODY + 1),
        "limit": str(LARGEST_BODY),
    }
