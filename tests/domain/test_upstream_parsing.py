"""The data of an event is read strictly, and whatever is wrong with it is a refusal that says where."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.branch.facts import Partner
from domain.coverage import CoverageLevel
from domain.enterprise.claims import GrantClaim
from domain.refusals import DomainError
from domain.register.uscc import enterprise_id
from domain.upstream.refusals import UnknownTypeError, WrongDataError
from domain.upstream.routing import EVENT_TYPES, parse
from tests.domain import branch_given as branches
from tests.domain import evaluation_given as evaluation
from tests.domain.upstream_world import Office
from tests.spec import by_service

TYPES = sorted(EVENT_TYPES)


def example(event: str) -> Any:
    extra: Any = EVENT_TYPES[event].model_config["json_schema_extra"]
    return extra["examples"][0]


def fitting() -> Office:
    """An office that knows what the examples are about."""
    office = Office()
    registered = "cn.branch-lifecycle.enterprise.registered.v1"
    row = example(registered)["row"]
    for one in (row, row | {"uscc": "91410199MA00001024"}):
        office.tell(parse(registered, json.dumps({"row": one})), on="2026-01-05")
    enterprise = enterprise_id(row["uscc"])
    partner = Partner(enterprise=enterprise, counted=3, employees=40)
    office.do("branch/b-2f6c0e1d7a34", *branches.living(partners=(partner,)))
    grant = GrantClaim(level=CoverageLevel.INDEPENDENT, by="establishment/b-1", branch="b-2f6c0e1d7a34")
    office.do(f"enterprise/{enterprise}", by_service(grant))
    office.do("evaluation/b-2f6c0e1d7a34/2026", evaluation.opened(on="2027-01-05"))
    return office


@pytest.mark.parametrize("event", TYPES)
def test_every_example_is_read_routed_and_taken(event: str) -> None:
    data = parse(event, json.dumps(example(event)))
    assert data.type == event
    assert data.subject in json.dumps(example(event))
    assert fitting().tell(data, on="2027-07-02")


def test_a_type_nobody_knows_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownTypeError) as refused:
        parse("cn.branch-lifecycle.enterprise.renamed.v1", "{}")
    assert "enterprise.changed.v1" in refused.value.data["known"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"uscc": "91410199MA00001012"}, "uscc"),
        ({"uscc": 5}, "uscc"),
        ({"happened_on": "2026-02-30"}, "happened_on"),
        ({"happened_on": "2026-03-01T00:00:00Z"}, "happened_on"),
        ({"unknown": 1}, "unknown"),
        ({"note": "一\u0000二"}, "note"),
        ({"note": "x" * 2001}, "note"),
        ({"evidence": [{"sha256": "0"}]}, "evidence.0.sha256"),
    ],
)
def test_the_first_wrong_field_is_named_and_what_stands_there_is_not_told(
    change: dict[str, Any], path: str
) -> None:
    event = "cn.branch-lifecycle.enterprise.deregistered.v1"
    with pytest.raises(WrongDataError) as refused:
        parse(event, json.dumps(example(event) | change))
    assert refused.value.data["path"] == path
    assert refused.value.__cause__ is not None
    assert str(next(iter(change.values()))) not in refused.value.data["problem"]


@pytest.mark.parametrize("total", ["36", 36.0, True, -1, 10**400])
def test_nothing_is_taken_for_a_number_that_is_none(total: object) -> None:
    event = "cn.branch-lifecycle.head-count.reported.v1"
    with pytest.raises(WrongDataError, match=r"employees\.total"):
        parse(event, json.dumps(example(event) | {"employees": {"total": total}}))


def test_a_transfer_says_where() -> None:
    event = "cn.branch-lifecycle.member-relation.transferred.v1"
    nowhere = {name: value for name, value in example(event).items() if name not in {"uscc", "branch"}}
    with pytest.raises(WrongDataError, match="uscc or branch"):
        parse(event, json.dumps(nowhere))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "NaN", '"\ud800"', '{"a": "\\ud800"}', "[" * 5000, '{"uscc": "\ud800"}']
)
@pytest.mark.parametrize("event", TYPES)
def test_what_is_no_such_object_is_refused(event: str, text: str) -> None:
    with pytest.raises(WrongDataError):
        parse(event, text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(TYPES), st.data())
def test_whatever_is_sent_is_read_or_refused(event: str, data: st.DataObject) -> None:
    """Arbitrary JSON, and the example with some of its fields replaced by arbitrary JSON, at any depth."""
    sent = data.draw(json_values | st.just(_replaced(example(event), data)))
    try:
        read = parse(event, json.dumps(sent))
    except WrongDataError:
        return
    assert read == parse(event, read.model_dump_json())


def _replaced(value: Any, data: st.DataObject) -> Any:
    if data.draw(st.integers(0, 5)) == 0:
        return data.draw(json_values)
    if isinstance(value, dict):
        return {name: _replaced(one, data) for name, one in value.items()}
    return value


@given(st.text(st.characters()), st.text(st.characters()))
def test_whatever_text_is_sent_is_refused(event: str, text: str) -> None:
    for one in (event, TYPES[0]):
        with pytest.raises(DomainError):
            parse(one, text)
