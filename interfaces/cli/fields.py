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
from interfaces.cli.schemas import Schema, Schemas, kind_of, meant_by
from interfaces.cli.usage import in_chinese

C = TypeVar("C", bound=Command)


def read_command(command: type[C], tokens: Sequence[str], whole: str | None = None) -> C:
    """
    Return the command that options say. `whole`: the same as a JSON object; options come on top of it, and replace it.

    Raises `UsageError` naming every field that is wrong.
    """
    tree: dict[str, Any] = {}
    for name, value in _pairs(tokens):
        _put(tree, name.replace("-", "_").split("."), value, f"--{name}")
    told = _laid_over(_object(whole) if whole else {}, tree)
    schemas = Schemas(command)
    try:
        return command.model_validate(_fitted({"kind": command.kind_name()} | told, [schemas.root], schemas))
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


def _put(tree: dict[str, Any], path: list[str], value: Any, option: str) -> None:  # noqa: ANN401  # any JSON
    *above, last = path
    for part in above:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            raise UsageError(
                zh=f"{option} 与前面的选项冲突。", en=f"{option} contradicts an option before it."
            )
    if last in tree and isinstance(tree[last], list):
        tree[last].append(value)
    elif last in tree and not isinstance(tree[last], dict):
        tree[last] = [tree[last], value]
    else:
        tree[last] = value


def _laid_over(below: Any, above: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return JSON with what options say on top: field by field, and element by element where they name places."""
    if isinstance(below, list) and _is_by_place(above):
        below = {str(place): one for place, one in enumerate(below)}
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {name: _laid_over(below.get(name), value) for name, value in above.items()}
    return above


def _fitted(value: Any, branches: Sequence[Schema], schemas: Schemas) -> Any:  # noqa: ANN401  # any JSON
    """Return a value in the shape its schema asks for: a list where one is wanted, at every depth."""
    schema = _meant(value, branches)
    if schema.get("type") == "array":
        return [_fitted(one, schemas.items(schema), schemas) for one in _listed(value)]
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        return {
            name: _fitted(one, schemas.branches(fields.get(name, {})), schemas) for name, one in value.items()
        }
    return value


def _listed(value: Any) -> list[Any]:  # noqa: ANN401  # any JSON
    if isinstance(value, list):
        return value
    if _is_by_place(value):
        return [value[place] for place in sorted(value, key=int)]
    return [value]


def _is_by_place(value: Any) -> bool:  # noqa: ANN401  # any JSON
    return isinstance(value, dict) and bool(value) and all(place.isdigit() for place in value)


def _meant(value: Any, branches: Sequence[Schema]) -> Schema:  # noqa: ANN401  # any JSON
    """Return the one branch of a schema that is meant: a text is kept where a text may stand."""
    lists = [one for one in branches if one.get("type") == "array"]
    if isinstance(value, dict):
        kind = kind_of(branches)
        chosen = [one for one in branches if value.get(kind) in meant_by(one, kind)]
        named = [one for one in branches if set(value) <= set(one.get("properties", {}))]
        return [*chosen, *named, *lists, *branches, {}][0]
    if isinstance(value, list):
        return [*lists, {}][0]
    texts = [one for one in branches if one.get("type") in {"string", "integer", "boolean"}]
    return [*texts, *lists, {}][0]


def _wrong(command: type[Command], schemas: Schemas, errors: Sequence[ErrorDetails]) -> UsageError:
    zh, en = [], []
    for error in errors:
        option = schemas.option(error["loc"])
        given = "" if error["type"] == "missing" else f"（{str(error['input'])[:40]}）"
        zh.append(f"{option} {in_chinese(error)}{given}")
        en.append(f"{option}: {error['msg']}")
    name = command.kind_name()
    return UsageError(
        zh=f"{name}：{'；'.join(zh)}。各项说明：branchctl do STREAM {name} --help",
        en=f"{name}: {'; '.join(en)}. What it takes: branchctl do STREAM {name} --help",
    )
