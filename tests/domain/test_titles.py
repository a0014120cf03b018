"""Every command that people give has a Chinese name, and so has each of its fields, nested ones too."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.orders import Command
from domain.permissions import table
from domain.processes import DECIDERS
from domain.titles import Title, name_of_kind, title_of, title_of_kind

COMMANDS = sorted({one.command for one in table()}, key=lambda one: one.kind_name())


def chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every field of a command, and of the models in it, with its title; what tells models apart has none."""
    models = [schema, *schema.get("$defs", {}).values()]
    for model in models:
        for name, field in model.get("properties", {}).items():
            if "const" not in field:
                yield f"{model['title']}.{name}", field.get("title", "")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.kind_name())
def test_every_command_and_every_field_has_a_chinese_name(command: type[Command]) -> None:
    assert chinese(title_of(command).zh)
    assert [name for name, title in fields(command.model_json_schema()) if not chinese(title)] == []


def test_what_the_service_orders_by_itself_has_a_chinese_name_as_well() -> None:
    own = {command for decider in DECIDERS.values() for command in decider.commands}
    assert sorted(one.kind_name() for one in own if not chinese(title_of(one).zh)) == []


def test_a_command_is_called_shortly_and_told_what_it_does_at_length() -> None:
    assert name_of_kind("decide_establishment") == Title("批复", "decide establishment")
    assert title_of_kind("decide_establishment").en.startswith("the superior approves")


def test_a_command_that_no_process_has_is_called_by_its_kind() -> None:
    assert title_of_kind("comment").zh == "备注"
    assert title_of_kind("no_such") == Title("no_such", "no_such")
