"""What a form begins with, and what one that came back says: a command, or the form once more."""

from typing import NamedTuple

from starlette.datastructures import FormData

from domain.catalogue import Catalogue
from domain.known.telling import Known
from domain.orders import Command
from interfaces.console.uploads import pairs_of
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Form
from interfaces.forms.posting import FormError, posted
from interfaces.forms.prefilling import prefilled, still_known
from interfaces.forms.shaping import reshaped

_REDRAWN, _WRONG = 200, 422


class Begun(NamedTuple):
    """A form as it is before anybody wrote; `known`: what the records told of it."""

    known: tuple[Known, ...]
    form: Form

    def still(self, form: Form) -> frozenset[str]:
        """Return the names of the parts that still say what the records told."""
        return still_known(self.known, self.form, form)


class Filled(NamedTuple):
    """A form as it came back. `command`: what it says; None where it is only shown again, with `status`."""

    form: Form
    command: Command | None = None
    status: int = _REDRAWN


def begun_of(command: type[Command], known: tuple[Known, ...], sentences: Catalogue) -> Begun:
    """Return the form that somebody begins with."""
    return Begun(known, form_of(command, sentences, prefilled(command, known)))


async def filled(command: type[Command], sent: FormData, sentences: Catalogue) -> Filled:
    """Read a form that came back: redrawn where a button only changes its shape, marked where something is wrong."""
    pairs = await pairs_of(sent)
    form = reshaped(command, pairs, sentences)
    if form is not None:
        return Filled(form)
    try:
        told = posted(command, pairs, sentences)
    except FormError as wrong:
        return Filled(wrong.form, status=_WRONG)
    return Filled(form_of(command, sentences, told.model_dump(mode="json")), told)
