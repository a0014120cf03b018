"""Which ids name a person or an organisation: the types of the fields say so, their schemas do not."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from domain.orders import Organisation
from domain.people import PersonalData
from interfaces.forms.form import Widget


class Mark(NamedTuple):
    """The id of a person or an organisation: where it stands."""

    model: str
    field: str
    widget: Widget


@cache
def marks_of(model: type[BaseModel]) -> frozenset[Mark]:
    """Return every field of a model, and of the models in it, that names a person or an organisation."""
    seen: set[type[BaseModel]] = set()
    return frozenset(_of_model(model, seen))


def _of_model(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[Mark]:
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        parts = list(_parts(field.annotation))
        annotated = [get_args(part) for part in parts if get_origin(part) is Annotated]
        for widget in _widgets([*field.metadata, *(one for metadata in annotated for one in metadata)]):
            yield Mark(model.__name__, name, widget)
        for part in parts:
            yield from _of_model(part, seen) if _is_model(part) else ()


def _is_model(part: Any) -> bool:  # noqa: ANN401  # any annotation
    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  # any annotation
    yield annotation
    for one in get_args(annotation):
        yield from _parts(one)


def _widgets(metadata: Sequence[Any]) -> Iterator[Widget]:
    for one in metadata:
        if isinstance(one, PersonalData) and one.what == "id":
            yield Widget.PERSON
        if isinstance(one, Organisation):
            yield Widget.ORG
