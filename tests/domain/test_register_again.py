"""A register that tells of an enterprise what is known already changes nothing, however a cell had to write it."""

import pytest

from domain.register.again import tells_again
from domain.register.ownership import Ownership
from tests.domain.enterprise_cases import NEW_CODE, row


@pytest.mark.parametrize(
    "told",
    [
        {"org": "o-2"},
        {"uscc": NEW_CODE},
        {"name": "示例制造\n有限公司", "county": None},
        {"county": "无", "capital_text": "500,000元"},
    ],
)
def test_what_a_cell_cannot_tell_apart_is_the_same(told: dict[str, object]) -> None:
    known = row(name="示例制造  有限公司", capital=500_000, capital_text="50(万元)")
    assert tells_again(known, row(**{"name": "示例制造 有限公司", "capital": 500_000} | told))


@pytest.mark.parametrize(
    "told",
    [
        {"name": "示例制造公司"},
        {"capital": 1},
        {"county": "示例县"},
        {"premises": False},
        {"ownership": Ownership.UNKNOWN},
        {"members": {"full_here": 0}},
    ],
)
def test_what_differs_is_told_anew(told: dict[str, object]) -> None:
    assert not tells_again(row(), row(**told))


def test_of_a_foreign_capital_the_words_count() -> None:
    assert not tells_again(row(capital_text="30(万美元)"), row(capital_text="40(万美元)"))
    assert tells_again(row(capital_text="30(万美元)"), row(capital_text="30(万美元)"))
