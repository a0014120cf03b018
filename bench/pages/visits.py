"""The pages that are measured: who looks at them, and where they are."""

from typing import NamedTuple
from urllib.parse import quote

from bench.pages.filling import Filled
from bench.pages.territory import CLERK, COUNTY_CLERK, PROVINCE_CLERK, county
from domain.people import PersonId
from interfaces.desk.overview import AskedOf
from interfaces.http.cursors import cursor
from ledger.registers.register import Key, Order, Register


class Visit(NamedTuple):
    """A page, and who looks at it."""

    name: str
    person: PersonId
    address: str


NOTHING = Visit("help (asks the ledger nothing)", PROVINCE_CLERK, "/help")
"""What the others are compared with."""


def visits(filled: Filled) -> tuple[Visit, ...]:
    """Return them; the province's people see everything."""
    late, organised = filled.late, filled.organised
    enterprises = "/registers/enterprises"
    return (
        Visit("worklist, a clerk's own", CLERK, "/?whose=mine"),
        Visit("worklist, a township's", CLERK, "/"),
        Visit("worklist, what a county reaches", COUNTY_CLERK, "/?whose=reach"),
        Visit("worklist, what the province reaches", PROVINCE_CLERK, "/?whose=reach"),
        Visit("a case: a filing", CLERK, f"/processes/filing/K-{late}/1"),
        Visit("an enterprise, with its whole story", CLERK, f"/processes/enterprise/e-{organised}"),
        Visit("a branch, with its whole story", CLERK, f"/processes/branch/b-{organised}"),
        Visit("which registers there are", PROVINCE_CLERK, "/registers"),
        Visit("register, first page", PROVINCE_CLERK, enterprises),
        Visit(
            "register, a page in the middle", PROVINCE_CLERK, f"{enterprises}?after={_after(filled.middle)}"
        ),
        Visit("register by name, first page", PROVINCE_CLERK, f"{enterprises}?sort=name"),
        Visit(
            "register by name, a page in the middle",
            PROVINCE_CLERK,
            f"{enterprises}?sort=name&after={_after(filled.middle_by_name, Order.NAME)}",
        ),
        Visit("register, a text that many have", PROVINCE_CLERK, f"{enterprises}?text={quote('瑞丰')}"),
        Visit("register, a text that one has", PROVINCE_CLERK, f"{enterprises}?text=e-{late}"),
        Visit("register, a text that nobody has", PROVINCE_CLERK, f"{enterprises}?text={quote('无此企业')}"),
        Visit(
            "register of a county, a text that nobody has",
            COUNTY_CLERK,
            f"{enterprises}?text={quote('无此企业')}",
        ),
        Visit("filings, first page", PROVINCE_CLERK, "/registers/filings"),
        Visit("coverage of the province", PROVINCE_CLERK, "/coverage"),
        Visit("coverage of a county", COUNTY_CLERK, f"/coverage?org={county(1)}"),
        Visit("coverage of a county, compared", COUNTY_CLERK, f"/coverage?org={county(1)}&since=2026-01-31"),
        Visit("rows of a figure, of the province", PROVINCE_CLERK, "/coverage/uninvestigated"),
        Visit("rounds of the province", PROVINCE_CLERK, "/rounds"),
        Visit("a round", COUNTY_CLERK, f"/rounds/{county(1)}/2025"),
        Visit("map", PROVINCE_CLERK, "/map"),
        Visit("map, the cases of a step", PROVINCE_CLERK, "/map/filing/submitted"),
        Visit("replay of an entry", PROVINCE_CLERK, f"/audit/replay/filing/K-{late}/1?version=1"),
    )


def _after(key: Key, order: Order = Order.ORG) -> str:
    asked = AskedOf(order=order)
    return cursor((Register.ENTERPRISES, *asked._replace(realm=None)), key)
