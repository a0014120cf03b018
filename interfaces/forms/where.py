"""Where a part stands in a form."""

from typing import NamedTuple

from domain.catalogue import Said
from interfaces.forms.schemas import Schema


class Where(NamedTuple):
    """
    The place of a part: the names that lead to it, the model whose field it is, that field's schema.

    `row`: it is an element of a list, and is named and removed by its place.
    """

    path: tuple[str, ...]
    model: str
    field: Schema
    label: Said
    required: bool
    row: bool = False

    @property
    def name(self) -> str:
        """The name under which it is posted."""
        return ".".join(self.path)

    @property
    def field_name(self) -> str:
        """The field's own name; of an element, that of its list."""
        return next((part for part in reversed(self.path) if not part.isdecimal()), "")
