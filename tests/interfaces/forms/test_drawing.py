"""Each part of a form says how it is asked for, what it may be, and what it is called."""

from datetime import UTC, datetime

import pytest

from domain.campaign.commands import OpenCampaign
from domain.catalogue import Said
from domain.elections.slate import Seat
from domain.enterprise.commands import RegisterEnterprise
from domain.filing.commands import SubmitFiling
from domain.investigation.commands import ReportSection
from domain.matter.commands import Comment, CorrectRecord, DelegateTask, Tick
from interfaces.forms.drawing import form_of
from interfaces.forms.faults import Fault
from interfaces.forms.form import Sort, Widget, pairs_of
from interfaces.forms.posting import posted
from tests.catalogues import catalogue
from tests.interfaces.forms.filled import choice, entry, group, listing, wrong

FILING = form_of(
    SubmitFiling, catalogue(), {"contract_entry": {}, "change": {"before": {}, "documents": [{}]}}
)


@pytest.mark.parametrize(
    ("name", "widget"),
    [
        ("kind", Widget.HIDDEN),
        ("org", Widget.ORG),
        ("branch", Widget.REFERENCE),
        ("person.id", Widget.PERSON),
        ("person.name", Widget.TEXT),
        ("investor", Widget.YES_NO),
        ("filing", Widget.CHOICE),
        ("change.effective_on", Widget.DAY),
        ("contract_entry.stream", Widget.STREAM),
        ("contract_entry.version", Widget.INTEGER),
    ],
)
def test_each_value_is_asked_for_as_what_it_is(name: str, widget: Widget) -> None:
    assert entry(FILING, name).widget is widget


def test_persons_files_and_entries_are_known_as_such() -> None:
    assert group(FILING, "person").sort is Sort.PERSON
    assert group(FILING, "contract_entry").sort is Sort.ENTRY
    assert group(FILING, "change.documents.0").sort is Sort.FILE
    assert group(FILING, "change").sort is Sort.PLAIN


def test_the_id_of_a_person_is_known_without_the_name() -> None:
    form = form_of(DelegateTask, catalogue())
    assert entry(form, "to").widget is Widget.PERSON
    assert entry(form, "action").widget is Widget.REFERENCE


def test_long_texts_are_asked_for_in_several_lines() -> None:
    assert entry(form_of(Comment, catalogue()), "text").widget is Widget.LONG_TEXT


def test_a_field_is_called_by_its_title_and_its_name_and_helped_by_its_description() -> None:
    told = entry(FILING, "change.effective_on")
    assert told.label == Said(zh="生效日期", en="Effective on")
    assert told.help == Said(zh="", en="Effective date")
    assert FILING.title.zh == "提交备案"


def test_what_is_required_and_what_may_be_left_out_is_told() -> None:
    assert entry(FILING, "org").required
    assert not entry(FILING, "investor").required
    assert not group(FILING, "contract_entry").required
    assert group(FILING, "contract_entry").optional
    assert not group(FILING, "change").optional


def test_bounds_stand_in_words_and_as_a_browser_checks_them() -> None:
    window = entry(form_of(OpenCampaign, catalogue()), "window")
    assert (window.least, window.most, window.value) == ("1", "500", "50")
    assert window.limits == Said(zh="1 至 500", en="1 to 500")
    assert entry(FILING, "change.documents.0.size").limits.zh.endswith("单位：字节")
    assert listing(FILING, "change.documents").limits == Said(zh="至多 20 项", en="up to 20 rows")
    assert entry(FILING, "org").limits.zh == "字母、数字和 . _ -，至多 64 个"
    assert entry(FILING, "org").longest is None
    assert entry(FILING, "person.name").longest == 100


def test_members_of_an_enumeration_and_kinds_of_a_choice_have_their_labels() -> None:
    assert [one.label.zh for one in entry(FILING, "post").options][:1] == ["书记"]
    form = form_of(ReportSection, catalogue())
    assert [(one.value, one.label.zh) for one in choice(form, "content").options][:1] == [
        ("investors", "出资人")
    ]
    assert choice(form, "content").kind == "content.section"
    assert choice(form, "content").fields == ()
    assert catalogue().label(Seat.DEPUTY).zh == "副书记"


def test_yes_and_no_have_a_third_where_nobody_may_know() -> None:
    premises = entry(form_of(RegisterEnterprise, catalogue()), "row.premises")
    assert [(one.value, one.chosen) for one in premises.options] == [
        ("true", False),
        ("false", False),
        ("", True),
    ]
    assert [one.value for one in entry(FILING, "investor").options] == ["true", "false"]
    assert [one.value for one in entry(FILING, "investor").options if one.chosen] == ["false"]


def test_a_recorded_value_shows_its_sort() -> None:
    form = form_of(CorrectRecord, catalogue(), {"was": 5, "now": False})
    assert group(form, "was").sort is Sort.SCALAR
    assert (entry(form, "was.sort").value, entry(form, "was.value").value) == ("integer", "5")
    assert (entry(form, "now.sort").value, entry(form, "now.value").value) == ("boolean", "false")


def test_a_moment_is_shown_and_read_in_local_time() -> None:
    form = form_of(Tick, catalogue(), {"due": "2026-10-15T04:00:00Z"})
    assert entry(form, "due").widget is Widget.MOMENT
    assert entry(form, "due").value == "2026-10-15T12:00:00"
    assert posted(Tick, pairs_of(form), catalogue()).due == datetime(2026, 10, 15, 4, tzinfo=UTC)


def test_a_fault_stands_at_its_part_and_of_a_part_that_is_not_drawn_at_the_form() -> None:
    said = Said(zh="不对", en="not so")
    places = [("org",), ("change", "before", "position"), ("kind",), ()]
    form = form_of(SubmitFiling, catalogue(), {}, [Fault(path, said) for path in places])
    assert wrong(form) == {
        "org": "not so",
        "kind": "not so",
        "": "change.before.position: not so; kind: not so; not so",
    }
    assert form.wrong[0].zh == "change.before.position：不对"
