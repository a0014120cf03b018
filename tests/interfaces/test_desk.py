"""The desk on the real engines: who may, repetitions, refusals on record, numbers found by themselves, reading."""

from datetime import timedelta

import pytest
from temporalio.client import Client

from domain.filing import commands as c
from domain.filing.state import FilingState
from domain.matter.commands import Comment, DelegateTask, Reassign
from domain.orders import Role
from domain.refused.decider import RefusalRecorded
from domain.roster.commands import DelegateOffice, EndDelegation
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.answers import DeskUnavailableError, RefusedError
from interfaces.desk.desk import Desk, Sender
from interfaces.desk.worklist import Filter
from journal.journal import Journal
from tests.domain.test_filing import submit
from tests.interfaces.conftest import Office, desk_of
from tests.journal.sealing import seal_all
from tests.postgres import Database
from workflows.plugin import plugin

OPERATOR, OTHER_OPERATOR, REGISTRAR = "p-1301", "p-1302", "p-1305"
"""Of township t1, where the filings lie."""
FOREIGN_REGISTRAR = "p-1405"
"""Of township t2."""
COUNTY_REGISTRAR, COUNTY_REVIEWER = "p-1205", "p-1203"
ROSTER = "roster/o-37"


def contract() -> str:
    return f"K-{new_id().hex[-12:]}"


def submission(org: str = "o-370199-t1") -> c.SubmitFiling:
    branch = f"b-{new_id().hex[-12:]}"
    return submit("2026-09-24", org=org, branch=branch).model_copy(update={"contract_entry": None})


async def refused(desk: Desk, stream: str, command: object, person: str, **more: object) -> RefusedError:
    with pytest.raises(RefusedError) as told:
        await desk.settle(stream, command, Sender(person, **more))  # type: ignore[arg-type]
    return told.value


async def on_record(office: Office, org: str, stream: str) -> list[RefusalRecorded]:
    found = []
    for book in await office.desk.streams("refusals"):
        if book.startswith(f"refusals/{org}/"):
            found += [one.event for one in await office.desk.facts(book) if one.event.stream == stream]
    return found


async def test_an_operator_files_and_the_registrar_of_the_same_office_acknowledges(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    filed = await office.desk.execute(stream, submission(), person=OPERATOR)
    assert (filed.stream, filed.version) == (stream, 1)
    assert {task.role for task in filed.tasks} == {Role.REGISTRAR}
    acknowledged = await office.desk.execute(stream, c.AcknowledgeFiling(), person=REGISTRAR)
    assert "filing.acknowledged.v1" in await office.service.kinds(stream)
    assert acknowledged.position > filed.position


async def test_the_superiors_registrar_may_act_and_that_of_another_township_may_not(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    told = await refused(office.desk, stream, c.AcknowledgeFiling(), FOREIGN_REGISTRAR)
    assert told.refusal.rule == "permission.denied"
    assert "p-1405" in told.refusal.zh
    assert told.refusal.data["org"] == "o-370199-t1"
    await office.desk.execute(stream, c.AcknowledgeFiling(), person=COUNTY_REGISTRAR)
    assert "filing.acknowledged.v1" in await office.service.kinds(stream)


async def test_a_repeated_order_gets_its_first_answer(office: Office) -> None:
    stream, command_id, once = f"filing/{contract()}/1", new_id(), submission()
    first = await office.desk.execute(stream, once, person=OPERATOR, command_id=command_id)
    again = await office.desk.execute(stream, once, person=OPERATOR, command_id=command_id)
    assert again == first
    assert await office.service.journal.version(stream) == 1


async def test_an_id_that_was_used_for_another_order_is_refused(office: Office) -> None:
    stream, command_id = f"filing/{contract()}/1", new_id()
    await office.desk.execute(stream, submission(), person=OPERATOR, command_id=command_id)
    other = await refused(office.desk, stream, Comment(text="别的"), OPERATOR, command_id=command_id)
    assert other.refusal.rule == "journal.command-reused"


async def test_a_refusal_goes_on_record_each_time_and_never_into_the_case(office: Office) -> None:
    stream, command_id = f"filing/{contract()}/1", new_id()
    await office.desk.execute(stream, submission(), person=OPERATOR)
    for _ in range(2):
        await refused(office.desk, stream, c.Withdraw(reason="误报"), REGISTRAR, command_id=command_id)
    kept = await on_record(office, "o-370199-t1", stream)
    assert [(one.command, one.rule, one.person) for one in kept] == [
        ("withdraw_filing", "permission.denied", REGISTRAR)
    ] * 2
    assert {one.command_id for one in kept} == {str(command_id)}
    assert await office.service.journal.version(stream) == 1


async def test_what_a_rule_of_the_case_refuses_goes_on_record_as_well(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    told = await refused(office.desk, stream, c.Correct(change=submission().change), OPERATOR)
    assert told.refusal.rule == "matter.not-now"
    assert [one.rule for one in await on_record(office, "o-370199-t1", stream)] == ["matter.not-now"]


async def test_a_stale_sender_is_refused(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    await office.desk.execute(stream, Comment(text="材料已收"), person=REGISTRAR)
    told = await refused(office.desk, stream, c.AcknowledgeFiling(), REGISTRAR, expected=1)
    assert told.refusal.rule == "matter.stale"


@pytest.mark.parametrize(
    ("stream", "rule"),
    [("filing/K-never/1", "permission.no-case"), ("nothing/K-1/1", "process.unknown")],
)
async def test_what_was_never_opened_says_so(office: Office, stream: str, rule: str) -> None:
    told = await refused(office.desk, stream, c.AcknowledgeFiling(), REGISTRAR)
    assert told.refusal.rule == rule


async def test_who_stands_in_acts_for_the_holder_until_it_is_ended(office: Office) -> None:
    today = office.desk.today
    lent = DelegateOffice(
        org="o-370199-t2",
        role=Role.REGISTRAR,
        principal=FOREIGN_REGISTRAR,
        to="p-1401",
        since=today,
        until=today + timedelta(days=3),
    )
    first, second = f"filing/{contract()}/1", f"filing/{contract()}/1"
    for stream in (first, second):
        await office.desk.execute(stream, submission("o-370199-t2"), person="p-1402")
    await office.desk.execute(ROSTER, lent, person=FOREIGN_REGISTRAR)
    await office.desk.execute(first, c.AcknowledgeFiling(), person="p-1401")
    actor = (await office.desk.facts(first))[1].actor
    assert (actor.id, actor.on_behalf_of, actor.role) == ("p-1401", FOREIGN_REGISTRAR, Role.REGISTRAR)
    ended = EndDelegation(org="o-370199-t2", role=Role.REGISTRAR, principal=FOREIGN_REGISTRAR, to="p-1401")
    await office.desk.execute(ROSTER, ended, person=FOREIGN_REGISTRAR)
    told = await refused(office.desk, second, c.AcknowledgeFiling(), "p-1401")
    assert told.refusal.rule == "permission.denied"


async def test_a_case_takes_its_parents_next_number_and_a_repetition_finds_it(office: Office) -> None:
    name, once, sender = contract(), submission(), Sender(OPERATOR, command_id=new_id())
    first = await office.desk.open("filing", once, (name,), sender)
    assert first.stream == f"filing/{name}/1"
    assert await office.desk.open("filing", once, (name,), sender) == first
    await office.desk.execute(first.stream, c.AcknowledgeFiling(), person=REGISTRAR)
    assert await office.desk.next_stream("filing", name) == f"filing/{name}/2"


async def test_a_second_open_filing_of_a_contract_is_refused_with_the_first_ones_name(
    office: Office,
) -> None:
    name = contract()
    first = await office.desk.open("filing", submission(), (name,), Sender(OPERATOR))
    with pytest.raises(RefusedError) as told:
        await office.desk.open("filing", submission(), (name,), Sender(OPERATOR))
    assert told.value.refusal.rule == "serial.already-open"
    assert told.value.refusal.data["by"] == first.stream


@pytest.mark.parametrize(("process", "parts"), [("filing", ()), ("filing", ("a", "b")), ("contract", ("a",))])
async def test_a_name_of_another_shape_says_what_it_takes(
    office: Office, process: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(RefusedError) as told:
        await office.desk.open(process, submission(), parts, Sender(OPERATOR))
    assert told.value.refusal.rule == "desk.wrong-name"


async def test_a_state_is_read_as_it_was_known(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    before = now()
    await office.desk.execute(stream, submission(), person=OPERATOR)
    between = now()
    await office.desk.execute(stream, c.AcknowledgeFiling(), person=REGISTRAR)
    states = [
        (await office.desk.state(stream)).state,
        (await office.desk.state(stream, version=1)).state,
        (await office.desk.state(stream, at=between)).state,
        (await office.desk.state(stream, at=before)).state,
    ]
    assert all(isinstance(one, FilingState) for one in states)
    assert [str(getattr(one, "status", "")) for one in states] == ["filed", "submitted", "submitted", "none"]


async def test_everything_shown_says_whether_it_is_sealed(office: Office) -> None:
    name = contract()
    stream = f"filing/{name}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    await seal_all(Database(office.dsn, office.dsn))
    answer = await office.desk.execute(stream, c.AcknowledgeFiling(), person=REGISTRAR)
    first = await office.desk.state(stream, version=1)
    last = await office.desk.state(stream)
    assert (first.sealed, last.sealed, last.position) == (True, False, answer.position)
    assert not (await office.desk.state("filing/K-nowhere/1")).sealed
    told = await office.desk.timeline(stream)
    assert [line.sealed for line in told.items] == [True] + [False] * (len(told.items) - 1)
    assert len(told.items) > 1
    assert first.position <= told.seal.sealed == told.seal.signed == (await office.desk.seal()).signed
    assert (
        (await office.desk.work(REGISTRAR)).seal == (await office.desk.pool("o-370199-t1")).seal == told.seal
    )
    await seal_all(Database(office.dsn, office.dsn))
    assert (await office.desk.state(stream)).sealed


async def test_a_story_has_names_and_both_languages_of_one_stream_or_of_a_tag(office: Office) -> None:
    name = contract()
    stream = f"filing/{name}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    (line,) = (await office.desk.timeline(stream)).items
    assert (line.person, line.role, line.org) == (OPERATOR, Role.OPERATOR, "o-370199-t1")
    assert line.name.endswith("示例")
    assert "备案" in line.zh
    assert "Filed" in line.en
    tagged = (await office.desk.timeline(f"contract:{name}")).items
    assert {one.stream for one in tagged} == {stream, f"contract/{name}"}


async def waiting(office: Office, person: str | None, stream: str, **wanted: object) -> list[str]:
    found = await office.desk.work(person, Filter(process="filing", **wanted))  # type: ignore[arg-type]
    assert not found.behind
    return [one.task.action for one in found.items if one.stream == stream]


async def test_work_waits_for_the_nearest_office_and_in_reach_for_its_superior(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    both = ["answer_filing", "link_contract"]
    assert await waiting(office, REGISTRAR, stream) == both
    assert await waiting(office, None, stream, org="o-370199-t1") == both
    assert await waiting(office, None, stream, org="o-370199-t2") == []
    assert await waiting(office, None, stream, overdue=True) == []
    assert await waiting(office, COUNTY_REGISTRAR, stream) == []
    assert await waiting(office, COUNTY_REGISTRAR, stream, reach=True) == both
    assert await waiting(office, FOREIGN_REGISTRAR, stream, reach=True) == []
    assert await waiting(office, OPERATOR, stream) == []


async def test_where_too_few_can_decide_the_step_waits_for_the_superior(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission("o-370199-k1"), person="p-1601")
    assert "answer_filing" in await waiting(office, COUNTY_REGISTRAR, stream)


async def test_a_step_that_was_given_to_one_person_waits_for_nobody_else(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    given = Reassign(action="answer_filing", to=COUNTY_REGISTRAR)
    await office.desk.execute(stream, given, person=REGISTRAR)
    assert await waiting(office, REGISTRAR, stream) == ["link_contract"]
    assert await waiting(office, COUNTY_REGISTRAR, stream) == ["answer_filing"]
    until = office.desk.today + timedelta(days=1)
    await office.desk.execute(
        stream, DelegateTask(action="answer_filing", to=REGISTRAR, until=until), person=REGISTRAR
    )
    assert await waiting(office, REGISTRAR, stream) == ["answer_filing", "link_contract"]


async def test_an_unreachable_temporal_says_repeat_and_names_the_order(office: Office) -> None:
    plugins = [plugin(office.desk.catalogue)]
    nowhere = await Client.connect("127.0.0.1:1", lazy=True, plugins=plugins)
    desk = desk_of(office.service._replace(client=nowhere))
    command_id = new_id()
    with pytest.raises(DeskUnavailableError) as told:
        await desk.execute(f"filing/{contract()}/1", submission(), person=OPERATOR, command_id=command_id)
    assert str(command_id) in told.value.zh
    assert "Temporal" in told.value.en


async def test_a_journal_that_is_away_says_repeat(office: Office) -> None:
    journal = await Journal.open(office.dsn)
    await journal.close()
    desk = desk_of(office.service._replace(journal=journal))
    with pytest.raises(DeskUnavailableError, match="PostgreSQL"):
        await desk.execute("filing/K-1/1", submission(), person=OPERATOR)


async def test_a_clerk_records_what_another_decided_whose_office_is_asked_for(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    for nobody in ("p-9999", FOREIGN_REGISTRAR, OTHER_OPERATOR):
        told = await refused(office.desk, stream, c.AcknowledgeFiling(), OTHER_OPERATOR, decided_by=nobody)
        assert told.refusal.rule == "permission.denied"
    await office.desk.execute(stream, c.AcknowledgeFiling(), person=OTHER_OPERATOR, decided_by=REGISTRAR)
    lines = (await office.desk.timeline(stream)).items
    acknowledged = next(one for one in lines if one.kind == "filing.acknowledged.v1")
    assert (acknowledged.person, acknowledged.decided_by) == (OTHER_OPERATOR, REGISTRAR)


async def test_a_step_is_given_to_nobody_who_could_not_take_it(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    given = Reassign(action="answer_filing", to=OPERATOR)
    assert (await refused(office.desk, stream, given, REGISTRAR)).refusal.rule == "permission.assignee"


async def test_many_are_settled_each_by_itself_and_once(office: Office) -> None:
    streams = [f"filing/{contract()}/1" for _ in range(3)]
    for stream in streams[:2]:
        await office.desk.execute(stream, submission(), person=OPERATOR)
    by = Sender(REGISTRAR, new_id())
    orders = [(stream, c.AcknowledgeFiling()) for stream in reversed(streams)]
    first = [one async for one in office.desk.settle_all(orders, by)]
    assert [stream for stream, _ in first] == list(reversed(streams))
    assert [getattr(answer, "rule", None) for _, answer in first] == ["permission.no-case", None, None]
    again = [one async for one in office.desk.settle_all(orders, by)]
    assert [getattr(answer, "position", None) for _, answer in again] == [
        getattr(answer, "position", None) for _, answer in first
    ]


async def test_a_refusal_names_the_office_in_which_it_was_tried(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    await refused(office.desk, stream, Comment(text="x"), OPERATOR, expected=9)
    book = f"refusals/o-370199-t1/{office.desk.today:%Y-%m}"
    roles = {one.actor.role for one in await office.desk.facts(book) if one.event.stream == stream}
    assert roles == {Role.OPERATOR}


async def test_a_state_is_read_as_it_was_valid_on_a_day(office: Office) -> None:
    stream = f"filing/{contract()}/1"
    today = office.desk.today
    await office.desk.execute(stream, submission(), person=OPERATOR, acted_on=today - timedelta(days=3))
    await office.desk.execute(
        stream, c.RequestCorrection(items=("缺页",)), person=REGISTRAR, acted_on=today - timedelta(days=1)
    )
    then = await office.desk.state(stream, valid_on=today - timedelta(days=2))
    assert (then.version, str(getattr(then.state, "status", ""))) == (1, "submitted")
    assert (await office.desk.state(stream, valid_on=today - timedelta(days=4))).version == 0
    now_valid = (await office.desk.state(stream, valid_on=today)).state
    assert now_valid == (await office.desk.state(stream)).state
