import csv
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from domain.register.cells import Cell
from domain.register.ownership import Ownership
from domain.register.refusals import (
    ColumnsMissingError,
    FileEmptyError,
    FileEncodingError,
    FileEncryptedError,
    FileKindUnknownError,
    FileTooLargeError,
    FileUnreadableError,
)
from domain.register.row import RegisterRow, RowError
from interfaces.registers import open_register, read_register

ONE = "91370199MA990001X4"
TWO = "91370199MA99000284"
HEADER = ["统一社会信用代码", "企业名称", "正式党员数"]
SHARED = Path(__file__).parents[3] / "shared" / "registry"

EXTRACT = f"""企业名称,统一社会信用代码,注册日期,企业类型,注册资金,所在省份,地区,注册地址
示例一号有限公司,{ONE},2002-01-01,N/A,"1,000(万元)",示例省,示例市,示例县示例路1号
示例二号供销合作社,{TWO},2002-01-04,集体所有制,N/A,示例省,示例市,示例县示例路2号
示例三号分社,91370199MA9900036Y,2002-01-04,集体分支机构(非法人),5万人民币,示例省,示例市,示例县示例路3号
示例四号电器厂,91370199MA9900044R,2002-01-05,个人独资企业,30(万美元),示例省,示例市,示例县示例路4号
"""


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def workbook(path: Path, *rows: Sequence[Cell]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book.add_worksheet("登记表"), rows, book.add_format({"num_format": "yyyy-mm-dd"}))
    return path


def fill(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Sequence[Cell]], day: object) -> None:
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, index, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(number, index, cell)
            else:
                sheet.write(number, index, cell)


def good(path: Path) -> list[RegisterRow]:
    found = list(read_register(path))
    rows = [row for row in found if isinstance(row, RegisterRow)]
    assert rows == found
    return rows


class Extract(NamedTuple):
    """A registry extract without head counts or members, and what it must tell."""

    path: Path | None
    capital: int
    ownership: dict[Ownership, int]


# The real extract is not part of the product: it is read where it stands beside the checkout, and the sample of the
# same form is read everywhere.
EXTRACTS = {
    "sample": Extract(
        None,
        2,
        {Ownership.UNKNOWN: 1, Ownership.COLLECTIVE: 1, Ownership.BRANCH_OFFICE: 1, Ownership.PRIVATE: 1},
    ),
    "henan-2002-a": Extract(
        SHARED / "henan-2002-a.csv",
        201,
        {
            Ownership.UNKNOWN: 217,
            Ownership.BRANCH_OFFICE: 7,
            Ownership.COLLECTIVE: 6,
            Ownership.INDIVIDUAL_BUSINESS: 3,
            Ownership.PRIVATE: 1,
        },
    ),
}
AT_HAND = [name for name, extract in EXTRACTS.items() if extract.path is None or extract.path.exists()]


@pytest.mark.parametrize("name", AT_HAND)
def test_an_extract_of_the_registry_is_read_completely_and_nothing_is_guessed(
    name: str, tmp_path: Path
) -> None:
    extract = EXTRACTS[name]
    rows = good(extract.path or text(tmp_path / "sample.csv", EXTRACT))
    assert Counter(row.ownership for row in rows) == extract.ownership
    assert sum(row.capital is not None for row in rows) == extract.capital
    assert len({row.enterprise for row in rows}) == len(rows)
    assert all(row.registered_on and row.province and row.city and row.address for row in rows)
    assert {row.members.full_here for row in rows} == {row.employees.total for row in rows} == {None}


def test_the_sample_is_read_without_the_real_extract_too() -> None:
    assert "sample" in AT_HAND


def test_the_example_register_has_a_case_for_every_way() -> None:
    with as_file(files("interfaces.examples") / "register.csv") as path:
        rows = good(path)
    private = [row for row in rows if row.ownership is Ownership.PRIVATE]
    free = [row for row in private if row.existing_organisation is False]
    none = [row for row in free if set(row.members.model_dump().values()) == {0}]
    pool = [row for row in free if row.members.full_here in {1, 2}]
    assert len(rows) == 48
    assert Counter(row.ownership for row in rows) == {
        Ownership.PRIVATE: 39,
        Ownership.STATE: 2,
        Ownership.COLLECTIVE: 1,
        Ownership.BRANCH_OFFICE: 2,
        Ownership.INDIVIDUAL_BUSINESS: 2,
        Ownership.UNKNOWN: 2,
    }
    assert sum((row.members.full_here or 0) >= 3 for row in free) == 6
    assert Counter(row.park for row in pool) == {"示例县产业园": 4, None: 2}
    assert len(none) == 7
    assert sum(row.existing_organisation is True for row in private) == 13
    assert sum(row.existing_organisation is None for row in private) == 2
    assert {row.org for row in rows} == {"o-370199-t1", "o-370199-t2", "o-370199-t3", "o-370199-k1"}
    assert all(row.name.startswith("示例") and row.uscc[2:8] == "370199" for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_is_read_in_the_encodings_and_forms_of_offices(
    tmp_path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    content = newline.join(delimiter.join(row) for row in (HEADER, [ONE, "示例䶮公司", "3"], [])) + newline
    assert [row.name for row in good(text(tmp_path / "a.csv", content, encoding))] == ["示例䶮公司"]


def test_a_file_that_is_long_and_not_ascii_late_is_told_apart_too(tmp_path: Path) -> None:
    filler = "\n" * 3_000_000
    content = f"uscc,name\n{filler}{ONE},示例公司\n"
    assert good(text(tmp_path / "a.csv", content, "gb18030"))[0].name == "示例公司"


def test_cells_with_commas_quotes_and_line_ends_are_one_row_of_excel(tmp_path: Path) -> None:
    content = f'uscc,name,capital\n{ONE},"示例""一号""\n公司","1,000(万元)"\n{TWO},\n'
    first, second = read_register(text(tmp_path / "a.csv", content))
    assert isinstance(first, RegisterRow)
    assert (first.name, first.capital) == ('示例"一号" 公司', 10_000_000)
    assert isinstance(second, RowError)
    assert second.row == 3


def test_titles_above_the_header_are_passed_over_and_counted(tmp_path: Path) -> None:
    content = f"示例县台账;2026\n\n统一社会信用代码\t企业名称\n{ONE}\t\n"
    [error] = read_register(text(tmp_path / "a.txt", content))
    assert isinstance(error, RowError)
    assert (error.row, error.column) == (4, "企业名称")


@pytest.mark.parametrize(("titles", "found"), [(9, True), (10, False)])
def test_the_header_stands_within_ten_rows_below_the_first_filled_one(
    tmp_path: Path,
    titles: int,
    found: bool,  # noqa: FBT001
) -> None:
    path = text(tmp_path / "a.csv", "\n" * 20 + "示例台账\n" * titles + f"uscc;name\n{ONE};\n")
    if found:
        [error] = read_register(path)
        assert isinstance(error, RowError)
        assert error.row == 20 + titles + 2
    else:
        with pytest.raises(ColumnsMissingError):
            next(read_register(path))


def test_codes_in_a_workbook_are_text_and_whole_numbers_have_no_point(tmp_path: Path) -> None:
    header = [*HEADER, "注册日期", "行业代码", "固定场所"]
    path = workbook(
        tmp_path / "a.xlsx",
        header,
        [ONE, "示例公司", 3, datetime(2004, 2, 3), "0111", True],  # noqa: DTZ001
    )
    [row] = good(path)
    assert (row.uscc, row.members.full_here, row.registered_on) == (ONE, 3, date(2004, 2, 3))
    assert (row.industry, row.premises) == ("0111", True)
    with open_register(path) as table:
        [cells] = table.rows
        assert [type(cell) for cell in cells] == [str, str, int, date, str, bool]


def test_bad_rows_of_a_workbook_are_reported_with_row_column_value_and_rule(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["示例县台账"],
        [],
        HEADER,
        [ONE, "示例一号", 3],
        [913701990000000000, "示例二号", 2.5],
        [],
        ["370199000000001", "", "三"],
        [ONE.lower(), "示例一号", "3"],
        [ONE, "示例一号", 4],
        [TWO, "示例三号", ""],
    )
    errors = [found for found in read_register(path) if isinstance(found, RowError)]
    assert [
        (error.row, error.column, error.value, error.rule.removeprefix("register.")) for error in errors
    ] == [
        (5, "统一社会信用代码", "913701990000000000", "code-as-number"),
        (5, "正式党员数", "2.5", "count"),
        (7, "统一社会信用代码", "370199000000001", "code-old-registration-number"),
        (7, "企业名称", "", "cell-empty"),
        (7, "正式党员数", "三", "count"),
        (8, "统一社会信用代码", ONE.lower(), "row-repeated"),
        (9, "统一社会信用代码", ONE, "code-twice"),
    ]


def test_a_workbook_may_begin_lower_and_further_right(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [], [None, None, "uscc", "name"], [None, None, ONE, ""])
    [error] = read_register(path)
    assert isinstance(error, RowError)
    assert error.row == 3


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        hidden = book.add_worksheet("隐藏")
        hidden.write_row(0, 0, ["uscc", "name"])
        hidden.write_row(1, 0, [TWO, "示例隐藏"])
        hidden.hide()
        shown = book.add_worksheet("登记表")
        shown.write_row(0, 0, ["uscc", "name"])
        shown.write_row(1, 0, [ONE, "示例公司"])
    assert [row.name for row in good(path)] == ["示例公司"]


def test_a_file_of_an_unknown_kind_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(FileKindUnknownError) as caught:
        next(read_register(text(tmp_path / "a.pdf", "x")))
    assert ".xlsx" in caught.value.data["known"]


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".ods", ".xlsb"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(FileUnreadableError):
        next(read_register(text(tmp_path / f"a{kind}", "no workbook at all")))


@pytest.mark.parametrize("kind", [".xlsx", ".csv"])
def test_a_missing_file_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        next(read_register(tmp_path / f"a{kind}"))
    assert caught.value.data["file"] == f"a{kind}"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(FileUnreadableError):
        next(read_register(tmp_path / "a.csv"))


def test_an_encrypted_workbook_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(FileEncryptedError):
        next(read_register(path))


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n \n", ",,\n"])
def test_an_empty_text_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(FileEmptyError):
        next(read_register(text(tmp_path / "a.csv", content)))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileEmptyError):
        next(read_register(workbook(tmp_path / "a.xlsx")))


def test_a_header_alone_is_a_register_without_rows(tmp_path: Path) -> None:
    assert good(workbook(tmp_path / "a.xlsx", HEADER)) == []


def test_a_file_without_a_header_is_refused_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissingError) as caught:
        next(read_register(text(tmp_path / "a.csv", f"{ONE},示例公司\n")))
    assert caught.value.data["found"] == f"{ONE}、示例公司"


@pytest.mark.parametrize(("beyond", "refused"), [(0, False), (-1, True)])
def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path, beyond: int, refused: bool) -> None:  # noqa: FBT001
    path = text(tmp_path / "a.csv", f"uscc,name\n{ONE},示例公司\n")
    rows = read_register(path, limit=path.stat().st_size + beyond)
    if refused:
        with pytest.raises(FileTooLargeError):
            next(rows)
    else:
        assert len(list(rows)) == 1


def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"uscc,name\n\xff\xff\xff\n")
    with pytest.raises(FileEncodingError):
        next(read_register(path))


@pytest.mark.parametrize("tail", [f'"{TWO},示例', f'{TWO},"示例"公司\n', f"{TWO},{'长' * 140_000}\n"])
def test_a_text_that_is_damaged_further_down_is_refused_there_and_not_misread(
    tmp_path: Path, tail: str
) -> None:
    lines = "".join(f"{ONE},示例公司\n" for _ in range(20))
    rows = read_register(text(tmp_path / "a.csv", f"uscc,name\n{lines}{tail}"))
    assert isinstance(next(rows), RegisterRow)
    with pytest.raises(FileUnreadableError):
        list(rows)


def test_rows_of_a_text_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["uscc", "name"], *([ONE, "示例公司"] for _ in range(50_000))])
    with open_register(path) as table:
        assert next(table.rows) == [ONE, "示例公司"]
        assert table.first_row == 2


_MANIFEST = """<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{protection}</manifest:file-entry>
</manifest:manifest>"""
_CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def open_document(path: Path, rows: Sequence[Sequence[str]], protection: str = "") -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ["".join(map(cell.format, row)) for row in rows]
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST.format(protection=protection))
        archive.writestr("content.xml", _CONTENT.format(rows=body))
    return path


def test_an_open_document_is_read(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.ods", [HEADER, [ONE, "示例公司", "3"]])
    assert [row.name for row in good(path)] == ["示例公司"]


def test_an_encrypted_open_document_is_refused_as_such(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.ods", [HEADER], "<manifest:encryption-data/>")
    with pytest.raises(FileEncryptedError):
        next(read_register(path))
