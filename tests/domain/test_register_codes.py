import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.refusals import DomainError
from domain.register.cells import Cell
from domain.register.refusals import (
    CodeAsNumberError,
    CodeCharactersError,
    CodeCheckDigitError,
    CodeLengthError,
    OldRegistrationNumberError,
)
from domain.register.uscc import Uscc, enterprise_id, is_uscc, read_uscc

CODE = "91370199MA990001X4"
ALL_DIGITS = "913701990000000007"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        f"  {CODE}\t",
        "91370199 MA99 0001 X4",
        "91370199-MA990001X-4",
        f"'{CODE}",
        f"\ufeff{CODE}\u200b",
        "９１３７０１９９ＭＡ９９０００１Ｘ４",
        "９１３７０１９９ｍａ９９０００１ｘ４",
        "91370199　MA990001X4",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_uscc(typed) == CODE


@pytest.mark.parametrize("nothing", ["", "  ", "N/A", "n/a", "Ｎ／Ａ", "—", "不详", None, "'"])
def test_no_code_is_told_by_an_empty_cell_or_a_word_for_missing(nothing: Cell) -> None:
    assert read_uscc(nothing) is None


@pytest.mark.parametrize(
    ("cell", "refusal"),
    [
        ("370199000000001", OldRegistrationNumberError),
        (370199000000001, OldRegistrationNumberError),
        ("37019900000001", CodeLengthError),
        ("3701990000000012", CodeLengthError),
        (CODE[:-1], CodeLengthError),
        (CODE + "4", CodeLengthError),
        (12.5, CodeLengthError),
        ("91370199MA99OOO1X4", CodeCharactersError),
        ("9137019IMA990001X4", CodeCharactersError),
        ("统一社会信用代码统一社会信用代码编号", CodeCharactersError),
        ("91370199MA990001X5", CodeCheckDigitError),
        ("91370199MA990010X4", CodeCheckDigitError),
        ("9.1370199E+17", CodeAsNumberError),
        ("9.1370199e17", CodeAsNumberError),
        (int(ALL_DIGITS), CodeAsNumberError),
        (9.13701990000000e17, CodeAsNumberError),
        (1234567890123456, CodeAsNumberError),
    ],
)
def test_a_wrong_code_is_refused_for_what_is_wrong_with_it(cell: Cell, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        read_uscc(cell)


def test_a_code_of_digits_only_is_read_when_it_is_text() -> None:
    assert read_uscc(ALL_DIGITS) == ALL_DIGITS


def test_a_refused_code_is_shown_cut() -> None:
    with pytest.raises(CodeLengthError) as caught:
        read_uscc("9" * 500)
    assert len(caught.value.data["value"]) == 60
    assert caught.value.data["length"] == "500"


def test_the_type_takes_only_canonical_codes() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(Uscc)
    assert adapter.validate_python(CODE) == CODE
    for wrong in (CODE.lower(), CODE[:-1], "91370199MA990001X5"):
        with pytest.raises(ValidationError):
            adapter.validate_python(wrong)


def test_the_first_id_of_an_enterprise_is_fixed_by_its_code_for_ever() -> None:
    assert enterprise_id(CODE) == "e-b2c5cb1e-9436-5dcc-b705-d3e13428466d"


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_single_wrong_character_is_found(place: int, character: str) -> None:
    wrong = CODE[:place] + character + CODE[place + 1 :]
    assert is_uscc(wrong) == (wrong == CODE)
