"""Reading over HTTP: as it stands, as it stood, page by page, and only what one may."""

from typing import Any

import pytest

from domain.establishment.application import Partner
from domain.establishment.commands import OpenEstablishment
from domain.establishment.modes import Mode
from infra.ids import new_id
from interfaces.desk.answers import LedgerBehindError
from interfaces.desk.desk import Sender
from interfaces.desk.worklist import Filter
from interfaces.http.app import application
from interfaces.http.cursors import cursor
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import FOREIGN_REGISTRAR, OPERATOR, REGISTRAR, Api, client_of, parts_of
from tests.interfaces.http.test_ordering import ACKNOWLEDGE, COMMENT, filed, problem
from tests.journal.sealing import seal_all
from tests.postgres import Database

COUNTY_REVIEWER, PROVINCE_ADMIN = "p-1203", "p-1001"
T1 = "o-370199-t1"


async def commented(api: Api, times: int = 1) -> str:
    stream = await filed(api)
    for _ in range(times):
        answer = await api.of(OPERATOR).order(stream, COMMENT)
        assert answer.status_code == 200
    return stream


async def test_a_case_is_shown_as_it_stands(api: Api) -> None:
    stream = await filed(api)
    answer = await api.of(OPERATOR).get(f"/v1/processes/{stream}")
    told = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert (told["stream"], told["version"], told["state"]["status"]) == (stream, 1, "submitted")
    assert told["tasks"][0]["role"] == "registrar"
    encoded = await api.of(OPERATOR).get(f"/v1/processes/{stream.replace('/', '%2F')}")
    assert encoded.json() == told


async def test_what_is_unchanged_and_sealed_is_not_sent_again(api: Api, office: Office) -> None:
    stream = await filed(api)
    have = {"if-none-match": 'W/"0", "1"'}
    fresh = await api.of(OPERATOR).get(f"/v1/processes/{stream}", headers=have)
    assert (fresh.status_code, fresh.json()["sealed"]) == (200, False)
    await seal_all(Database(office.dsn, office.dsn))
    assert (await api.of(OPERATOR).get(f"/v1/processes/{stream}")).json()["sealed"] is True
    unchanged = await api.of(OPERATOR).get(f"/v1/processes/{stream}", headers=have)
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", '"1"')


async def test_a_case_is_shown_as_it_was_known(api: Api) -> None:
    stream = await commented(api)
    told = await api.of(OPERATOR).get(f"/v1/processes/{stream}/at?version=1")
    assert told.json()["version"] == 1
    early = await api.of(OPERATOR).get(f"/v1/processes/{stream}/at?time=2020-01-01T00:00:00Z")
    assert early.json()["version"] == 0
    beyond = await api.of(OPERATOR).get(f"/v1/processes/{stream}/at?version=9")
    problem(beyond, 404, "http.no-such-version")
    for wrong in ("version=0", "version=x", "time=yesterday", "time=2020-01-01T00:00:00", "valid_on=1"):
        answer = await api.of(OPERATOR).get(f"/v1/processes/{stream}/at?{wrong}")
        assert answer.status_code in {200, 422}, wrong
        if answer.status_code == 422:
            problem(answer, 422, "http.invalid")


async def test_a_case_that_is_not_there_is_not_found(api: Api) -> None:
    for view in ("", "/at", "/timeline"):
        problem(await api.of(OPERATOR).get(f"/v1/processes/filing/K-none/1{view}"), 404, "http.no-such-case")


async def test_the_story_is_told_page_by_page(api: Api) -> None:
    stream = await commented(api, 3)
    path = f"/v1/processes/{stream}/timeline?limit=2"
    first = (await api.of(OPERATOR).get(path)).json()
    second = (await api.of(OPERATOR).get(f"{path}&after={first['after']}")).json()
    assert [line["version"] for line in first["items"] + second["items"]] == [1, 2, 3, 4]
    assert second.get("after") is None
    assert first["items"][0]["zh"]


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1], lambda c: "A" + c[1:], lambda _: "é", lambda c: c + "="]
)
async def test_a_cursor_that_was_changed_leads_nowhere(api: Api, change: Any) -> None:
    stream = await commented(api, 2)
    path = f"/v1/processes/{stream}/timeline?limit=1"
    cursor = (await api.of(OPERATOR).get(path)).json()["after"]
    problem(await api.of(OPERATOR).get(f"{path}&after={change(cursor)}"), 400, "http.cursor")


async def test_a_cursor_answers_the_question_it_was_given_for(api: Api) -> None:
    here, there = await commented(api, 2), await commented(api, 2)
    cursor = (await api.of(OPERATOR).get(f"/v1/processes/{here}/timeline?limit=1")).json()["after"]
    answer = await api.of(OPERATOR).get(f"/v1/processes/{there}/timeline?limit=1&after={cursor}")
    problem(answer, 400, "http.cursor")


async def test_another_offices_case_is_not_shown(api: Api) -> None:
    stream = await commented(api)
    for view in ("", "/at", "/timeline", "/commands"):
        answer = await api.of(FOREIGN_REGISTRAR).get(f"/v1/processes/{stream}{view}")
        problem(answer, 403, "permission.not-for-you")
    assert (await api.of(COUNTY_REVIEWER).get(f"/v1/processes/{stream}")).status_code == 200


async def test_the_story_of_a_tag_leaves_out_what_lies_elsewhere(api: Api) -> None:
    stream = await filed(api)
    case = (await api.of(OPERATOR).get(f"/v1/processes/{stream}")).json()
    tag = f"branch:{case['state']['branch']}"
    mine = await api.of(OPERATOR).get(f"/v1/timeline?tag={tag}")
    assert stream in {line["stream"] for line in mine.json()["items"]}
    foreign = await api.of(FOREIGN_REGISTRAR).get(f"/v1/timeline?tag={tag}")
    assert foreign.json()["items"] == []


async def test_who_holds_no_office_reads_nothing(api: Api) -> None:
    stream = await filed(api)
    for path in (f"/v1/processes/{stream}", "/v1/worklist", "/v1/registers/filings", "/v1/orgs"):
        problem(await api.of("p-9999").get(path), 403, "permission.not-for-you")
        problem(await api.of(None).get(path), 401, "access.not-signed-in")


async def test_what_can_be_ordered_now_is_told_to_each_by_office(api: Api) -> None:
    stream = await filed(api)
    registrar = (await api.of(REGISTRAR).get(f"/v1/processes/{stream}/commands")).json()
    assert registrar[0]["awaited"]
    acknowledge = next(one for one in registrar if one["command"] == "acknowledge_filing")
    assert acknowledge["decision"]
    assert acknowledge["schema_at"] == "/v1/openapi.json#/components/schemas/AcknowledgeFiling"
    operator = (await api.of(OPERATOR).get(f"/v1/processes/{stream}/commands")).json()
    assert "acknowledge_filing" not in {one["command"] for one in operator}
    assert "comment" in {one["command"] for one in operator}


async def test_what_a_step_waits_for_is_told_although_a_case_could_begin_with_it_too(
    api: Api, office: Office
) -> None:
    stream, partner = f"establishment/est-{new_id().hex[:8]}", Partner(enterprise="e-1", counted=3)
    prepared = OpenEstablishment(org=T1, mode=Mode.INDEPENDENT, partners=(partner,))
    await office.desk.settle(stream, prepared, Sender(OPERATOR))
    told = (await api.of(OPERATOR).get(f"/v1/processes/{stream}/commands")).json()
    assert [one["command"] for one in told if one["awaited"]] == ["apply_for_establishment"]
    assert "decide_establishment_directly" not in {one["command"] for one in told}


async def test_the_worklist_knows_what_was_ordered_just_now(api: Api) -> None:
    stream = await filed(api)
    position = (await api.of(OPERATOR).order(stream, COMMENT)).json()["position"]
    found = (await api.of(REGISTRAR).get(f"/v1/worklist?at_least={position}&limit=500")).json()
    assert stream in {one["stream"] for one in found["items"]}
    assert found["position"] >= position
    beyond = await api.of(REGISTRAR).get(f"/v1/worklist?at_least={position + 1_000_000}")
    problem(beyond, 422, "http.no-such-position")


async def test_while_the_ledger_is_behind_it_says_so(office: Office) -> None:
    class BehindDesk:
        def __getattr__(self, name: str) -> Any:
            return getattr(office.desk, name)

        async def work_page(self, *_: Any, at_least: int, **__: Any) -> Any:
            raise LedgerBehindError(at_least - 1, at_least)

    desk: Any = BehindDesk()
    app = application(parts_of(office)._replace(desk=desk))
    async with client_of(app) as client:
        answer = await Api(app, client, REGISTRAR).get("/v1/worklist?at_least=1")
    problem(answer, 503, "http.ledger-behind")
    assert answer.headers["retry-after"] == "1"


async def test_the_worklist_comes_page_by_page(api: Api) -> None:
    for _ in range(3):
        await filed(api)
    path = "/v1/worklist?process=filing&limit=2"
    whole = (await api.of(REGISTRAR).get("/v1/worklist?process=filing&limit=500")).json()["items"]
    seen, after = [], ""
    while after is not None:
        page = (await api.of(REGISTRAR).get(f"{path}{after and '&after=' + after}")).json()
        seen += page["items"]
        after = page.get("after")
    assert seen == whole
    assert len(seen) >= 3


@pytest.mark.parametrize("place", [[0, "some day", "s", "a"], [0, "2026-01-01", "s"], ["x"]])
async def test_a_forged_place_in_the_worklist_is_refused(api: Api, place: list[str | int]) -> None:
    forged = cursor(("work", Filter(), REGISTRAR), place)
    problem(await api.of(REGISTRAR).get(f"/v1/worklist?after={forged}"), 400, "http.cursor")


async def test_what_waits_for_everybody_is_narrowed_to_where_one_may_look(api: Api) -> None:
    stream = await filed(api)
    here = (await api.of(OPERATOR).get("/v1/worklist?everybody=true&limit=500")).json()["items"]
    there = (await api.of(FOREIGN_REGISTRAR).get("/v1/worklist?everybody=true&limit=500")).json()["items"]
    assert stream in {one["stream"] for one in here}
    assert stream not in {one["stream"] for one in there}
    for path in (f"/v1/worklist?org={T1}", f"/v1/pool?org={T1}", f"/v1/registers/filings?org={T1}"):
        problem(await api.of(FOREIGN_REGISTRAR).get(path), 403, "permission.not-for-you")


async def test_registers_show_the_rows_of_ones_own_organisations(api: Api) -> None:
    stream = await filed(api)
    position = (await api.of(OPERATOR).order(stream, COMMENT)).json()["position"]
    path = f"/v1/registers/filings?at_least={position}&limit=500"
    mine = (await api.of(OPERATOR).get(path)).json()
    assert stream in {row["stream"] for row in mine["rows"]}
    assert mine["standing"]["position"] >= position
    foreign = (await api.of(FOREIGN_REGISTRAR).get(path)).json()
    assert stream not in {row["stream"] for row in foreign["rows"]}
    problem(await api.of(OPERATOR).get("/v1/registers/filings?status=wrong"), 422, "http.no-such-status")
    problem(await api.of(OPERATOR).get("/v1/registers/nothing"), 422, "http.invalid")


async def test_a_register_comes_page_by_page(api: Api) -> None:
    await filed(api)
    await filed(api)
    whole = (await api.of(OPERATOR).get("/v1/registers/filings?limit=500")).json()["rows"]
    seen, after = [], ""
    while after is not None:
        page = (
            await api.of(OPERATOR).get(f"/v1/registers/filings?limit=1{after and '&after=' + after}")
        ).json()
        seen += page["rows"]
        after = page.get("after")
    assert seen == whole


async def test_a_register_is_exported_as_a_workbook(api: Api) -> None:
    await filed(api)
    answer = await api.of(OPERATOR).get("/v1/registers/filings.xlsx")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"PK")
    assert int(answer.headers["x-position"]) > 0


async def test_figures_open_into_the_rows_they_counted(api: Api) -> None:
    told = await api.of(OPERATOR).get("/v1/coverage")
    assert told.status_code == 200, told.text
    assert told.json()["org"] == T1
    for figure in ("base", "filings", "overdue", "stars", "founded", "terms_ending"):
        opened = await api.of(OPERATOR).get(f"/v1/coverage/{figure}?limit=500")
        assert opened.status_code == 200, opened.text
        if figure in {"base", "filings"}:
            assert len(opened.json()["rows"]) == told.json()["total"][figure]
    problem(await api.of(OPERATOR).get("/v1/coverage/nothing"), 422, "http.invalid")


async def test_figures_are_told_of_a_day_that_is_over_and_of_none_that_is_yet_to_come(api: Api) -> None:
    past = (await api.of(OPERATOR).get("/v1/coverage?on=2020-12-31")).json()
    assert (past["on"], past["standing"], past["total"]["base"]) == (
        "2020-12-31",
        {"position": 0, "at": None},
        0,
    )
    now = (await api.of(OPERATOR).get("/v1/coverage")).json()
    assert now["on"] is None
    assert now["standing"]["position"] > 0
    problem(await api.of(OPERATOR).get("/v1/coverage?on=2199-01-01"), 422, "desk.day-to-come")
    problem(await api.of(OPERATOR).get("/v1/coverage?on=someday"), 422, "http.invalid")


async def test_the_organisations_one_may_look_at_are_listed(api: Api) -> None:
    found = (await api.of(OPERATOR).get("/v1/orgs")).json()
    assert [one["id"] for one in found] == [T1, f"{T1}-b1"]
    assert found[1]["parent"] == T1
    whole = (await api.of(PROVINCE_ADMIN).get("/v1/orgs")).json()
    assert whole[0]["parent"] is None


async def test_decisions_once_taken_show_in_the_case(api: Api) -> None:
    stream = await filed(api)
    await api.of(REGISTRAR).order(stream, ACKNOWLEDGE, headers={"if-match": '"1"'})
    assert (await api.of(OPERATOR).get(f"/v1/processes/{stream}")).json()["state"]["status"] == "filed"
