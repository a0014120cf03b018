from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.register.cells import Cell
from domain.register.columns import Column
from domain.register.ownership import Ownership
from domain.register.parsing import parse_rows
from domain.register.refusals import ColumnsMissingError
from domain.register.row import Headcount, MemberCounts, RegisterRow, RowError, Severity
from domain.register.uscc import enterprise_id

ONE = "91370199MA990001X4"
TWO = "91370199MA99000284"
THREE = "91370199MA9900036Y"
NEEDED = ("统一社会信用代码", "企业名称")


def parsed(header: Sequence[Cell], *rows: Sequence[Cell]) -> list[RegisterRow | RowError]:
    return list(parse_rows(header, rows))


def row(**cells: Cell) -> RegisterRow:
    [found] = parsed([*NEEDED, *cells], [ONE, "示例公司", *cells.values()])
    assert isinstance(found, RegisterRow)
    return found


def refused(**cells: Cell) -> list[RowError]:
    found = parsed([*NEEDED, *cells], [ONE, "示例公司", *cells.values()])
    errors = [error for error in found if isinstance(error, RowError)]
    assert errors == found
    return errors


def test_a_row_with_nothing_but_code_and_name_tells_nothing_else() -> None:
    assert row() == RegisterRow(uscc=ONE, name="示例公司")
    assert row().ownership is Ownership.UNKNOWN
    assert row().enterprise == enterprise_id(ONE)


def test_a_full_row_is_read() -> None:
    read = row(
        注册日期="2004-02-02",
        企业类型="有限责任公司(自然人独资)",
        注册资本="1,200(万元)",
        省="示例省",
        市="示例市",
        区县="示例县",
        住所="示例县示例路1号",
        行业代码="C3421",
        从业人数="１００",
        固定期限人数=60,
        无固定期限人数=20,
        任务期限合同人数=5,
        非全日制人数=5,
        劳务派遣人数=10,
        固定场所="有",
        生产经营="是",
        产业集群或园区="否",
        园区名称="示例园",
        正式党员数=3,
        可转入党员数=2,
        双重管理党员数=1,
        预备党员数=0,
        已建党组织="否",
        组织编号="o-370199-t1",
    )
    assert read == RegisterRow(
        uscc=ONE,
        name="示例公司",
        registered_on=date(2004, 2, 2),
        type_text="有限责任公司(自然人独资)",
        ownership=Ownership.PRIVATE,
        capital=12_000_000,
        capital_text="1,200(万元)",
        province="示例省",
        city="示例市",
        county="示例县",
        address="示例县示例路1号",
        industry="C3421",
        employees=Headcount(total=100, fixed_term=60, open_ended=20, by_task=5, part_time=5, dispatched=10),
        premises=True,
        in_production=True,
        cluster_or_park=False,
        park="示例园",
        members=MemberCounts(full_here=3, transferable=2, dual_managed=1, probationary=0),
        existing_organisation=False,
        org="o-370199-t1",
    )


@pytest.mark.parametrize("missing", ["N/A", "", None])
def test_what_is_missing_is_never_no_and_never_zero(missing: Cell) -> None:
    header = [column.value for column in Column]
    [read] = parsed(header, [ONE, "示例公司", *[missing] * (len(header) - 2)])
    assert read == RegisterRow(uscc=ONE, name="示例公司")


def test_a_short_row_lacks_what_it_lacks() -> None:
    assert parsed([*NEEDED, "正式党员数"], [ONE, "示例公司"]) == [RegisterRow(uscc=ONE, name="示例公司")]


def test_a_park_by_name_tells_nothing_of_its_level() -> None:
    assert row(园区名称="示例园").cluster_or_park is None


def test_the_unit_of_capital_may_stand_in_the_heading() -> None:
    assert row(**{"注册资本（万元）": 50}).capital == 500_000


def test_a_foreign_capital_is_kept_in_its_words() -> None:
    read = row(注册资本="30(万美元)")
    assert (read.capital, read.capital_text) == (None, "30(万美元)")


@pytest.mark.parametrize(
    ("heading", "cell", "rule"),
    [
        ("注册日期", "昨天", "register.date"),
        ("企业类型", "类" * 201, "register.text"),
        ("所有制", "\x00", "register.text"),
        ("注册资本", "若干", "register.capital"),
        ("注册资本", "50", "register.capital-unit"),
        ("省", "省" * 201, "register.text"),
        ("市", "市\x07", "register.text"),
        ("区县", "县" * 201, "register.text"),
        ("住所", "址" * 2001, "register.text"),
        ("行业代码", "制造业", "register.industry-code"),
        ("从业人数", "约20", "register.count"),
        ("固定期限人数", "-1", "register.count"),
        ("无固定期限人数", "1.5", "register.count"),
        ("任务期限合同人数", "无", "register.count"),
        ("非全日制人数", "几个", "register.count"),
        ("劳务派遣人数", "10000001", "register.count"),
        ("固定场所", "也许", "register.yes-no"),
        ("生产经营", "2", "register.yes-no"),
        ("产业集群或园区", "部分", "register.yes-no"),
        ("园区名称", "园" * 201, "register.text"),
        ("正式党员数", "三", "register.count"),
        ("可转入党员数", "?1", "register.count"),
        ("双重管理党员数", "1/2", "register.count"),
        ("预备党员数", "x", "register.count"),
        ("已建党组织", "筹建中", "register.yes-no"),
        ("组织编号", "示例镇", "register.org-id"),
        ("组织编号", "-t1", "register.org-id"),
        ("组织编号", "o" * 65, "register.org-id"),
    ],
)
def test_a_bad_cell_is_reported_where_it_stands(heading: str, cell: Cell, rule: str) -> None:
    [error] = refused(**{heading: cell})
    assert (error.row, error.column, error.rule, error.uscc) == (2, heading, rule, ONE)
    assert error.severity is Severity.ERROR
    assert 0 < len(error.value) <= 60


def test_everything_wrong_in_a_row_is_said_at_once() -> None:
    errors = refused(注册日期="昨天", 正式党员数="三", 固定场所="也许")
    assert {error.column for error in errors} == {"注册日期", "正式党员数", "固定场所"}


@pytest.mark.parametrize("empty", ["", "N/A", None])
def test_code_and_name_are_needed(empty: Cell) -> None:
    header = [*NEEDED, "正式党员数"]
    without_code, without_name = parsed(header, [empty, "示例公司", 1], [ONE, empty, 1])
    assert without_code == RowError(
        row=2,
        column="统一社会信用代码",
        value=str(empty or ""),
        rule="register.cell-empty",
        data={"column": "统一社会信用代码"},
    )
    assert isinstance(without_name, RowError)
    assert (without_name.row, without_name.column, without_name.uscc) == (3, "企业名称", ONE)


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("370199000000001", "register.code-old-registration-number"),
        ("91370199", "register.code-length"),
        ("91370199MA99OOO1X4", "register.code-characters"),
        ("91370199MA990001X5", "register.code-check-digit"),
        (913701990000000000, "register.code-as-number"),
    ],
)
def test_a_wrong_code_is_reported_once_for_what_is_wrong(code: Cell, rule: str) -> None:
    [error] = parsed(NEEDED, [code, "示例公司"])
    assert isinstance(error, RowError)
    assert (error.rule, error.value, error.uscc) == (rule, str(code), None)


def test_rows_are_numbered_as_a_person_sees_them_and_blank_ones_are_passed_over() -> None:
    found = parsed(NEEDED, [ONE, "甲"], [], ["", None], ["N/A", " "], [TWO, ""], [THREE, "丙"])
    assert [row.name if isinstance(row, RegisterRow) else row.row for row in found] == ["甲", 6, "丙"]


def test_a_register_whose_header_stands_lower_is_numbered_from_there() -> None:
    [error] = parse_rows(NEEDED, [[ONE, ""]], first_row=5)
    assert isinstance(error, RowError)
    assert error.row == 5


def test_a_row_longer_than_the_header_is_refused_since_its_cells_may_have_shifted() -> None:
    assert parsed(NEEDED, [ONE, "甲", "", " ", None]) == [RegisterRow(uscc=ONE, name="甲")]
    [error] = parsed([*NEEDED, "备注"], [ONE, "甲", "1", "000(万元)"])
    assert isinstance(error, RowError)
    assert (error.rule, error.column, error.value) == ("register.row-too-long", "", "")
    assert error.data == {"cells": "4", "columns": "3"}


def test_a_repeated_row_is_a_warning_even_if_it_is_typed_otherwise() -> None:
    header = [*NEEDED, "注册资本", "正式党员数"]
    first, again = parsed(header, [ONE, "甲", "1(万元)", "3"], [ONE.lower(), " 甲 ", "1(万元)", "３人"])
    assert isinstance(first, RegisterRow)
    assert again == RowError(
        row=3,
        column="统一社会信用代码",
        value=ONE.lower(),
        severity=Severity.WARNING,
        rule="register.row-repeated",
        data={"first": "2"},
        uscc=ONE,
    )


def test_a_code_with_other_content_is_an_error_that_names_the_first_row() -> None:
    first, other, third = parsed(NEEDED, [ONE, "甲"], [ONE, "乙"], [ONE, "丙"])
    assert isinstance(first, RegisterRow)
    for error in (other, third):
        assert isinstance(error, RowError)
        assert (error.rule, error.severity) == ("register.code-twice", Severity.ERROR)
        assert error.data == {"value": ONE, "first": "2"}


def test_a_code_of_a_bad_row_is_taken_too_so_that_a_person_decides_between_them() -> None:
    header = [*NEEDED, "正式党员数"]
    found = parsed(header, [ONE, "甲", "三"], [ONE, "甲", 3], [ONE, "甲", "四"])
    assert [(error.row, error.rule) for error in found if isinstance(error, RowError)] == [
        (2, "register.count"),
        (3, "register.code-twice"),
        (4, "register.count"),
        (4, "register.code-twice"),
    ]


def test_only_known_orgs_are_taken_when_they_are_told() -> None:
    header = [*NEEDED, "组织编号"]
    rows = [[ONE, "甲", "o-370199-t1"], [TWO, "乙", "o-9"], [THREE, "丙", ""]]
    known, unknown, none = parse_rows(header, rows, orgs={"o-370199-t1"})
    assert isinstance(known, RegisterRow)
    assert isinstance(none, RegisterRow)
    assert isinstance(unknown, RowError)
    assert (unknown.rule, unknown.value, unknown.column) == ("register.org-unknown", "o-9", "组织编号")


@pytest.mark.parametrize(
    ("type_text", "form", "ownership"),
    [
        ("有限责任公司", "", Ownership.UNKNOWN),
        ("有限责任公司", "民营", Ownership.PRIVATE),
        ("N/A", "国有", Ownership.STATE),
        ("集体所有制", "集体", Ownership.COLLECTIVE),
        ("集体所有制", "其他", Ownership.COLLECTIVE),
        ("有限责任公司分公司", "民营", Ownership.BRANCH_OFFICE),
        ("个体工商户", "私营", Ownership.INDIVIDUAL_BUSINESS),
        ("", "个体", Ownership.INDIVIDUAL_BUSINESS),
    ],
)
def test_a_column_of_ownership_helps_where_the_type_leaves_it_open(
    type_text: str, form: str, ownership: Ownership
) -> None:
    assert row(企业类型=type_text, 所有制=form).ownership is ownership


def test_type_and_ownership_that_disagree_are_asked_back() -> None:
    [error] = refused(企业类型="集体所有制", 所有制="私营")
    assert (error.column, error.rule) == ("所有制", "register.ownership-disagrees")
    assert error.data == {"by_type": "collective", "by_ownership": "private"}


KINDS = ("无固定期限人数", "固定期限人数", "任务期限合同人数", "非全日制人数", "劳务派遣人数")


def test_a_total_is_added_up_only_when_every_kind_is_told() -> None:
    assert row(**dict.fromkeys(KINDS, 2)).employees.total == 10
    assert row(**dict.fromkeys(KINDS[:4], 2)).employees.total is None


@pytest.mark.parametrize(
    ("total", "kinds", "good"),
    [(10, 5, True), (9, 5, False), (11, 5, False), (8, 4, True), (7, 4, False), (9, 4, True)],
)
def test_kinds_of_contract_must_fit_the_total(total: int, kinds: int, good: bool) -> None:  # noqa: FBT001
    cells: dict[str, Cell] = {"从业人数": total, **dict.fromkeys(KINDS[:kinds], 2)}
    if good:
        assert row(**cells).employees.total == total
    else:
        [error] = refused(**cells)
        assert (error.column, error.rule) == ("从业人数", "register.employees-disagree")
        assert error.data == {"total": str(total), "by_kind": str(2 * kinds)}


def test_kinds_that_exceed_a_total_that_is_unreadable_are_reported_as_unreadable_only() -> None:
    [error] = refused(从业人数="许多", 固定期限人数=3)
    assert error.rule == "register.count"


def test_a_header_that_cannot_be_understood_is_refused_before_any_row_is_read() -> None:
    def rows() -> Iterator[Sequence[Cell]]:
        pytest.fail("a row was read")
        yield []

    with pytest.raises(ColumnsMissingError):
        parse_rows(["a", "b"], rows())


def test_rows_stream_one_by_one() -> None:
    asked: list[int] = []

    def rows() -> Iterator[Sequence[Cell]]:
        for number, code in enumerate((ONE, TWO, THREE)):
            asked.append(number)
            yield [code, "示例公司"]

    found = parse_rows(NEEDED, rows())
    next(found)
    assert asked == [0]


def test_a_row_made_by_hand_needs_a_right_code_as_well() -> None:
    with pytest.raises(ValidationError):
        RegisterRow(uscc="91370199MA990001X5", name="示例公司")


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.text(alphabet="0123456789,.，．万亿元()（）人-/年月日 是否有无N/A", max_size=12),
    st.sampled_from([ONE, TWO, "示例公司", "集体所有制", "N/A", "1,000(万元)"]),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
ALL = [column.value for column in Column]


@given(st.lists(st.lists(CELLS, max_size=len(ALL) + 1), max_size=6))
def test_no_cells_whatever_make_it_crash_and_no_row_is_lost(rows: list[list[Cell]]) -> None:
    found = parsed(ALL, *rows)
    good = [row for row in found if isinstance(row, RegisterRow)]
    bad = {error.row for error in found if isinstance(error, RowError)}
    assert len({row.uscc for row in good}) == len(good)
    assert all(2 <= number < 2 + len(rows) for number in bad)
    assert len(good) + len(bad) <= len(rows)
    assert all(RegisterRow.model_validate_json(row.model_dump_json()) == row for row in good)


@given(st.lists(CELLS, min_size=len(ALL) - 2, max_size=len(ALL) - 2))
def test_a_row_with_code_and_name_is_good_or_reported_and_the_same_again(cells: list[Cell]) -> None:
    found = parsed(ALL, [ONE, "示例公司", *cells])
    assert found
    assert parsed(ALL, [ONE, "示例公司", *cells]) == found
    assert isinstance(found[0], RowError) or len(found) == 1


@given(st.lists(CELLS, max_size=8))
def test_any_first_row_is_a_header_or_refused(header: list[Cell]) -> None:
    with pytest.raises(ColumnsMissingError):
        parsed(header)
