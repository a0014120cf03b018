"""What is wrong with a value, in Chinese, where a class found it."""

from pydantic_core import ErrorDetails

_ZH = {
    "missing": "缺少",
    "extra_forbidden": "没有这一项",
    "enum": "取值不对，应为 {expected}",
    "literal_error": "取值不对，应为 {expected}",
    "union_tag_not_found": "缺少类型",
    "union_tag_invalid": "类型不对，应为 {expected_tags}",
    "string_pattern_mismatch": "格式不对",
    "date_from_datetime_parsing": "日期应为 YYYY-MM-DD",
    "date_parsing": "日期应为 YYYY-MM-DD",
    "int_parsing": "应为整数",
    "int_parsing_size": "应为整数，且不能这样大",
    "int_from_float": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "string_type": "应为一个值",
    "datetime_from_date_parsing": "时间应为 YYYY-MM-DDTHH:MM",
    "datetime_parsing": "时间应为 YYYY-MM-DDTHH:MM",
    "string_too_long": "太长，至多 {max_length} 个字",
    "string_too_short": "不能为空",
}

_CHECKED = {
    "not a unified social credit code with a right check digit": "不是校验码正确的统一社会信用代码",
    "control characters and lone surrogates cannot be recorded": "含有不能记录的控制字符",
}
"""What the checks of our own types say, by their English."""


def in_chinese(error: ErrorDetails) -> str:
    """Return what pydantic found."""
    context = {
        name: str(value).replace(" or ", "、").replace(", ", "、")
        for name, value in error.get("ctx", {}).items()
    }
    known = _ZH.get(error["type"]) or _CHECKED.get(context.get("error", ""), "不对")
    return known.format_map(context)
