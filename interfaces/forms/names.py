"""From what a page posts to a tree of texts: no name is trusted, and none makes the tree larger than the post."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from domain.catalogue import Said
from interfaces.forms.faults import Fault
from interfaces.forms.trees import ContradictoryNameError, Tree, put

HERE = "_here"
"""Posted with the name of a row or group: it stands on the page, though all of it may be blank."""
BUTTONS = ("_add", "_remove", "_choose")
"""Posted with the name of a part: only the form's shape changes."""

PAIRS = 10_000
"""Names that one form may post."""
_PARTS = 16
_SHOWN = 60
_NAME = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")


class Posted(NamedTuple):
    """The texts by their names; what was wrong with the names; the buttons that were pressed, with their values."""

    tree: Tree
    faults: tuple[Fault, ...]
    pressed: tuple[tuple[str, str], ...]


def read_names(pairs: Iterable[tuple[str, str]]) -> Posted:
    """Return what was posted. Other names that begin with `_` are the page's own (its token), and say nothing here."""
    tree: Tree = {}
    faults: list[Fault] = []
    pressed: list[tuple[str, str]] = []
    for count, (name, value) in enumerate(pairs):
        if count == PAIRS:
            faults.append(too_many())
            break
        if name in BUTTONS:
            pressed.append((name, value))
        elif name == HERE:
            faults += _laid(tree, value, HERE, "1")
        elif not name.startswith("_"):
            faults += _laid(tree, name, "", value)
    return Posted(tree, tuple(faults), tuple(pressed))


def shown(name: str) -> str:
    """Return a name, shortened, as a sentence may show it."""
    printable = "".join(character if character.isprintable() else "?" for character in name[:_SHOWN])
    return printable + ("…" if len(name) > _SHOWN else "")


def no_such(name: str) -> Fault:
    """Return the fault of a name that the command has not."""
    return Fault((), Said(zh=f"没有“{shown(name)}”这一项", en=f"there is no field '{shown(name)}'"))


def contradictory(name: str) -> Fault:
    """Return the fault of a name that is a value and a part with names below at the same time."""
    return Fault(
        (),
        Said(
            zh=f"“{shown(name)}”与表中其他各项矛盾",
            en=f"'{shown(name)}' contradicts other fields of the form",
        ),
    )


def too_many() -> Fault:
    """Return the fault of a form that posts more than any form has."""
    return Fault((), Said(zh=f"表单超过 {PAIRS} 项", en=f"the form has more than {PAIRS} fields"))


def _laid(tree: Tree, name: str, mark: str, value: str) -> list[Fault]:
    path = [*name.split("."), *([mark] if mark else [])]
    if len(path) > _PARTS or not _NAME.fullmatch(name):
        return [no_such(name)]
    if mark and _is_marked(tree, path):
        return []
    if not mark and _is_part(tree, path):
        return [contradictory(name)]
    try:
        put(tree, path, value)
    except ContradictoryNameError:
        return [contradictory(name)]
    return []


def _at(tree: Tree, path: list[str]) -> object:
    here: object = tree
    for part in path:
        if not isinstance(here, dict):
            return None
        here = here.get(part)
    return here


def _is_marked(tree: Tree, path: list[str]) -> bool:
    return _at(tree, path) is not None


def _is_part(tree: Tree, path: list[str]) -> bool:
    return isinstance(_at(tree, path), dict)
