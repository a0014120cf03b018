"""A field that names a step that waits is chosen among those that do, by their names."""

from collections.abc import Iterable

from domain.catalogue import Catalogue
from domain.tasks import Task
from interfaces.forms.form import NOTHING, Entry, Form, Node, Option, Widget

ACTION = "action"
"""The field of every command that names a step that waits."""


def with_steps(form: Form, tasks: Iterable[Task], sentences: Catalogue) -> Form:
    """Return a form whose step is chosen among the steps that wait."""
    actions = tuple(one.action for one in tasks)
    return form.model_copy(update={"fields": tuple(_chosen(one, actions, sentences) for one in form.fields)})


def without_step(form: Form) -> Form:
    """Return a form that does not ask for the step: it is known otherwise."""
    return form.model_copy(update={"fields": tuple(one for one in form.fields if one.name != ACTION)})


def _chosen(node: Node, actions: tuple[str, ...], sentences: Catalogue) -> Node:
    if not isinstance(node, Entry) or node.name != ACTION:
        return node
    options = tuple(
        Option(value=one, label=sentences.step(one), chosen=one == node.value or len(actions) == 1)
        for one in actions
    )
    # what an id may be made of is no help where one chooses
    return node.model_copy(update={"widget": Widget.CHOICE, "options": options, "limits": NOTHING})
