"""Who may ask: every role against every kind of question, and the places that count."""

from datetime import date

import pytest

from domain.orders import Role
from domain.reading import ROLES, Enquiry, NotForYouError, check_may_ask, realm
from domain.roster.directory import Directory
from domain.roster.offices import Delegation
from tests.domain.roster_given import (
    BRANCH,
    COUNTY,
    IMPORTED,
    PARK,
    SPEC,
    T1,
    T2,
    grant,
)

DAY = date(2026, 1, 5)
PEOPLE = {
    Role.OPERATOR,
    Role.REVIEWER,
    Role.APPROVER,
    Role.REGISTRAR,
    Role.EVALUATOR,
    Role.SUPERVISOR,
    Role.AUDITOR,
    Role.ADMIN,
}
EXPECTED = {Enquiry.READ: PEOPLE, Enquiry.AUDIT: {Role.AUDITOR}, Enquiry.ADMINISTER: {Role.ADMIN}}


def holding(role: Role, org: str) -> Directory:
    state = SPEC.given(IMPORTED).state
    return Directory([state.model_copy(update={"grants": (*state.grants, grant("p-x", role, org))})])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("enquiry", Enquiry)
def test_every_role_asks_what_is_its_to_ask(role: Role, enquiry: Enquiry) -> None:
    assert set(ROLES) == set(EXPECTED)
    known = holding(role, T1)
    may = role in EXPECTED[enquiry]
    assert realm("p-x", enquiry, known, DAY) == (frozenset({T1, BRANCH}) if may else frozenset())
    for org, there in ((T1, may), (BRANCH, may), (None, may), (T2, False), (COUNTY, False), (PARK, False)):
        if there:
            check_may_ask("p-x", enquiry, org, known, DAY)
        else:
            with pytest.raises(NotForYouError, match="p-x"):
                check_may_ask("p-x", enquiry, org, known, DAY)


def test_who_holds_no_office_or_no_longer_sees_nothing() -> None:
    state = SPEC.given(IMPORTED).state
    gone = grant("p-gone", Role.OPERATOR, T1, until=date(2026, 1, 4))
    known = Directory([state.model_copy(update={"grants": (*state.grants, gone)})])
    for person in ("p-nobody", "p-gone"):
        assert realm(person, Enquiry.READ, known, DAY) == frozenset()
        with pytest.raises(NotForYouError):
            check_may_ask(person, Enquiry.READ, None, known, DAY)


def test_under_a_delegation_one_sees_what_the_principal_sees_until_its_last_day() -> None:
    lent = Delegation(
        role=Role.APPROVER, org=COUNTY, principal="p-county-approver", to="p-other", since=DAY, until=DAY
    )
    known = Directory([SPEC.given(IMPORTED).state.model_copy(update={"delegations": (lent,)})])
    assert T1 in realm("p-other", Enquiry.READ, known, DAY)
    check_may_ask("p-other", Enquiry.READ, T1, known, DAY)
    assert realm("p-other", Enquiry.READ, known, date(2026, 1, 6)) == {T2}
