"""Every stored command put to the rules again: what they would not have produced is found, and nothing else."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from audit.conforming import conform_all, conform_command
from audit.findings import Departure, Finding
from domain.adviser.commands import AssignAdviser
from domain.enterprise.commands import RegisterEnterprise
from domain.establishment.modes import Mode
from domain.filing import commands as c
from domain.matter import commands as m
from domain.matter.errors import WrongWasError
from domain.orders import Role
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from journal.entry import Draft, Slice, Submission
from journal.facts import said
from tests.audit.clerk import NOON, Clerk, Forge, clerk_of, data, in_draft, in_slice, later
from tests.domain.establishment_given import SIMPLY, application, apply, partner, place
from tests.domain.test_filing import submit
from tests.policies import default_policy_text
from tests.postgres import Server
from tests.service import Service
from tests.workflows.test_chain import fresh_code, investigated, registered

WANG, ZHAO = "p-wang", "p-zhao"
FILING = "filing/K-1/1"
CONTRACT = "contract/K-1"
MEND = m.CorrectRecord(version=1, field="enterprise", was="e-1", now="e-2", ground="来函", document="示1号")
ANSWERED_IN_7 = default_policy_text().replace("answer = { value = 5", "answer = { value = 7")


@pytest.fixture
async def clerk(postgres: Server) -> AsyncIterator[Clerk]:
    async with clerk_of(postgres) as one:
        yield one


async def filed(clerk: Clerk, forge: Forge | None = None, at: datetime = NOON, stream: str = FILING) -> None:
    await clerk.act(stream, submit(contract_entry=None), WANG, at, forge)


async def enrolled(clerk: Clerk) -> str:
    code = fresh_code()
    row = RegisterRow(uscc=code, name="示例机械有限公司", ownership=Ownership.PRIVATE, org="o-1")
    enterprise = enterprise_id(code)
    await clerk.act(f"enterprise/{enterprise}", RegisterEnterprise(org="o-1", row=row))
    return enterprise


def places(findings: list[Finding]) -> list[tuple[Departure, str, int]]:
    return [(one.what, one.stream, one.version) for one in findings]


def fields(finding: Finding) -> dict[str, tuple[Any, Any]]:
    return {one.field: (one.before, one.after) for one in finding.differences}


async def test_stories_on_the_real_engines_conform(service: Service) -> None:
    enterprise = await registered(service)
    await investigated(service, enterprise, members=3)
    await service.until(lambda: service.opened(f"establishment/{enterprise}-1"))
    await service.until(lambda: service.settled(f"investigation/{enterprise}/1"))
    clerk = Clerk(service.journal)
    assert await clerk.findings() == []
    assert await clerk.findings(f"enterprise/{enterprise}") == []


async def test_a_story_of_filings_corrections_time_and_refusals_conforms(clerk: Clerk) -> None:
    await filed(clerk)
    await clerk.act(FILING, m.Comment(text="备注"), WANG, later(1))
    await clerk.act(FILING, MEND, "p-qian", later(2), role=Role.REGISTRAR)
    due = datetime(2026, 10, 30, tzinfo=UTC)
    await clerk.act(FILING, m.Tick(due=due), "service", due)
    await clerk.act(
        FILING,
        c.AcknowledgeFiling(),
        ZHAO,
        datetime(2026, 10, 30, 4, tzinfo=UTC),
        acted_on=date(2026, 10, 16),
    )
    assert "deadline.lifted.v1" in [one.kind for one in await clerk.journal.load(FILING)]
    assert await clerk.findings() == []
    assert await clerk.findings(FILING) == []


@pytest.mark.parametrize("stream", [None, FILING])
async def test_a_number_that_another_rule_gives_is_told_by_its_field(
    clerk: Clerk, stream: str | None
) -> None:
    await filed(clerk, in_draft(data(late_by_days=3)))
    (found,) = await clerk.findings(stream)
    assert (found.what, found.stream, found.version) == (Departure.DIFFERENT, FILING, 1)
    assert fields(found) == {"data.late_by_days": (0, 3)}
    assert (found.kind, found.command) == ("filing.submitted.v1", "submit_filing")
    (entry,) = await clerk.journal.load(FILING)
    assert found.position == entry.position


async def test_a_deadline_that_was_moved_is_told(clerk: Clerk) -> None:
    def moved(draft: Draft) -> Draft:
        told = json.loads(draft.data)
        told["answer"]["due_on"] = "2026-12-31"
        return draft._replace(data=json.dumps(told))

    await filed(clerk, in_draft(moved))
    (found,) = await clerk.findings()
    assert fields(found) == {"data.answer.due_on": ("2026-10-22", "2026-12-31")}


async def test_an_entry_too_many_is_told_and_what_follows_it_is_not(clerk: Clerk) -> None:
    comment = Draft("matter.commented.v1", "{}", (), NOON.date())

    def with_more(part: Slice) -> Slice:
        first = part.drafts[0]
        more = comment._replace(
            kind=commented,
            data=json.dumps({"kind": commented, "text": "多", "attachments": []}),
            tags=first.tags,
        )
        return part._replace(drafts=(more, *part.drafts))

    await clerk.act(FILING, m.Comment(text="备注"), WANG)
    (entry,) = await clerk.journal.load(FILING)
    commented = entry.kind
    other = "filing/K-2/1"
    await filed(clerk, in_slice(0, with_more), stream=other)
    (found,) = await clerk.findings(other)
    assert places([found]) == [(Departure.EXTRA, other, 1)]
    assert found.kind == commented


async def test_an_entry_that_is_missing_is_told(clerk: Clerk) -> None:
    await filed(clerk)

    def without_the_last(part: Slice) -> Slice:
        return part._replace(drafts=part.drafts[:-1])

    await clerk.act(FILING, c.LinkContract(), ZHAO, later())
    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(2), in_slice(0, without_the_last))
    (found,) = await clerk.findings()
    assert (found.what, found.stream, found.version) == (Departure.MISSING, FILING, 4)
    assert found.kind == "follow_up.promised.v1"


async def test_a_command_that_a_rule_refuses_is_told_with_that_rule(clerk: Clerk) -> None:
    await filed(clerk)

    def by_the_submitter(submission: Submission) -> Submission:
        actor = submission.actor.model_copy(update={"id": WANG})
        return submission.model_copy(update={"actor": actor})

    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(), by_the_submitter)
    (found,) = await clerk.findings()
    assert (found.what, found.stream, found.version) == (Departure.REFUSED, FILING, 2)
    assert found.refusal is not None
    assert (found.refusal.rule, found.command) == ("matter.same-person", "acknowledge_filing")


async def test_a_claim_that_differs_is_told_where_it_claims(clerk: Clerk) -> None:
    def claimed_twice(part: Slice) -> Slice:
        return part._replace(drafts=part.drafts * 2)

    await filed(clerk, in_slice(1, claimed_twice))
    assert places(await clerk.findings(CONTRACT)) == [(Departure.EXTRA, CONTRACT, 2)]


async def test_a_claim_that_is_missing_is_told(clerk: Clerk) -> None:
    await filed(clerk, lambda submission: submission.model_copy(update={"slices": submission.slices[:1]}))
    assert places(await clerk.findings()) == [(Departure.MISSING, CONTRACT, 1)]


async def test_a_wrong_tag_is_told(clerk: Clerk) -> None:
    await filed(clerk, in_draft(lambda draft: draft._replace(tags=(*draft.tags, "org:o-9"))))
    (found,) = await clerk.findings()
    assert [(one.field, one.after) for one in found.differences] == [("tags[5]", "org:o-9")]


async def test_another_date_on_the_paper_of_one_entry_is_told(clerk: Clerk) -> None:
    await filed(clerk, in_draft(lambda draft: draft._replace(acted_on=date(2026, 1, 1)), of_slice=1))
    (found,) = await clerk.findings()
    assert found.stream == CONTRACT
    assert fields(found) == {"acted_on": ("2026-10-15", "2026-01-01")}


async def test_a_cause_that_was_rewritten_is_told_by_what_it_would_have_led_to(clerk: Clerk) -> None:
    def another_cause(submission: Submission) -> Submission:
        command = json.loads(submission.cause_body) | {"enterprise": "e-7"}
        return submission.model_copy(update={"cause_body": json.dumps(command)})

    await filed(clerk, another_cause)
    found = await clerk.findings()
    assert {"data.enterprise": ("e-7", "e-1")}.items() <= fields(found[0]).items()


async def test_a_cause_that_cannot_be_read_is_told(clerk: Clerk) -> None:
    await filed(clerk, lambda submission: submission.model_copy(update={"cause_body": '{"kind": "nothing"}'}))
    (found,) = await clerk.findings()
    assert found.what is Departure.UNREADABLE
    assert "nothing" in found.problem


async def test_what_follows_a_command_that_cannot_be_read_is_still_judged(clerk: Clerk) -> None:
    await filed(clerk, lambda submission: submission.model_copy(update={"cause_body": "{}"}))
    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later())
    assert places(await clerk.findings()) == [(Departure.UNREADABLE, FILING, 1)]


@pytest.mark.parametrize("field", ["policy", "calendar", "besides"])
async def test_rules_that_no_documents_give_are_told(clerk: Clerk, field: str) -> None:
    def invented(part: Slice) -> Slice:
        return part._replace(rules=stamp)

    await filed(clerk)
    stamp = (stamped := said((await clerk.journal.load(FILING))[0]).rules) and stamped.model_copy(
        update={field: "e" * 64}
    )
    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(), in_slice(0, invented))
    assert places(await clerk.findings()) == [(Departure.NO_RULES, FILING, 2)]


async def test_a_stream_that_goes_on_under_another_policy_is_told(clerk: Clerk) -> None:
    await filed(clerk)
    await clerk.adopt(ANSWERED_IN_7, date(2026, 10, 1))
    await filed(clerk, stream="filing/K-2/1")
    (other, *_) = await clerk.journal.load("filing/K-2/1")
    stamp = said(other).rules

    def under_the_other(part: Slice) -> Slice:
        return part._replace(rules=stamp)

    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(), in_slice(0, under_the_other))
    assert places(await clerk.findings()) == [(Departure.NOT_PINNED, FILING, 2)]


async def test_a_policy_that_is_not_in_force_yet_opens_nothing(clerk: Clerk) -> None:
    policy = await clerk.adopt(ANSWERED_IN_7, date(2027, 1, 1))
    await filed(clerk, at=datetime(2027, 1, 4, tzinfo=UTC), stream="filing/K-2/1")
    stamp = said((await clerk.journal.load("filing/K-2/1"))[0]).rules
    assert stamp is not None
    assert stamp.policy.startswith(policy.removeprefix("policy/"))

    def too_early(part: Slice) -> Slice:
        return part._replace(rules=stamp)

    await filed(clerk, in_slice(0, too_early), later())
    assert places(await clerk.findings()) == [(Departure.NOT_IN_FORCE, FILING, 1)]


async def test_a_process_may_go_on_under_documents_that_were_the_newest_when_it_loaded(clerk: Clerk) -> None:
    await filed(clerk)
    before = said((await clerk.journal.load(FILING))[0]).rules
    await clerk.adopt(ANSWERED_IN_7, date(2027, 1, 1))

    def still_under_them(part: Slice) -> Slice:
        return part._replace(rules=before)

    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(), in_slice(0, still_under_them))
    assert await clerk.findings() == []


async def test_documents_that_were_adopted_afterwards_judge_nothing(clerk: Clerk, postgres: Server) -> None:
    async with clerk_of(postgres) as elsewhere:
        await elsewhere.adopt(ANSWERED_IN_7, date(2027, 1, 1))
        await filed(elsewhere)
        stamp = said((await elsewhere.journal.load(FILING))[0]).rules

    def ahead_of_its_time(part: Slice) -> Slice:
        return part._replace(rules=stamp)

    await filed(clerk, in_slice(0, ahead_of_its_time))
    await clerk.adopt(ANSWERED_IN_7, date(2027, 1, 1), later())
    assert places(await clerk.findings()) == [(Departure.NO_RULES, FILING, 1)]


async def test_a_policy_that_comes_into_force_later_stands_in_the_stamp(clerk: Clerk) -> None:
    await clerk.adopt(ANSWERED_IN_7, date(2027, 1, 1), later(5))
    await filed(clerk, at=later(6))
    told = await clerk.journal.load(FILING)
    stamp = said(told[0]).rules
    assert stamp is not None
    assert stamp.besides is not None  # the later policy can be met
    assert await clerk.findings() == []


async def test_a_claim_is_judged_and_stamped_by_the_rules_of_the_claimed_stream(clerk: Clerk) -> None:
    until = date(2027, 3, 31)
    serving = AssignAdviser(
        enterprise="e-9", by="establishment/b-9", starts_on=date(2026, 4, 1), ends_on=until
    )
    await clerk.act("adviser/a-1", serving, "service")
    one_only = default_policy_text().replace(
        "adviser_enterprises_maximum = { value = 3", "adviser_enterprises_maximum = { value = 1"
    )
    await clerk.adopt(one_only, date(2026, 10, 1))
    stream, enterprise = "establishment/b-1", await enrolled(clerk)
    covered = application(Mode.WORK_COVERAGE, partners=(partner(enterprise, 0),))
    await clerk.act(stream, apply(covered), WANG, later(1))
    await clerk.act(stream, SIMPLY, ZHAO, later(2))
    await clerk.act(stream, place(starts="2026-10-15"), ZHAO, later(3), role=Role.APPROVER)
    assigned = (await clerk.journal.load("adviser/a-1"))[-1]
    placed = (await clerk.journal.find(assigned.command_id))[0]
    its, theirs = said(assigned).rules, said(placed).rules
    assert its is not None
    assert theirs is not None
    assert its.policy != theirs.policy
    assert await clerk.findings() == []
    assert await clerk.findings("adviser/a-1") == []


async def test_today_tells_what_todays_policy_would_have_done_otherwise_and_nothing_else(
    clerk: Clerk,
) -> None:
    await filed(clerk)
    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later())
    await clerk.adopt(ANSWERED_IN_7, date(2026, 11, 1), later(2))
    assert await clerk.findings(today=date(2026, 10, 31)) == []
    (found,) = await clerk.findings(today=date(2026, 11, 1))
    assert (found.what, found.stream, found.version) == (Departure.DIFFERENT, FILING, 1)
    assert fields(found)["data.answer.term.value"] == (7, 5)
    assert set(fields(found)) <= {
        f"data.answer.{one}" for one in ("term.value", "due_on", "remind_on", "escalate_on")
    }
    assert await clerk.findings() == []


async def test_today_tells_what_todays_policy_refuses(clerk: Clerk) -> None:
    until = date(2027, 3, 31)
    for number in (1, 2):
        serving = AssignAdviser(
            enterprise=f"e-{number}",
            by=f"establishment/b-{number}",
            starts_on=date(2026, 4, 1),
            ends_on=until,
        )
        await clerk.act("adviser/a-1", serving, "service")
    one_only = default_policy_text().replace(
        "adviser_enterprises_maximum = { value = 3", "adviser_enterprises_maximum = { value = 1"
    )
    await clerk.adopt(one_only, date(2026, 10, 1))
    (found,) = await clerk.findings(today=date(2026, 10, 15))
    assert places([found]) == [(Departure.REFUSED, "adviser/a-1", 2)]


async def test_the_journals_own_entries_have_no_rules(clerk: Clerk) -> None:
    assert await clerk.findings("journal/nature") == []


async def test_a_revoked_decision_is_judged_by_what_was_known_and_what_follows_by_what_is_left(
    clerk: Clerk,
) -> None:
    await filed(clerk)
    await clerk.act(FILING, c.RequestCorrection(items=("缺页",)), ZHAO, later(1))
    await clerk.act(FILING, m.RevokeDecision(version=2, reason="错", document="示1号"), "p-qian", later(2))
    # without what was revoked it waits for its answer again
    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(3))
    assert await clerk.findings() == []
    assert await clerk.findings(FILING) == []


async def test_a_command_that_cites_what_did_not_exist_is_refused(clerk: Clerk) -> None:
    def citing(submission: Submission) -> Submission:
        command = json.loads(submission.cause_body)
        command["contract_entry"] = {"stream": "contract/K-9", "version": 1}
        return submission.model_copy(update={"cause_body": json.dumps(command)})

    await filed(clerk, citing)
    for stream in (None, FILING):
        (found,) = await clerk.findings(stream)
        assert found.refusal is not None
        assert found.refusal.rule == "record.cited-entry"


async def test_a_correction_of_what_was_never_said_is_refused(clerk: Clerk) -> None:
    def never_said(submission: Submission) -> Submission:
        command = json.loads(submission.cause_body) | {"was": "e-8"}
        (part,) = submission.slices
        (draft,) = part.drafts
        told = draft._replace(data=json.dumps(json.loads(draft.data) | {"was": "e-8"}))
        slices = (part._replace(drafts=(told,)),)
        return submission.model_copy(update={"cause_body": json.dumps(command), "slices": slices})

    await filed(clerk)
    await clerk.act(FILING, MEND, "p-qian", later(), never_said, role=Role.REGISTRAR)
    (found,) = await clerk.findings()
    assert found.refusal is not None
    assert (found.version, found.refusal.rule) == (2, WrongWasError.rule)


async def test_states_that_were_forgotten_are_folded_again(clerk: Clerk) -> None:
    streams = ("filing/K-1/1", "filing/K-2/1")
    for hours, stream in enumerate(streams):
        await filed(clerk, stream=stream, at=later(hours))
    for hours, stream in enumerate(streams, start=2):
        await clerk.act(stream, MEND, "p-qian", later(hours), role=Role.REGISTRAR)
    for hours, stream in enumerate(streams, start=4):
        await clerk.act(stream, c.AcknowledgeFiling(), ZHAO, later(hours))
    for remembered in (1, 2, 100):
        checks = [one async for one in conform_all(clerk.journal, remembered=remembered)]
        assert [one.findings for one in checks if one.findings] == []
        assert sum(len(one.act.entries) for one in checks) == await clerk.journal.length()


async def test_one_command_is_judged_by_itself_by_the_rules_of_then_and_of_today(clerk: Clerk) -> None:
    await filed(clerk, in_draft(data(late_by_days=3)))
    await clerk.act(FILING, c.AcknowledgeFiling(), ZHAO, later(1))
    forged, sound = await clerk.journal.load(FILING, limit=2)
    (found,) = (await conform_command(clerk.journal, forged.command_id)).findings
    assert (found.what, found.version) == (Departure.DIFFERENT, 1)
    assert (await conform_command(clerk.journal, sound.command_id)).findings == ()
    assert (await conform_command(clerk.journal, sound.command_id, NOON.date())).findings == ()
