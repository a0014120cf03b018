"""What a template draws: a form as a tree of entries, groups, listings and choices."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, TypeAlias

from domain.catalogue import Said
from domain.model import Model

NOTHING = Said(zh="", en="")


class Widget(StrEnum):
    """How one value is asked for."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DAY = "day"
    MOMENT = "moment"
    """Local time, to the second, without a zone: what `datetime-local` gives."""
    YES_NO = "yes_no"
    """One of the options, `true` and `false`; an empty one where nobody may know."""
    CHOICE = "choice"
    CHOICES = "choices"
    """Any number of the options: the name is posted once for each that is ticked."""
    PERSON = "person"
    """The id of a person."""
    ORG = "org"
    """The id of an organisation."""
    REFERENCE = "reference"
    """The id of something else; the last part of the name says of what (`branch`)."""
    STREAM = "stream"
    """The name of a case: `filing/K-1/1`."""
    HIDDEN = "hidden"
    """The constant that tells a model apart."""


class Sort(StrEnum):
    """What a group stands for, where a template may ask for it otherwise than field by field."""

    PLAIN = "plain"
    PERSON = "person"
    """`id` and `name`."""
    FILE = "file"
    """`sha256`, `name`, `media_type`, `size`: an upload's digest (`Digested`)."""
    ENTRY = "entry"
    """`stream` and `version`: an entry of the journal."""
    SCALAR = "scalar"
    """`sort` (text, integer, boolean or none) and `value`: a value of whatever sort was recorded."""


class Option(Model):
    """One of the values that an entry or a choice may have."""

    value: str
    label: Said
    chosen: bool = False


class _Node(Model):
    """What every part has. `help` and `limits` may be empty; `help` is English only, as the classes hold it."""

    name: str
    label: Said
    help: Said = NOTHING
    limits: Said = NOTHING
    required: bool = False
    marked: bool = False
    """Whether the page posts `_here` with this name: it stands there, though all of it may be blank."""
    wrong: tuple[Said, ...] = ()


class Entry(_Node):
    """One value. `least`, `most`: of an integer or a day; `longest`: characters; `pattern`: as in JSON Schema."""

    shape: Literal["entry"] = "entry"
    widget: Widget
    value: str = ""
    options: tuple[Option, ...] = ()
    least: str = ""
    most: str = ""
    longest: int | None = None
    pattern: str = ""


class Group(_Node):
    """A model within. One that may be left out has no fields until it is `given`; `_add` and `_remove` change that."""

    shape: Literal["group"] = "group"
    sort: Sort = Sort.PLAIN
    given: bool = True
    optional: bool = False
    fields: tuple["Node", ...] = ()


class Listing(_Node):
    """Rows. `_add` with its name adds one where `addable`, `_remove` with a row's name takes it away where `removable`."""

    shape: Literal["listing"] = "listing"
    rows: tuple["Node", ...] = ()
    least: int = 0
    most: int
    addable: bool
    removable: bool


class Choice(_Node):
    """One of several models. `kind`: the name under which the option is posted; `_choose` with this name redraws it."""

    shape: Literal["choice"] = "choice"
    kind: str
    options: tuple[Option, ...]
    fields: tuple["Node", ...] = ()


Node: TypeAlias = Entry | Group | Listing | Choice


class Form(Model):
    """The form of a command. `wrong`: what is wrong with no part of it alone."""

    command: str
    title: Said
    fields: tuple[Node, ...]
    wrong: tuple[Said, ...] = ()


def nodes_of(form: Form) -> Iterator[Node]:
    """Yield every part of a form, from top to bottom."""
    for node in form.fields:
        yield from _within(node)


def pairs_of(form: Form) -> Iterator[tuple[str, str]]:
    """Yield what a page posts of a form that nobody touched."""
    for node in nodes_of(form):
        if node.marked:
            yield "_here", node.name
        if isinstance(node, Entry) and node.widget is not Widget.CHOICES:
            yield node.name, node.value
        elif isinstance(node, Entry | Choice):
            name = node.kind if isinstance(node, Choice) else node.name
            yield from ((name, one.value) for one in node.options if one.chosen)


def _within(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Entry):
        return
    for one in node.rows if isinstance(node, Listing) else node.fields:
        yield from _within(one)
