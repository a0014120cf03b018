"""Fields that name a step that waits, or a person who can take it, are chosen among those that there are, by their names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from domain.catalogue import Catalogue, Said
from domain.investigation.commands import AssignInvestigator
from domain.matter.commands import DelegateTask, Reassign
from domain.matter.state import Matter
from domain.offices import assignees
from domain.orders import Command
from domain.people import PersonId
from domain.tasks import Task
from interfaces.console.cases.facts import ACTION
from interfaces.console.registers.cells import Telling
from interfaces.desk.answers import Reading
from interfaces.forms.form import NOTHING, Entry, Form, Node, Option, Widget

TO = "to"
"""The field of commands that names to whom a step is given."""
_GIVES: tuple[type[Command], ...] = (Reassign, DelegateTask, AssignInvestigator)


def with_steps(form: Form, tasks: Iterable[Task], sentences: Catalogue) -> Form:
    """Return a form whose step is chosen among the steps that wait."""
    actions = tuple(one.action for one in tasks)
    options = [(one, sentences.step(one)) for one in actions]
    return _among(form, ACTION, options, only=len(actions) == 1)


class Giving(NamedTuple):
    """A case, and its steps of which one is given to somebody."""

    state: Matter
    steps: tuple[str, ...]


def giving(form: Form, reading: Reading) -> Giving:
    """Return what a form of one case gives: the step that it names, or any that waits."""
    named = (one.value for one in form.fields if isinstance(one, Entry) and one.name == ACTION and one.value)
    return Giving(reading.state, tuple(named) or tuple(one.action for one in reading.tasks))


def with_people(form: Form, command: type[Command], cases: Iterable[Giving], telling: Telling) -> Form:
    """Return a form that gives to one of those who can take it in the most cases; where nobody can, an id is asked for."""
    if command not in _GIVES:
        return form
    can = Counter(one for case in cases for one in _able(case, command, telling))
    most = max(can.values(), default=0)
    people = [(one, _person(one, telling)) for one, times in can.items() if times == most]
    return _among(form, TO, people, only=False) if people else form


def without_step(form: Form) -> Form:
    """Return a form that does not ask for the step: it is known otherwise."""
    return form.model_copy(update={"fields": tuple(one for one in form.fields if one.name != ACTION)})


def _given(command: type[Command], step: str, to: PersonId) -> Command:
    told: dict[str, Any] = {ACTION: step, TO: to}
    return command.model_construct(**told)


def _able(case: Giving, command: type[Command], telling: Telling) -> Iterable[PersonId]:
    """Return who can take one of the steps, the nearest first."""
    return dict.fromkeys(
        one
        for step in case.steps
        for one in assignees(partial(_given, command, step), case.state, telling.directory, telling.today)
    )


def _person(person: PersonId, telling: Telling) -> Said:
    told = telling.who(Widget.PERSON, person)
    return Said(zh=told, en=told)


def _among(form: Form, name: str, options: Sequence[tuple[str, Said]], *, only: bool) -> Form:
    fields = tuple(_chosen(one, options, only=only) if one.name == name else one for one in form.fields)
    return form.model_copy(update={"fields": fields})


def _chosen(node: Node, options: Sequence[tuple[str, Said]], *, only: bool) -> Node:
    """Return an entry that is chosen; what it holds stays, though it is none of them. `only`: there is no other choice."""
    assert isinstance(node, Entry)  # noqa: S101  # such a field is one value
    held = (
        [(node.value, Said(zh=node.value, en=node.value))] if node.value not in {"", *dict(options)} else []
    )
    told = tuple(
        Option(value=one, label=said, chosen=only or one == node.value) for one, said in (*options, *held)
    )
    # what an id may be made of is no help where one chooses
    return node.model_copy(update={"widget": Widget.CHOICE, "options": told, "limits": NOTHING})
