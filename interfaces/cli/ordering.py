"""`branchctl open` and `branchctl do`: orders, with options made of the command classes."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from domain.orders import Command
from domain.permissions import accepted
from domain.processes import DECIDERS, decider_of
from domain.titles import title_of
from infra.errors import EngineError
from interfaces.cli.connection import Acting, Common, catalogue, counter_of, repeatable
from interfaces.cli.describing import command_named, options_of
from interfaces.cli.exits import Exit
from interfaces.cli.fields import read_command
from interfaces.cli.output import show_answer, show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import say
from interfaces.desk.answers import DeskUnavailableError, RefusedError
from interfaces.desk.names import SHAPES, shape_of

Fields = Annotated[
    str, Parameter(allow_leading_hyphen=True, help="各项 the command's fields: --name value …")
]
Help = Annotated[bool, Parameter(name=["--help", "-h"], negative=(), help="说明 what it takes")]
Whole = Annotated[
    str | None,
    Parameter(name="--json-input", help="整个命令：JSON，或 @文件 the whole command as JSON, or @FILE"),
]


async def do(
    stream: str | None = None,
    command: str | None = None,
    /,
    *fields: Fields,
    json_input: Whole = None,
    help: Help = False,  # noqa: A002  # the option's name
    acting: Acting | None = None,
) -> int:
    """
    办理：对一个事项发出命令 (order something of a case).

    branchctl do STREAM 列出可以发出的命令；branchctl do STREAM COMMAND --help 列出各项。

    `branchctl do STREAM` lists what can be ordered there, `branchctl do STREAM COMMAND --help` what that takes.
    """
    acting = acting or Acting()
    if stream is None:
        _usage("branchctl do STREAM COMMAND --名称 值 … --as PERSON", as_json=acting.json)
        return Exit.OK if help else Exit.USAGE
    decider_of(stream)
    if command is None:
        _list_commands(stream, await _awaited(stream, acting), as_json=acting.json)
        return Exit.OK
    chosen = command_named(stream, command)
    if help:
        _describe(chosen, as_json=acting.json)
        return Exit.OK
    order = read_command(chosen, fields, whole(json_input))
    by = acting.sender()
    async with counter_of(acting) as desk:
        with repeatable(by):
            answer = await desk.settle(stream, order, by)
        show_answer(answer, desk.catalogue, as_json=acting.json)
    return Exit.OK


async def open_case(
    kind: str | None = None,
    /,
    *arguments: Fields,
    json_input: Whole = None,
    help: Help = False,  # noqa: A002  # the option's name
    acting: Acting | None = None,
) -> int:
    """
    开始一个事项 (open a case).

    branchctl open KIND [编号…] [COMMAND] --名称 值 …；branchctl open 列出可以开始的事项。

    `branchctl open` lists what can be opened. Serial numbers and ids are found by themselves.
    """
    acting = acting or Acting()
    if kind is None:
        _list_kinds(as_json=acting.json)
        return Exit.OK if help else Exit.USAGE
    shape = shape_of(kind)
    words = leading_words(arguments)
    opening = {one.kind_name(): one for one in accepted(f"{kind}/x") if one.opens}
    named = [one for one in words if one.replace("-", "_") in opening]
    if help and len(opening) > 1 and not named:
        _list_kinds(kind, as_json=acting.json)
        return Exit.OK
    chosen = _chosen(kind, named, opening)
    if help:
        _describe(chosen, as_json=acting.json)
        return Exit.OK
    parts = tuple(one for one in words if one not in named)
    if len(parts) != len(shape.parts) and not (shape.prefix and len(parts) == 1):
        wanted = " ".join(shape.parts) or "无 none"
        raise UsageError(
            zh=f"branchctl open {kind} 需要：{wanted}。", en=f"branchctl open {kind} takes: {wanted}."
        )
    order = read_command(chosen, arguments[len(words) :], whole(json_input))
    by = acting.sender()
    async with counter_of(acting) as desk:
        with repeatable(by):
            answer = await desk.open(kind, order, parts, by)
        show_answer(answer, desk.catalogue, as_json=acting.json)
    return Exit.OK


def leading_words(arguments: Sequence[str]) -> list[str]:
    """Return the words before the first option."""
    words: list[str] = []
    for one in arguments:
        if one.startswith("-"):
            break
        words.append(one)
    return words


def _chosen(kind: str, named: Sequence[str], opening: dict[str, type[Command]]) -> type[Command]:
    if len(named) == 1:
        return opening[named[0].replace("-", "_")]
    if len(opening) == 1 and not named:
        return next(iter(opening.values()))
    possible = ", ".join(opening) or "-"
    raise UsageError(
        zh=f"{kind} 可以这样开始：{possible}；请写明一个。",
        en=f"{kind} is opened by one of: {possible}; name it.",
    )


def whole(given: str | None) -> str | None:
    """Return the JSON that was given, or that of the file that was named. Raises `UsageError`."""
    if given is None or not given.startswith("@"):
        return given
    path = Path(given[1:])
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(zh=f"无法读取 {path}：{error}", en=f"{path} cannot be read: {error}") from None


def _usage(line: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"usage": line, "kinds": sorted(SHAPES)})
    else:
        say(f"用法：{line}", f"usage: {line}")


async def _awaited(stream: str, common: Common) -> frozenset[str]:
    """Return the commands that the case waits for; of a case that nobody can tell of now, none."""
    try:
        async with counter_of(common) as desk:
            tasks = (await desk.state(stream)).tasks
    except (EngineError, DeskUnavailableError, RefusedError):
        return frozenset()
    return frozenset(kind for task in tasks for kind in task.commands)


def _list_commands(stream: str, awaited: frozenset[str], *, as_json: bool) -> None:
    """Print what can be ordered, what is awaited now before the rest."""
    commands = sorted(accepted(stream), key=lambda one: one.kind_name() not in awaited)
    if as_json:
        show_json(
            [
                {
                    "command": one.kind_name(),
                    **title_of(one)._asdict(),
                    "awaited": one.kind_name() in awaited,
                }
                for one in commands
            ]
        )
        return
    sentences = catalogue()
    rows = [
        (
            "→" if one.kind_name() in awaited else "",
            one.kind_name(),
            title_of(one).zh,
            "、".join(sentences.label(role).zh for role in sorted(one.roles)),
            title_of(one).en,
        )
        for one in commands
    ]
    show_table(stream, ("待办 now", "命令 command", "名称", "岗位 roles", "what it does"), rows)


def _list_kinds(*wanted: str, as_json: bool) -> None:
    kinds = [
        (kind, " ".join(SHAPES[kind].parts), opening)
        for kind in wanted or SHAPES
        if kind in DECIDERS and (opening := [one for one in accepted(f"{kind}/x") if one.opens])
    ]
    if as_json:
        show_json(
            [
                {"kind": kind, "parts": parts, "commands": [c.kind_name() for c in commands]}
                for kind, parts, commands in kinds
            ]
        )
        return
    rows = [
        (kind, parts, "\n".join(f"{c.kind_name()} {title_of(c).zh}" for c in commands))
        for kind, parts, commands in kinds
    ]
    show_table("branchctl open", ("事项 kind", "编号 parts", "命令 commands"), rows)


def _describe(command: type[Command], *, as_json: bool) -> None:
    options = options_of(command)
    title = title_of(command)
    if as_json:
        show_json({"command": command.kind_name(), **title._asdict(), "options": options})
        return
    say(f"{command.kind_name()} {title.zh}", title.en)
    headings = ("选项 option", "必填", "名称", "取值 takes", "meaning")
    for when, some in groupby(options, key=lambda one: one.when):
        rows = [(one.name, "*" if one.required else "", one.zh, one.takes, one.en) for one in some]
        show_table(f"{command.kind_name()} {when}".strip(), headings, rows)
