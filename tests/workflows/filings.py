"""Filings for tests of the loop: on contracts of their own, so that tests do not meet."""

from typing import Any

from domain.filing import commands as c
from domain.orders import Order
from infra.ids import new_id
from tests.domain.test_filing import submit
from tests.service import order


def contract() -> str:
    """Return a contract nobody else files about."""
    return f"K-{new_id().hex[-12:]}"


def filing() -> str:
    """Return the stream of the first filing about a contract of its own."""
    return f"filing/{contract()}/1"


def submission(**more: Any) -> c.SubmitFiling:
    """Return a filing about a contract that the system does not know."""
    return submit("2026-09-24", contract_entry=None, **more)


def acknowledgement() -> Order[c.FilingCommand]:
    """Return a registrar's receipt; the filing stays open until its contract is linked."""
    return order(c.AcknowledgeFiling(), by="p-zhao")


def link() -> Order[c.FilingCommand]:
    """Return the registrar's word that the contract is a new one."""
    return order(c.LinkContract(), by="p-zhao")
