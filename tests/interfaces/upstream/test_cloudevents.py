import json
from typing import Any

import pytest
from cloudevents.core.bindings import http
from cloudevents.core.v1.event import CloudEvent as SdkEvent

from access.webhooks.headers import Headers
from domain.inbox.told import CloudEvent, Extension
from domain.refusals import DomainError
from interfaces.upstream.cloudevents import (
    BATCH,
    STRUCTURED,
    attributes_digest,
    content_digest,
    read_events,
)
from interfaces.upstream.refusals import (
    AttributeRefusedError,
    BatchTooLongError,
    FormatError,
    NotJsonError,
    UnboundAttributesError,
)
from interfaces.upstream.times import moment

TOLD: dict[str, Any] = {
    "specversion": "1.0",
    "id": "e-1",
    "source": "urn:example:market",
    "type": "cn.branch-lifecycle.enterprise.registered.v1",
    "subject": "91410199MA00001011",
    "time": "2026-01-05T09:00:00Z",
    "data": {"name": "示例企业", "employees": 12},
}
EVENT = CloudEvent(
    source="urn:example:market",
    event_id="e-1",
    type="cn.branch-lifecycle.enterprise.registered.v1",
    subject="91410199MA00001011",
    time="2026-01-05T09:00:00Z",
    data='{"employees":12,"name":"示例企业"}',
)


def structured(body: bytes | str, content_type: str = STRUCTURED) -> CloudEvent:
    raw = body.encode() if isinstance(body, str) else body
    (event,) = read_events([("Content-Type", content_type)], raw).events
    assert isinstance(event, CloudEvent)
    return event


def told(**changes: Any) -> CloudEvent:
    """A structured event, some of it changed; None: left out."""
    members = {name: value for name, value in (TOLD | changes).items() if value is not ...}
    return structured(json.dumps(members))


def signed_id(headers: list[tuple[str, str]]) -> Headers:
    return [*headers, ("webhook-id", attributes_digest(headers))]


def binary(body: bytes = b'{"name": "x"}', **changes: str | None) -> CloudEvent:
    own: dict[str, str | None] = {
        "ce-specversion": "1.0",
        "ce-id": "e-1",
        "ce-source": "urn:example:market",
        "ce-type": "t",
        "content-type": "application/json",
    }
    own |= {name.replace("_", "-"): value for name, value in changes.items()}
    headers = signed_id([(name, value) for name, value in own.items() if value is not None])
    (event,) = read_events(headers, body).events
    assert isinstance(event, CloudEvent)
    return event


def test_an_event_is_the_same_structured_and_binary_as_the_sdk_sends_it() -> None:
    attributes = {name: value for name, value in TOLD.items() if name != "data"}
    attributes |= {"time": moment(TOLD["time"]), "datacontenttype": "application/json", "place": "郑州 50%"}
    sent = SdkEvent(attributes, TOLD["data"])
    message = http.to_structured_event(sent)
    one = structured(message.body, message.headers["content-type"])
    message = http.to_binary_event(sent)
    (other,) = read_events(signed_id(list(message.headers.items())), message.body).events
    assert one == other
    assert isinstance(other, CloudEvent)
    assert one.extensions == (Extension(name="place", value="郑州 50%"),)
    assert one.model_copy(update={"extensions": ()}) == EVENT
    assert content_digest(one) == content_digest(other)


def test_white_space_order_of_names_and_said_defaults_make_no_other_event() -> None:
    reordered = json.dumps(dict(reversed(TOLD.items())), indent=3)
    assert structured(reordered, f"{STRUCTURED}; charset=UTF-8") == EVENT
    assert told(datacontenttype="application/json; charset=utf-8", subject=TOLD["subject"]) == EVENT
    assert content_digest(told()) == content_digest(EVENT)


@pytest.mark.parametrize(
    "changes",
    [
        {"data": {"name": "示例企业", "employees": 13}},
        {"data": ...},
        {"subject": ...},
        {"time": "2026-01-05T09:00:01Z"},
        {"type": "t"},
        {"datacontenttype": "application/vnd.x+json"},
        {"traceparent": "00"},
    ],
    ids=str,
)
def test_any_other_attribute_or_datum_makes_another_content(changes: Any) -> None:
    assert content_digest(told(**changes)) != content_digest(EVENT)


def test_extensions_are_kept_as_texts_whatever_their_type_and_mode() -> None:
    kept = told(flag=True, number=-7, text="x", nothing=None).extensions
    assert kept == tuple(
        Extension(name=n, value=v) for n, v in [("flag", "true"), ("number", "-7"), ("text", "x")]
    )
    assert binary(ce_flag="true", ce_number="-7", ce_text="x").extensions == kept


def test_data_may_be_anything_or_absent() -> None:
    assert told(data=...).data is None
    assert told(data=None).data == "null"
    assert told(data=[1.5, "a", None]).data == '[1.5,"a",null]'
    assert told(data=..., data_base64="AAE=").data_base64 == "AAE="
    assert binary(b"<x/>", content_type="text/xml").data_base64 == "PHgvPg=="
    assert binary(b"", content_type=None).data is None
    assert binary(b"\x00", content_type=None).data_base64 == "AA=="
    assert binary(content_type="application/x+json").data == '{"name":"x"}'


def test_headers_are_unquoted_and_percent_decoded_once() -> None:
    assert binary(ce_subject="%E9%83%91%2541").subject == "郑%41"
    assert binary(ce_subject='"a\\"b"').subject == 'a"b'


@pytest.mark.parametrize(
    ("changes", "attribute"),
    [
        ({"specversion": "0.3"}, "specversion"),
        ({"specversion": ...}, "specversion"),
        ({"id": ...}, "id"),
        ({"id": ""}, "id"),
        ({"id": "x" * 201}, "id"),
        ({"id": "a\u0000"}, "id"),
        ({"id": 5.5}, "id"),
        ({"id": {"a": 1}}, "id"),
        ({"source": ...}, "source"),
        ({"source": "x" * 501}, "source"),
        ({"type": ...}, "type"),
        ({"subject": ""}, "subject"),
        ({"subject": ["x"]}, "subject"),
        ({"time": "2026-01-05"}, "time"),
        ({"time": "2026-01-05T09:00:00"}, "time"),
        ({"time": "2026-02-30T09:00:00Z"}, "time"),
        ({"time": "2026-01-05 09:00:00Z"}, "time"),
        ({"time": "٢٠٢٦-01-05T09:00:00Z"}, "time"),
        ({"dataschema": "no scheme"}, "dataschema"),
        ({"datacontenttype": "json"}, "datacontenttype"),
        ({"Upper": "x"}, "Upper"),
        ({"under_score": "x"}, "under_score"),
        ({"number": 2**31}, "number"),
        ({"data_base64": "AAE="}, "data"),
        ({"data": ..., "data_base64": "*"}, "data_base64"),
        ({"data": ..., "data_base64": 7}, "data_base64"),
    ],
    ids=str,
)
def test_an_attribute_that_is_not_of_its_form_is_named_with_what_would_be_accepted(
    changes: Any, attribute: str
) -> None:
    with pytest.raises(AttributeRefusedError) as refused:
        told(**changes)
    assert refused.value.data["attribute"] == attribute
    assert refused.value.data["accepted"]


@pytest.mark.parametrize(
    "time",
    ["2026-01-05T09:00:00Z", "2026-01-05t09:00:00.123456789z", "2026-01-05T17:00:00+08:00"],
)
def test_times_are_rfc_3339(time: str) -> None:
    assert told(time=time).time == time
    read = moment(time)
    assert read is not None
    assert (read.hour, read.tzname()) == (9, "UTC")


@pytest.mark.parametrize(
    "changes",
    [
        {"ce_subject": "郑"},
        {"ce_subject": "%zz"},
        {"ce_subject": "%E9"},
        {"ce_datacontenttype": "application/json"},
        {"ce_Bad_name": "x"},
        {"ce_id": None},
        {"ce_specversion": "1.1"},
    ],
    ids=str,
)
def test_headers_that_do_not_read_as_they_must_are_refused(changes: Any) -> None:
    with pytest.raises(AttributeRefusedError):
        binary(**changes)


def test_in_binary_mode_the_signed_id_covers_every_attribute() -> None:
    headers = [("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "s"), ("ce-type", "t")]
    for changed in (
        [*headers[:3], ("ce-type", "other")],
        [*headers, ("ce-subject", "x")],
        headers[:3],
        [*headers, ("Content-Type", "text/plain")],
    ):
        with pytest.raises(UnboundAttributesError) as refused:
            read_events([*changed, ("webhook-id", attributes_digest(headers))], b"")
        assert refused.value.data == {"expected": attributes_digest(changed)}
    assert read_events(signed_id([(name.upper(), value) for name, value in headers]), b"").events


def test_a_header_that_stands_twice_is_refused() -> None:
    headers = [
        ("ce-specversion", "1.0"),
        ("ce-id", "1"),
        ("ce-id", "2"),
        ("ce-source", "s"),
        ("ce-type", "t"),
    ]
    with pytest.raises(AttributeRefusedError):
        read_events(signed_id(headers), b"")
    with pytest.raises(FormatError):
        read_events([("content-type", STRUCTURED), ("content-type", BATCH)], b"{}")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"data": 1e999, "specversion": "1.0"}',
        b'{"data": 9007199254740993}',
        b'{"data": ' + b"9" * 5000 + b"}",
        b'{"data": "\\ud800"}',
        b"[" * 100_000,
        b'{"data": ' + b"[" * 65 + b"]" * 65 + b"}",
        "\ufeff{}".encode(),
        b"{} {}",
    ],
    ids=lambda body: str(body[:24]),
)
def test_what_is_no_json_for_every_reader_is_refused(body: bytes) -> None:
    with pytest.raises(NotJsonError):
        structured(body)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/cloudevents+xml", b"<x/>"),
        ("application/cloudevents", b"{}"),
        (f"{STRUCTURED}; charset=gbk", b"{}"),
        ("application/json", b"{}"),
        (STRUCTURED, b"[]"),
        (STRUCTURED, b'"x"'),
        (BATCH, b"{}"),
    ],
)
def test_what_has_no_form_of_a_cloudevent_is_refused(content_type: str, body: bytes) -> None:
    with pytest.raises(FormatError):
        read_events([("content-type", content_type)], body)


def test_a_wrong_event_of_a_batch_refuses_no_other() -> None:
    body = json.dumps([TOLD, TOLD | {"time": "x"}, 7, TOLD | {"id": "e-2"}])
    message = read_events([("content-type", BATCH)], body.encode())
    assert message.batch
    first, second, third, last = message.events
    assert first == EVENT
    assert isinstance(second, AttributeRefusedError)
    assert isinstance(third, FormatError)
    assert last == EVENT.model_copy(update={"event_id": "e-2"})
    assert read_events([("content-type", BATCH)], b"[]").events == ()
    with pytest.raises(BatchTooLongError):
        read_events([("content-type", BATCH)], json.dumps([7] * 101).encode())


def test_whatever_comes_is_an_event_or_a_refusal_with_a_rule() -> None:
    for headers in ([], [("content-type", "x")], [("ce-id", "%")], [("content-type", "\ud800")]):
        for body in (b"", b"null", b"[]", b"\x00", b'{"specversion": "1.0"}'):
            with pytest.raises(DomainError) as refused:
                read_events(headers, body)
            assert refused.value.rule.startswith("upstream.")
