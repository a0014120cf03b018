"""From what a page posts to a command, or to the form again with what is wrong."""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from domain.catalogue import Catalogue, Said
from domain.orders import Command
from interfaces.forms.drawing import form_of
from interfaces.forms.faults import Fault, faults_of
from interfaces.forms.form import Form
from interfaces.forms.names import read_names
from interfaces.forms.reading import Reader
from interfaces.forms.schemas import schemas_of

C = TypeVar("C", bound=Command)

_ONLY_SHAPE = Said(
    zh="这个按钮只增减表中的项，没有提交", en="that button only changes the form; nothing was submitted"
)


class FormError(Exception):
    """What was posted is no command: `form` shows it again, with what is wrong at each entry."""

    def __init__(self, form: Form) -> None:
        super().__init__(f"{form.command} was not filled in as it must be")
        self.form = form


def posted(command: type[C], pairs: Iterable[tuple[str, str]], sentences: Catalogue) -> C:
    """Return the command that a page posts. Raises `FormError`."""
    names = read_names(pairs)
    schemas = schemas_of(command)
    reader = Reader(schemas)
    tree = reader.fields(schemas.root, names.tree)
    faults = [*names.faults, *reader.faults, *[Fault((), _ONLY_SHAPE) for _ in names.pressed[:1]]]
    try:
        made = command.model_validate(tree)
    except ValidationError as error:
        known = {one.path for one in faults}
        found = faults_of(error.errors(include_url=False), schemas)
        faults += [one for one in found if one.path not in known]
        raise FormError(form_of(command, sentences, tree, faults)) from None
    if faults:
        raise FormError(form_of(command, sentences, tree, faults))
    return made
