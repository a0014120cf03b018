"""What a value may be, in words: from the bounds and patterns of its schema, and the unit that its description names."""

from domain.catalogue import Said
from interfaces.forms.form import NOTHING
from interfaces.forms.schemas import Schema

_PATTERNS = {
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$": (
        "字母、数字和 . _ -，至多 64 个",
        "letters, digits and . _ -, up to 64",
    ),
    r"^[a-z][a-z-]{1,31}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,3}$": (
        "事项名称，如 filing/K-1/1",
        "the name of a case, such as filing/K-1/1",
    ),
    r"^[0-9a-f]{64}$": ("64 位十六进制小写", "64 hexadecimal digits, lower case"),
    r"^[a-z]+/[a-z0-9.+-]+$": ("如 application/pdf", "such as application/pdf"),
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "小写字母、数字，以 - 相连",
        "lower-case letters and digits, joined by -",
    ),
    r"^[A-Z]?[0-9]{0,4}$": ("GB/T 4754 代码，如 C3911", "a code of GB/T 4754, such as C3911"),
    r"^[A-T](\d{2,4})?$": ("GB/T 4754 代码，如 C39", "a code of GB/T 4754, such as C39"),
    r"^https?://[!-~]+$": ("http(s):// 开头的网址", "an address that begins with http(s)://"),
    r"^[!-~]+$": ("字母、数字和符号，没有空格", "letters, digits and signs, no spaces"),
    r"^[a-z_]+\.[a-z_]+$": ("政策条目，如 filing.period", "a rule of the policy, such as filing.period"),
    r"^[a-z][a-z_0-9]*(\.[a-z0-9_]+)*$": ("字段，如 change.ground", "a field, such as change.ground"),
    r"^[a-z0-9]{1,50}$": ("小写字母和数字", "lower-case letters and digits"),
}
_UNITS = {
    "basis points": ("单位：万分之一，10000 为全部", "in basis points, 10000 = all of it"),
    "tenths of a point": ("单位：0.1 分", "in tenths of a point"),
    "bytes": ("单位：字节", "in bytes"),
    "calendar days": ("单位：自然日", "in calendar days"),
    "whole yuan": ("单位：元", "in whole yuan"),
}


def limits_of(schema: Schema, description: str) -> Said:
    """Return what a value, or a list, may be; empty where nothing bounds it."""
    told = [
        *_between(schema.get("minimum"), schema.get("maximum"), ("", "")),
        *_between(schema.get("ge"), schema.get("le"), ("", "")),
        *_between(schema.get("minItems"), schema.get("maxItems"), (" 项", " rows")),
        *_text(schema),
        *[words for unit, words in _UNITS.items() if unit in description],
    ]
    return Said(zh="；".join(zh for zh, _ in told), en="; ".join(en for _, en in told)) if told else NOTHING


def _between(least: object, most: object, unit: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the bounds in words; 0 as the least goes without saying where nothing is the most."""
    zh, en = unit
    if least is not None and most is not None:
        return [(f"{least} 至 {most}{zh}", f"{least} to {most}{en}")]
    if most is not None:
        return [(f"至多 {most}{zh}", f"up to {most}{en}")]
    return [(f"至少 {least}{zh}", f"at least {least}{en}")] if least else []


def _text(schema: Schema) -> list[tuple[str, str]]:
    """Return what a text is made of; how long it may be where that does not say so."""
    if schema.get("pattern") in _PATTERNS:
        return [_PATTERNS[schema["pattern"]]]
    if "maxLength" not in schema:
        return []
    least, most = schema.get("minLength", 0), schema["maxLength"]
    if least > 1:
        return [(f"{least} 至 {most} 个字", f"{least} to {most} characters")]
    return [(f"至多 {most} 个字", f"up to {most} characters")]
