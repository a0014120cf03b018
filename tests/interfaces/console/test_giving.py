"""Steps of several cases are given to one person: those are offered who can take the most of them."""

from domain.filing.decider import DECIDER as FILING
from domain.matter.commands import Reassign
from interfaces.console.acts.steps import Giving, with_people
from interfaces.console.registers.cells import Telling
from interfaces.console.speaking import Speech
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Entry, Widget
from interfaces.http.languages import Language
from tests.catalogues import catalogue
from tests.domain.roster_given import T1, T2, directory
from tests.domain.test_filing import submit
from tests.domain.test_offices import ON
from tests.spec import Spec, did

TELLING = Telling(Speech(Language.ZH), catalogue(), directory(), ON)


def in_town(org: str, *steps: str) -> Giving:
    filing = Spec(FILING, stream="filing/K-1/1").given(did(submit("2026-09-24", org=org), by="p-x"))
    return Giving(filing.state, steps)


def asked(*cases: Giving) -> tuple[Widget, set[str]]:
    """Return how the form asks for a person, and who is offered."""
    form = with_people(form_of(Reassign, catalogue()), Reassign, cases, TELLING)
    to = next(one for one in form.fields if isinstance(one, Entry) and one.name == "to")
    return to.widget, {one.value for one in to.options}


def test_who_can_take_all_of_them_is_offered_and_who_can_take_some_is_not() -> None:
    here, there = in_town(T1, "answer_filing"), in_town(T2, "answer_filing")
    assert asked(here) == (Widget.CHOICE, {"p-registrar", "p-county-registrar", "p-county-approver"})
    assert asked(here, here, there) == (Widget.CHOICE, {"p-county-registrar", "p-county-approver"})


def test_who_can_take_the_most_is_offered_where_nobody_can_take_all() -> None:
    here = in_town(T1, "answer_filing")
    elsewhere = Giving(here.state.model_copy(update={"org": "o-nowhere"}), ("answer_filing",))
    assert asked(here, elsewhere) == asked(here)


def test_where_nobody_can_take_any_an_id_is_asked_for() -> None:
    assert asked() == (Widget.PERSON, set())
