"""How the cells of a list of branches are read. Missing is unknown, never "none"; what is told to be none says 无."""

import re
from datetime import date

from pydantic import TypeAdapter, ValidationError

from domain.branch.facts import FIRST_DAY, LAST_DAY
from domain.branch.kinds import BranchMode
from domain.branch_kinds import BranchKind
from domain.model import Identifier
from domain.people import PersonName
from domain.register.cells import Cell, half_width, plain, read_count, read_day, shown
from domain.register.uscc import read_uscc
from domain.takeover.refusals import (
    BranchKindError,
    BranchModeError,
    DayOutsideError,
    EnterpriseTwiceError,
    IdentifierError,
    PersonNameError,
    StarUnreadableError,
    TooManyError,
)

MOST = 50
"""Enterprises, or years with stars, in a row: what one registration takes."""

_NONE = frozenset(["无", "没有", "空缺", "缺位"])
_KINDS = {
    word: kind
    for kind, words in {
        BranchKind.BRANCH: "branch 党支部 支部 支部委员会",
        BranchKind.GENERAL_BRANCH: "general_branch 党总支部 党总支 总支部 总支",
        BranchKind.COMMITTEE: "committee 基层委员会 基层党委 党委 党的基层委员会 党委会",
    }.items()
    for word in words.split()
}
_MODES = {
    word: mode
    for mode, words in {
        BranchMode.INDEPENDENT: "independent 单独组建 单独 独立 独立组建 单独建立 单建",
        BranchMode.JOINT: "joint 联合组建 联合 联合建立 联建",
        BranchMode.PROJECT: "project 项目党支部 项目",
        BranchMode.TEMPORARY: "temporary 临时党支部 临时",
        BranchMode.FLOATING: "floating 流动党员党支部 流动党支部 流动党员 流动",
    }.items()
    for word in words.split()
}
_STARS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5} | {str(n): n for n in range(6)}
_STAR = re.compile(r"([0-5零一二两三四五])(?:颗?星级?|级|stars?)?")
_SHAPES = re.compile(r"(?:★|⭐){1,5}☆{0,4}")
_BETWEEN_CODES = re.compile(r"[;；、,，/\n]")
_BETWEEN_COUNTS = re.compile(r"[;；、\n]")

_identifier: TypeAdapter[str] = TypeAdapter(Identifier)
_person_name: TypeAdapter[str] = TypeAdapter(PersonName)


def is_none(cell: Cell) -> bool:
    """Whether a cell tells that there is none, as 无."""
    return plain(cell) in _NONE


def is_told(cell: Cell) -> bool:
    """Whether a cell tells something, and not that there is none."""
    return bool(plain(cell)) and not is_none(cell)


def read_codes(cell: Cell) -> tuple[str, ...] | None:
    """Read codes of enterprises, separated by semicolons or 、; none at all for 无, and None if they are not told."""
    if is_none(cell):
        return ()
    read = (read_uscc(piece) for piece in _pieces(cell, _BETWEEN_CODES))
    codes = tuple(code for code in read if code is not None)
    for number, code in enumerate(codes):
        if code in codes[:number]:
            raise EnterpriseTwiceError(code)
    if len(codes) > MOST:
        raise TooManyError(len(codes), MOST)
    return codes or None


def read_counts(cell: Cell) -> tuple[int | None, ...] | None:
    """Read whole numbers, one for each enterprise, as `12；不详；7`; None if none is told."""
    counts = tuple(read_count(piece) for piece in _pieces(cell, _BETWEEN_COUNTS))
    return counts if plain(cell) else None


def _pieces(cell: Cell, between: re.Pattern[str]) -> list[Cell]:
    return list(between.split(cell)) if isinstance(cell, str) else [cell]


def read_kind(cell: Cell) -> BranchKind | None:
    """Read 党支部, 党总支部 or 基层委员会."""
    word = _word(cell)
    if word and word not in _KINDS:
        raise BranchKindError(shown(cell))
    return _KINDS.get(word)


def read_mode(cell: Cell) -> BranchMode | None:
    """Read 单独组建, 联合组建, 项目党支部, 临时党支部 or 流动党员党支部."""
    word = _word(cell)
    if word and word not in _MODES:
        raise BranchModeError(shown(cell))
    return _MODES.get(word)


def read_star(cell: Cell) -> int | None:
    """Read `3`, `3星`, `三星级` or `★★★`. "无" is asked back: it may mean no stars, or no evaluation."""
    word = _word(cell)
    if not word:
        return None
    if _SHAPES.fullmatch(word):
        return len(word) - word.count("☆")
    found = _STAR.fullmatch(word)
    if found is None:
        raise StarUnreadableError(shown(cell))
    return _STARS[found[1]]


def read_life_day(cell: Cell) -> date | None:
    """Read a day on which a branch can have lived."""
    day = read_day(cell)
    if day is None:
        return None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayOutsideError(shown(cell), str(FIRST_DAY), str(LAST_DAY))
    return day


def read_id(cell: Cell) -> str | None:
    """Read the id of a person or a contract."""
    word = half_width(plain(cell))
    if not word or is_none(cell):
        return None
    try:
        return _identifier.validate_python(word)
    except ValidationError:
        raise IdentifierError(shown(cell)) from None


def read_person_name(cell: Cell) -> str | None:
    """Read the name of a person."""
    name = plain(cell)
    if not name or is_none(cell):
        return None
    try:
        return _person_name.validate_python(name)
    except ValidationError:
        raise PersonNameError(shown(cell)) from None


def _word(cell: Cell) -> str:
    return half_width(plain(cell)).replace(" ", "").replace("\ufe0f", "").lower()
