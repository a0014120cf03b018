"""Lanes by themselves: who waits for whom, and for how long."""

import asyncio
from collections import Counter

from interfaces.desk.answers import TEMPORAL, DeskUnavailableError
from interfaces.upstream.lanes import Lanes, Pauses
from ledger.letters import Turn

QUICK = Pauses(0.001, 0.005)


def turn(position: int, subject: str | None = "a", source: str = "s") -> Turn:
    return Turn("inbox/s/2026-01", position, position, position, position, source, subject)


async def emptied(lanes: Lanes) -> None:
    async with asyncio.timeout(10):
        while len(lanes):  # noqa: ASYNC110  # whatever empties them
            await asyncio.sleep(0.001)


async def test_a_lane_goes_by_position_whenever_its_events_were_added() -> None:
    done: list[int] = []
    go = asyncio.Event()

    async def deliver(one: Turn) -> None:
        await go.wait()
        done.append(one.position)

    lanes = Lanes(deliver)
    for position in (5, 9, 7, 3, 8):
        lanes.add(turn(position))
    await asyncio.sleep(0)
    go.set()
    await emptied(lanes)
    assert done == [5, 3, 7, 8, 9]  # the first was on its way


async def test_subjects_are_told_apart_by_source_and_what_names_none_is_one_lane() -> None:
    busy: Counter[tuple[str, str | None]] = Counter()
    most: Counter[tuple[str, str | None]] = Counter()

    async def deliver(one: Turn) -> None:
        lane = (one.source, one.subject)
        busy[lane] += 1
        most[lane] = max(most[lane], busy[lane])
        most["all", None] = max(most["all", None], busy.total())
        await asyncio.sleep(0.002)
        busy[lane] -= 1

    lanes = Lanes(deliver, most=3)
    for position in range(40):
        lanes.add(turn(position, (None, "a", "b")[position % 3], "st"[position % 2]))
    await emptied(lanes)
    assert most.pop(("all", None)) == 3
    assert most == dict.fromkeys([(source, subject) for source in "st" for subject in (None, "a", "b")], 1)


async def test_who_fails_is_tried_again_and_holds_up_only_its_lane() -> None:
    attempts: Counter[int] = Counter()
    done: list[int] = []

    async def deliver(one: Turn) -> None:
        attempts[one.position] += 1
        if one.subject == "bad" and attempts[one.position] < 4:
            raise ValueError if attempts[one.position] % 2 else DeskUnavailableError(TEMPORAL, "away")
        done.append(one.position)

    lanes = Lanes(deliver, QUICK)
    lanes.add(turn(1, "bad"))
    lanes.add(turn(2, "bad"))
    lanes.add(turn(3, "good"))
    await emptied(lanes)
    assert done == [3, 1, 2]
    assert attempts == {1: 4, 2: 4, 3: 1}


async def test_when_nobody_can_be_reached_one_at_a_time_is_tried_until_it_is_over() -> None:
    away, trying, most = True, 0, 0
    done: list[int] = []

    async def deliver(one: Turn) -> None:
        nonlocal trying, most
        trying += 1
        most = max(most, trying)
        await asyncio.sleep(0)
        trying -= 1
        if away:
            raise DeskUnavailableError(TEMPORAL, "away")
        done.append(one.position)

    lanes = Lanes(deliver, QUICK, most=4)
    for position in range(30):
        lanes.add(turn(position, str(position)))
    await asyncio.sleep(0.1)
    most = 0
    await asyncio.sleep(0.1)
    assert most == 1
    away = False
    await emptied(lanes)
    assert sorted(done) == list(range(30))


async def test_told_to_end_they_finish_what_is_on_its_way_and_begin_nothing() -> None:
    begun, done = list[int](), list[int]()

    async def deliver(one: Turn) -> None:
        begun.append(one.position)
        await asyncio.sleep(0.02)
        done.append(one.position)

    lanes = Lanes(deliver)
    for position in range(4):
        lanes.add(turn(position))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await lanes.close(5)
    assert begun == done == [0]


async def test_who_hangs_or_waits_for_better_times_is_not_waited_for() -> None:
    async def hang(one: Turn) -> None:
        if one.subject == "away":
            raise DeskUnavailableError(TEMPORAL, "away")
        await asyncio.Event().wait()

    lanes = Lanes(hang, Pauses(100, 100))
    lanes.add(turn(1))
    lanes.add(turn(2, "away"))
    await asyncio.sleep(0.01)
    async with asyncio.timeout(3):
        await lanes.close(0.01)
