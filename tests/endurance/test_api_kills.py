"""`kill -9` of the API under load, between commit and answer too: repeated, each order has one effect and its first answer."""

import asyncio
import random
from collections import Counter

import pytest

from infra.api_process import ApiProcess
from tests.endurance.callers import Callers, calling
from tests.endurance.standing import Standing, eventually, standing

_KILLS, _FILINGS, _SENDERS = 5, 12, 12
_FIELDS = ("stream", "version", "position", "already_so")

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(480)]


async def check(callers: Callers, stack: Standing) -> None:
    """Every order stands in the journal once, where its answer says, and is answered the same when it comes again."""
    entries = {stream: await stack.journal.load(stream) for stream in callers.streams}
    recorded = Counter(entry.command_id for of_stream in entries.values() for entry in of_stream)
    assert {one.key for one in callers.called} == set(recorded)
    assert set(recorded.values()) == {1}
    places = {
        entry.command_id: (entry.stream, entry.version, entry.position)
        for of_stream in entries.values()
        for entry in of_stream
    }
    for one in callers.called:
        told = one.answer
        assert places[one.key] == (told["stream"], told["version"], told["position"])
        again = await callers.send(one.stream, one.body, one.key)
        while again is None:
            await asyncio.sleep(0.2)
            again = await callers.send(one.stream, one.body, one.key)
        assert [again[name] for name in _FIELDS] == [told[name] for name in _FIELDS]
    for stream, before in entries.items():
        assert await stack.journal.version(stream) == len(before)


async def test_the_api_is_killed_at_any_moment_and_every_order_has_one_effect_and_its_answer() -> None:
    chance = random.Random(20260901)  # noqa: S311  # the same moments every time, as far as a machine allows
    async with standing(api=True) as stack, calling(stack) as callers:
        await callers.open(_FILINGS)
        ended = asyncio.Event()
        sending = asyncio.create_task(callers.run(_SENDERS, ended))
        for _ in range(_KILLS):
            answered = len(callers.called)
            await eventually(lambda: len(callers.called) > answered + _SENDERS, "answers")  # noqa: B023
            await asyncio.sleep(chance.uniform(0, 0.5))
            await stack.kill(ApiProcess.name)
        ended.set()
        await sending
        await check(callers, stack)
        await stack.check_evidence()
        broken, kept = (
            sum(map(bool, one)) for one in zip(*((c.broken, c.kept) for c in callers.called), strict=True)
        )
        print(f"{len(callers.called)} orders, {broken} repeated, {kept} of them on record before")  # noqa: T201
        assert kept > 0, "no kill came between commit and answer"
