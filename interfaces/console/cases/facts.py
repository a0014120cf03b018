"""A case as facts: what its state says, each with its name and a value that people can read."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel

from domain.catalogue import Said
from domain.matter.state import Matter
from domain.people import Person
from interfaces.console.registers.cells import Telling
from interfaces.forms.marks import marks_of

ACTION = "action"
"""The field that names a step that waits."""
_HIDDEN = frozenset({"kind"})


class Fact(NamedTuple):
    """One value. `text`: where it is a single one; `parts`: what it is made of; `rows`: several of a kind."""

    name: str
    text: str | None = None
    parts: tuple["Fact", ...] = ()
    rows: tuple["Fact", ...] = ()

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.text or self.parts or self.rows)


class Facts:
    """Tells states in one language; who is named by an id alone, by name."""

    def __init__(self, telling: Telling) -> None:
        speech, catalogue = telling.speech, telling.catalogue
        self._telling = telling
        self._catalogue = catalogue
        self._speech = speech
        self._ways: tuple[tuple[type, Callable[[Any], str]], ...] = (
            (bool, self._yes_no),
            (StrEnum, lambda member: speech.headed(catalogue.label(member))),
            (datetime, speech.moment),
            (date, speech.day),
            (int, speech.number),
        )

    def of(self, state: Matter) -> tuple[Fact, ...]:
        """Return what a state says of its case; what tells how the service works, or says nothing, is left out."""
        own = [name for name in type(state).model_fields if name not in Matter.model_fields]
        named = [
            (name, self._catalogue.sentence(f"fact.{name}"))
            for name in own
            if f"fact.{name}" in self._catalogue
        ]
        found = (
            self._fact(self._told(Said(zh=said.zh, en=said.en)), self._value(state, name))
            for name, said in named
        )
        return tuple(one for one in found if one.told)

    def field(self, state: Matter, name: str) -> Fact:
        """Return one field of a state, however technical, under what it is called."""
        return self._fact(self.called(type(state), name), self._value(state, name))

    def called(self, model: type[BaseModel], name: str) -> str:
        """Return what a field of a model is called; its name, where nobody named it."""
        title = model.model_fields[name].title
        if title:
            return self._told(Said(zh=title, en=name.replace("_", " ")))
        keys = (f"fact.{model.__name__}.{name}", f"fact.{name}", f"field.{name}")
        key = next((one for one in keys if one in self._catalogue), None)
        return self._told(self._catalogue.said(key)) if key else name.replace("_", " ")

    def value(self, name: str, value: object) -> Fact:
        """Return one value under a name."""
        return self._fact(name, value)

    def of_field(self, model: type[BaseModel], field: str, value: object) -> Fact:
        """Return what a field of a model holds, without a name."""
        return self._fact("", self._meant(model, field, value))

    def _value(self, model: BaseModel, field: str) -> object:
        return self._meant(type(model), field, getattr(model, field))

    def _meant(self, model: type[BaseModel], field: str, value: object) -> object:
        """Return what a field holds; ids of people and organisations with whom they name, a step by its name."""
        told = {one.field: one.widget for one in marks_of(model) if one.model == model.__name__}
        widget = told.get(field)
        match value:
            case str() if field == ACTION:
                return self._told(self._catalogue.step(value))
            case str() if widget:
                return self._telling.who(widget, value)
            case tuple() if widget:
                return tuple(self._telling.who(widget, str(one)) for one in value)
            case _:
                return value

    def _fact(self, name: str, value: object) -> Fact:
        match value:
            case Person():
                return Fact(name, f"{value.name}（{value.id}）")
            case BaseModel():
                return Fact(name, parts=self._parts(value))
            case tuple() | list() | frozenset():
                return self._several(name, value)
            case _:
                return Fact(name, self._text(value))

    def _several(self, name: str, values: Iterable[object]) -> Fact:
        rows = tuple(self._fact("", one) for one in values)
        if all(one.text is not None for one in rows):
            return Fact(name, "、".join(str(one.text) for one in rows))
        return Fact(name, rows=rows)

    def _parts(self, model: BaseModel) -> tuple[Fact, ...]:
        found = (
            self._fact(self.called(type(model), name), self._value(model, name))
            for name in type(model).model_fields
            if name not in _HIDDEN
        )
        return tuple(one for one in found if one.told)

    def _text(self, value: Any) -> str:  # noqa: ANN401  # whatever a field holds
        if value is None:
            return ""
        tell = next((tell for kind, tell in self._ways if isinstance(value, kind)), str)
        return tell(value)

    def _yes_no(self, value: bool) -> str:  # noqa: FBT001  # it is the value
        return self._speech._("是") if value else self._speech._("否")  # gettext's name

    def _told(self, said: Said) -> str:
        return self._speech.headed(said)
