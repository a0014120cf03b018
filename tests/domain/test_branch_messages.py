"""Every refusal, event and list of branch, appointment and person has its sentences in both languages."""

import tomllib
from enum import StrEnum
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any, get_args

import pytest

import domain
from domain.appointment import events as appointment_events
from domain.appointment import kinds as appointment_kinds
from domain.appointment import refusals as appointment_refusals
from domain.appointment import state as appointment_state
from domain.branch import events as branch_events
from domain.branch import kinds as branch_kinds
from domain.branch import refusals as branch_refusals
from domain.branch import state as branch_state
from domain.events import Event
from domain.person import decider as person
from domain.policy.policy import rules
from domain.refusals import DomainError
from tests.policies import default_policy

MESSAGES = Path(domain.__file__).parent / "messages"
Sentences = dict[str, dict[str, str]]


def catalogue(name: str) -> Sentences:
    return tomllib.loads((MESSAGES / f"{name}.toml").read_text(encoding="utf-8"))


def own(module: ModuleType, base: type[Any]) -> list[type[Any]]:
    found = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, base)]
    return [one for one in found if one.__module__ == module.__name__]


ROOMS = {
    "branch": (branch_refusals, branch_events, (branch_kinds, branch_state)),
    "appointment": (appointment_refusals, appointment_events, (appointment_kinds, appointment_state)),
    "person": (person, person, (person,)),
}
REFUSALS = [(name, one) for name, room in ROOMS.items() for one in own(room[0], DomainError)]
EVENTS = [(name, one) for name, room in ROOMS.items() for one in own(room[1], Event)]


@pytest.mark.parametrize("name", ROOMS)
def test_every_refusal_event_and_label_has_its_sentences_and_none_is_left_over(name: str) -> None:
    refusals, events, lists = ROOMS[name]
    expected = {one.rule for one in own(refusals, DomainError)}
    expected |= {one.kind_name() for one in own(events, Event)}
    labelled = [one for module in lists for one in own(module, StrEnum)]
    expected |= {f"{one.__name__}.{member.value}" for one in labelled for member in one}
    assert set(catalogue(name)) == expected


@pytest.mark.parametrize(("name", "refusal"), REFUSALS)
def test_both_sentences_of_a_refusal_use_only_what_it_knows(name: str, refusal: type[DomainError]) -> None:
    known = set(refusal.__init__.__annotations__) - {"return", "data"}
    for language in ("zh", "en"):
        assert placeholders(catalogue(name)[refusal.rule][language]) <= known


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_both_sentences_of_an_event_use_only_its_fields(name: str, event: type[Event]) -> None:
    for language in ("zh", "en"):
        for placeholder in placeholders(catalogue(name)[event.kind_name()][language]):
            first, *rest = placeholder.split(".")
            assert first in event.model_fields
            optional = type(None) in get_args(event.model_fields[first].annotation)
            assert not (rest and optional), "an optional field may be absent"


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_number_that_refuses_is_a_rule_of_the_policy() -> None:
    paths = {named.path for named in rules(default_policy())}
    assert {one.policy for _, one in REFUSALS if one.policy} <= paths
