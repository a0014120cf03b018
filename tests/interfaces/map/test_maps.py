"""The maps that come with the product leave no step of a process out."""

import pytest

from domain.decider import SHARED_COMMANDS, SHARED_EVENTS
from domain.process_map import Place, ProcessMap, maps_of
from domain.processes import CASES, DECIDERS
from infra import documents

MAPS = maps_of(documents.maps())


def reached(one: ProcessMap) -> set[Place]:
    """Return every place to which transitions lead from the start."""
    found = {one.start}
    while True:
        more = {step.after for step in one.transitions if step.before in found} - found
        if not more:
            return found
        found |= more


def test_every_process_that_has_cases_has_a_map() -> None:
    assert MAPS.keys() == CASES


@pytest.mark.parametrize("process", sorted(CASES))
def test_a_map_reaches_every_step_from_the_start_and_leaves_no_status_out(process: str) -> None:
    one = MAPS[process]
    assert reached(one) == set(one.places)
    field = DECIDERS[process].state.model_fields["status"]
    assert {place.status for place in one.places} == {str(status) for status in field.annotation}


@pytest.mark.parametrize("process", sorted(CASES))
def test_a_map_speaks_of_commands_and_events_that_the_process_has(process: str) -> None:
    decider = DECIDERS[process]
    events = {one.kind_name() for one in decider.events + SHARED_EVENTS}
    commands = {one.kind_name(): one for one in decider.commands + SHARED_COMMANDS}
    for step in MAPS[process].transitions:
        assert set(step.events) <= events
        assert set(step.roles) == commands[step.command].roles
