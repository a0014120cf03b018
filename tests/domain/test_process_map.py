"""The map of a process as the product reads it. That those which come with it are complete: `tests/interfaces/map`."""

import json

from domain.process_map import Place, maps_of, name_of
from tests import maps
from tests.catalogues import catalogue
from tests.proved import Proved

WRITTEN = maps.maps(
    [
        Proved("filing", "none", "SubmitFiling", "operator", "filing.submitted.v1", "submitted"),
        Proved("filing", "submitted", "Urge", "operator / reviewer", "matter.urged.v1", "submitted"),
        Proved("filing", "submitted", "Suspend", "approver", "matter.suspended.v1", "submitted, at rest"),
        Proved("filing", "submitted", "AcknowledgeFiling", "registrar", "filing.acknowledged.v1", "filed ∎"),
        Proved("filing", "filed ∎", "Withdraw", "operator", "✗ matter.closed", "filed ∎"),
        Proved("person", "–", "RegisterPerson", "operator", "person.registered.v1", "–"),
    ]
)


def test_a_map_is_read_as_it_was_written() -> None:
    assert WRITTEN.keys() == {"filing.json"}
    filing = maps_of(WRITTEN.values())["filing"]
    told = json.loads(WRITTEN["filing.json"])
    assert filing.model_dump(mode="json") == told
    assert [one.command for one in filing.transitions if one.moves] == ["submit_filing", "acknowledge_filing"]


def test_a_place_is_found_by_its_address_and_told_by_its_status() -> None:
    filing = maps_of(WRITTEN.values())["filing"]
    assert filing.places == (
        Place(status="none"),
        Place(status="submitted"),
        Place(status="filed", closed=True),
    )
    assert filing.start == filing.places[0]
    assert [filing.place(one.key) for one in filing.places] == list(filing.places)
    assert filing.place("no-such") is None
    took = [
        (one.status, command)
        for one in filing.places
        for command in ("urge", "submit_filing")
        if filing.taken(command, one)
    ]
    assert took == [("none", "submit_filing"), ("submitted", "urge")]
    assert name_of("filing", Place(status="filed"), catalogue()).zh == "已备案"
