"""Buttons that only change a form's shape keep all that was filled in, and submit nothing."""

import pytest

from domain.account.commands import AddAccount
from domain.branch.adjusting import AdjustBranch
from domain.establishment.commands import RequestFilingCorrection
from domain.filing.commands import SubmitFiling
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Entry, Form, pairs_of
from interfaces.forms.posting import posted
from interfaces.forms.shaping import reshaped
from tests.catalogues import catalogue
from tests.interfaces.forms.filled import FILING, again, choice, entry, group, listing, pairs, wrong


def names(rows: list[str]) -> list[tuple[str, str]]:
    return [(f"items.{place}", text) for place, text in enumerate(rows)]


def values(form: Form) -> dict[str, str]:
    return {row.name: row.value for row in listing(form, "items").rows if isinstance(row, Entry)}


def test_where_no_such_button_was_pressed_there_is_nothing_to_redraw() -> None:
    assert reshaped(SubmitFiling, pairs(FILING), catalogue()) is None


def test_a_row_is_added_behind_those_there_are() -> None:
    form = again(RequestFilingCorrection, [*names(["甲", ""]), ("_add", "items")])
    assert values(form) == {"items.0": "甲", "items.1": "", "items.2": ""}
    assert wrong(form) == {}


def test_a_list_that_must_have_a_row_is_drawn_with_one_and_gets_a_second() -> None:
    first = form_of(RequestFilingCorrection, catalogue())
    assert [row.name for row in listing(first, "items").rows] == ["items.0"]
    form = again(RequestFilingCorrection, [("_add", "items")])
    assert [row.name for row in listing(form, "items").rows] == ["items.0", "items.1"]


def test_a_row_is_taken_away_and_those_behind_it_move_up() -> None:
    form = again(RequestFilingCorrection, [*names(["甲", "乙", "丙"]), ("_remove", "items.1")])
    assert values(form) == {"items.0": "甲", "items.1": "丙"}


def test_no_row_is_added_beyond_the_most_nor_taken_from_the_least() -> None:
    full = [*names(["甲"] * 20)]
    assert not listing(again(RequestFilingCorrection, [*full, ("_choose", "x")]), "items").addable
    assert "items" in wrong(again(RequestFilingCorrection, [*full, ("_add", "items")]))[""]
    one = again(RequestFilingCorrection, [*names(["甲"]), ("_remove", "items.0")])
    assert not listing(one, "items").removable
    assert len(listing(one, "items").rows) == 1


def test_a_row_of_a_group_stays_though_all_of_it_is_blank() -> None:
    form = again(SubmitFiling, pairs(FILING, ("_add", "change.documents")))
    assert [row.name for row in listing(form, "change.documents").rows] == ["change.documents.0"]
    form = again(SubmitFiling, [*pairs_of(form), ("_add", "change.documents")])
    assert [row.name for row in listing(form, "change.documents").rows] == [
        "change.documents.0",
        "change.documents.1",
    ]
    form = again(SubmitFiling, [*pairs_of(form), ("_remove", "change.documents.0")])
    assert [row.name for row in listing(form, "change.documents").rows] == ["change.documents.0"]
    assert entry(form, "person.name").value == "王某"


def test_a_part_that_may_be_left_out_is_added_and_taken_away() -> None:
    first = form_of(SubmitFiling, catalogue())
    assert group(first, "change.before").fields == ()
    form = again(SubmitFiling, pairs(FILING, ("_add", "change.before")))
    assert entry(form, "change.before.position").value == ""
    form = again(SubmitFiling, [*pairs_of(form), ("_remove", "change.before")])
    assert not group(form, "change.before").given
    assert posted(SubmitFiling, pairs_of(form), catalogue()) == posted(
        SubmitFiling, pairs(FILING), catalogue()
    )


def test_another_kind_is_chosen_and_what_belonged_to_the_old_one_is_gone() -> None:
    form = again(AdjustBranch, [("change.what", "move"), ("change.name", "新名"), ("_choose", "change")])
    assert wrong(form) == {}
    assert [one.value for one in choice(form, "change").options if one.chosen] == ["move"]
    assert "change.superior" in {one.name for one in choice(form, "change").fields}


@pytest.mark.parametrize(
    ("button", "name"),
    [
        ("_add", "no.such"),
        ("_add", "org"),
        ("_add", ""),
        ("_remove", "org"),
        ("_remove", "change.documents.7"),
        ("_remove", "change.before"),
        ("_choose", "org"),
        ("_choose", "\x00"),
    ],
)
def test_a_button_for_what_is_not_there_changes_nothing_and_says_so(button: str, name: str) -> None:
    form = again(SubmitFiling, pairs(FILING, (button, name)))
    assert "there is no field" in wrong(form)[""]
    assert posted(SubmitFiling, pairs_of(form), catalogue()) == posted(
        SubmitFiling, pairs(FILING), catalogue()
    )


def test_redrawing_never_tells_of_what_is_still_missing() -> None:
    assert wrong(again(AddAccount, [("_add", "identities")])) == {}
