"""Upstream tells of enterprises: registered, changed, and what becomes of them; nobody there, one there, again, otherwise."""

from datetime import date
from typing import Any

import pytest

from domain.enterprise.commands import ConcludeLifeEvent
from domain.enterprise.life import LifeEventKind
from domain.enterprise.refusals import OtherCodeError, OtherOrgError
from domain.matter.errors import ActedBeforeError, ActedInFutureError
from domain.orders import Role
from domain.register.row import Headcount
from domain.upstream.refusals import NoPlaceError, UnknownEnterpriseError
from tests.domain.enterprise_cases import CODE, NEW_CODE, code
from tests.domain.upstream_world import (
    ALREADY_SO,
    ENTERPRISE,
    STREAM,
    Office,
    of_type,
    registered,
    with_enterprise,
)
from tests.spec import ZHAO

CHANGED = "enterprise.changed"
OTHER = code(3)


def test_an_enterprise_nobody_knew_is_registered_under_the_id_its_code_gives() -> None:
    office = Office()
    assert office.tell(registered(), on="2026-02-02") == ["enterprise.registered.v1"]
    assert office.state(STREAM).org == "o-1"
    assert office.state(f"uscc/{CODE}").enterprise == ENTERPRISE
    assert office.scene(STREAM).facts[0].acted_on == date(2026, 2, 2)


@pytest.mark.parametrize("name", ["enterprise.registered", CHANGED])
def test_what_is_told_again_is_already_so(name: str) -> None:
    assert with_enterprise().tell(registered(name)) == ALREADY_SO


def test_a_change_that_overtakes_the_registration_registers_and_the_older_one_changes_nothing() -> None:
    office = Office()
    office.tell(registered(CHANGED, name="示例智造有限公司"), on="2026-03-02")
    with pytest.raises(ActedBeforeError):
        office.tell(registered(), on="2026-03-01", received="2026-03-03")
    assert office.state(STREAM).row.name == "示例智造有限公司"


def test_the_first_word_of_an_enterprise_says_where_it_lies() -> None:
    with pytest.raises(NoPlaceError):
        Office().tell(registered(org=None))


def test_a_change_says_only_what_is_new_and_what_it_does_not_name_stays() -> None:
    office = Office()
    office.tell(registered(employees={"total": 30}, park="示例园区", premises=True), on="2026-01-05")
    told = of_type(CHANGED, row={"uscc": CODE, "name": "示例智造有限公司", "park": None})
    assert office.tell(told) == ["enterprise.updated.v1"]
    row = office.state(STREAM).row
    assert (row.name, row.employees, row.premises) == ("示例智造有限公司", Headcount(total=30), True)
    assert row.park is None
    assert (row.org, office.state(STREAM).org) == ("o-1", "o-1")


def test_an_enterprise_is_not_moved_or_renamed_by_a_register() -> None:
    with pytest.raises(OtherOrgError):
        with_enterprise().tell(registered(CHANGED, org="o-2"))
    office = with_enterprise()
    office.tell(life("enterprise.code-changed", new_uscc=NEW_CODE, typing_error=True))
    concluded(office, LifeEventKind.CODE_CHANGED)
    with pytest.raises(OtherCodeError):
        office.tell(registered(), on="2026-03-20")


def test_an_earlier_code_still_names_the_enterprise() -> None:
    office = with_enterprise()
    office.tell(life("enterprise.code-changed", new_uscc=NEW_CODE))
    concluded(office, LifeEventKind.CODE_CHANGED)
    assert office.tell(life("enterprise.code-changed", new_uscc=NEW_CODE)) == ALREADY_SO
    assert office.tell(registered(uscc=NEW_CODE), on="2026-03-20") == ["enterprise.updated.v1"]
    assert office.tell(life("enterprise.deregistered"), on="2026-03-20") == [
        "enterprise.life_event_reported.v1"
    ]


DETAILS: dict[str, dict[str, Any]] = {
    "enterprise.deregistered": {},
    "enterprise.merged": {"successor_uscc": OTHER},
    "enterprise.moved": {"to_org": "o-2"},
    "enterprise.code-changed": {"new_uscc": NEW_CODE},
}


def life(name: str, **more: Any) -> Any:
    return of_type(name, **({"uscc": CODE, "happened_on": date(2026, 2, 27)} | DETAILS[name] | more))


def concluded(office: Office, what: LifeEventKind, on: str = "2026-03-10") -> None:
    command = ConcludeLifeEvent(what=what, confirmed=True, reason="属实")
    office.order(STREAM, command, by=ZHAO, on=on, role=Role.APPROVER)


def with_both() -> Office:
    office = with_enterprise()
    office.tell(registered(uscc=OTHER, name="示例承继有限公司"), on="2026-01-05")
    return office


@pytest.mark.parametrize("name", DETAILS)
def test_what_becomes_of_an_enterprise_is_proposed_and_a_person_concludes(name: str) -> None:
    office = with_both()
    assert office.tell(life(name)) == ["enterprise.life_event_reported.v1"]
    (proposal,) = office.state(STREAM).proposals
    assert proposal.life.happened_on == date(2026, 2, 27)
    assert proposal.life.successor == (
        None if name != "enterprise.merged" else office.state(f"uscc/{OTHER}").enterprise
    )
    assert office.state(STREAM).status == "operating"


@pytest.mark.parametrize("name", DETAILS)
def test_what_is_proposed_already_or_concluded_is_already_so(name: str) -> None:
    office = with_both()
    office.tell(life(name))
    assert office.tell(life(name)) == ALREADY_SO
    concluded(office, office.state(STREAM).proposals[0].life.what)
    assert office.tell(life(name), on="2026-03-20") == ALREADY_SO


@pytest.mark.parametrize("name", DETAILS)
def test_a_contradicting_proposal_takes_the_place_of_the_one_before(name: str) -> None:
    office = with_both()
    office.tell(life(name))
    office.tell(life(name, happened_on=date(2026, 3, 1)), on="2026-03-03")
    (proposal,) = office.state(STREAM).proposals
    assert proposal.life.happened_on == date(2026, 3, 1)


@pytest.mark.parametrize("name", DETAILS)
def test_nothing_becomes_of_an_enterprise_that_nobody_registered(name: str) -> None:
    with pytest.raises(UnknownEnterpriseError, match=CODE):
        Office().tell(life(name))


def test_a_successor_is_registered_first() -> None:
    with pytest.raises(UnknownEnterpriseError, match=OTHER):
        with_enterprise().tell(life("enterprise.merged"))


def test_a_code_that_an_unregistered_enterprise_took_names_nobody_yet() -> None:
    office = with_enterprise()
    office.scene(f"uscc/{OTHER}").state = office.state(f"uscc/{OTHER}").model_copy(
        update={"enterprise": "e-9"}
    )
    with pytest.raises(UnknownEnterpriseError):
        office.tell(life("enterprise.deregistered", uscc=OTHER))


def test_a_proposal_that_comes_late_is_told_as_of_today_and_undoes_nothing() -> None:
    office = with_enterprise()
    office.tell(life("enterprise.moved"))
    concluded(office, LifeEventKind.MOVED)
    (order,) = office.routed(life("enterprise.deregistered"), "2026-03-09")
    assert order.acted_on is None
    assert office.tell(life("enterprise.deregistered"), on="2026-03-09", received="2026-03-11") == [
        "enterprise.life_event_reported.v1"
    ]
    (order,) = office.routed(life("enterprise.deregistered"), "2026-03-11")
    assert order.acted_on == date(2026, 3, 11)


def test_what_has_not_happened_yet_is_refused() -> None:
    with pytest.raises(ActedInFutureError):
        with_enterprise().tell(life("enterprise.deregistered", happened_on=date(2026, 4, 1)))
