"""Cells as files hold them, and how the simple ones are read: text, day, count, yes or no. Missing is never "no"."""

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from domain.model import Identifier, Name, Text
from domain.register.refusals import (
    AnswerUnreadableError,
    CountUnreadableError,
    DateUnreadableError,
    IndustryCodeError,
    OrgIdError,
    OrgUnknownError,
    TextUnrecordableError,
)

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What a file can hold in one cell. Whole numbers come as `int`, codes as `str`."""

SHOWN = 60
"""How many characters of a wrong value a report repeats."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MISSING = _words(
    "n/a na #n/a null none nan nil - -- — —— / \\ . ? 不详 未知 不明 无数据 暂无 暂缺 缺失 未填 未填写 待查 待核实 空"
)
_LONGEST_MISSING = max(map(len, _MISSING))
_NOTHING = frozenset(["无", "没有"])
_YES = _words("是 有 对 y yes true t 1 √ ✓ ✔ ☑ 正常 在产 生产 在营 营业 开业 正常生产 正常经营")
_NO = _words("否 无 没有 没 非 不是 n no false f 0 × x ✗ ✘ 停产 停业 歇业 停工 未生产 未经营")
_DAY = re.compile(
    r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))(?:[ T]+[0-9:.]+Z?)?"
)
_WHOLE = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.0+)?[人名个]?")
_LARGEST_COUNT = 10_000_000
_INDUSTRY = re.compile(r"[A-T]|[A-T]?[0-9]{2,4}")
_remembered = lru_cache(maxsize=4096, typed=True)  # what registers say repeats itself; 1, 1.0 and True differ
_HIDDEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")

_identifier: TypeAdapter[str] = TypeAdapter(Identifier)
_name: TypeAdapter[str] = TypeAdapter(Name)
_text: TypeAdapter[str] = TypeAdapter(Text)


def half_width(text: str) -> str:
    """Turn full-width digits, letters and signs into ASCII; everything else stays (NFKC would turn "1²" into 12)."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def plain(cell: Cell) -> str:
    """Return what a person sees in the cell, blanks collapsed; nothing or a word for "not known" gives ""."""
    text = " ".join(_written(cell).split())
    return "" if len(text) <= _LONGEST_MISSING and half_width(text).lower() in _MISSING else text


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def shown(cell: Cell) -> str:
    """Return the cell for a report: cut, and without signs that cannot be recorded."""
    text = _HIDDEN.sub("�", _written(cell))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing of the kind, as 无."""
    return text in _NOTHING


@_remembered
def read_name(cell: Cell) -> str | None:
    """Read a name of at most 200 characters; "无" is none."""
    return _recordable(cell, _name, 200)


def read_text(cell: Cell) -> str | None:
    """Read a text of at most 2000 characters; "无" is none."""
    return _recordable(cell, _text, 2000)


def _recordable(cell: Cell, kind: TypeAdapter[str], most: int) -> str | None:
    text = plain(cell)
    if not text or is_nothing(text):
        return None
    try:
        return kind.validate_python(text)
    except ValidationError:
        raise TextUnrecordableError(shown(cell), most) from None


@_remembered
def read_day(cell: Cell) -> date | None:
    """Read a day: a date of Excel, 2002-01-31, 2002/1/31, 2002.1.31, 2002年1月31日 or 20020131; a time is dropped."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = half_width(plain(cell))
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) for part in found.groups() if part) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise DateUnreadableError(shown(cell)) from None


@_remembered
def read_count(cell: Cell) -> int | None:
    """Read a whole number from 0 to 10 000 000, as `12`, `1,200`, `１２` or `12人`. "无" is asked back, not guessed."""
    text = half_width(plain(cell)).replace(" ", "")
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    count = int(found[1].replace(",", "")) if found else -1
    if not 0 <= count <= _LARGEST_COUNT:
        raise CountUnreadableError(shown(cell))
    return count


@_remembered
def read_answer(cell: Cell) -> bool | None:
    """Read yes or no: 是/否, 有/无, Y/N, 1/0, √/×, 正常/停产. None = not told."""
    text = half_width(plain(cell)).lower()
    if not text:
        return None
    if text in _YES:
        return True
    if text not in _NO:
        raise AnswerUnreadableError(shown(cell))
    return False


@_remembered
def read_industry(cell: Cell) -> str | None:
    """Read a code of GB/T 4754: the letter of the section, digits of division, group or class, or both (`C3311`)."""
    code = half_width(plain(cell)).replace(" ", "").upper()
    if not code:
        return None
    if not _INDUSTRY.fullmatch(code):
        raise IndustryCodeError(shown(cell))
    return code


def read_org(cell: Cell, orgs: Collection[str] | None) -> str | None:
    """Read the id of an organisation; `orgs`: those it may be one of, None = any."""
    org = plain(cell)
    if not org:
        return None
    try:
        _identifier.validate_python(org)
    except ValidationError:
        raise OrgIdError(shown(cell)) from None
    if orgs is not None and org not in orgs:
        raise OrgUnknownError(shown(cell))
    return org
