"""From the texts that were posted to what a command's class reads: blank is not given, and nothing is guessed."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from domain.catalogue import Said
from interfaces.forms.blank import is_blank, plain_text
from interfaces.forms.faults import Fault
from interfaces.forms.kinds import Kind, kind_of_part, may_be_none, most_rows
from interfaces.forms.names import HERE, contradictory, no_such
from interfaces.forms.scalars import NotOfThatSortError, is_scalar, scalar_of
from interfaces.forms.schemas import Schema, Schemas, kind_of, meant_by
from interfaces.forms.trees import Tree

_ABSENT: Final = object()
_PLACE = re.compile(r"[0-9]{1,6}")
_OTHER_KIND = Said(
    zh="填写的内容不属于所选类型，请核对后重新提交",
    en="what was filled in belongs to another kind than the chosen one; check, and submit again",
)
_Path = tuple[str, ...]
_Any = Any
"""JSON of any kind, or `_ABSENT`."""


class Reader:
    """
    Reads the texts of one command; `faults` is what was wrong.

    `keeping`: as they stand on the page, blank rows too, and nothing is completed: the form is only drawn again.
    """

    def __init__(self, schemas: Schemas, *, keeping: bool = False) -> None:
        self.faults: list[Fault] = []
        self._schemas = schemas
        self._keeping = keeping

    def fields(self, model: Schema, given: Tree, path: _Path = (), told: str = "") -> Tree:
        """Return the fields of a model that were given; `told`: the one that told it apart, and was read before."""
        known = model.get("properties", {})
        self.faults += [
            no_such(".".join((*path, name))) for name in given if name not in known and name != HERE
        ]
        read = {
            name: self._field(
                name in model.get("required", ()), field, given.get(name, _ABSENT), (*path, name)
            )
            for name, field in known.items()
            if name != told
        }
        return {name: value for name, value in read.items() if value is not _ABSENT}

    def _field(self, required: bool, field: Schema, given: _Any, path: _Path) -> _Any:  # noqa: FBT001  # of a schema
        branches = self._schemas.branches(field)
        value = _ABSENT if self._is_nothing(given) else self._part(branches, given, path)
        if value is not _ABSENT or not required or self._keeping:
            return value
        return None if may_be_none(field) else self._nothing(branches, path)

    def _is_nothing(self, given: _Any) -> bool:
        return given is _ABSENT or (is_blank(given) and not (self._keeping and isinstance(given, dict)))

    def _nothing(self, branches: Sequence[Schema], path: _Path) -> _Any:
        """Return what a required field is of which nothing was given: a box that is not ticked is false."""
        match kind_of_part(branches, self._schemas):
            case Kind.GROUP:
                return self.fields(branches[0], {}, path)
            case Kind.LISTING | Kind.SEVERAL:
                return []
            case Kind.ENTRY if branches[0].get("type") == "boolean":
                return False
            case _:
                return _ABSENT

    def _part(self, branches: Sequence[Schema], given: _Any, path: _Path) -> _Any:
        kind = kind_of_part(branches, self._schemas)
        if kind is Kind.ENTRY and isinstance(given, str):
            return plain_text(branches[0], given)
        if kind is Kind.GROUP and isinstance(given, dict):
            return self.fields(branches[0], given, path)
        if kind is Kind.LISTING:
            return self._listing(branches[0], given, path)
        special = {Kind.SEVERAL: self._several, Kind.SCALAR: self._scalar, Kind.CHOICE: self._choice}
        return special.get(kind, self._contradictory)(branches, given, path)

    def _choice(self, branches: Sequence[Schema], given: _Any, path: _Path) -> _Any:
        kind = kind_of(branches)
        if not isinstance(given, dict) or not isinstance(given.get(kind, ""), str):
            return self._contradictory(branches, given, path)
        told = given.get(kind, "")
        model = next((one for one in branches if told in meant_by(one, kind)), None)
        if model is None:
            return {kind: told} if told else {}
        known = {name for one in branches for name in one.get("properties", {})} - {kind}
        foreign = {name for name in given if name in known and name not in model["properties"]}
        if not self._keeping and not all(is_blank(given[name]) for name in foreign):
            self.faults.append(Fault(path, _OTHER_KIND))
        own = {name: value for name, value in given.items() if name not in foreign | {kind}}
        return {kind: told, **self.fields(model, own, path, kind)}

    def _listing(self, schema: Schema, given: _Any, path: _Path) -> _Any:
        items = self._schemas.items(schema)
        rows: list[_Any] = []
        for one in self._rows(given, most_rows(schema), path):
            here = (*path, str(len(rows)))
            if self._keeping:
                rows.append(self._kept(items, one, here))
            elif not is_blank(one):
                rows += [value for value in [self._part(items, one, here)] if value is not _ABSENT]
        return rows

    def _kept(self, items: Sequence[Schema], given: _Any, path: _Path) -> _Any:
        """Return a row as it stands on the page, also a blank one."""
        value = self._part(items, given, path)
        return None if value is _ABSENT else value

    def _rows(self, given: _Any, most: int, path: _Path) -> Iterator[_Any]:
        """Yield what was given of each row, in their order: by places, or by repeating the name."""
        if not isinstance(given, dict):
            yield from [given] if isinstance(given, str) else given[:most]
            return
        places = {name: value for name, value in given.items() if _PLACE.fullmatch(name) and int(name) < most}
        for name in given:
            if _PLACE.fullmatch(name) and int(name) >= most:
                self.faults.append(
                    Fault(path, Said(zh=f"至多 {most} 项", en=f"there are {most} rows at most"))
                )
            elif name not in places and name != HERE:
                self.faults.append(no_such(".".join((*path, name))))
        yield from (places[name] for name in sorted(places, key=int))

    def _several(self, branches: Sequence[Schema], given: _Any, path: _Path) -> _Any:
        texts = [given] if isinstance(given, str) else given
        if not isinstance(texts, list):
            return self._contradictory(branches, given, path)
        return list(dict.fromkeys(one.strip() for one in texts if not is_blank(one)))

    def _scalar(self, branches: Sequence[Schema], given: _Any, path: _Path) -> _Any:
        posted = {"sort": "text", "value": given} if isinstance(given, str) else given
        if not isinstance(posted, dict) or not is_scalar(posted):
            return self._contradictory(branches, given, path)
        try:
            return scalar_of(posted)
        except NotOfThatSortError as error:
            self.faults.append(Fault(path, error.said))
            return posted

    def _contradictory(self, _branches: Sequence[Schema], _given: _Any, path: _Path) -> _Any:
        self.faults.append(contradictory(".".join(path)))
        return _ABSENT
