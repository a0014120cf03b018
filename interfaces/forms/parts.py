"""From the schemas of a command's class and what is known of it to the parts of its form."""

from collections.abc import Iterator, Sequence
from typing import Any

from interfaces.forms.entries import Entries
from interfaces.forms.faults import Fault
from interfaces.forms.form import Choice, Entry, Group, Listing, Node, Sort
from interfaces.forms.kinds import Kind, kind_of_part, may_be_none, most_rows, sort_of
from interfaces.forms.labels import branch_of, help_of, label_of, row_of, ticked
from interfaces.forms.limits import limits_of
from interfaces.forms.schemas import Schema, Schemas, kind_of, meant_by
from interfaces.forms.trees import listed
from interfaces.forms.where import Where


class Drawing:
    """Draws the parts of one command."""

    def __init__(self, schemas: Schemas, entries: Entries, wrong: Sequence[Fault]) -> None:
        self._schemas = schemas
        self._entries = entries
        self._wrong = wrong

    def fields(
        self,
        model: Schema,
        given: Any,  # noqa: ANN401  # any JSON
        path: tuple[str, ...],
        told: str = "",
    ) -> Iterator[Node]:
        """Yield the fields of a model; `told`: the one that told it apart, and stands at the choice."""
        values = given if isinstance(given, dict) else {}
        for name, field in model.get("properties", {}).items():
            if name == told:
                continue
            where = Where(
                path=(*path, name),
                model=model.get("title", ""),
                field=field,
                label=label_of(name, field),
                required=name in model.get("required", ()),
            )
            value = values.get(name)
            yield self._node(
                self._schemas.branches(field), field.get("default") if value is None else value, where
            )

    def _node(self, branches: Sequence[Schema], value: Any, where: Where) -> Node:  # noqa: ANN401  # any JSON
        kind = kind_of_part(branches, self._schemas)
        if kind is Kind.CHOICE:
            return self._choice(branches, value, where)
        if kind is Kind.SCALAR:
            return self._scalar(value, where)
        if kind is Kind.SEVERAL:
            return self._entries.several(branches[0], self._schemas.items(branches[0])[0], value, where)
        if kind is Kind.LISTING:
            return self._listing(branches[0], value, where)
        return self._group_or_entry(branches[0], value, where)

    def _group_or_entry(self, schema: Schema, value: Any, where: Where) -> Group | Entry:  # noqa: ANN401  # any JSON
        model = schema.get("type") == "object"
        return self._group(schema, value, where) if model else self._entries.entry(schema, value, where)

    def _common(self, where: Where, limits: Schema | None = None) -> dict[str, Any]:
        return {
            "name": where.name,
            "label": where.label,
            "help": help_of(where.field),
            "limits": limits_of(limits or {}, ""),
            "required": where.required,
            "wrong": tuple(one.said for one in self._wrong if one.path == where.path),
        }

    def _choice(self, branches: Sequence[Schema], value: Any, where: Where) -> Choice:  # noqa: ANN401  # any JSON
        kind = kind_of(branches)
        chosen = value.get(kind) if isinstance(value, dict) else None
        options = [branch_of(one, told) for one in branches for told in meant_by(one, kind)]
        model = next((one for one in branches if chosen in meant_by(one, kind)), None)
        return Choice(
            **self._common(where),
            kind=f"{where.name}.{kind}",
            options=ticked(options, [str(chosen)]),
            fields=tuple(self.fields(model, value, where.path, kind)) if model else (),
            marked=where.row,
        )

    def _group(self, model: Schema, value: Any, where: Where) -> Group:  # noqa: ANN401  # any JSON
        optional = may_be_none(where.field)
        given = value is not None or not optional
        return Group(
            **self._common(where),
            sort=sort_of(model),
            given=given,
            optional=optional,
            marked=where.row or (optional and given),
            fields=tuple(self.fields(model, value, where.path)) if given else (),
        )

    def _listing(self, schema: Schema, value: Any, where: Where) -> Listing:  # noqa: ANN401  # any JSON
        least, most = int(schema.get("minItems", 0)), most_rows(schema)
        known = [] if value is None else listed(value)
        values = [*known, *[None] * (least - len(known))]
        items = self._schemas.items(schema)
        rows = [self._node(items, one, self._row(where, place, items)) for place, one in enumerate(values)]
        return Listing(
            **self._common(where, schema),
            rows=tuple(rows),
            least=least,
            most=most,
            addable=len(rows) < most,
            removable=len(rows) > least,
            marked=where.row,
        )

    def _row(self, where: Where, place: int, items: Sequence[Schema]) -> Where:
        return Where(
            path=(*where.path, str(place)),
            model="" if "properties" in items[0] else where.model,
            field={},
            label=row_of(where.label, place),
            required=True,
            row=True,
        )

    def _scalar(self, value: Any, where: Where) -> Group:  # noqa: ANN401  # any JSON
        return Group(
            **self._common(where), sort=Sort.SCALAR, fields=self._entries.scalar(value, where), given=True
        )
