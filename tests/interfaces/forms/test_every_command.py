"""Every command of every process has a form, of every field, and what is written into it comes back as it was."""

from collections.abc import Iterator

import pytest

from domain.orders import Command
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Choice, Entry, Form, Widget, nodes_of, pairs_of
from interfaces.forms.posting import posted
from tests.catalogues import catalogue
from tests.interfaces.forms.examples import COMMANDS, FOR_PEOPLE, fullest, named, turns
from tests.samples import sample


def chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def of(command: type[Command], turn: int) -> Form:
    made = command.model_validate(fullest(command, turn))
    return form_of(command, catalogue(), made.model_dump(mode="json"))


@pytest.mark.parametrize("command", COMMANDS, ids=named)
def test_the_form_of_a_command_has_every_field_of_its_class(command: type[Command]) -> None:
    form = form_of(command, catalogue())
    assert form.command == command.kind_name()
    assert [node.name for node in form.fields] == list(command.model_fields)
    assert [node.name for node in nodes_of(form) if node.wrong] == []


@pytest.mark.parametrize("command", COMMANDS, ids=named)
def test_a_form_that_is_full_names_every_field_of_the_models_within(command: type[Command]) -> None:
    for turn in turns(command):
        value = fullest(command, turn)
        nodes = list(nodes_of(of(command, turn)))
        names = {node.name for node in nodes}
        kinds = {node.kind for node in nodes if isinstance(node, Choice)}
        assert [one for one in places(value) if one not in names | kinds] == []


def places(value: object, above: str = "") -> Iterator[str]:
    """Yield the dotted names of all that a command says."""
    for name, one in value.items() if isinstance(value, dict) else ():
        yield f"{above}{name}"
        yield from places(one, f"{above}{name}.")
    for place, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict | list):
            yield from places({str(place): one}, above)


@pytest.mark.parametrize("command", COMMANDS, ids=named)
def test_what_stands_in_a_form_is_posted_as_the_same_command(command: type[Command]) -> None:
    least = command.model_validate(sample(command))
    assert (
        posted(command, pairs_of(form_of(command, catalogue(), least.model_dump(mode="json"))), catalogue())
        == least
    )
    for turn in turns(command):
        whole = command.model_validate(fullest(command, turn))
        assert posted(command, pairs_of(of(command, turn)), catalogue()) == whole


@pytest.mark.parametrize("command", FOR_PEOPLE, ids=named)
def test_all_that_people_read_in_a_form_is_there_in_both_languages(command: type[Command]) -> None:
    for turn in turns(command):
        form = of(command, turn)
        assert chinese(form.title.zh)
        shown = [
            one for one in nodes_of(form) if not isinstance(one, Entry) or one.widget is not Widget.HIDDEN
        ]
        assert [one.name for one in shown if not chinese(one.label.zh) or not one.label.en] == []
        options = [option for one in shown if isinstance(one, Entry | Choice) for option in one.options]
        assert [one for one in options if not chinese(one.label.zh) or chinese(one.label.en)] == []
        bounded = [one for one in shown if isinstance(one, Entry) and one.pattern]
        assert [one.name for one in bounded if not one.limits.zh or not one.limits.en] == []
