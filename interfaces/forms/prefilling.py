"""What is known before anybody writes: the initial tree of a form."""

from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from domain.orders import Command
from interfaces.forms.trees import Tree


def prefilled(command: type[Command], **known: Any) -> Tree:  # noqa: ANN401  # whatever is known of a case
    """
    Return the tree in which those fields of a command are given that are known.

    What the command has no field for, or what its field does not take, is left out: a case knows more than is asked.
    """
    told = {name: value for name, value in known.items() if value is not None and name != "kind"}
    fields = {name: field for name, field in command.model_fields.items() if name in told}
    return {
        name: to_jsonable_python(told[name]) for name, field in fields.items() if _takes(field, told[name])
    }


def _takes(field: FieldInfo, value: Any) -> bool:  # noqa: ANN401  # whatever is known of a case
    try:
        adapter: TypeAdapter[Any] = TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]  # a field's own type
        adapter.validate_python(to_jsonable_python(value))
    except ValidationError:
        return False
    return True
