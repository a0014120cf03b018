"""What a field of a command may hold, from the JSON schema of the command's class."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from domain.orders import Command

Schema = dict[str, Any]


class Schemas:
    """The schemas of one command: of the command itself, and of what it refers to."""

    def __init__(self, command: type[Command]) -> None:
        self.root: Schema = command.model_json_schema()
        self._definitions: dict[str, Schema] = self.root.get("$defs", {})

    def branches(self, field: Schema) -> list[Schema]:
        """Return every schema that a field may have, references followed, null left out."""
        if "$ref" in field:
            return self.branches(self._definitions[_name(field)])
        choice = field.get("anyOf", field.get("oneOf"))
        if choice is None:
            return [field] if field.get("type") != "null" else []
        return [branch for one in choice for branch in self.branches(one)]

    def items(self, field: Schema) -> list[Schema]:
        """Return every schema that the elements of a list may have."""
        return self.branches(field.get("items", {}))

    def place(self, path: Sequence[int | str]) -> tuple[str, ...]:
        """Return the names that lead to a place; of a choice pydantic names the branch as well, no name does."""
        told: list[str] = []
        here = [self.root]
        for part in path:
            if len(here) > 1:
                here = [one for one in here if part in meant_by(one, kind_of(here))]
            else:
                told.append(str(part))
                here = [branch for one in here for branch in self._below(one, part)]
        return tuple(told)

    def _below(self, schema: Schema, part: int | str) -> list[Schema]:
        if schema.get("type") == "array":
            return self.items(schema)
        return self.branches(schema.get("properties", {}).get(part, {}))


@cache
def schemas_of(command: type[Command]) -> Schemas:
    """Return the schemas of a command, made once."""
    return Schemas(command)


def kind_of(branches: Sequence[Schema]) -> str:
    """Return the field that tells the models of a choice apart (`section`); empty where nothing is to be chosen."""
    if len(branches) < 2:  # noqa: PLR2004  # a choice has two
        return ""
    fixed = [{name for name, one in _fields(branch).items() if "const" in one} for branch in branches]
    return min(set.intersection(*fixed), default="")


def meant_by(branch: Schema, kind: str) -> tuple[str, ...]:
    """Return by which value a branch is chosen; () where it is not."""
    told = _fields(branch).get(kind, {})
    return (str(told["const"]),) if "const" in told else ()


def _fields(schema: Schema) -> dict[str, Schema]:
    found: dict[str, Schema] = schema.get("properties", {})
    return found


def _name(field: Schema) -> str:
    reference: str = field["$ref"]
    return reference.rpartition("/")[2]
