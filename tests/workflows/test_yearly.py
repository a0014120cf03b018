"""A year opens its rounds by itself, from what the journal tells of branches and registers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from temporalio import activity
from temporalio.client import WorkflowFailureError
from temporalio.exceptions import ActivityError
from temporalio.testing import WorkflowEnvironment

from activities.yearly import Yearly, YearlyKind, YearlyOpened, YearlyRequest
from domain.branch.facts import Partner
from domain.branch.state import BranchState
from domain.campaign.commands import REGISTERS_MAXIMUM, RegisterPart
from domain.campaign.state import Status
from domain.clock import RealOrRehearsal
from domain.matter.commands import Comment
from domain.orders import Role
from domain.register.ownership import Ownership
from infra.clock import now
from infra.ids import new_id
from journal.journal import Journal
from journal.rulebook import Rulebook
from tests.postgres import Server
from tests.service import Service, order, working
from tests.workflows.test_campaign import register, row
from tests.workflows.test_chain import investigated, registered
from tests.workflows.test_stories import taken_over
from worker import activities
from workflows.yearly import YearlyStart


def fresh_org() -> str:
    return f"o-{new_id().hex[-12:]}"


async def opened(service: Service, kind: YearlyKind, org: str) -> Any:
    async with asyncio.timeout(30):
        return await service.client.execute_workflow(
            "Yearly", YearlyStart(kind=kind, org=org), id=f"yearly/{new_id()}", task_queue=service.queue
        )


def completed(service: Service, stream: str) -> Callable[[], Any]:
    async def complete() -> bool:
        return (await service.state(stream)).status is Status.COMPLETED

    return complete


async def test_a_campaign_over_the_complete_registers_is_opened_once_a_year(service: Service) -> None:
    org = fresh_org()
    await register(service, [row(number, Ownership.STATE) for number in range(4)], org)
    stream = f"campaign/{org}/{now().year}"
    for _ in range(2):
        result = await opened(service, YearlyKind.INVESTIGATION, org)
        assert result["streams"] == [stream]
    await service.until(completed(service, stream))
    assert (await service.kinds(stream)).count("campaign.opened.v1") == 1


async def test_a_register_that_came_after_the_years_campaign_has_one_of_its_own(service: Service) -> None:
    org = fresh_org()
    await register(service, [row(number, Ownership.STATE) for number in range(2)], org)
    await opened(service, YearlyKind.INVESTIGATION, org)
    later = await register(service, [row(number, Ownership.STATE) for number in range(2)], org)
    result = await opened(service, YearlyKind.INVESTIGATION, org)
    first, second = (f"campaign/{org}/{now().year}{suffix}" for suffix in ("", "-2"))
    assert result == {"streams": [first, second], "refused": []}
    assert (await service.state(second)).registers == (later,)


async def test_a_round_is_opened_once_though_its_branches_changed_meanwhile(service: Service) -> None:
    org = fresh_org()
    branch = await taken_over(service, superior=org)
    stream = f"evaluation-round/{org}/{now().year - 1}"
    assert (await opened(service, YearlyKind.EVALUATION, org))["streams"] == [stream]
    await service.workflow(stream).terminate()  # the engine answers an id by itself that the last run knows
    for changed in (stream, f"branch/{branch}"):
        await service.order(changed, order(Comment(text="示例"), role=Role.OPERATOR))
    assert (await opened(service, YearlyKind.EVALUATION, org))["streams"] == [stream]
    assert [one.branch for one in (await service.state(stream)).rows] == [branch]
    assert (await service.kinds(stream)).count("round.opened.v1") == 1


async def test_an_organisation_without_branches_opens_no_round(service: Service) -> None:
    assert (await opened(service, YearlyKind.EVALUATION, fresh_org()))["streams"] == []


async def test_a_branch_takes_part_with_what_was_found_about_its_enterprises(service: Service) -> None:
    enterprise = await registered(service)
    await investigated(service, enterprise, members=3)
    branch = BranchState(partners=(Partner(enterprise=enterprise),))
    living = await Yearly(service.journal, Rulebook(service.journal), now)._living(branch)  # noqa: SLF001  # without a roster of its own
    assert living.chains == ("平台经济",)


class Overfull(Yearly):
    """Tells of registers whose rows are more than a campaign takes, before those there are."""

    async def _registers(self, org: str) -> AsyncIterator[RegisterPart]:
        for number in range(REGISTERS_MAXIMUM):
            yield RegisterPart(stream=f"register/large-{number}", rows=1_000_000, version=3)
        async for part in super()._registers(org):
            yield part


async def test_what_a_rule_refuses_goes_on_record_and_the_other_rounds_are_opened(
    temporal: WorkflowEnvironment, postgres: Server
) -> None:
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    effects = [*activities(journal)[:-1], Overfull(journal, Rulebook(journal), now).open_year]
    async with working(temporal, journal, queue="overfull", effects=effects) as service:
        org = fresh_org()
        part = await register(service, [row(number, Ownership.STATE) for number in range(2)], org)
        first, second = (f"campaign/{org}/{now().year}{suffix}" for suffix in ("", "-2"))
        for attempts in (1, 2):
            result = await opened(service, YearlyKind.INVESTIGATION, org)
            assert result["refused"] == [{"stream": first, "rule": "campaign.too-many-rows"}]
            assert result["streams"] == [second]
            (book,) = await journal.streams(f"refusals/{org}/")
            assert await service.kinds(book.name) == ["refusal.recorded.v1"] * attempts
        assert not await service.opened(first)
        assert (await service.state(second)).registers == (part,)
        await service.until(completed(service, second))
    await journal.close()


async def test_in_a_rehearsal_the_year_is_the_rehearsals(
    temporal: WorkflowEnvironment, postgres: Server
) -> None:
    summer = datetime(now().year + 1, 7, 1, tzinfo=UTC)  # far from either end of a year, whatever day it is
    clock = RealOrRehearsal(epoch=now() - (summer - now()) / 4, scale=5)
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    async with working(temporal, journal, queue="rehearsal", clock=clock) as service:
        org = fresh_org()
        await register(service, [row(number, Ownership.STATE) for number in range(2)], org)
        year = summer.year
        stream = f"campaign/{org}/{year}"
        assert (await opened(service, YearlyKind.INVESTIGATION, org))["streams"] == [stream]
        await service.until(completed(service, stream))
        assert (await journal.load(stream))[0].decoded().rehearsal == clock
    await journal.close()


@activity.defn(name="open_year")
async def _inexpressible(request: YearlyRequest) -> YearlyOpened:
    """Make of a request what no model takes."""
    return YearlyOpened.model_validate(request.model_dump())


async def test_what_cannot_be_expressed_fails_and_is_not_tried_for_ever(
    temporal: WorkflowEnvironment, postgres: Server
) -> None:
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    async with working(temporal, journal, queue="inexpressible", effects=[_inexpressible]) as service:
        with pytest.raises(WorkflowFailureError) as failed:
            await opened(service, YearlyKind.EVALUATION, fresh_org())
        assert isinstance(failed.value.cause, ActivityError)
    await journal.close()
