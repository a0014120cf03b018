import pytest

from domain.register.columns import Column, meaning, recognise
from domain.register.refusals import ColumnsMissingError, ColumnTwiceError


@pytest.mark.parametrize("column", list(Column))
def test_every_column_is_known_by_its_english_heading(column: Column) -> None:
    assert meaning(column.value) is column
    assert meaning(column.value.replace("_", " ").title()) is column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("统一社会信用代码", Column.USCC),
        (" * 企业 名称 ", Column.NAME),
        ("企业名称*", Column.NAME),
        ("注册资金（万元）", Column.CAPITAL),
        ("注册资本(金)", Column.CAPITAL),
        ("从业人数(人)", Column.EMPLOYEES),
        ("所在省份", Column.PROVINCE),
        ("地区", Column.CITY),
        ("县(市、区)", Column.COUNTY),
        ("正式党员数（组织关系在本企业）", Column.FULL_HERE),
        ("ＵＳＣＣ", Column.USCC),
    ],
)
def test_blanks_stars_case_width_and_notes_do_not_matter(heading: str, column: Column) -> None:
    assert meaning(heading) is column


@pytest.mark.parametrize(
    "heading", ["法人代表", "法定代表人", "联系人", "联系电话", "经营范围", "党员数(正式)", ""]
)
def test_persons_and_what_is_not_understood_are_not_read(heading: str) -> None:
    assert meaning(heading) is None


def test_a_header_tells_where_each_column_stands_and_what_is_ignored() -> None:
    columns = recognise(["企业名称", "", "联系人", "统一社会信用代码", None, "注册资本(万元)"])
    assert [(place.column, place.index, place.heading) for place in columns.places] == [
        (Column.NAME, 0, "企业名称"),
        (Column.USCC, 3, "统一社会信用代码"),
        (Column.CAPITAL, 5, "注册资本(万元)"),
    ]
    assert (columns.width, columns.ignored, columns.capital_unit) == (6, ("联系人",), 10_000)


def test_a_heading_of_capital_without_a_unit_tells_none() -> None:
    assert recognise(["uscc", "name", "capital"]).capital_unit is None


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ([], "统一社会信用代码 (uscc)、企业名称 (name)"),
        (["", None], "统一社会信用代码 (uscc)、企业名称 (name)"),
        (["统一社会信用代码", "地址"], "企业名称 (name)"),
        (["name"], "统一社会信用代码 (uscc)"),
        (["91370199MA990001X4", "示例青石机械有限公司"], "统一社会信用代码 (uscc)、企业名称 (name)"),
    ],
)
def test_a_header_without_code_or_name_is_refused_with_what_is_known(
    header: list[str | None], missing: str
) -> None:
    with pytest.raises(ColumnsMissingError) as caught:
        recognise(header)
    assert caught.value.data["missing"] == missing
    assert "正式党员数" in caught.value.data["known"]


def test_the_refusal_of_a_header_says_what_was_found() -> None:
    with pytest.raises(ColumnsMissingError) as caught:
        recognise(["企业名称", "备注"])
    assert caught.value.data["found"] == "企业名称、备注"


def test_two_headings_of_one_meaning_are_refused() -> None:
    with pytest.raises(ColumnTwiceError) as caught:
        recognise(["统一社会信用代码", "企业名称", "单位名称"])
    assert caught.value.data == {"first": "企业名称", "second": "单位名称"}
