"""注册资本: an amount as registers write it, in whole 元."""

import re
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from typing import NamedTuple

from domain.register.cells import Cell, half_width, plain, shown
from domain.register.refusals import CapitalUnitMissingError, CapitalUnreadableError

LARGEST = 10**15
"""元; what canonical JSON can hold as an integer ends not far above."""

_NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?P<fraction>\.[0-9]{1,12})?"
_UNIT = r"(?P<scale>[千百]?万|亿)?(?P<yuan>[元圆])?"
_FOREIGN = r"(?P<foreign>美元|港元|港币|欧元|日元|英镑|澳元|加元|加拿大元|澳大利亚元|新加坡元|韩元|新台币|瑞士法郎|usd|hkd|eur|jpy|gbp)?"
_AMOUNT = re.compile(_NUMBER + _UNIT + _FOREIGN)
_HEADED = re.compile(_UNIT)
_OWN_CURRENCY = re.compile(r"人民币|rmb|cny|[¥￥()（）\s]")
_SCALES = {"": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


class Capital(NamedTuple):
    """What a cell tells: the amount in whole 元 (None for a foreign currency, which is not converted), and its words."""

    amount: int | None
    given: str


def read_unit(heading: str) -> int | None:
    """Return how many 元 the unit in a heading is worth, as in 注册资本（万元）; None if it tells none."""
    found = _HEADED.fullmatch(_bare(heading))
    return _worth(found) if found else None


@lru_cache(maxsize=1024, typed=True)
def read_capital(cell: Cell, unit: int | None) -> Capital | None:
    """
    Read `1,000(万元)`, `317.49万人民币`, `2亿元`, `５０００００元`; `unit` (in 元) is the heading's, for a bare number.

    Fractions of a 元 are dropped. A bare number without a unit anywhere is asked back: between 元 and 万元 nobody
    should guess.
    """
    given = plain(cell)
    if not given:
        return None
    found = _AMOUNT.fullmatch(_bare(given))
    if found is None:
        raise CapitalUnreadableError(shown(cell))
    if found["foreign"]:
        return Capital(None, given)
    number = Decimal(found["number"].replace(",", "") + (found["fraction"] or ""))
    return Capital(_whole(number, _worth(found) or unit, cell), given)


def _whole(number: Decimal, worth: int | None, cell: Cell) -> int:
    if worth is None and number:
        raise CapitalUnitMissingError(shown(cell))
    amount = int((number * (worth or 1)).to_integral_value(ROUND_DOWN))
    if amount > LARGEST:
        raise CapitalUnreadableError(shown(cell))
    return amount


def _worth(found: re.Match[str]) -> int | None:
    return _SCALES[found["scale"] or ""] if found["scale"] or found["yuan"] else None


def _bare(text: str) -> str:
    return _OWN_CURRENCY.sub("", half_width(text).lower())
