"""What a command takes, from its class: Chinese first, English second."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from domain.model import Model
from domain.orders import Command
from domain.permissions import accepted
from domain.processes import decider_of
from interfaces.cli.problems import UsageError


class Title(NamedTuple):
    """What a command is called and does."""

    zh: str
    en: str


class Option(Model):
    """One field that a command takes, as an option of the command line."""

    name: str
    zh: str
    en: str
    takes: str
    required: bool


def title_of(command: type[Command]) -> Title:
    """Return the first line of a command's docstring, which says both."""
    first = (command.__doc__ or "").strip().partition("\n")[0]
    zh, _, en = first.partition(": ")
    return Title(zh, en) if en else Title(command.kind_name(), first)


def command_named(stream: str, name: str) -> type[Command]:
    """Return a command by its kind, dashes or underscores. Raises `UsageError`, `NoSuchProcessError`."""
    kind = name.replace("-", "_")
    for one in accepted(stream):
        if one.kind_name() == kind:
            return one
    known = ", ".join(one.kind_name() for one in accepted(stream))
    process = decider_of(stream).name
    raise UsageError(
        zh=f"{process} 没有命令 {name}。可以是：{known}",
        en=f"{process} takes no command {name}; it takes: {known}",
    )


def options_of(command: type[Command]) -> list[Option]:
    """Return every field of a command, nested ones with dots."""
    schema = command.model_json_schema()
    return list(_options(schema, schema.get("$defs", {}), ""))


def _options(schema: dict[str, Any], definitions: dict[str, Any], prefix: str) -> Iterator[Option]:
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        if name == "kind":
            continue
        told = _merged(field, definitions)
        here = f"{prefix}{name}"
        yield Option(
            name=f"--{here.replace('_', '-')}",
            zh=field.get("title", name),
            en=field.get("description", ""),
            takes=_takes(told, definitions),
            required=name in required,
        )
        inner = _merged(told.get("items", {}), definitions) if told.get("type") == "array" else told
        place = ".0" if told.get("type") == "array" else ""
        yield from _options(inner, definitions, f"{here}{place}.")


def _merged(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema a field refers to; of a choice, the first that is not null."""
    for branch in field.get("anyOf", field.get("allOf", field.get("oneOf", ()))):
        if branch.get("type") != "null":
            return _merged(branch, definitions)
    reference = field.get("$ref")
    return _merged(definitions[reference.rpartition("/")[2]], definitions) if reference else field


def _takes(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "enum" in schema:
        return "|".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_takes(_merged(schema.get('items', {}), definitions), definitions)}]"
    if schema.get("type") == "object":
        return "{…}"
    return str(schema.get("format", schema.get("type", "…")))
