import pytest

from domain.register.capital import LARGEST, Capital, read_capital, read_unit
from domain.register.cells import Cell
from domain.register.refusals import CapitalUnitMissingError, CapitalUnreadableError


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("50(万元)", 500_000),
        ("1,000(万元)", 10_000_000),
        ("1,000（万元）", 10_000_000),
        ("100,000(万元)", 1_000_000_000),
        ("600(万)", 6_000_000),
        ("317.4900(万元)", 3_174_900),
        ("1018万人民币", 10_180_000),
        ("230(万人民币元)", 2_300_000),
        ("人民币100万元", 1_000_000),
        ("¥100万", 1_000_000),
        ("￥100万", 1_000_000),
        ("RMB 100 万元", 1_000_000),
        ("1.5亿元", 150_000_000),
        ("2亿", 200_000_000),
        ("3千万", 30_000_000),
        ("3百万元", 3_000_000),
        ("500000元", 500_000),
        ("５０万元", 500_000),
        ("１，０００（万元）", 10_000_000),
        ("0.00019万元", 1),
        ("0.99元", 0),
        ("0", 0),
        (0, 0),
        ("100000000(万)", 1_000_000_000_000),
        ("10000000亿元", LARGEST),
    ],
)
def test_capital_is_read_in_whole_yuan(cell: Cell, amount: int) -> None:
    read = read_capital(cell, None)
    assert read is not None
    assert read.amount == amount


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("(万元)", 10_000), ("（万元）", 10_000), ("(元)", 1), ("(亿)", 100_000_000), ("(人民币万元)", 10_000)],
)
def test_the_unit_may_stand_in_the_heading(heading: str, unit: int) -> None:
    assert read_unit(heading) == unit
    assert read_capital("50", read_unit(heading)) == Capital(50 * unit, "50")
    assert read_capital(50, unit) == Capital(50 * unit, "50")


@pytest.mark.parametrize("heading", ["", "()", "(认缴)", "(美元)", "(万美元)"])
def test_a_heading_without_our_unit_tells_none(heading: str) -> None:
    assert read_unit(heading) is None


def test_the_unit_of_the_cell_goes_before_that_of_the_heading() -> None:
    assert read_capital("50元", 10_000) == Capital(50, "50元")


@pytest.mark.parametrize("cell", ["50", 50, 50.5, "1,000", "人民币50"])
def test_between_yuan_and_ten_thousand_nobody_guesses(cell: Cell) -> None:
    with pytest.raises(CapitalUnitMissingError):
        read_capital(cell, None)


@pytest.mark.parametrize("cell", ["30(万美元)", "30万美元", "1,000万港元", "5亿日元", "30 USD"])
def test_a_foreign_currency_is_kept_in_its_words_and_not_converted(cell: str) -> None:
    assert read_capital(cell, 10_000) == Capital(None, cell)


@pytest.mark.parametrize("cell", ["N/A", "", None, "—"])
def test_no_capital_is_told(cell: Cell) -> None:
    assert read_capital(cell, 10_000) is None


@pytest.mark.parametrize(
    "cell",
    [
        "若干",
        "-50万元",
        "1,00(万元)",
        "50万元整",
        "五十万元",
        "10000001亿",
        "1e9元",
        True,
        float("inf"),
        "9" * 40 + "元",
    ],
)
def test_what_is_no_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(CapitalUnreadableError):
        read_capital(cell, None)
