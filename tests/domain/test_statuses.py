"""Every status that people see has a name in both languages."""

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
