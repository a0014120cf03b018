"""The catalogue of upstream events and its schemas say what the events are."""

import json
import re
from typing import Any

import jsonschema_rs
import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_structured_event
from cloudevents.core.formats.json import JSONFormat

from domain.upstream.data import UpstreamData
from domain.upstream.routing import EVENT_TYPES, parse
from interfaces.documentation.events import SCHEMAS, SOURCES, example
from interfaces.documentation.schemas import fields_of, schema_of
from tests.pages import DOCS, made

EVENTS = list(EVENT_TYPES.values())


def named(event: type[UpstreamData]) -> str:
    return event.type


def test_there_is_a_schema_for_every_type_and_no_other() -> None:
    written = {path.name for path in (DOCS / SCHEMAS).iterdir()}
    assert written == {f"{name}.json" for name in EVENT_TYPES}


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_a_schema_takes_the_example_and_nothing_unknown(event: type[UpstreamData]) -> None:
    schema = schema_of(event)
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.Draft202012Validator(schema)
    data: Any = example(event)["data"]
    validator.validate(data)
    assert not validator.is_valid(data | {"unknown": 1})
    assert not validator.is_valid({})


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_every_field_is_named_in_chinese_and_described_in_english(event: type[UpstreamData]) -> None:
    for one in fields_of(event):
        assert re.search(r"[\u4e00-\u9fff]|SHA", one.title), one
        assert re.match(r"[A-Za-z`]", one.description), one
        assert one.holds, one


def test_the_fields_of_nested_objects_and_lists_are_told() -> None:
    paths = {one.path for one in fields_of(EVENT_TYPES["cn.branch-lifecycle.contract.changed.v1"])}
    assert {"person.id", "change.after.position", "change.documents[].sha256"} <= paths


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_the_page_shows_each_type_with_a_complete_event_that_the_public_library_reads(
    event: type[UpstreamData],
) -> None:
    _, _, chapter = made("events.md").partition(f"\n## {event.type}\n")
    shown = chapter.partition("```json\n")[2].partition("\n```")[0]
    message = HTTPMessage({"content-type": "application/cloudevents+json"}, shown.encode())
    read = from_structured_event(message, JSONFormat())
    assert read.get_type() == event.type
    assert read.get_source() == SOURCES[event.sender]
    assert read.get_time() is not None
    data = parse(event.type, json.dumps(read.get_data()))
    assert read.get_subject() == data.subject
