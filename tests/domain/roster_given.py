"""A small province for tests: two townships of a county, a park, and who is what there. Nobody is real."""

from datetime import date

from domain.orders import OrgId, Role
from domain.people import Person
from domain.roster.commands import ImportRoster
from domain.roster.decider import DECIDER
from domain.roster.directory import Directory
from domain.roster.offices import Grant
from domain.roster.orgs import OrgLevel, OrgListed
from tests.spec import Spec, did

SPEC = Spec(DECIDER, stream="roster/o-37")
PROVINCE, COUNTY, T1, T2, PARK, BRANCH = "o-37", "o-99", "o-t1", "o-t2", "o-k1", "o-t1-b1"
START = date(2020, 1, 1)
PLACES = (
    (PROVINCE, OrgLevel.PROVINCE, None),
    (COUNTY, OrgLevel.COUNTY, PROVINCE),
    (T1, OrgLevel.TOWNSHIP, COUNTY),
    (T2, OrgLevel.TOWNSHIP, COUNTY),
    (PARK, OrgLevel.PARK, COUNTY),
    (BRANCH, OrgLevel.BRANCH, T1),
)
OFFICES = (
    ("p-admin", Role.ADMIN, PROVINCE),
    ("p-county-admin", Role.ADMIN, COUNTY),
    ("p-county-approver", Role.APPROVER, COUNTY),
    ("p-county-registrar", Role.REGISTRAR, COUNTY),
    ("p-operator", Role.OPERATOR, T1),
    ("p-reviewer", Role.REVIEWER, T1),
    ("p-registrar", Role.REGISTRAR, T1),
    ("p-other", Role.REGISTRAR, T2),
    ("p-park", Role.REVIEWER, PARK),
    ("p-branch", Role.OPERATOR, BRANCH),
)


def listed(org: OrgId, parent: OrgId | None, since: date = START, **more: object) -> OrgListed:
    level = next((one[1] for one in PLACES if one[0] == org), OrgLevel.TOWNSHIP)
    told = {"id": org, "name": f"{org} 示例", "level": level, "parent": parent, "since": since}
    return OrgListed.model_validate(told | more)


def grant(person: str, role: Role, org: OrgId, since: date = START, until: date | None = None) -> Grant:
    return Grant(person=person, role=role, org=org, since=since, until=until)


def roster(**more: object) -> ImportRoster:
    told: dict[str, object] = {
        "org": PROVINCE,
        "orgs": tuple(listed(org, parent) for org, _, parent in PLACES),
        "persons": tuple(Person(id=one[0], name="某示例") for one in OFFICES),
        "grants": tuple(grant(*one) for one in OFFICES),
    }
    return ImportRoster.model_validate(told | more)


def some(**more: object) -> ImportRoster:
    """An import of nothing but what is named."""
    return ImportRoster.model_validate({"org": PROVINCE, **more})


IMPORTED = did(roster(), by="p-admin", org=PROVINCE)


def directory(*more: object) -> Directory:
    return Directory([SPEC.given(IMPORTED, *more).state])  # type: ignore[arg-type]
