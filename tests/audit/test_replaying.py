"""A stream at any moment and step by step: what is shown is what production reads."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.differences import ABSENT, Difference
from audit.replaying import Step, governing, last_step, moment, steps, told
from domain.catalogue import Catalogue
from domain.filing import commands as c
from domain.matter import commands as m
from domain.orders import Command, Role
from domain.processes import NoSuchProcessError
from domain.refusals import DomainError
from infra import documents
from infra.ids import new_id
from interfaces.desk.reader import Reader
from journal.rules_on_record import RulesOnRecord
from tests.audit.clerk import NOON, Clerk, clerk_of, later
from tests.domain.test_filing import change, submit
from tests.policies import default_policy_text
from tests.postgres import Server

WANG, ZHAO, QIAN = "p-wang", "p-zhao", "p-qian"
FILING = "filing/K-1/1"
MEND = m.CorrectRecord(version=1, field="enterprise", was="e-1", now="e-2", ground="来函", document="示1号")


@pytest.fixture(scope="module")
async def clerk(postgres: Server) -> AsyncIterator[Clerk]:
    async with clerk_of(postgres) as one:
        yield one


@pytest.fixture(scope="module")
async def story(clerk: Clerk) -> list[Step]:
    """A filing: submitted, mended, its record corrected, the request to mend revoked."""
    await clerk.act(FILING, submit(contract_entry=None), WANG)
    await clerk.act(FILING, c.RequestCorrection(items=("缺页",)), ZHAO, later(1))
    await clerk.act(FILING, MEND, QIAN, later(2), role=Role.REGISTRAR)
    revoke = m.RevokeDecision(version=2, reason="错", document="示2号")
    await clerk.act(FILING, revoke, QIAN, later(3), role=Role.APPROVER)
    return list(steps(await told(clerk.journal, FILING)))


def of(differences: tuple[Difference, ...], field: str) -> Difference:
    return next(one for one in differences if one.field == field)


async def test_the_last_step_alone_is_the_one_of_the_walk(clerk: Clerk, story: list[Step]) -> None:
    for version, walked in enumerate(story, start=1):
        alone = last_step(await told(clerk.journal, FILING, version=version))
        assert alone == walked
    assert last_step(await told(clerk.journal, "filing/K-none/1")) is None


def test_a_step_shows_what_an_entry_changed_in_the_state_and_in_the_tasks(story: list[Step]) -> None:
    asked = story[1]
    assert (asked.entry.kind, asked.command, asked.fact.actor.id) == (
        "filing.correction_requested.v1",
        "request_correction",
        ZHAO,
    )
    assert of(asked.state, "status")[1:] == ("submitted", "correcting")
    assert of(asked.state, "deadlines[0]").after is ABSENT
    went, came = of(asked.tasks, "answer_filing"), of(asked.tasks, "correct_filing")
    assert went.after is ABSENT
    assert came.before is ABSENT


def test_the_first_step_comes_from_nothing(story: list[Step]) -> None:
    assert of(story[0].state, "version")[1:] == (0, 1)
    assert of(story[0].state, "enterprise")[1:] == (None, "e-1")


def test_a_correction_shows_what_it_changed_of_what_was_read_before(story: list[Step]) -> None:
    assert of(story[2].state, "enterprise")[1:] == ("e-1", "e-2")
    assert not story[2].tasks


def test_a_revocation_shows_what_is_undone(story: list[Step]) -> None:
    assert of(story[3].state, "status")[1:] == ("correcting", "submitted")
    assert of(story[3].tasks, "answer_filing").before is ABSENT
    assert of(story[3].tasks, "correct_filing").after is ABSENT


@pytest.mark.usefixtures("story")
async def test_a_moment_knows_only_what_was_on_record_by_then(clerk: Clerk) -> None:
    early = moment(await told(clerk.journal, FILING, at=NOON + timedelta(minutes=90)))
    now = moment(await told(clerk.journal, FILING))
    assert (early.version, early.state.model_dump()["enterprise"]) == (2, "e-1")
    assert (now.version, now.state.model_dump()["enterprise"]) == (4, "e-2")
    assert [task.action for task in early.tasks] == ["correct_filing", "link_contract"]
    assert now.position == (await clerk.journal.load(FILING))[-1].position


@pytest.mark.usefixtures("story")
async def test_a_moment_before_everything_is_empty(clerk: Clerk) -> None:
    before = await told(clerk.journal, FILING, at=NOON - timedelta(days=1))
    assert (moment(before).version, moment(before).position, moment(before).tasks) == (0, 0, ())
    assert governing(before, await RulesOnRecord.read(clerk.journal)) is None


async def test_a_kind_of_stream_that_nobody_knows_is_refused(clerk: Clerk) -> None:
    with pytest.raises(NoSuchProcessError):
        await told(clerk.journal, "nothing/1")


async def test_the_rules_are_those_it_opened_under_and_later_ones_it_can_meet(postgres: Server) -> None:
    async with clerk_of(postgres) as clerk:
        await clerk.act(FILING, submit(contract_entry=None), WANG)
        first = governing(await told(clerk.journal, FILING), await RulesOnRecord.read(clerk.journal))
        other = default_policy_text().replace("answer = { value = 5", "answer = { value = 7")
        stream = await clerk.adopt(other, date(2026, 10, 1), later(1))
        await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(2))
        record = await RulesOnRecord.read(clerk.journal)
        then = governing(await told(clerk.journal, FILING), record)
        assert first is not None
        assert then is not None
        assert then.known
        assert then.stamp.policy == first.stamp.policy
        kinds = [one.stream.split("/")[0] for one in first.documents]
        assert (kinds.count("policy"), set(kinds)) == (1, {"policy", "calendar"})
        assert [one.stream for one in then.documents if one not in first.documents] == [stream]
        assert governing(await told(clerk.journal, FILING, version=1), record) == first


COMMANDS: list[tuple[Command, str]] = [
    (c.AcknowledgeFiling(), ZHAO),
    (c.RequestCorrection(items=("缺页",)), ZHAO),
    (c.Correct(change=change()), WANG),
    (c.Withdraw(reason="误报"), WANG),
    (c.LinkContract(), ZHAO),
    (m.Comment(text="备注"), WANG),
    (m.Reassign(action="answer_filing", to=ZHAO), QIAN),
    (m.ExtendDeadline(action="answer_filing", days=1, reason="多"), QIAN),
    (m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"), QIAN),
    (m.Resume(reason="续"), QIAN),
    (MEND, QIAN),
    (m.RevokeDecision(version=2, reason="错", document="示1号"), QIAN),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.sampled_from(COMMANDS), max_size=8))
async def test_step_by_step_is_what_the_desk_reads_at_every_version_and_it_conforms(
    clerk: Clerk, history: list[tuple[Command, str]]
) -> None:
    stream = f"filing/K-{new_id().hex[-12:]}/1"
    await clerk.act(stream, submit(contract_entry=None), WANG)
    for hours, (command, by) in enumerate(history, start=1):
        try:
            await clerk.act(stream, command, by, later(hours))
        except DomainError:
            continue
    reader = Reader(clerk.journal, Catalogue(documents.messages()))
    walked = list(steps(await told(clerk.journal, stream)))
    for version in range(1, len(walked) + 1):
        read = await reader.state(stream, version=version)
        then = moment(await told(clerk.journal, stream, version=version))
        assert (then.state, then.tasks) == (read.state, read.tasks)
        assert replayed(walked[:version]) == read.state.model_dump(mode="json")
    assert await clerk.findings(stream) == []


def replayed(walked: list[Step]) -> Any:
    """Return the state that the last step leads to."""
    return walked[-1].after.model_dump(mode="json")
