"""A register comes in through the pages: looked through, its bad rows shown and marked, written once, its progress kept."""

import asyncio
import html
import re
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest
from python_calamine import CalamineWorkbook

from interfaces.console.visiting import TOKEN
from interfaces.http.imports.told import Status
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.test_importing import BAD, GOOD, table, workbook

IMPORT = "/registers/import"
COUNTY, AUDITOR = "p-1201", "p-1003"


async def upload(visit: Visit, content: bytes, name: str = "register.csv", **fields: str) -> httpx.Response:
    return await visit.post(IMPORT, fields, files={"file": (name, content)})


async def looked_through(visit: Visit, *rows: str) -> str:
    """Return the address of an upload."""
    answer = await upload(visit, table(*rows))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def written(visit: Visit, path: str) -> str:
    """Have an upload written; return the page once it is not being written any more."""
    assert (await visit.post(path)).headers["location"] == path
    answer = await visit.get(path)
    async with asyncio.timeout(60):
        while "refresh" in answer.headers:
            await asyncio.sleep(0.05)  # a browser waits so too
            answer = await visit.get(path)
    return answer.text


async def test_bad_rows_are_shown_with_row_column_value_and_reason_and_nothing_is_written(
    visit: Visit,
) -> None:
    person = visit.of(COUNTY)
    page = (await person.get(await looked_through(person, GOOD, BAD))).text
    row = re.search(r"<tr><td class=\"number\"[^>]*>3</td>.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert "统一社会信用代码" in row[0]
    assert "<mark>91370199MA990001X5</mark>" in row[0]
    assert re.search(r'href="/problems/[a-z.-]+"', row[0])
    assert "写入 1 行" in page
    assert "已检查，未写入" in page


async def test_what_was_looked_through_is_written_once_and_says_what_comes_next(visit: Visit) -> None:
    person = visit.of(COUNTY)
    path = await looked_through(person, GOOD.replace(",86,", ",88,"), BAD)
    page = await written(person, path)
    assert "写入结果" in page
    assert 'href="/registers/enterprises"' in page
    assert re.search(r'href="/processes/register/r-[0-9a-f]{16}"', page)
    (round_over_it,) = re.findall(r'href="(/open/campaign[^"]+)"', page)
    form = (await person.get(unescape(round_over_it))).text
    told = dict(re.findall(r'<input[^>]* name="([\w.]+)"[^>]* value="([^"]*)"', form))
    assert (told["registers.0.rows"], told["_part.ORG"]) == ("1", "o-370199")
    register = await visit.app.state.parts.desk.facts(told["registers.0.stream"])
    assert register[int(told["registers.0.version"]) - 1].event.kind == "register.completed.v1"
    again = await looked_through(person, GOOD.replace(",86,", ",88,"), BAD)
    assert re.search(r"<dt>没有变化</dt><dd>1</dd>", await written(person, again))


async def test_the_bad_rows_come_back_as_a_workbook_with_the_wrong_cell_marked(visit: Visit) -> None:
    person = visit.of(COUNTY)
    path = await looked_through(person, GOOD, BAD)
    answer = await person.get(f"{path}/marked.xlsx")
    assert "attachment" in answer.headers["content-disposition"]
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet] == ["统一社会信用代码", "91370199MA990001X5"]
    assert sheet[1][-2] == 3
    assert str(sheet[1][-1]).startswith("统一社会信用代码: ")
    with ZipFile(BytesIO(answer.content)) as book:
        assert 'ref="A2"' in book.read("xl/comments1.xml").decode()


async def test_the_marked_workbook_is_imported_again_once_it_is_corrected(visit: Visit) -> None:
    person = visit.of(COUNTY)
    path = await looked_through(person, BAD)
    marked = (await person.get(f"{path}/marked.xlsx")).content
    sheet = CalamineWorkbook.from_filelike(BytesIO(marked)).get_sheet_by_index(0).to_python()
    sheet[1][0] = GOOD.split(",")[0]
    cells: Any = {
        f"{'ABCDEF'[at]}{row}": str(value)
        for row, line in enumerate(sheet, 1)
        for at, value in enumerate(line)
    }
    answer = await upload(person, workbook(**cells), "改正.xlsx")
    page = (await person.get(answer.headers["location"])).text
    assert "写入 1 行" in page
    assert "<mark>" not in page


async def test_progress_survives_that_the_page_is_loaded_again(visit: Visit) -> None:
    person = visit.of(COUNTY)
    path = await looked_through(person, GOOD)
    spool = visit.app.state.spool
    kept = spool.find(path.rpartition("/")[2], COUNTY)
    told = spool.told(kept).model_copy(update={"status": Status.RUNNING, "done": 1, "rows": 4})
    spool.tell(told)
    with spool.held(kept):
        for _ in range(2):
            answer = await person.get(path)
            assert answer.headers["refresh"] == "2"
            assert '<progress id="progress" max="4" value="1">' in answer.text
        assert (await person.post(path)).status_code == 303
    broken_off = await person.get(path)
    assert "refresh" not in broken_off.headers
    assert "写入中断了" in broken_off.text


async def test_who_may_not_register_is_told_so_on_the_page(visit: Visit) -> None:
    person = visit.of(AUDITOR)
    page = await written(person, await looked_through(person, GOOD.replace(",86,", ",89,")))
    assert "permission.denied" in page
    assert "没有办理" in page


async def test_an_upload_is_its_senders_alone(visit: Visit) -> None:
    path = await looked_through(visit.of(COUNTY), GOOD)
    for ask in (path, f"{path}/marked.xlsx"):
        assert (await visit.of("p-1202").get(ask)).status_code == 404
    assert (await visit.of("p-1202").post(path)).status_code == 404
    assert path in (await visit.of(COUNTY).get(IMPORT)).text
    assert path not in (await visit.of("p-1202").get(IMPORT)).text


@pytest.mark.parametrize(
    ("name", "content", "status", "rule"),
    [
        ("register.exe", b"MZ", 415, "register.file-kind"),
        ("register.csv", b"", 422, "register.file-empty"),
        ("register.xlsx", b"no zip", 422, "register.file-unreadable"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_on_the_form(
    visit: Visit, name: str, content: bytes, status: int, rule: str
) -> None:
    answer = await upload(visit.of(COUNTY), content, name)
    assert (answer.status_code, rule in answer.text) == (status, True)
    assert 'type="file"' in answer.text


async def test_an_organisation_that_is_not_ones_own_is_refused_on_the_form(visit: Visit) -> None:
    answer = await upload(visit.of("p-1405"), table(GOOD), org="o-370199-t1")
    assert answer.status_code == 403
    assert "permission.not-for-you" in answer.text


async def test_what_does_not_come_from_a_page_of_ours_is_not_taken(visit: Visit) -> None:
    path = await looked_through(visit.of(COUNTY), GOOD)
    for more in ({TOKEN: "0" * 64}, {TOKEN: visit.of("p-1202").token}):
        refused = await visit.of(COUNTY).post(path, more)
        assert "console.foreign-form" in refused.text
    elsewhere = await visit.of(COUNTY).post(path, site="cross-site")
    assert "console.foreign-form" in elsewhere.text
    assert "已检查，未写入" in (await visit.of(COUNTY).get(path)).text


async def test_what_a_file_says_is_text(visit: Visit) -> None:
    person = visit.of(COUNTY)
    hostile = "<script>alert(1)</script>"
    answer = await upload(person, table(f"{hostile},{hostile},x,o-370199-t1"), f"{hostile}.csv")
    page = (await person.get(answer.headers["location"])).text
    assert "<script>alert" not in page
    assert html.escape(hostile, quote=False) in page


async def test_the_pages_speak_english_too(visit: Visit) -> None:
    person = visit.of(COUNTY, "en")
    path = await looked_through(person, GOOD, BAD)
    assert "Errors and warnings" in (await person.get(path)).text
    assert "Check it row by row" in (await person.get(IMPORT)).text
