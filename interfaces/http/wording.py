"""What pydantic found wrong with a request, in Chinese or in English, and where."""

from collections.abc import Sequence
from typing import Any

from interfaces.http.languages import Language
from interfaces.http.problem import FieldProblem

_ZH = {
    "missing": "缺少",
    "extra_forbidden": "没有这一项",
    "enum": "取值不对，应为 {expected}",
    "literal_error": "取值不对，应为 {expected}",
    "union_tag_not_found": "缺少类型 {discriminator}",
    "union_tag_invalid": "没有这种类型",
    "string_pattern_mismatch": "格式不对，应符合 {pattern}",
    "date_from_datetime_parsing": "日期应为 YYYY-MM-DD",
    "date_parsing": "日期应为 YYYY-MM-DD",
    "datetime_parsing": "时间应为 RFC 3339 格式",
    "datetime_from_date_parsing": "时间应为 RFC 3339 格式",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "string_type": "应为文字",
    "string_too_long": "太长，至多 {max_length} 个字符",
    "string_too_short": "太短，至少 {min_length} 个字符",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "model_attributes_type": "应为对象",
    "model_type": "应为对象",
    "dict_type": "应为对象",
    "timezone_aware": "时间应写明时区",
}
_MOST = 50
"""Things that are listed; nobody reads more at once."""
_LONGEST = 500


def field_problems(errors: Sequence[Any], language: Language) -> tuple[FieldProblem, ...]:
    """Return what is wrong, each with where it stands; what was given is not repeated."""
    return tuple(
        FieldProblem(
            pointer=_pointer(one["loc"]),
            problem=one["type"],
            detail=(one["msg"] if language is Language.EN else _in_chinese(one))[:_LONGEST],
        )
        for one in errors[:_MOST]
    )


def _in_chinese(error: Any) -> str:  # noqa: ANN401  # pydantic's own kind of dictionary
    context = {name: str(value).replace(" or ", "、") for name, value in error.get("ctx", {}).items()}
    return _ZH.get(error["type"], "不对（{msg}）").format_map({"msg": error["msg"], **context})


def _pointer(loc: Sequence[object]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in loc)
