"""What is known of a case stands in the form before anybody writes."""

from domain.filing.commands import SubmitFiling
from domain.filing.kinds import FilingKind
from domain.model import EntryRef
from domain.people import Person
from interfaces.forms.drawing import form_of
from interfaces.forms.prefilling import prefilled
from tests.catalogues import catalogue
from tests.interfaces.forms.filled import entry

WANG = Person(id="p-1", name="王某")


def test_known_values_stand_in_their_entries_models_and_enumerations_too() -> None:
    tree = prefilled(
        SubmitFiling,
        org="o-1",
        person=WANG,
        filing=FilingKind.CHANGE,
        contract_entry=EntryRef(stream="contract/c-1", version=2),
    )
    form = form_of(SubmitFiling, catalogue(), tree)
    assert entry(form, "org").value == "o-1"
    assert entry(form, "person.name").value == "王某"
    assert [one.value for one in entry(form, "filing").options if one.chosen] == ["change"]
    assert entry(form, "contract_entry.version").value == "2"


def test_what_is_not_asked_not_known_or_not_taken_is_left_out() -> None:
    assert prefilled(SubmitFiling, status="open", org=None, kind="other", person="nobody", branch="b-1") == {
        "branch": "b-1"
    }
