"""
From options to a command: `--change.ground agreement --items 甲 --items 乙` becomes the command's own model.

A field of a nested model is named with dots, an element of a list by its place or by repeating the option. After `:=`,
or where a value begins with a brace or bracket, it is JSON.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.orders import Command
from interfaces.cli.problems import UsageError
from interfaces.forms.schemas import Schemas
from interfaces.forms.trees import ContradictoryNameError, Tree, fitted, laid_over, put
from interfaces.forms.wrong import in_chinese

C = TypeVar("C", bound=Command)


def read_command(command: type[C], tokens: Sequence[str], whole: str | None = None) -> C:
    """
    Return the command that options say. `whole`: the same as a JSON object; options come on top of it, and replace it.

    Raises `UsageError` naming every field that is wrong.
    """
    tree: Tree = {}
    for name, value in _pairs(tokens):
        _put(tree, name.replace("-", "_").split("."), value, f"--{name}")
    told = laid_over(_object(whole) if whole else {}, tree)
    schemas = Schemas(command)
    try:
        return command.model_validate(fitted({"kind": command.kind_name()} | told, [schemas.root], schemas))
    except ValidationError as error:
        raise _wrong(command, schemas, error.errors(include_url=False)) from None


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise UsageError(
            zh=f"--json-input 不是 JSON：{error}", en=f"--json-input is not JSON: {error}"
        ) from None
    if not isinstance(value, dict):
        raise UsageError(zh="--json-input 应为 JSON 对象。", en="--json-input takes a JSON object.")
    return value


def _pairs(tokens: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield names and values of options; an option without a value is true."""
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        name, equals, value = token.removeprefix("--").partition("=")
        if not token.startswith("--") or not name:
            raise UsageError(
                zh=f"多余的参数“{token}”；各项写作 --名称 值。",
                en=f"'{token}' is one too many; fields are given as --name value.",
            )
        if equals:
            yield (name.removesuffix(":"), _json(value)) if name.endswith(":") else (name, _value(value))
        elif waiting and not waiting[0].startswith("--"):
            yield name, _value(waiting.pop(0))
        else:
            yield name, True


def _value(text: str) -> Any:  # noqa: ANN401  # any JSON
    if text[:1] in {"{", "["}:
        return _json(text)
    return text


def _json(text: str) -> Any:  # noqa: ANN401  # any JSON
    try:
        return json.loads(text)
    except ValueError:
        raise UsageError(zh=f"“{text}”不是 JSON。", en=f"'{text}' is not JSON.") from None


def _put(tree: Tree, path: Sequence[str], value: Any, option: str) -> None:  # noqa: ANN401  # any JSON
    try:
        put(tree, path, value)
    except ContradictoryNameError:
        raise UsageError(
            zh=f"{option} 与前面的选项冲突。", en=f"{option} contradicts an option before it."
        ) from None


def _wrong(command: type[Command], schemas: Schemas, errors: Sequence[ErrorDetails]) -> UsageError:
    zh, en = [], []
    for error in errors:
        option = "--" + ".".join(schemas.place(error["loc"])).replace("_", "-")
        given = "" if error["type"] == "missing" else f"（{str(error['input'])[:40]}）"
        zh.append(f"{option} {in_chinese(error)}{given}")
        en.append(f"{option}: {error['msg']}")
    name = command.kind_name()
    return UsageError(
        zh=f"{name}：{'；'.join(zh)}。各项说明：branchctl do STREAM {name} --help",
        en=f"{name}: {'; '.join(en)}. What it takes: branchctl do STREAM {name} --help",
    )
