"""Who plays: the persons of `interfaces/examples/roster.toml`, by office; all of them are fictional."""

from typing import NamedTuple

from domain.people import PersonId

ADMIN = "p-1001"
"""Sets the service up."""


class Office(NamedTuple):
    """The people of one organisation, by what they do. A small office has not all of them."""

    org: str
    operator: PersonId
    second: PersonId
    reviewer: PersonId
    approver: PersonId
    registrar: PersonId
    evaluator: PersonId


CITY = Office("o-3701", "p-1101", "p-1101", "p-1102", "p-1103", "p-1104", "p-1105")
COUNTY = Office("o-370199", "p-1201", "p-1202", "p-1203", "p-1204", "p-1205", "p-1206")
FIRST = Office("o-370199-t1", "p-1301", "p-1302", "p-1303", "p-1304", "p-1305", "p-1306")
SECOND = Office("o-370199-t2", "p-1401", "p-1402", "p-1403", "p-1404", "p-1405", "p-1406")
THIRD = Office("o-370199-t3", "p-1501", "p-1502", "p-1503", "p-1504", "p-1505", "p-1506")
PARK = Office("o-370199-k1", "p-1601", "p-1202", "p-1602", "p-1204", "p-1205", "p-1206")
"""The park has one to operate and one to review; what they may not do themselves, the county does."""

SUPERVISOR = "p-1207"
"""The county's, to whom what is overdue is reported."""
HR = "s-hr"
"""The social security's system."""

_OFFICES = {one.org: one for one in (CITY, COUNTY, FIRST, SECOND, THIRD, PARK)}


def office(org: str) -> Office:
    """Return the people of an organisation."""
    return _OFFICES[org]
