"""A year opens its rounds by itself, from what the journal tells of branches and registers."""

from typing import Any

from activities.yearly import Yearly, YearlyKind
from domain.branch.facts import Partner
from domain.branch.state import BranchState
from domain.campaign.state import Status
from domain.register.ownership import Ownership
from infra.clock import now
from infra.ids import new_id
from tests.service import Service
from tests.workflows.test_campaign import register, row
from tests.workflows.test_chain import investigated, registered
from workflows.yearly import YearlyStart


async def opened(service: Service, kind: YearlyKind, org: str) -> Any:
    return await service.client.execute_workflow(
        "Yearly", YearlyStart(kind=kind, org=org), id=f"yearly/{new_id()}", task_queue="branch-lifecycle"
    )


async def test_a_campaign_over_the_complete_registers_is_opened_once_a_year(service: Service) -> None:
    org = f"o-{new_id().hex[-12:]}"
    await register(service, [row(number, Ownership.STATE) for number in range(4)], org)
    stream = f"campaign/{org}/{now().year}"
    for _ in range(2):
        result = await opened(service, YearlyKind.INVESTIGATION, org)
        assert result["streams"] == [stream]

    async def complete() -> bool:
        return (await service.state(stream)).status is Status.COMPLETED

    await service.until(complete)
    assert (await service.kinds(stream)).count("campaign.opened.v1") == 1


async def test_an_organisation_without_branches_opens_no_round(service: Service) -> None:
    assert (await opened(service, YearlyKind.EVALUATION, f"o-{new_id().hex[-12:]}"))["streams"] == []


async def test_a_branch_takes_part_with_what_was_found_about_its_enterprises(service: Service) -> None:
    enterprise = await registered(service)
    await investigated(service, enterprise, members=3)
    branch = BranchState(partners=(Partner(enterprise=enterprise),))
    living = await Yearly(service.journal, now)._living(branch)  # noqa: SLF001  # without a roster of its own
    assert living.chains == ("平台经济",)
