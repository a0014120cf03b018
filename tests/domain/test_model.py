"""What every record of the domain is made of."""

from datetime import date
from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.decider import SHARED_COMMANDS
from domain.model import Day
from domain.processes import DECIDERS
from tests.domain.test_people import models, parts

DAY = TypeAdapter(Day)


@pytest.mark.parametrize(
    "given", [86_400, 0, -1, 1.5, "86400", "2026-1-2", "20260102", "2026-01-02T00:00:00", True]
)
def test_a_day_is_written_and_never_counted(given: object) -> None:
    with pytest.raises(ValidationError, match="a date is written YYYY-MM-DD"):
        DAY.validate_python(given)


def test_a_day_is_known_by_its_name_or_as_a_day() -> None:
    assert DAY.validate_python("2026-01-02") == DAY.validate_json('"2026-01-02"') == date(2026, 1, 2)
    assert DAY.validate_python(date(2026, 1, 2)) == date(2026, 1, 2)


def test_every_day_in_a_command_is_a_written_one() -> None:
    commands = [one for decider in DECIDERS.values() for one in (*decider.commands, *SHARED_COMMANDS)]
    taken = [
        (model.__name__, name)
        for model in models(commands)
        for name, said, kind in parts(model)
        if kind is date and not set(get_args(Day)[1:]) <= set(said)
    ]
    assert taken == []
