"""Forms as somebody fills them in."""

from collections.abc import Iterable
from typing import TypeVar

from domain.orders import Command
from interfaces.forms.form import Choice, Entry, Form, Group, Listing, Node, nodes_of
from interfaces.forms.posting import FormError, posted
from interfaces.forms.shaping import reshaped
from tests.catalogues import catalogue

N = TypeVar("N", bound=Node)

FILING = {
    "filing": "termination",
    "org": "o-1",
    "branch": "b-1",
    "enterprise": "e-1",
    "person.id": "p-1",
    "person.name": "王某",
    "post": "secretary",
    "change.ground": "agreement",
    "change.effective_on": "2026-09-24",
}


def pairs(told: dict[str, str], *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [*told.items(), *more]


def refused(command: type[Command], names: Iterable[tuple[str, str]]) -> Form:
    """Post what is no command, and return the form that comes back."""
    try:
        made = posted(command, names, catalogue())
    except FormError as error:
        return error.form
    message = f"it was taken: {made!r}"
    raise AssertionError(message)


def again(command: type[Command], names: Iterable[tuple[str, str]]) -> Form:
    """Press a button that changes the form's shape."""
    form = reshaped(command, names, catalogue())
    assert form is not None
    return form


def part(form: Form, name: str, kind: type[N]) -> N:
    found = {node.name: node for node in nodes_of(form)}[name]
    assert isinstance(found, kind)
    return found


def entry(form: Form, name: str) -> Entry:
    return part(form, name, Entry)


def group(form: Form, name: str) -> Group:
    return part(form, name, Group)


def listing(form: Form, name: str) -> Listing:
    return part(form, name, Listing)


def choice(form: Form, name: str) -> Choice:
    return part(form, name, Choice)


def wrong(form: Form) -> dict[str, str]:
    """Return what is wrong, in English, by the name of the part; of the form itself under no name."""
    told = {node.name: "; ".join(one.en for one in node.wrong) for node in nodes_of(form) if node.wrong}
    return told | ({"": "; ".join(one.en for one in form.wrong)} if form.wrong else {})
