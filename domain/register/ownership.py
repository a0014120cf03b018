"""Whose an enterprise is, as far as its registered type tells. Names are never looked at."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from domain.register.cells import half_width


class Ownership(StrEnum):
    """Whose the enterprise is; a branch office and an individual business are forms that decide before it."""

    PRIVATE = "private"
    """非公: natural persons, or investors from abroad, Hong Kong, Macao or Taiwan, hold it alone or control it."""
    STATE = "state"
    """国有 and state-controlled."""
    COLLECTIVE = "collective"
    """集体."""
    BRANCH_OFFICE = "branch_office"
    """分支机构: not a legal person; listed with its parent, whatever the parent is."""
    INDIVIDUAL_BUSINESS = "individual_business"
    """个体工商户."""
    UNKNOWN = "unknown"
    """Not told: an investigation asks."""


class _Sign(NamedTuple):
    pattern: re.Pattern[str]
    tells: Ownership


_SIGNS = (
    _Sign(
        re.compile(r"分支机构|分公司|办事处|代表处|代表机构|^分店$|branch.?office"), Ownership.BRANCH_OFFICE
    ),
    _Sign(re.compile(r"个体|individual.?business"), Ownership.INDIVIDUAL_BUSINESS),
    _Sign(
        re.compile(r"全民所有制|国有(?!参股)|国资|^国企$|^央企$|^公有$|^state(.owned)?$"),
        Ownership.STATE,
    ),
    _Sign(re.compile(r"集体|^collective$"), Ownership.COLLECTIVE),
    _Sign(
        re.compile(
            r"(?<!非)自然人(投资|独资|控股)|个人独资|私营|民营|非公(?!司)|普通合伙"
            r"|(外商|外国|外国法人|外国自然人|台、?港、?澳|港、?澳、?台|台港澳法人|台港澳自然人)(投资企业|投资、)?独资|外资独资|^private$"
        ),
        Ownership.PRIVATE,
    ),
)
_DENIED = re.compile(r"非(国有|集体|全民所有制|私营|民营|个体)")


@lru_cache(maxsize=1024)
def ownership_of(type_text: str | None) -> Ownership:
    """
    Tell whose an enterprise is from its registered type (企业类型) or form of ownership (所有制).

    Branch office and individual business come first, because they decide whatever the investors are. What leaves
    the investors open (有限责任公司, 股份合作制, 有限合伙, 非自然人投资或控股的法人独资) stays unknown; only a 普通合伙
    cannot have a state-owned partner (合伙企业法, article 3). Source: domain.md §4, seams.md "Many at once".
    """
    text = _DENIED.sub("", half_width(type_text or "").replace(" ", "").lower())
    return next((sign.tells for sign in _SIGNS if sign.pattern.search(text)), Ownership.UNKNOWN)
