"""覆盖 as a page: every figure there is, each opening into exactly the rows that it counted, for who may see them."""

import html
import io
import re
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from domain.figures import Figure
from interfaces.console.registers.figure_rows import WHOLE
from interfaces.console.registers.figures import BLOCKS, Asked, Row, bands, percent, quotas, rows
from ledger.coverage.counted import Figures, QuotaFilled
from tests.interfaces.conftest import Office
from tests.interfaces.console.test_registers import registered
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import FOREIGN_REGISTRAR, OPERATOR

T1 = "o-370199-t1"
COUNTY = "p-1201"


def links_to(figure: Figure, page: str) -> list[tuple[str, int]]:
    """Return the numbers of a figure, line by line: where each opens, and how many it counts."""
    found = re.findall(rf'<a href="(/coverage/{figure}\?[^"]*)"[^>]*>([\d,]+)', page)
    return [(html.unescape(address), int(number.replace(",", ""))) for address, number in found]


async def test_every_figure_stands_on_the_page_and_names_its_position(visit: Visit) -> None:
    page = (await visit.of(COUNTY).get("/coverage")).text
    assert {one for one in Figure if links_to(one, page)} == set(Figure)
    assert "截至账本位置" in page
    assert {one for block in BLOCKS for one in block} == set(Figure)


async def test_a_figure_opens_into_as_many_rows_as_it_counted(visit: Visit, office: Office) -> None:
    await registered(office, "示例覆盖一公司", "示例覆盖二公司")
    person = visit.of(COUNTY)
    page = (await person.get("/coverage")).text
    counted = links_to(Figure.UNINVESTIGATED, page)
    assert counted[-1][1] >= 2
    assert sum(number for _, number in counted[:-1]) == counted[-1][1]
    for address, number in counted:
        opened = await person.get(address)
        assert opened.status_code == 200
        assert len(re.findall(r'<a class="whole"', opened.text)) == min(number, 50)
    assert "截至账本位置" in opened.text


async def test_a_line_leads_to_the_figures_below_it(visit: Visit) -> None:
    county = (await visit.of(COUNTY).get("/coverage")).text
    (below,) = set(re.findall(rf'href="(/coverage\?org={T1})"', county))
    assert "本级" in (await visit.of(COUNTY).get(below)).text
    by_level = await visit.of(COUNTY).get("/coverage?by=township&year=&org=")
    assert by_level.status_code == 200


@pytest.mark.parametrize("figure", Figure)
async def test_every_figure_opens_also_where_it_counted_nothing(visit: Visit, figure: Figure) -> None:
    answer = await visit.of(COUNTY, "en").get(f"/coverage/{figure}?org={T1}")
    assert answer.status_code == 200
    assert (f'href="/coverage/{figure}.xlsx?' in answer.text) == (figure not in WHOLE)
    book = await visit.of(COUNTY).get(f"/coverage/{figure}.xlsx?org={T1}")
    assert book.status_code == (404 if figure in WHOLE else 200)


async def test_figures_of_other_organisations_are_refused(visit: Visit) -> None:
    for path in ("/coverage", "/coverage/base", "/coverage/base.xlsx", "/coverage/overdue"):
        assert (await visit.of(FOREIGN_REGISTRAR).get(f"{path}?org={T1}")).status_code == 403
        assert (await visit.of(OPERATOR).get(f"{path}?org={T1}")).status_code == 200 or path.endswith("x")
        assert (await visit.of("p-9999").get(path)).status_code == 403
        assert (await visit.of(None).get(path)).status_code == 303


def test_the_bar_of_coverage_is_as_long_as_its_parts() -> None:
    line = Figures(org=None, base=7, independent=2, joint=1, affiliated=1, work=2, organisation=4)
    found = bands(line)
    assert [one.counted for one in found] == [2, 1, 1, 2, 1]
    assert [one.start for one in found] == [sum(one.length for one in found[:at]) for at in range(5)]
    assert abs(sum(one.length for one in found) - 1000) <= 2
    assert bands(Figures(org=None)) == []


def test_a_share_is_told_of_its_whole_and_none_of_nothing() -> None:
    line = Figures(org="o-1", base=3, organisation=2)
    whole, share = Row(line, None).cells((Figure.BASE, Figure.ORGANISATION), Asked("o-1", None))
    assert (whole.whole, whole.tenths, whole.then) == (None, None, None)
    assert (share.counted, share.whole, share.tenths) == (2, 3, 667)
    assert percent(667) == "66.7%"
    asked = Asked("o-9", 2026, lines=2)
    (nothing,) = Row(Figures(org="o-1"), None).cells((Figure.ORGANISATION,), asked)
    assert (nothing.tenths, nothing.address) == (None, "/coverage/organisation?org=o-1&year=2026")


def test_what_lies_in_an_organisation_itself_opens_into_nothing_beside_lines_of_those_below() -> None:
    row = Row(Figures(org="o-1", base=3), None)
    (beside,) = row.cells((Figure.BASE,), Asked("o-1", None, lines=2))
    (alone,) = row.cells((Figure.BASE,), Asked("o-1", None, lines=1))
    assert (beside.address, alone.address) == (None, "/coverage/base?org=o-1")


def test_figures_of_a_day_in_the_past_open_into_nothing() -> None:
    row = Row(Figures(org="o-1", base=3), None)
    asked = Asked("o-1", None, now=False)
    assert [one.address for one in row.cells((Figure.BASE,), asked)] == [None]
    assert [one.address for one in row.total((Figure.BASE,), asked)] == [None]


def test_two_days_stand_side_by_side_and_what_only_one_has_was_nothing_on_the_other() -> None:
    now = (Figures(org="o-1", base=4, organisation=3), Figures(org="o-2", base=1))
    before = (Figures(org="o-1", base=2, organisation=1), Figures(org="o-3", base=5))
    told = {
        row.line.org: row.cells((Figure.BASE, Figure.ORGANISATION), Asked(None, None))
        for row in rows(now, before)
    }
    assert list(told) == ["o-1", "o-2", "o-3"]
    (base, share), (new, no_share), (gone, _) = told.values()
    assert base.then == (2, None, 2, None)
    assert share.then == (1, 500, 2, 250)
    assert new.then == (0, None, 1, None)
    assert no_share.then == (0, None, 0, None)  # of nothing there was no share
    assert gone.then == (5, None, -5, None)


async def test_a_day_is_compared_with_another(visit: Visit, office: Office) -> None:
    await registered(office, "示例对比公司")
    person = visit.of(COUNTY)
    now = links_to(Figure.UNINVESTIGATED, (await person.get("/coverage")).text)[-1][1]
    page = (await person.get("/coverage?since=2020-12-31")).text
    assert "2020年12月31日" in page
    assert f"0 <b>+{now}</b>" in page
    past = (await person.get("/coverage?on=2020-12-31")).text
    assert "终了时的情况" in past
    assert "还没有排查过的企业" not in past
    assert not links_to(Figure.UNINVESTIGATED, past)
    swapped = (await person.get(f"/coverage?on=2020-12-31&since={office.desk.today}")).text
    assert f"0 <b>+{now}</b>" in swapped


async def test_a_day_is_not_compared_with_itself(visit: Visit, office: Office) -> None:
    today, person = office.desk.today, visit.of(COUNTY)
    for query in (f"since={today}", f"on={today}&since={today}", "on=2020-12-31&since=2020-12-31"):
        page = await person.get(f"/coverage?{query}")
        assert (page.status_code, 'class="note"' in page.text) == (200, "on=2020" in query)
        book = await person.get(f"/coverage.xlsx?{query}")
        assert book.status_code == 200
        assert len(CalamineWorkbook.from_filelike(io.BytesIO(book.content)).sheet_names) == 2


async def test_since_a_day_after_which_nothing_was_recorded_only_the_day_changed(
    visit: Visit, office: Office
) -> None:
    yesterday = office.desk.today - timedelta(days=1)
    page = (await visit.of(COUNTY).get(f"/coverage?on={yesterday}")).text
    assert "终了时的情况" in page
    assert not links_to(Figure.UNINVESTIGATED, page)
    assert links_to(
        Figure.UNINVESTIGATED, (await visit.of(COUNTY).get(f"/coverage?on={office.desk.today}")).text
    )


async def test_a_day_that_is_yet_to_come_is_refused_with_the_day_that_may_be_asked_for(
    visit: Visit, office: Office
) -> None:
    answer = await visit.of(COUNTY).get("/coverage?on=2199-01-01")
    assert answer.status_code == 422
    assert "2199-01-01" in answer.text
    assert str(office.desk.today) in answer.text


async def test_the_figures_go_into_a_workbook_with_those_they_are_compared_with(
    visit: Visit, office: Office
) -> None:
    await registered(office, "示例表格公司")
    person = visit.of(COUNTY)
    answer = await person.get("/coverage.xlsx?since=2020-12-31")
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    today = office.desk.today.isoformat()
    assert book.sheet_names == [today, "2020-12-31", "变化", "说明"]
    counted = links_to(Figure.UNINVESTIGATED, (await person.get("/coverage")).text)[-1][1]
    for name, expected in ((today, counted), ("2020-12-31", 0), ("变化", counted)):
        heads, *lines = book.get_sheet_by_name(name).to_python()
        column = next(at for at, head in enumerate(heads) if str(head).startswith("尚未排查"))
        assert lines[-1][0] == "合计"
        assert lines[-1][column] == expected
    one = CalamineWorkbook.from_filelike(io.BytesIO((await person.get("/coverage.xlsx")).content))
    assert one.sheet_names == [today, "说明"]
    assert (await visit.of(FOREIGN_REGISTRAR).get(f"/coverage.xlsx?org={T1}")).status_code == 403


def test_quotas_are_told_line_by_line_however_many_rounds_there_are() -> None:
    def filled(org: str, held_by: str, star: int, awarded: int) -> QuotaFilled:
        of = {"round": f"evaluation-round/{held_by}/2025", "round_org": held_by, "year": 2025}
        return QuotaFilled.model_validate(
            of | {"org": org, "scheme": "s", "base": 10, "star": star, "places": 3, "awarded": awarded}
        )

    told = quotas(
        (
            filled("o-1", "o-11", 5, 1),
            filled("o-1", "o-12", 5, 2),
            filled("o-1", "o-11", 4, 3),
            filled("o-2", "o-2", 5, 0),
        )
    )
    assert [(one.org, one.star, one.rounds, one.awarded, one.places, one.base) for one in told] == [
        ("o-1", 5, 2, 3, 6, 20),
        ("o-1", 4, 1, 3, 3, 10),
        ("o-2", 5, 1, 0, 3, 10),
    ]
