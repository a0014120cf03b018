"""From the schema of one value to the entry that asks for it."""

from collections.abc import Sequence
from typing import Any

from domain.catalogue import Catalogue, Said
from interfaces.forms.faults import Fault
from interfaces.forms.form import Entry, Option, Widget
from interfaces.forms.kinds import may_be_none
from interfaces.forms.labels import (
    SCALAR_SORT,
    SCALAR_VALUE,
    help_of,
    options_of,
    sorts,
    ticked,
    with_unknown,
)
from interfaces.forms.limits import limits_of
from interfaces.forms.marks import Mark
from interfaces.forms.moments import local
from interfaces.forms.scalars import sort_of_scalar
from interfaces.forms.schemas import Schema
from interfaces.forms.trees import listed
from interfaces.forms.where import Where

_LONG = 1_000
"""Characters from which on a text is asked for in several lines."""
_STREAM = "^[a-z][a-z-]{1,31}(/"
_IDENTIFIER = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
_FORMATS = {"date": Widget.DAY, "date-time": Widget.MOMENT}
_TYPES = {"boolean": Widget.YES_NO, "integer": Widget.INTEGER}


class Entries:
    """Draws the entries of one command."""

    def __init__(self, marks: frozenset[Mark], sentences: Catalogue, wrong: Sequence[Fault]) -> None:
        self._marks = {(one.model, one.field): one.widget for one in marks}
        self._sentences = sentences
        self._wrong = wrong

    def entry(self, schema: Schema, value: Any, where: Where) -> Entry:  # noqa: ANN401  # any JSON
        """Return the entry of a value."""
        widget = self._widget(schema, where)
        told = written(value, widget)
        return Entry(
            name=where.name,
            label=where.label,
            help=help_of(where.field),
            limits=limits_of(schema, where.field.get("description", "")),
            required=where.required and not may_be_none(where.field),
            wrong=self._faults(where),
            widget=widget,
            value=told,
            options=ticked(self._options(schema, where), [told]),
            least=str(schema.get("minimum", schema.get("ge", ""))),
            most=str(schema.get("maximum", schema.get("le", ""))),
            longest=schema.get("maxLength"),
            pattern=schema.get("pattern", ""),
        )

    def several(self, schema: Schema, item: Schema, value: Any, where: Where) -> Entry:  # noqa: ANN401  # any JSON
        """Return the entry of a list of members of an enumeration."""
        chosen = [] if value is None else [str(one) for one in listed(value)]
        return Entry(
            name=where.name,
            label=where.label,
            help=help_of(where.field),
            limits=limits_of(schema, ""),
            required=where.required,
            wrong=self._faults(where, below=True),
            widget=Widget.CHOICES,
            options=ticked(options_of(item, self._sentences), chosen),
        )

    def scalar(self, value: Any, where: Where) -> tuple[Entry, Entry]:  # noqa: ANN401  # any JSON
        """Return the entries of a value of whatever sort: the sort, and the value."""
        sort, told = sort_of_scalar(value)
        return (
            Entry(
                name=f"{where.name}.sort",
                label=SCALAR_SORT,
                widget=Widget.CHOICE,
                value=sort,
                options=sorts(sort),
            ),
            Entry(name=f"{where.name}.value", label=SCALAR_VALUE, widget=Widget.TEXT, value=told),
        )

    def _faults(self, where: Where, *, below: bool = False) -> tuple[Said, ...]:
        length = len(where.path)
        return tuple(
            one.said for one in self._wrong if (one.path[:length] if below else one.path) == where.path
        )

    def _widget(self, schema: Schema, where: Where) -> Widget:
        mark = self._marks.get((where.model, where.field_name))
        if mark:
            return mark
        if "const" in schema:
            return Widget.HIDDEN
        if "enum" in schema:
            return Widget.CHOICE
        kind = str(schema.get("type", ""))
        return _TYPES.get(kind) or _FORMATS.get(schema.get("format", "")) or _text(schema)

    def _options(self, schema: Schema, where: Where) -> tuple[Option, ...]:
        options = options_of(schema, self._sentences)
        if schema.get("type") == "boolean" and may_be_none(where.field):
            return with_unknown(options)
        return options


def written(value: Any, widget: Widget) -> str:  # noqa: ANN401  # any JSON
    """Return a value as its entry shows it; of what is no single value, nothing."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return local(str(value)) if widget is Widget.MOMENT else str(value)


def _text(schema: Schema) -> Widget:
    pattern = schema.get("pattern", "")
    if pattern == _IDENTIFIER:
        return Widget.REFERENCE
    if pattern.startswith(_STREAM):
        return Widget.STREAM
    return Widget.LONG_TEXT if schema.get("maxLength", 0) >= _LONG else Widget.TEXT
