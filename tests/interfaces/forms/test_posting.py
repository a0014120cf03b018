"""What a page posts becomes the command, or the form again with what is wrong at each entry."""

from datetime import date

import pytest

from domain.account.commands import AddAccount
from domain.branch.adjusting import AdjustBranch
from domain.branch.onboarding import RegisterExistingBranch
from domain.enterprise.commands import RegisterEnterprise, ReportLifeEvent
from domain.establishment.commands import ReturnApplication
from domain.evaluation_round.commands import EnrolBranches
from domain.filing.commands import SubmitFiling
from domain.filing.kinds import LegalGround
from domain.matter.commands import Comment, CorrectRecord
from interfaces.forms.posting import posted
from tests.catalogues import catalogue
from tests.interfaces.forms.filled import FILING, choice, entry, group, pairs, refused, wrong

CORRECTION = {"version": "3", "field": "change.ground", "ground": "核对原件", "document": "更字〔2026〕1号"}


def post(told: dict[str, str], *more: tuple[str, str]) -> SubmitFiling:
    return posted(SubmitFiling, pairs(FILING | told, *more), catalogue())


def test_texts_become_the_command_and_what_is_blank_was_not_given() -> None:
    made = post({"change.before.position": " ", "contract_entry.stream": "", "contract_entry.version": ""})
    assert made.person.name == "王某"
    assert made.change.ground is LegalGround.AGREEMENT
    assert made.change.effective_on == date(2026, 9, 24)
    assert made.change.before is None
    assert made.contract_entry is None
    assert made.change.documents == ()


def test_white_space_around_a_value_does_not_count() -> None:
    assert post({"org": "  o-1\t", "person.name": "\u3000王某 "}).org == "o-1"


def test_numbers_and_days_may_be_written_in_full_width() -> None:
    made = post(
        {
            "change.effective_on": "２０２６-０９-２４",
            "contract_entry.stream": "contract/c-1",
            "contract_entry.version": "１２",
        }
    )
    assert made.change.effective_on == date(2026, 9, 24)
    assert made.contract_entry is not None
    assert made.contract_entry.version == 12


def test_a_page_may_post_names_of_its_own_that_begin_with_an_underscore() -> None:
    assert post({"_token": "x"}) == post({})


def test_each_entry_tells_what_is_wrong_with_it_in_both_languages() -> None:
    form = refused(
        SubmitFiling, pairs(FILING | {"person.name": "", "change.effective_on": "24.9.2026", "post": "chief"})
    )
    assert set(wrong(form)) == {"person.name", "change.effective_on", "post"}
    assert entry(form, "person.name").wrong[0].zh == "缺少"
    assert entry(form, "person.name").wrong[0].en == "Field required"
    assert entry(form, "change.effective_on").wrong[0].zh == "日期应为 YYYY-MM-DD"
    assert entry(form, "change.effective_on").value == "24.9.2026"


def test_an_empty_form_asks_for_the_fields_of_models_that_are_required_one_by_one() -> None:
    assert {"person.id", "person.name", "change.ground", "filing"} <= set(wrong(refused(SubmitFiling, [])))


def test_a_box_that_is_not_ticked_is_false_where_it_must_be_said_and_not_said_elsewhere() -> None:
    assert post({}).investor is False
    assert post({"investor": "true"}).investor is True
    assert posted(EnrolBranches, [], catalogue()).complete is True
    assert posted(EnrolBranches, [("complete", "false")], catalogue()).complete is False


def test_a_group_that_may_be_left_out_and_stands_on_the_page_must_be_filled_in() -> None:
    form = refused(SubmitFiling, pairs(FILING, ("_here", "change.before")))
    assert group(form, "change.before").given
    assert {"change.before.duration", "change.before.starts_on"} <= set(wrong(form))


def test_members_of_an_enumeration_are_ticked_by_repeating_the_name() -> None:
    told = [("reasons", "incomplete"), ("reasons", "duplicate"), ("reasons", "incomplete")]
    made = posted(ReturnApplication, [*told, *NEEDED], catalogue())
    assert [one.value for one in made.reasons] == ["incomplete", "duplicate"]
    form = refused(ReturnApplication, [("reasons", "no-such"), *NEEDED])
    assert "Input should be" in wrong(form)["reasons"]
    assert wrong(refused(ReturnApplication, NEEDED))["reasons"]


NEEDED = [("note", "材料不全")]


def test_rows_come_in_the_order_of_their_places_and_blank_ones_are_none() -> None:
    told = {f"identities.{place}.issuer": f"https://x.example/{place}" for place in (7, 2)}
    told |= {f"identities.{place}.subject": "s" for place in (7, 2)} | {"identities.3.issuer": " "}
    made = posted(AddAccount, pairs({"org": "o-1", **told}), catalogue())
    assert [one.issuer for one in made.identities] == ["https://x.example/2", "https://x.example/7"]


def test_what_is_wrong_with_a_row_stands_at_that_row_as_it_is_drawn_again() -> None:
    told = {"identities.2.issuer": "ftp://x", "identities.2.subject": "s", "identities.1.subject": ""}
    form = refused(AddAccount, pairs({"org": "o-1", **told}))
    assert set(wrong(form)) == {"identities.0.issuer"}
    assert entry(form, "identities.0.issuer").value == "ftp://x"


def test_the_kind_of_a_choice_decides_which_fields_there_are() -> None:
    rename = {"change.what": "rename", "change.name": "新名"}
    form = refused(AdjustBranch, pairs(rename))
    assert [one.name for one in choice(form, "change").fields][:1] == ["change.name"]
    assert [one.value for one in choice(form, "change").options if one.chosen] == ["rename"]


def test_no_kind_and_an_unknown_kind_are_told_at_the_choice() -> None:
    assert "change" in wrong(refused(AdjustBranch, []))
    assert "change" in wrong(refused(AdjustBranch, [("change.what", "no-such")]))


def test_fields_of_another_kind_than_the_chosen_one_are_not_taken_silently() -> None:
    form = refused(
        AdjustBranch, [("change.what", "move"), ("change.name", "新名"), ("change.superior", "o-2")]
    )
    assert "another kind" in wrong(form)["change"]
    assert "change.name" not in {one.name for one in choice(form, "change").fields}


@pytest.mark.parametrize(
    ("sort", "text", "value"),
    [
        ("text", "5", "5"),
        ("integer", "5", 5),
        ("boolean", "false", False),
        ("none", "", None),
        ("text", "", ""),
    ],
)
def test_a_recorded_value_is_corrected_as_the_sort_it_was_recorded_as(
    sort: str, text: str, value: object
) -> None:
    told = CORRECTION | {"was.sort": sort, "was.value": text, "now.sort": "text", "now.value": "x"}
    made = posted(CorrectRecord, pairs(told), catalogue())
    assert (made.was, type(made.was)) == (value, type(value))


@pytest.mark.parametrize(
    ("sort", "text"), [("integer", "five"), ("boolean", "maybe"), ("none", "x"), ("real", "1")]
)
def test_a_value_that_is_not_of_the_chosen_sort_is_told_and_shown_again(sort: str, text: str) -> None:
    told = CORRECTION | {"was.sort": sort, "was.value": text, "now": "x"}
    form = refused(CorrectRecord, pairs(told))
    assert set(wrong(form)) == {"was"}
    assert entry(form, "was.value").value == text


@pytest.mark.parametrize(
    "names",
    [
        [("no_such", "1")],
        [("person.nobody", "1")],
        [("person.name.first", "1")],
        [("person", "p-1")],
        [("org", "a"), ("org", "b")],
        [("org.0", "a")],
        [("change.documents.-1.name", "x")],
        [("change.documents.²", "x")],
        [("change.documents.999999.name", "x")],
        [("change.documents.99999999999999999999.name", "x")],
        [("a" * 5_000, "x")],
        [(".".join("a" * 5_000), "x")],
        [("..", "x"), ("", "y")],
        [("_here", "no.such")],
        [("_here", "org")],
        [("kind", "comment")],
        [("_add", "change.documents")],
    ],
)
def test_a_name_that_the_form_has_not_makes_no_command(names: list[tuple[str, str]]) -> None:
    form = refused(SubmitFiling, [*pairs(FILING), *names])
    assert wrong(form)
    assert len(list(form.fields)) == len(SubmitFiling.model_fields)


def test_a_name_that_is_a_value_and_a_part_is_refused_in_either_order() -> None:
    for names in ([("org", "o-1"), ("org.x", "y")], [("org.x", "y"), ("org", "o-1")]):
        assert wrong(refused(SubmitFiling, [*pairs({**FILING, "org": ""})[:1], *names]))[""]


def test_a_form_of_more_names_than_any_form_has_is_refused() -> None:
    assert "more than" in wrong(refused(Comment, [("text", "x")] * 20_000))[""]


def test_no_more_rows_than_the_class_takes_are_read() -> None:
    form = refused(ReportLifeEvent, [(f"life.evidence.{place}.name", "x") for place in range(25)])
    assert "20 rows" in wrong(form)["life.evidence"]


def test_names_are_shown_shortened_and_printable() -> None:
    form = refused(Comment, [("text", "x"), ("\x00<script>" + "x" * 500, "y")])
    assert form.wrong[0].en.startswith("there is no field '?<script>xxx")
    assert len(form.wrong[0].en) < 100


def test_a_list_that_may_be_empty_is_empty_where_no_row_was_posted() -> None:
    assert not {"contracts", "unknown"} & set(wrong(refused(RegisterExistingBranch, [])))


@pytest.mark.parametrize(
    ("name", "value", "zh"),
    [
        ("row.uscc", "91370199MA990001X5", "不是校验码正确的统一社会信用代码"),
        ("row.name", "甲\x01", "含有不能记录的控制字符"),
        ("row.name", "甲" * 201, "太长，至多 200 个字"),
        ("row.capital", "1.5", "应为整数"),
        ("row.capital", "9" * 5_000, "应为整数，且不能这样大"),
        ("row.premises", "maybe", "应为 true 或 false"),
        ("row.members.full_here", "-1", "不得小于 0"),
    ],
)
def test_what_the_class_found_is_told_in_chinese(name: str, value: str, zh: str) -> None:
    assert [one.zh for one in entry(refused(RegisterEnterprise, [(name, value)]), name).wrong] == [zh]
