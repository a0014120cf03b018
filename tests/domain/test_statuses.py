"""Every status and every step that people see has a name in both languages."""

import importlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from domain.processes import DECIDERS
from tests.catalogues import catalogue


def statuses(name: str) -> type[StrEnum] | None:
    """Return the statuses of a process, if it has any."""
    field: Any = DECIDERS[name].state.model_fields.get("status")
    told = field.annotation if field else None
    return told if isinstance(told, type) and issubclass(told, StrEnum) else None


@pytest.mark.parametrize("name", [name for name in sorted(DECIDERS) if statuses(name)])
def test_every_status_has_a_name(name: str) -> None:
    members = statuses(name)
    assert members is not None
    unnamed = [one.value for one in members if f"{members.__name__}.{one.value}" not in catalogue()]
    assert unnamed == []


def steps() -> Iterator[str]:
    """Yield every step that can wait: the constants of the states of all processes, and what every case can wait for."""
    yield from ("decide_suspension", "keep_or_undo")
    for decider in DECIDERS.values():
        module = importlib.import_module(decider.state.__module__)
        named = {name: value for name, value in vars(module).items() if name.isupper()}
        yield from (value for value in named.values() if isinstance(value, str) and value not in DECIDERS)


@pytest.mark.parametrize("step", sorted(set(steps())))
def test_every_step_has_a_name(step: str) -> None:
    assert f"step.{step}" in catalogue()
