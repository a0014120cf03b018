"""Fields that name a step that waits, or a person who can take it, are chosen among those that there are, by their names."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from domain.catalogue import Catalogue, Said
from domain.investigation.commands import AssignInvestigator
from domain.matter.commands import DelegateTask, Reassign
from domain.offices import assignees
from domain.orders import Command
from domain.people import PersonId
from domain.roster.directory import Directory
from domain.tasks import Task
from interfaces.desk.answers import Reading
from interfaces.forms.form import NOTHING, Entry, Form, Node, Option, Widget

ACTION, TO = "action", "to"
"""The fields of commands that name a step that waits, and to whom it is given."""
_GIVES: tuple[type[Command], ...] = (Reassign, DelegateTask, AssignInvestigator)


def with_steps(form: Form, tasks: Iterable[Task], sentences: Catalogue) -> Form:
    """Return a form whose step is chosen among the steps that wait."""
    actions = tuple(one.action for one in tasks)
    options = [(one, sentences.step(one)) for one in actions]
    return _among(form, ACTION, options, only=len(actions) == 1)


def with_people(form: Form, command: type[Command], reading: Reading, directory: Directory, on: date) -> Form:
    """Return a form in which a step is given to one of those who can take it; where nobody can, an id is asked for."""
    if command not in _GIVES:
        return form
    steps = _step_of(form) or tuple(one.action for one in reading.tasks)
    able = dict.fromkeys(
        one
        for step in steps
        for one in assignees(partial(_given, command, step), reading.state, directory, on)
    )
    return _among(form, TO, [(one, _person(one, directory)) for one in able], only=False) if able else form


def without_step(form: Form) -> Form:
    """Return a form that does not ask for the step: it is known otherwise."""
    return form.model_copy(update={"fields": tuple(one for one in form.fields if one.name != ACTION)})


def _given(command: type[Command], step: str, to: PersonId) -> Command:
    told: dict[str, Any] = {ACTION: step, TO: to}
    return command.model_construct(**told)


def _step_of(form: Form) -> tuple[str, ...]:
    return tuple(
        one.value for one in form.fields if isinstance(one, Entry) and one.name == ACTION and one.value
    )


def _person(person: PersonId, directory: Directory) -> Said:
    told = f"{directory.name_of(person)}（{person}）"
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
