"""Whether the roster knows whom a command line names: an answer about nobody would look like nothing to do."""

from domain.orders import OrgId
from domain.people import PersonId
from interfaces.cli.problems import UsageError
from interfaces.desk.counter import Counter


async def check_known(desk: Counter, *, org: OrgId | None = None, person: PersonId | None = None) -> None:
    """Refuse an organisation or person that no roster names. Raises `UsageError`; a service without roster knows all."""
    directory = await desk.directory()
    if directory.empty:
        return
    if org is not None and directory.org(org) is None:
        raise UsageError(
            zh=f"名册中没有组织“{org}”；branchctl roster show 列出全部组织。",
            en=f"The roster knows no organisation '{org}'; branchctl roster show lists them.",
        )
    if person is not None and not directory.knows_person(person):
        raise UsageError(
            zh=f"名册中没有人员“{person}”；branchctl roster show 列出全部人员。",
            en=f"The roster knows no person '{person}'; branchctl roster show lists them.",
        )
