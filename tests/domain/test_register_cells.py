from datetime import date, datetime, time, timedelta

import pytest

from domain.register.cells import (
    Cell,
    plain,
    read_answer,
    read_count,
    read_day,
    read_industry,
    read_name,
    read_text,
    shown,
)
from domain.register.refusals import (
    AnswerUnreadableError,
    CountUnreadableError,
    DateUnreadableError,
    IndustryCodeError,
    TextUnrecordableError,
)

MISSING: list[Cell] = [
    "",
    " ",
    "　",
    "N/A",
    "n/a",
    "#N/A",
    "Ｎ／Ａ",
    "-",
    "—",
    "/",
    "不详",
    "未知",
    None,
    float("nan"),
]


@pytest.mark.parametrize("nothing", MISSING)
def test_missing_is_told_by_no_reader_as_anything(nothing: Cell) -> None:
    readers = (read_name, read_text, read_day, read_count, read_answer, read_industry)
    assert [read(nothing) for read in readers] == [None] * len(readers)


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (" 示例  一号\n公司 ", "示例 一号 公司"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "是"),
        (False, "否"),
        (date(2020, 1, 2), "2020-01-02"),
        (time(3, 4), "03:04:00"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_a_cell_is_plain_as_a_person_sees_it(cell: Cell, seen: str) -> None:
    assert plain(cell) == seen


@pytest.mark.parametrize("none", ["无", "没有"])
def test_the_word_none_is_no_name_of_a_park(none: str) -> None:
    assert read_name(none) is None


def test_names_and_texts_are_as_long_as_the_journal_records_them() -> None:
    assert read_name("名" * 200) == "名" * 200
    assert read_text("文" * 2000) == "文" * 2000
    for read, text in ((read_name, "名" * 201), (read_text, "文" * 2001)):
        with pytest.raises(TextUnrecordableError):
            read(text)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\ud800", "\uffff"])
def test_signs_that_cannot_be_recorded_are_refused_and_not_shown(sign: str) -> None:
    with pytest.raises(TextUnrecordableError) as caught:
        read_name(f"示例{sign}公司")
    assert caught.value.data["value"] == "示例�公司"


@pytest.mark.parametrize(("length", "ending"), [(60, "x"), (61, "…")])
def test_a_value_is_shown_cut_at_sixty_characters(length: int, ending: str) -> None:
    assert len(shown("x" * length)) == 60
    assert shown("x" * length).endswith(ending)


@pytest.mark.parametrize(
    "cell",
    [
        "2002-01-31",
        "2002-1-31",
        "2002/1/31",
        "2002.1.31",
        "2002年1月31日",
        "２００２－０１－３１",
        "20020131",
        20020131,
        20020131.0,
        "2002-01-31 00:00:00",
        "2002-01-31T08:30:00Z",
        date(2002, 1, 31),
        datetime(2002, 1, 31, 8, 30),  # noqa: DTZ001  # cells of Excel have no zone
    ],
)
def test_a_day_is_read_in_every_common_form(cell: Cell) -> None:
    assert read_day(cell) == date(2002, 1, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "2002-02-30",
        "2002-13-01",
        "2002-01",
        "二〇〇二年",
        "31.01.2002",
        "0000-01-01",
        37287,
        True,
        time(1, 2),
        "无",
    ],
)
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    with pytest.raises(DateUnreadableError):
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("0", 0),
        (0, 0),
        (0.0, 0),
        ("12", 12),
        ("１２", 12),
        ("12人", 12),
        ("12 名", 12),
        ("12.0", 12),
        ("1,200", 1200),
        ("１，２００", 1200),
        ("9,999,999", 9_999_999),
        (10_000_000, 10_000_000),
    ],
)
def test_a_count_is_read(cell: Cell, count: int) -> None:
    assert read_count(cell) == count


@pytest.mark.parametrize(
    "cell",
    [
        "10000001",
        -1,
        "-1",
        12.5,
        "12.5",
        "1,2",
        "12,00",
        "1²",
        "约20",
        "10以上",
        "3-5",
        "无",
        "十二",
        True,
        float("inf"),
        1e300,
    ],
)
def test_what_is_no_count_is_asked_back(cell: Cell) -> None:
    with pytest.raises(CountUnreadableError):
        read_count(cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("是", True),
        ("有", True),
        ("Ｙ", True),
        ("yes", True),
        ("TRUE", True),
        ("√", True),
        (1, True),
        (1.0, True),
        (True, True),
        ("正常", True),
        ("否", False),
        ("无", False),
        ("N", False),
        ("no", False),
        ("×", False),
        (0, False),
        (False, False),
        ("停产", False),
    ],
)
def test_yes_and_no_are_read(cell: Cell, answer: object) -> None:
    assert read_answer(cell) is answer


@pytest.mark.parametrize("cell", ["也许", 2, "是否", "部分"])
def test_what_is_neither_yes_nor_no_is_asked_back(cell: Cell) -> None:
    with pytest.raises(AnswerUnreadableError):
        read_answer(cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("C", "C"),
        ("T", "T"),
        ("33", "33"),
        ("331", "331"),
        (3311, "3311"),
        ("c3311", "C3311"),
        ("Ｃ 33 11", "C3311"),
    ],
)
def test_an_industry_is_read(cell: Cell, code: str) -> None:
    assert read_industry(cell) == code


@pytest.mark.parametrize("cell", ["制造业", "U", "3", "33110", "CC33", 3.5])
def test_what_is_no_industry_is_refused(cell: Cell) -> None:
    with pytest.raises(IndustryCodeError):
        read_industry(cell)
