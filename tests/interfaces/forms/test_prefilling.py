"""What is known of a case stands in the form before anybody writes, and comes back as it was recorded."""

from datetime import date

import pytest

from domain.contract.terms import ContractTerms, Duration
from domain.filing.commands import Correct, FiledChange, SubmitFiling
from domain.filing.kinds import FilingKind, LegalGround
from domain.known.asking import SHARED, TELLING
from domain.known.telling import Known
from domain.model import Digested, EntryRef
from domain.orders import Command
from domain.people import Person
from interfaces.forms.drawing import form_of
from interfaces.forms.form import pairs_of
from interfaces.forms.posting import posted
from interfaces.forms.prefilling import prefilled, still_known
from tests.catalogues import catalogue
from tests.interfaces.forms.filled import entry

WANG = Person(id="p-1", name="王某")
TERMS = ContractTerms(duration=Duration.FIXED, starts_on=date(2024, 1, 1), position="党务工作者")
CHANGE = FiledChange(
    ground=LegalGround.AGREEMENT,
    effective_on=date(2026, 9, 24),
    before=TERMS,
    documents=(Digested(sha256="a" * 64, name="协议.pdf", media_type="application/pdf", size=9),),
)


def test_known_values_stand_in_their_entries_models_and_enumerations_too() -> None:
    tree = prefilled(
        SubmitFiling,
        [
            Known("org", "o-1"),
            Known("person", WANG),
            Known("filing", FilingKind.CHANGE),
            Known("contract_entry", EntryRef(stream="contract/c-1", version=2)),
            Known("change.before", TERMS),
        ],
    )
    form = form_of(SubmitFiling, catalogue(), tree)
    assert entry(form, "org").value == "o-1"
    assert entry(form, "person.name").value == "王某"
    assert [one.value for one in entry(form, "filing").options if one.chosen] == ["change"]
    assert entry(form, "contract_entry.version").value == "2"
    assert entry(form, "change.before.position").value == "党务工作者"


def test_what_is_not_asked_or_not_taken_is_left_out_and_what_is_told_first_counts() -> None:
    told = [
        Known("status", "open"),
        Known("org.name", "镇"),
        Known("person", "nobody"),
        Known("branch", "b-1"),
        Known("branch", "b-2"),
    ]
    assert prefilled(SubmitFiling, told) == {"branch": "b-1"}


def test_a_correction_that_nobody_touched_says_what_was_filed() -> None:
    form = form_of(Correct, catalogue(), prefilled(Correct, [Known("change", CHANGE)]))
    assert posted(Correct, list(pairs_of(form)), catalogue()) == Correct(change=CHANGE)


def test_a_part_that_was_changed_is_no_longer_told_as_known() -> None:
    told = [Known("org", "o-1"), Known("person", WANG), Known("nothing", "x")]
    begun = form_of(SubmitFiling, catalogue(), prefilled(SubmitFiling, told))
    assert still_known(told, begun, begun) == {"org", "person"}
    other = form_of(SubmitFiling, catalogue(), {"org": "o-1", "person": {"id": "p-1", "name": "李某"}})
    assert still_known(told, begun, other) == {"org"}


@pytest.mark.parametrize(
    "command", sorted({one for telling in (SHARED, *TELLING.values()) for one in telling}, key=str)
)
def test_what_the_records_tell_a_command_has_a_label_to_stand_at(command: type[Command]) -> None:
    assert form_of(command, catalogue()).fields
