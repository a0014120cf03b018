"""What is wrong with a command line, in Chinese too, where cyclopts or a class found it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, get_args

import cyclopts
import pydantic
from pydantic_core import ErrorDetails

from infra.settings import Settings
from interfaces.cli.problems import UsageError
from interfaces.forms.wrong import in_chinese

_TYPES = {date: "应为日期 YYYY-MM-DD", int: "应为整数", bool: "应为 true 或 false"}
_SHOWN = 40
"""Characters of a wrong value."""


def of_values(errors: Iterable[ErrorDetails]) -> UsageError:
    """Explain values that a class did not take: which option, what was given, what is accepted."""
    told = [(_option(one), str(one["input"])[:_SHOWN], one) for one in errors]
    return UsageError(
        zh="；".join(f"{option} 的值“{given}”{in_chinese(one)}" for option, given, one in told) + "。",
        en="; ".join(f"{option} is '{given}': {one['msg']}" for option, given, one in told) + ".",
    )


def of_validation(error: pydantic.ValidationError) -> UsageError:
    """Explain a value of the command line, or of the settings, that a class did not take."""
    if error.title != Settings.__name__:
        return of_values(error.errors())
    wrong = [(str(one["loc"][0]), one) for one in error.errors()]
    return UsageError(
        zh="环境变量或者密钥文件设置有误："
        + "；".join(f"{name} {in_chinese(one)}" for name, one in wrong)
        + "。",
        en="The settings (environment or secret files) are not valid: "
        + "; ".join(f"{name}: {one['msg']}" for name, one in wrong)
        + ".",
    )


def of_command_line(error: cyclopts.CycloptsError) -> UsageError:
    """Explain what cyclopts could not read."""
    if isinstance(error, cyclopts.ValidationError):
        return _not_accepted(error)
    return UsageError(zh=_not_read(error), en=str(error))


def _not_read(error: cyclopts.CycloptsError) -> str:
    match error:
        case cyclopts.MissingArgumentError():
            return f"缺少 {_name(error)}。"
        case cyclopts.UnknownCommandError(unused_tokens=[first, *_]):
            return f"没有命令“{first}”；branchctl --help 列出全部命令。"
        case cyclopts.UnknownOptionError(token=token):
            return f"没有选项 {token.keyword or token.value}；用 --help 查看各选项。"
        case cyclopts.UnusedCliTokensError(unused_tokens=[*words]):
            return f"多余的参数：{' '.join(words)}。"
        case cyclopts.CoercionError(target_type=target):
            return f"{_name(error)} 的值“{_given(error)}”不对，{_accepted(target)}。"
        case _:
            return f"命令行有误：{error}"


def _not_accepted(error: cyclopts.ValidationError) -> UsageError:
    name, given = _name(error), _given(error)
    if isinstance(error.__cause__, pydantic.ValidationError):
        reason = error.__cause__.errors()[0]
        return UsageError(
            zh=f"{name} 的值“{given}”{in_chinese(reason)}。", en=f"{name} is '{given}': {reason['msg']}."
        )
    zh = error.exception_message.replace("Must be", "应").replace(
        f'"{given}" does not exist.', "没有这个文件"
    )
    return UsageError(zh=f"{name} 的值“{given}”不对：{zh}", en=str(error))


def _option(error: ErrorDetails) -> str:
    return "--" + ".".join(str(part).replace("_", "-") for part in error["loc"])


def _name(error: cyclopts.CycloptsError) -> str:
    name = error.argument.name if error.argument else "?"
    return name if name.startswith("-") else name.upper()


def _given(error: cyclopts.CycloptsError) -> str:
    tokens = error.argument.tokens if error.argument else ()
    return tokens[-1].value[:_SHOWN] if tokens else ""


def _accepted(target: Any) -> str:  # noqa: ANN401  # any annotation
    named = list(target) if isinstance(target, type) and issubclass(target, StrEnum) else get_args(target)
    choices = " | ".join(str(one) for one in named)
    return f"可以是 {choices}" if choices else _TYPES.get(target, "格式不对")
