"""From a command's class and what is known of it to a form."""

from collections.abc import Sequence

from domain.catalogue import Catalogue, Said
from domain.orders import Command
from domain.titles import title_of
from interfaces.forms.entries import Entries
from interfaces.forms.faults import Fault
from interfaces.forms.form import Entry, Form, Node, Widget, nodes_of
from interfaces.forms.marks import marks_of
from interfaces.forms.parts import Drawing
from interfaces.forms.schemas import schemas_of
from interfaces.forms.trees import Tree


def form_of(
    command: type[Command], sentences: Catalogue, given: Tree | None = None, wrong: Sequence[Fault] = ()
) -> Form:
    """
    Return the form of a command. `given`: what is known of it, or was posted; `wrong`: what is wrong with that.

    A fault at a place that the form does not show stands at the form itself.
    """
    schemas = schemas_of(command)
    drawing = Drawing(schemas, Entries(marks_of(command), sentences, wrong), wrong)
    fields = tuple(drawing.fields(schemas.root, given or {}, ()))
    form = Form(command=command.kind_name(), title=Said(**title_of(command)._asdict()), fields=fields)
    rest = [_named(one) for one in wrong if not any(_shows(node, one) for node in nodes_of(form))]
    return form.model_copy(update={"wrong": tuple(rest)})


def _shows(node: Node, fault: Fault) -> bool:
    """Whether a part shows a fault: its own, or of a list that is one entry that of an element."""
    if isinstance(node, Entry) and node.widget is Widget.CHOICES:
        return node.name in {".".join(fault.path), ".".join(fault.path[:-1])}
    hidden = isinstance(node, Entry) and node.widget is Widget.HIDDEN
    return node.name == ".".join(fault.path) and not hidden


def _named(fault: Fault) -> Said:
    name = ".".join(fault.path)
    if not name:
        return fault.said
    return Said(zh=f"{name}：{fault.said.zh}", en=f"{name}: {fault.said.en}")
