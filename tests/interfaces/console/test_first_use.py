"""An empty service tells whoever comes first what to do, and lets nobody be locked out by having done it."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.interfaces.console.houses import REHEARSAL, House, begun
from tests.interfaces.console.visits import Visit
from tests.postgres import Server
from tests.service import REAL

ONCE = re.compile(
    r"<code>([\w-]+)</code></td>(?:<td>.*?</td>)?<td><code class=\"secret\">([\w-]+)</code>", re.DOTALL
)
ROSTER = """\
province = "o-37"
since = 2020-01-01
[[orgs]]
id = "o-37"
name = "示例省"
level = "province"
[[people]]
id = "p-1"
name = "赵示例"
offices = [{ role = "admin", org = "o-37" }]
[[people]]
id = "p-2"
name = "钱示例"
offices = [{ role = "operator", org = "o-37" }]
"""
Begun = tuple[House, Visit]


@pytest.fixture
async def rehearsed(postgres: Server, tmp_path: Path) -> AsyncIterator[Begun]:
    async with begun(postgres, tmp_path, REHEARSAL) as made:
        yield made


@pytest.fixture
async def real(postgres: Server, tmp_path: Path) -> AsyncIterator[Begun]:
    async with begun(postgres, tmp_path, REAL) as made:
        yield made


async def look(visit: Visit, text: str) -> str:
    """Send a roster to be looked through."""
    answer = await visit.post("/admin/roster", files={"file": ("roster.toml", text.encode())})
    return answer.text


async def test_the_founder_of_an_empty_service_is_told_the_next_step(real: Begun) -> None:
    _, founder = real
    page = await founder.get("/")
    assert page.status_code == 200
    assert "系统是空的" in page.text
    assert "/admin/roster" in page.text
    assert "载入示例</button>" not in page.text
    assert "branchctl up --rehearsal" in page.text


async def test_the_example_never_goes_into_a_real_journal(real: Begun) -> None:
    house, founder = real
    refused = await founder.post("/example")
    assert refused.status_code == 422
    assert "console.example-not-here" in refused.text
    assert (await house.desk.directory()).empty


async def test_one_click_loads_the_example_and_its_people_come_in(rehearsed: Begun) -> None:
    house, founder = rehearsed
    assert "载入示例</button>" in (await founder.get("/")).text
    loaded = await founder.post("/example")
    assert loaded.status_code == 200, loaded.text
    issued = dict(ONCE.findall(loaded.text))
    assert {"p-1003", "p-1301", "p-1303", "p-1304", "p-1305"} <= issued.keys()
    async with asyncio.timeout(60):
        while len(await house.desk.streams("enterprise")) < 20:  # noqa: ASYNC110  # the register is written beside
            await asyncio.sleep(0.05)
    operator = await house.settle_in("p-1301", issued["p-1301"])
    assert "没有待办" in (await operator.get("/")).text
    # nothing was done in another's name
    who = {one.person for one in (await house.desk.timeline("roster/o-37")).items}
    assert who == {"admin"}
    assert (await founder.get("/admin/accounts")).status_code == 200
    assert (await founder.post("/example")).status_code == 200  # again: goes on, changes nothing


async def test_the_first_roster_lets_its_administrators_in_before_it_gives_offices(real: Begun) -> None:
    house, founder = real
    seen = await look(founder, ROSTER)
    assert "看过了，还没有导入" in seen
    assert "您就不能再办理了" in seen
    assert (await house.desk.directory()).empty
    taken = await founder.post("/admin/roster/import", {"text": ROSTER})
    issued = dict(ONCE.findall(taken.text))
    assert issued.keys() == {"p-1"}
    administrator = await house.settle_in("p-1", issued["p-1"])
    assert (await administrator.get("/admin/accounts")).status_code == 200
    after = await founder.get("/")
    assert "您的工作到此结束" in after.text
    assert "p-1" in after.text
    assert (await founder.get("/admin/accounts")).status_code == 403


async def test_a_roster_with_mistakes_is_told_all_of_them_and_nothing_is_written(real: Begun) -> None:
    house, founder = real
    wrong = ROSTER.replace('role = "admin", org = "o-37"', 'role = "admin", org = "o-none"').replace(
        'role = "operator", org = "o-37"', 'role = "operator", org = "o-nowhere"'
    )
    seen = await look(founder, wrong)
    assert "有 2 处错误" in seen
    assert "o-none" in seen
    assert "o-nowhere" in seen
    assert "导入名册</button>" not in seen
    none = await look(founder, 'province = 7\n<script>alert(1)</script>"')
    assert "roster.invalid" in none
    assert "<script>alert" not in none
    assert (await house.desk.directory()).empty


async def test_a_first_roster_that_would_stop_halfway_is_refused_before_it_begins(real: Begun) -> None:
    house, founder = real
    people = "".join(
        f'[[people]]\nid = "p-{n}"\nname = "某"\noffices = [{{ role = "operator", org = "o-37" }}]\n'
        for n in range(10, 95)
    )
    refused = await founder.post("/admin/roster/import", {"text": ROSTER + people})
    assert refused.status_code == 422
    assert "console.founder-without-office" in refused.text
    assert (await house.desk.directory()).empty
    with_founder = ROSTER.replace('"p-1"', '"admin"') + people
    assert (await founder.post("/admin/roster/import", {"text": with_founder})).status_code == 303
    assert not (await house.desk.directory()).unmanned


async def test_who_has_no_office_is_told_whom_to_ask(rehearsed: Begun) -> None:
    house, founder = rehearsed
    await founder.post("/admin/roster/import", {"text": ROSTER.replace('"p-1"', '"admin"')})
    added = await founder.post("/admin/accounts", {"person": "p-9", "org": "o-37"})
    stranger = await house.settle_in("p-9", dict(ONCE.findall(added.text))["p-9"])
    page = await stranger.get("/")
    assert (page.status_code, "您今天没有岗位" in page.text, "admin" in page.text) == (200, True, True)
    english = await stranger.of(stranger.person, "en").get("/")
    assert "You hold no office today" in english.text
    assert (await stranger.get("/admin/roster")).status_code == 403
