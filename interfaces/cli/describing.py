"""What a command takes, from its class: Chinese first, English second."""

from collections.abc import Iterator, Sequence

from domain.model import Model
from domain.orders import Command
from domain.permissions import accepted
from domain.processes import decider_of
from interfaces.cli.problems import UsageError
from interfaces.forms.schemas import Schema, Schemas, kind_of, meant_by


class Option(Model):
    """One field that a command takes, as an option of the command line. `when`: only with that choice (`--a.b c`)."""

    name: str
    zh: str
    en: str
    takes: str
    required: bool
    when: str = ""


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
    """Return every field of a command, nested ones with dots; of a choice, the fields of every branch."""
    schemas = Schemas(command)
    return list(_options([schemas.root], schemas, "--", ""))


def _options(branches: Sequence[Schema], schemas: Schemas, prefix: str, when: str) -> Iterator[Option]:
    kind = kind_of(branches)
    if kind:
        takes = "|".join(name for branch in branches for name in meant_by(branch, kind))
        yield Option(name=prefix + kind, zh="类型", en="which of them", takes=takes, required=True, when=when)
    for branch in branches:
        chosen = f"{prefix}{kind} {meant_by(branch, kind)[0]}" if kind else when
        yield from _fields(branch, schemas, prefix, chosen, told=kind or "kind")


def _fields(branch: Schema, schemas: Schemas, prefix: str, when: str, *, told: str) -> Iterator[Option]:
    required = branch.get("required", ())
    for name, field in branch.get("properties", {}).items():
        if name == told:
            continue
        inner = schemas.branches(field)
        here = f"{prefix}{name.replace('_', '-')}"
        yield Option(
            name=here,
            zh=field.get("title", name),
            en=field.get("description", ""),
            takes=_takes(inner, schemas),
            required=name in required,
            when=when,
        )
        listed = [item for one in inner if one.get("type") == "array" for item in schemas.items(one)]
        place = ".0" if listed else ""
        yield from _options(listed or inner, schemas, f"{here}{place}.", when)


def _takes(branches: Sequence[Schema], schemas: Schemas) -> str:
    return "|".join(dict.fromkeys(_one_takes(one, schemas) for one in branches))


def _one_takes(schema: Schema, schemas: Schemas) -> str:
    if "enum" in schema:
        return "|".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_takes(schemas.items(schema), schemas)}]"
    if schema.get("type") == "object":
        return "{…}"
    return str(schema.get("format", schema.get("type", "…")))
