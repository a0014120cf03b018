import asyncio

import pytest

from activities.together import Together


async def test_nobodys_answer_is_older_than_his_question_and_all_at_once_ask_once() -> None:
    asked = 0
    go = asyncio.Event()

    async def ask() -> int:
        nonlocal asked
        asked += 1
        mine = asked
        await go.wait()
        return mine

    together = Together(ask)
    first = [asyncio.create_task(together.answer()) for _ in range(5)]
    await asyncio.sleep(0.01)
    later = [asyncio.create_task(together.answer()) for _ in range(5)]
    await asyncio.sleep(0.01)
    assert asked == 1
    go.set()
    assert set(await asyncio.gather(*first)) == {1}
    assert set(await asyncio.gather(*later)) == {2}
    assert await together.answer() == 3


async def test_who_gives_up_takes_nobody_with_him_and_a_failure_is_not_kept() -> None:
    fail, go = True, asyncio.Event()

    async def ask() -> str:
        await go.wait()
        if fail:
            raise LookupError
        return "told"

    together = Together(ask)
    one, other = asyncio.create_task(together.answer()), asyncio.create_task(together.answer())
    await asyncio.sleep(0)
    one.cancel()
    go.set()
    with pytest.raises(LookupError):
        await other
    fail = False
    assert await together.answer() == "told"
