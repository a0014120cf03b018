"""Refusals on record: counted, never judged, awaited by nobody."""

from domain.refused.decider import DECIDER, RecordRefusal, RefusalRecorded, RefusedOrder, recorded
from tests.catalogues import catalogue
from tests.spec import Spec, by_service

SPEC = Spec(DECIDER, stream="refusals/o-1/2026-01")
REFUSED = RefusedOrder(
    stream="filing/K-1/1",
    command="acknowledge_filing",
    command_id="x",
    person="p-wang",
    rule="matter.same-person",
    data=(("person", "p-wang"),),
    intent="a" * 64,
)


def test_each_refusal_is_an_entry_of_its_own() -> None:
    once = by_service(RecordRefusal(refused=REFUSED))
    SPEC.given(once).when(once).then(recorded(REFUSED)).waiting().where(
        lambda state: (state.count, state.org) == (2, "o-1")
    )


def test_its_story_names_who_what_and_the_rule() -> None:
    told = catalogue().story(RefusalRecorded.model_validate(REFUSED.model_dump()))
    assert "p-wang" in told.zh
    assert "matter.same-person" in told.en


def test_they_are_found_by_the_organisation_where_they_happened() -> None:
    once = by_service(RecordRefusal(refused=REFUSED))
    assert DECIDER.tags(SPEC.given(once).state) == {"org:o-1"}
