"""Events on their way out of the inbox: each has one effect, those of one subject in their order, whatever happens."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from temporalio.client import Client

from domain.catalogue import Catalogue
from domain.inbox.commands import RedriveEvent
from domain.inbox.decider import NotDeadError
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.answers import RefusedError
from interfaces.desk.desk import Desk, Sender
from interfaces.upstream.delivering import Postman
from interfaces.upstream.receipts import Receipt
from ledger.letters import Letter, Letters, Turn
from tests.interfaces.conftest import QUEUE, Office
from tests.interfaces.upstream.conftest import Door
from tests.interfaces.upstream.relays import (
    Line,
    enterprise_of,
    fresh_code,
    letters_of,
    registered,
    relaying,
    send,
    settled,
)
from tests.interfaces.upstream.systems import SYSTEM
from tests.service import REAL
from workflows.plugin import plugin

ADMIN = "p-1001"


async def names(office: Office, code: str) -> list[str]:
    """Return the names that a register told of an enterprise, in order."""
    entries = await office.service.journal.load(enterprise_of(code))
    told = [json.loads(one.decoded().data) for one in entries]
    return [one["row"]["name"] for one in told if "row" in one]


async def outcomes(office: Office, receipt: Receipt) -> list[str]:
    """Return what became of an event, entry by entry."""
    (entry,) = await office.service.journal.at([receipt.position or 0])
    later = await office.service.journal.load(entry.stream, entry.version)
    return [one.kind for one in later if f'"of":{entry.version},' in one.body.decode()]


async def turn_of(office: Office, receipt: Receipt) -> Turn:
    await letters_of(office.service.journal, [receipt])
    pending = (await Letters(office.service.journal).pending(0, 10_000)).rows
    return next(one for one in pending if one.position == receipt.position)


async def redrive(desk: Desk, letter: Letter) -> None:
    await desk.settle(letter.stream, RedriveEvent(of=letter.event, reason="已补登记"), Sender(ADMIN))


async def test_an_event_reaches_the_case_it_concerns_as_the_system(office: Office, door: Door) -> None:
    code = fresh_code()
    receipts = await send(door, registered(door, code, "示例甲公司"))
    async with relaying(office):
        (letter,) = await settled(office, receipts)
    assert letter.standing == "delivered"
    first = (await office.service.journal.load(enterprise_of(code)))[0].decoded()
    assert (first.actor.id, first.actor.role) == (SYSTEM, "upstream")
    assert await outcomes(office, receipts[0]) == ["inbox.routed.v1", "inbox.delivered.v1"]


async def test_the_same_event_fifty_times_at_once_has_one_effect(office: Office, door: Door) -> None:
    code = fresh_code()
    event = registered(door, code, "示例乙公司")
    async with relaying(office):
        answers = await asyncio.gather(*(send(door, event) for _ in range(50)))
        receipts = [receipt for some in answers for receipt in some]
        await settled(office, receipts)
        again = await send(door, event)
    assert len({receipt.position for receipt in [*receipts, *again]}) == 1
    assert await names(office, code) == ["示例乙公司"]
    assert await outcomes(office, receipts[0]) == ["inbox.routed.v1", "inbox.delivered.v1"]


async def test_events_of_one_subject_keep_their_order_and_a_blocked_one_holds_up_no_other(
    office: Office, door: Door
) -> None:
    blocked, free = fresh_code(), [fresh_code() for _ in range(20)]
    told = [registered(door, blocked, f"第{n}名") for n in range(5)]
    receipts = await send(door, *told)
    others = await send(door, *(registered(door, code, "某公司") for code in free))
    postman, opened = Postman(office.desk, office.service.journal), asyncio.Event()

    async def deliver(turn: Turn) -> None:
        if turn.subject == blocked:
            await opened.wait()
        await postman.deliver(turn)

    async with relaying(office, deliver):
        assert {one.standing for one in await settled(office, others)} == {"delivered"}
        assert {one.standing for one in await letters_of(office.service.journal, receipts)} == {"pending"}
        opened.set()
        assert {one.standing for one in await settled(office, receipts)} == {"delivered"}
    assert await names(office, blocked) == [f"第{n}名" for n in range(5)]


async def test_what_nobody_understands_or_a_rule_refuses_is_a_dead_letter_with_the_reason(
    office: Office, door: Door
) -> None:
    code = fresh_code()
    receipts = await send(
        door,
        door.system.event(type="cn.example.unknown.v1"),
        registered(door, code, "", subject="wrong data"),
        registered(door, fresh_code(), "无处公司", org=None),
        registered(door, code, "外地公司", org="o-37"),
    )
    async with relaying(office):
        letters = await settled(office, receipts)
    assert [(one.standing, one.rule) for one in letters] == [
        ("dead", "upstream.unknown-type"),
        ("dead", "upstream.wrong-data"),
        ("dead", "upstream.no-place"),
        ("dead", "permission.denied"),
    ]
    assert dict(letters[0].data)["given"] == "cn.example.unknown.v1"
    assert await office.service.journal.load(enterprise_of(code)) == []


async def test_a_dead_letter_is_delivered_again_once_things_stand_otherwise(
    office: Office, door: Door
) -> None:
    code = fresh_code()
    early = registered(door, code, "新名称公司", org=None)
    receipts = await send(door, early)
    async with relaying(office):
        (letter,) = await settled(office, receipts)
        assert letter.rule == "upstream.no-place"
        await settled(office, await send(door, registered(door, code, "旧名称公司")))
        await redrive(office.desk, letter)
        (letter,) = await settled(office, receipts)
        assert letter.standing == "delivered"
        assert await names(office, code) == ["旧名称公司", "新名称公司"]
        with pytest.raises(RefusedError) as refused:
            await redrive(office.desk, letter)
        assert refused.value.refusal.rule == NotDeadError.rule
    assert await outcomes(office, receipts[0]) == [
        "inbox.dead.v1",
        "inbox.redriven.v1",
        "inbox.routed.v1",
        "inbox.delivered.v1",
    ]


async def test_only_an_administrator_has_a_dead_letter_delivered_again(office: Office, door: Door) -> None:
    receipts = await send(door, door.system.event(type="cn.example.unknown.v1"))
    async with relaying(office):
        (letter,) = await settled(office, receipts)
    for person in ("p-1301", SYSTEM):
        with pytest.raises(RefusedError) as refused:
            await office.desk.settle(
                letter.stream, RedriveEvent(of=letter.event, reason="试"), Sender(person)
            )
        assert refused.value.refusal.rule == "permission.denied"


class Killed(BaseException):
    """The process is gone."""


def stumbling(postman: Postman, at: int) -> Callable[[], int]:
    """Kill a postman at a step, before or after it: the steps of a delivery are what it puts down and what it orders."""
    steps = 0

    def around(step: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def killed_around(*arguments: Any, **named: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == at:
                raise Killed
            answer = await step(*arguments, **named)
            steps += 1
            if steps == at:
                raise Killed
            return answer

        return killed_around

    desk: Any = postman._desk  # noqa: SLF001
    inboxes: Any = postman._inboxes  # noqa: SLF001
    inboxes.put_down = around(inboxes.put_down)
    desk.settle = around(desk.settle)
    return lambda: steps


def desk_like(office: Office, client: Client | None = None) -> Desk:
    return Desk(
        office.service.journal,
        client or office.service.client,
        Catalogue(documents.messages()),
        REAL,
        now=now,
        new_id=new_id,
        task_queue=QUEUE,
    )


async def test_killed_at_any_step_and_repeated_it_has_one_effect(office: Office, door: Door) -> None:
    journal = office.service.journal
    at, steps = 1, 6
    while at <= steps:
        code = fresh_code()
        (receipt,) = await send(door, registered(door, code, "示例丙公司"))
        turn = await turn_of(office, receipt)
        first = Postman(desk_like(office), journal)
        counted = stumbling(first, at)
        with pytest.raises(Killed):
            await first.deliver(turn)
        assert counted() == at
        await Postman(desk_like(office), journal).deliver(turn)
        await Postman(desk_like(office), journal).deliver(turn)
        assert await names(office, code) == ["示例丙公司"], at
        assert await outcomes(office, receipt) == ["inbox.routed.v1", "inbox.delivered.v1"], at
        at += 1
    # and there is no step beyond
    (receipt,) = await send(door, registered(door, fresh_code(), "示例丙公司"))
    last = Postman(desk_like(office), journal)
    counted = stumbling(last, steps + 1)
    await last.deliver(await turn_of(office, receipt))
    assert counted() == steps


async def test_a_dead_letter_that_is_killed_on_its_way_is_one_dead_letter(office: Office, door: Door) -> None:
    for at in (1, 2):
        (receipt,) = await send(door, door.system.event(type="cn.example.unknown.v1"))
        turn = await turn_of(office, receipt)
        first = Postman(desk_like(office), office.service.journal)
        stumbling(first, at)
        with pytest.raises(Killed):
            await first.deliver(turn)
        await Postman(office.desk, office.service.journal).deliver(turn)
        assert await outcomes(office, receipt) == ["inbox.dead.v1"]


async def test_two_who_both_believe_to_lead_do_everything_once(office: Office, door: Door) -> None:
    journal = office.service.journal
    for _ in range(5):
        code = fresh_code()
        (receipt,) = await send(door, registered(door, code, "示例丁公司"))
        turn = await turn_of(office, receipt)
        await asyncio.gather(*(Postman(desk_like(office), journal).deliver(turn) for _ in range(4)))
        assert await names(office, code) == ["示例丁公司"]
        assert await outcomes(office, receipt) == ["inbox.routed.v1", "inbox.delivered.v1"]


async def test_relays_that_are_killed_again_and_again_lose_nothing_and_double_nothing(
    office: Office, door: Door
) -> None:
    codes = [fresh_code() for _ in range(6)]
    receipts = await send(door, *(registered(door, code, f"第{n}名") for n in range(4) for code in codes))
    for _ in range(8):
        async with relaying(office) as relay:
            await asyncio.sleep(0.15)  # however far it has come
            relay._task.cancel()  # noqa: SLF001  # killed, not closed
    async with relaying(office):
        assert {one.standing for one in await settled(office, receipts)} == {"delivered"}
    for code in codes:
        assert await names(office, code) == [f"第{n}名" for n in range(4)]


async def test_one_relays_and_another_takes_over(office: Office, door: Door) -> None:
    async with relaying(office), relaying(office):
        await settled(office, await send(door, registered(door, fresh_code(), "某公司")))
    async with relaying(office) as first:
        await settled(office, await send(door, registered(door, fresh_code(), "某公司")))
        async with relaying(office):
            await first.close()
            (letter,) = await settled(office, await send(door, registered(door, fresh_code(), "某公司")))
            assert letter.standing == "delivered"


async def test_while_temporal_is_away_events_wait_and_then_go_on_in_order(office: Office, door: Door) -> None:
    line = Line(office.temporal)
    await line.mend()
    client = await Client.connect(line.address, plugins=[plugin(Catalogue(documents.messages()))], lazy=True)
    desk = desk_like(office, client)
    codes = [fresh_code() for _ in range(6)]
    async with relaying(office, Postman(desk, office.service.journal).deliver):
        await settled(office, await send(door, registered(door, fresh_code(), "某公司")))
        await line.cut()
        receipts = await send(door, *(registered(door, code, f"第{n}名") for n in range(2) for code in codes))
        await asyncio.sleep(2)
        standing = [one.standing for one in await letters_of(office.service.journal, receipts)]
        assert set(standing) == {"pending"}
        await line.mend()
        assert {one.standing for one in await settled(office, receipts, 60)} == {"delivered"}
    await line.cut()
    for code in codes:
        assert await names(office, code) == ["第0名", "第1名"]
