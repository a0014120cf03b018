"""Buttons that only change a form's shape: a row more or less, a part that may be left out, another kind of a choice."""

from collections.abc import Iterable
from typing import Any

from domain.catalogue import Catalogue
from domain.orders import Command
from interfaces.forms.drawing import form_of
from interfaces.forms.faults import Fault
from interfaces.forms.form import Choice, Form, Group, Listing, Node, nodes_of
from interfaces.forms.names import no_such, read_names
from interfaces.forms.reading import Reader
from interfaces.forms.schemas import schemas_of
from interfaces.forms.trees import Tree


def reshaped(command: type[Command], pairs: Iterable[tuple[str, str]], sentences: Catalogue) -> Form | None:
    """
    Return the form as a button makes it, with all that was filled in; none where no such button was pressed.

    `_add=items`, `_remove=items.2`: a row, or a part that may be left out. `_choose=change`: the kind that is ticked.
    """
    names = read_names(pairs)
    if not names.pressed:
        return None
    schemas = schemas_of(command)
    reader = Reader(schemas, keeping=True)
    tree = reader.fields(schemas.root, names.tree)
    faults = [*names.faults, *reader.faults]
    for button, name in names.pressed[:1]:
        faults += _pressed(button, name, tree, form_of(command, sentences, tree))
    return form_of(command, sentences, tree, faults)


def _pressed(button: str, name: str, tree: Tree, form: Form) -> list[Fault]:
    found = {node.name: node for node in nodes_of(form)}
    path = name.split(".")
    node, above = found.get(name), found.get(".".join(path[:-1]))
    if button == "_add" and _adds(node):
        _add(tree, path, node)
    elif button == "_remove" and _removes(node, above):
        _remove(tree, path, above)
    elif button != "_choose" or not isinstance(node, Choice):
        return [no_such(name)]
    return []


def _adds(node: Node | None) -> bool:
    if isinstance(node, Listing):
        return node.addable
    return isinstance(node, Group) and node.optional and not node.given


def _removes(node: Node | None, above: Node | None) -> bool:
    if node is not None and isinstance(above, Listing):
        return above.removable
    return isinstance(node, Group) and node.optional and node.given


def _add(tree: Tree, path: list[str], node: Node | None) -> None:
    parent = _at(tree, path[:-1])
    if isinstance(node, Listing):
        rows = list(_child(parent, path[-1]) or [None] * len(node.rows))
        _set(parent, path[-1], [*rows, None])
    else:
        _set(parent, path[-1], {})


def _remove(tree: Tree, path: list[str], above: Node | None) -> None:
    if isinstance(above, Listing):
        parent = _at(tree, path[:-2])
        rows = list(_child(parent, path[-2]) or [None] * len(above.rows))
        _set(parent, path[-2], [row for place, row in enumerate(rows) if place != int(path[-1])])
    else:
        _at(tree, path[:-1]).pop(path[-1], None)


def _at(tree: Tree, path: list[str]) -> Any:  # noqa: ANN401  # any JSON
    """Return what stands at a path, made where nothing was given of it yet."""
    here: Any = tree
    for part in path:
        below = _child(here, part)
        if below is None:
            below = {}
            _set(here, part, below)
        here = below
    return here


def _child(parent: Any, part: str) -> Any:  # noqa: ANN401  # any JSON
    return parent[int(part)] if isinstance(parent, list) else parent.get(part)


def _set(parent: Any, part: str, value: Any) -> None:  # noqa: ANN401  # any JSON
    if isinstance(parent, list):
        parent[int(part)] = value
    else:
        parent[part] = value
