"""Yearly rounds by schedule: set once, seen, started by the real server, taken back."""

import pytest
from temporalio.client import ScheduleActionExecutionStartWorkflow, ScheduleOverlapPolicy

from journal.journal import Journal
from tests.interfaces.conftest import Branchctl, Office
from tests.journal.acts import REHEARSAL
from tests.postgres import Database


async def test_a_yearly_round_is_set_once_listed_and_removed(office: Office, branchctl: Branchctl) -> None:
    org = "o-370199-t3"
    name = f"yearly/investigation/{org}"
    ran = await branchctl("schedule", "yearly", "investigation", org, "--month", "3")
    assert ran.code == 0, ran.err
    twice = await branchctl("schedule", "yearly", "investigation", org)
    assert twice.code == 2
    assert name in twice.err

    async def listed() -> bool:  # what the server lists follows a moment later
        found = await branchctl("schedule", "list", "--json")
        return any(one["schedule"] == name and "-03-05" in one["next"] for one in found.json)

    await office.service.until(listed)
    assert (await branchctl("schedule", "remove", name)).code == 0
    again = await branchctl("schedule", "remove", name)
    assert again.code == 2
    assert name in again.err


async def test_what_was_set_opens_its_rounds_when_its_day_comes(office: Office, branchctl: Branchctl) -> None:
    org = "o-370199-k1"
    name = f"yearly/evaluation/{org}"
    assert (await branchctl("schedule", "yearly", "evaluation", org)).code == 0
    schedule = office.service.client.get_schedule_handle(name)
    await schedule.trigger()

    async def started() -> bool:
        return bool((await schedule.describe()).info.recent_actions)

    await office.service.until(started)
    action = (await schedule.describe()).info.recent_actions[0].action
    assert isinstance(action, ScheduleActionExecutionStartWorkflow)
    run = office.service.client.get_workflow_handle(action.workflow_id)
    assert (await run.result())["streams"] == []
    await schedule.delete()


async def test_a_year_does_not_wait_for_the_year_before(office: Office, branchctl: Branchctl) -> None:
    org = "o-370199-k1"
    assert (await branchctl("schedule", "yearly", "investigation", org)).code == 0
    schedule = office.service.client.get_schedule_handle(f"yearly/investigation/{org}")
    assert (await schedule.describe()).schedule.policy.overlap is ScheduleOverlapPolicy.ALLOW_ALL
    await schedule.delete()


async def test_nothing_is_scheduled_in_a_rehearsal(
    branchctl: Branchctl, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await Journal.open(database.service_dsn)
    await journal.begin(REHEARSAL)
    await journal.close()
    monkeypatch.setenv("DATABASE_URL", database.service_dsn)
    ran = await branchctl("schedule", "yearly", "investigation", "o-1")
    assert ran.code == 1
    assert "演练" in ran.err


async def test_a_wrong_kind_is_explained(branchctl: Branchctl) -> None:
    ran = await branchctl("schedule", "yearly", "nothing", "o-370199", "--json")
    assert ran.code == 2
    assert "可以是 evaluation | investigation" in ran.json["problem"]["zh"]


async def test_nothing_is_scheduled_for_an_organisation_that_the_roster_does_not_know(
    branchctl: Branchctl,
) -> None:
    ran = await branchctl("schedule", "yearly", "investigation", "o-nope")
    assert ran.code == 2
    assert "名册中没有组织“o-nope”" in ran.err
    assert "o-nope" not in (await branchctl("schedule", "list")).out
