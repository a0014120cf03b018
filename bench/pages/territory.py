"""A province of many organisations, as its roster tells it, and the people of it who look at pages. All fictional."""

from collections.abc import Iterator
from datetime import date

from domain.orders import OrgId, Role
from domain.people import PersonId
from domain.roster.document import OfficeLine, OrgLine, PersonLine, RosterDocument
from domain.roster.orgs import OrgLevel

PROVINCE = "o-37"
_SINCE = date(2018, 11, 1)


def city(number: int) -> OrgId:
    """Return a city."""
    return f"{PROVINCE}{number:02}"


def county(number: int, of_city: int = 1) -> OrgId:
    """Return a county of a city."""
    return f"{city(of_city)}{number:02}"


def township(number: int, of_county: OrgId) -> OrgId:
    """Return a township of a county."""
    return f"{of_county}-t{number:02}"


CLERK: PersonId = "p-clerk"
"""Operator of a township."""
COUNTY_CLERK: PersonId = "p-county"
"""Operator of the county above."""
PROVINCE_CLERK: PersonId = "p-province"
"""Operator and auditor of the province: sees everything."""
ADMIN: PersonId = "p-admin"
OFFICES = {
    ADMIN: (PROVINCE, (Role.ADMIN,)),
    PROVINCE_CLERK: (PROVINCE, (Role.OPERATOR, Role.AUDITOR)),
    COUNTY_CLERK: (county(1), (Role.OPERATOR, Role.REVIEWER)),
    CLERK: (township(1, county(1)), (Role.OPERATOR,)),
    "p-registrar": (township(1, county(1)), (Role.REGISTRAR, Role.REVIEWER)),
}
"""Who is what, and where."""


class Territory:
    """
    The organisations. `cities`: how many; each has `counties`, each of these `townships`.

    A province of 16 cities, with 8 counties of 13 townships each, has 1 809 organisations.
    """

    def __init__(self, cities: int = 16, counties: int = 8, townships: int = 13) -> None:
        self.counties = tuple(
            county(number, one) for one in range(1, cities + 1) for number in range(1, counties + 1)
        )
        self.townships = tuple(
            (township(number, one), one) for one in self.counties for number in range(1, townships + 1)
        )
        self._cities = tuple(city(number) for number in range(1, cities + 1))

    def roster(self) -> RosterDocument:
        """Return the roster."""
        people = tuple(
            PersonLine(
                id=person, name="某示例", offices=tuple(OfficeLine(role=role, org=org) for role in roles)
            )
            for person, (org, roles) in OFFICES.items()
        )
        return RosterDocument(province=PROVINCE, since=_SINCE, orgs=tuple(self._listed()), people=people)

    def _listed(self) -> Iterator[OrgLine]:
        yield OrgLine(id=PROVINCE, name="示例省", level=OrgLevel.PROVINCE)
        for number, one in enumerate(self._cities, start=1):
            yield OrgLine(id=one, name=f"示例{number}市", level=OrgLevel.CITY, parent=PROVINCE)
        for one in self.counties:
            yield OrgLine(id=one, name=f"示例{one[4:]}县", level=OrgLevel.COUNTY, parent=one[:-2])
        for one, above in self.townships:
            yield OrgLine(id=one, name=f"示例{one[4:]}镇", level=OrgLevel.TOWNSHIP, parent=above)
