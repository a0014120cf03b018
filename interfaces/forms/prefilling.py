"""What is known before anybody writes: the initial tree of a form, and which of its parts still say it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from domain.known.telling import Known
from domain.orders import Command
from interfaces.forms.form import Form, pairs_of
from interfaces.forms.trees import Tree, put


def prefilled(command: type[Command], known: Iterable[Known]) -> Tree:
    """
    Return the tree in which those fields of a command are given that are known; what is told first counts.

    What the command has no field for, or what its field does not take, is left out: a case knows more than is asked.
    """
    tree: Tree = {}
    told: set[str] = set()
    for one in known:
        path = one.field.split(".")
        field = _field(command, path)
        if one.field not in told and field is not None and _takes(field, one.value):
            put(tree, path, to_jsonable_python(one.value))
            told.add(one.field)
    return tree


def still_known(known: Iterable[Known], begun: Form, form: Form) -> frozenset[str]:
    """Return the names of the parts that a form shows as they were known when it was begun."""
    names = {one.field for one in known}
    return frozenset(
        name for name in names if _under(name, begun) and _under(name, begun) == _under(name, form)
    )


def _under(name: str, form: Form) -> list[tuple[str, str]]:
    return [pair for pair in pairs_of(form) if pair[0] == name or pair[0].startswith(f"{name}.")]


def _field(model: type[BaseModel], path: Sequence[str]) -> FieldInfo | None:
    """Return the field at a dotted path, also in models that may be left out."""
    field = model.model_fields.get(path[0])
    if field is None or len(path) == 1:
        return field
    below = (_field(one, path[1:]) for one in _models(field.annotation))
    return next((one for one in below if one is not None), None)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  # any annotation
    for one in (annotation, *get_args(annotation)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def _takes(field: FieldInfo, value: Any) -> bool:  # noqa: ANN401  # whatever is known of a case
    try:
        adapter: TypeAdapter[Any] = TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]  # a field's own type
        adapter.validate_python(to_jsonable_python(value))
    except ValidationError:
        return False
    return True
