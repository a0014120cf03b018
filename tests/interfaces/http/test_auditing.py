"""What auditors ask over HTTP; and the seal, which anybody may fetch."""

from pathlib import Path

import pytest

from audit.verifying.findings import Verification
from interfaces.http.app import application
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api, client_of, parts_of
from tests.interfaces.http.test_ordering import ACKNOWLEDGE, filed, problem
from tests.interfaces.http.test_reading import commented
from tests.journal.sealing import seal_all
from tests.postgres import Database

AUDITOR = "p-1003"
T1 = "o-370199-t1"


async def test_a_case_is_replayed_to_any_version_and_step_by_step(api: Api) -> None:
    stream = await commented(api, 2)
    then = await api.of(AUDITOR).get(f"/v1/audit/replay/{stream}?version=1")
    assert then.status_code == 200, then.text
    assert (then.json()["version"], then.json()["rules"]["known"]) == (1, True)
    walked = (await api.of(AUDITOR).get(f"/v1/audit/replay/{stream}/steps?after=1&limit=1")).json()
    assert [step["fact"]["version"] for step in walked] == [2]
    assert walked[0]["said"]["zh"]
    beyond = await api.of(AUDITOR).get(f"/v1/audit/replay/{stream}?version=99")
    problem(beyond, 404, "http.no-such-version")


async def test_a_case_conforms_to_its_rules(api: Api) -> None:
    stream = await filed(api)
    told = await api.of(AUDITOR).get(f"/v1/audit/conform/{stream}")
    assert told.status_code == 200, told.text
    assert (told.json()["commands"], told.json()["findings"]) == (1, [])


async def test_an_entry_is_proved_once_it_is_sealed(api: Api, office: Office) -> None:
    stream = await filed(api)
    problem(await api.of(AUDITOR).get(f"/v1/audit/proof/{stream}?version=1"), 409, "proof.not-sealed-yet")
    await seal_all(Database(office.dsn, office.dsn))
    proof = await api.of(AUDITOR).get(f"/v1/audit/proof/{stream}?version=1")
    assert proof.text.startswith("c2sp.org/tlog-proof@v1\n")
    missing = await api.of(AUDITOR).get(f"/v1/audit/proof/{stream}?version=9")
    problem(missing, 404, "proof.no-such-entry")


async def test_a_range_is_verified(api: Api, office: Office) -> None:
    await filed(api)
    await seal_all(Database(office.dsn, office.dsn))
    told = (await api.of(AUDITOR).get("/v1/audit/verify?first=1&last=20")).json()
    assert told["nothing_wrong"], told
    assert told["entries"] >= 20
    assert set(Verification.model_fields) <= set(told)


async def test_a_journal_is_verified_against_what_an_auditor_holds(api: Api, office: Office) -> None:
    await filed(api)
    seal = await seal_all(Database(office.dsn, office.dsn))
    whole = {"key": str(seal.key), "anchors": [seal.note]}
    told = (await api.of(AUDITOR).post("/v1/audit/verify", whole)).json()
    assert told["nothing_wrong"], told
    assert told["anchored"] == seal.size
    beyond = seal.note.replace(f"\n{seal.size}\n", f"\n{2**63 - 1}\n", 1)
    forged = (await api.of(AUDITOR).post("/v1/audit/verify", {"anchors": [beyond]})).json()
    assert not forged["nothing_wrong"]
    assert {one["place"]["part"] for one in forged["findings"]} == {"anchor"}


@pytest.mark.parametrize(
    "held",
    [
        {"key": "a key"},
        {"anchors": ["x" * 8193]},
        {"first": 0},
        {"anchors": "one"},
        {"trust": True},
    ],
    ids=str,
)
async def test_what_can_be_held_against_no_journal_is_refused(api: Api, held: object) -> None:
    problem(await api.of(AUDITOR).post("/v1/audit/verify", held), 422, "http.invalid")


async def test_numbers_that_no_journal_counts_are_told_as_no_checkpoint(api: Api) -> None:
    for size in (str(2**63), "9" * 5000):
        note = f"example.org\n{size}\n{'A' * 43}=\n\n"
        told = (await api.of(AUDITOR).post("/v1/audit/verify", {"anchors": [note]})).json()
        assert [one["flaw"] for one in told["findings"]] == ["note"]


async def test_the_seal_stands_as_an_auditor_is_told(api: Api, office: Office, tmp_path: Path) -> None:
    await filed(api)
    seal = await seal_all(Database(office.dsn, office.dsn))
    told = (await api.of(AUDITOR).get("/v1/audit/status")).json()
    assert (told["sealed"], told["root"], told["anchored"]) == (seal.size, seal.root.hex(), None)
    assert (told["alarm"], told["contradiction"]) == (None, None)
    unreadable = parts_of(office)._replace(anchors=tmp_path)  # a folder
    async with client_of(application(unreadable)) as client:
        for path in ("status", "verify"):
            away = await api._replace(client=client).of(AUDITOR).get(f"/v1/audit/{path}")
            assert problem(away, 503, "http.unavailable")["data"]["system"] == "留底文件 anchors"


async def test_steps_are_told_up_to_a_version(api: Api) -> None:
    stream = await commented(api, 2)
    walked = (await api.of(AUDITOR).get(f"/v1/audit/replay/{stream}/steps?version=2")).json()
    assert [step["fact"]["version"] for step in walked] == [1, 2]
    early = await api.of(AUDITOR).get(f"/v1/audit/replay/{stream}/steps?time=2020-01-01T00:00:00Z")
    assert early.json() == []
    beyond = await api.of(AUDITOR).get(f"/v1/audit/replay/{stream}/steps?version=99")
    problem(beyond, 404, "http.no-such-version")


async def test_the_journals_own_streams_are_counted(api: Api) -> None:
    told = (await api.of(AUDITOR).get("/v1/audit/conform/journal/nature")).json()
    assert (told["entries"], told["own"]) == (1, 1)
    problem(await api.of(AUDITOR).get("/v1/audit/conform/journal/nothing"), 404, "http.no-such-case")


async def test_refused_orders_are_on_record(api: Api) -> None:
    stream = await filed(api)
    await api.of(OPERATOR).order(stream, ACKNOWLEDGE, headers={"if-match": '"1"'})
    found = (await api.of(AUDITOR).get(f"/v1/audit/refusals?org={T1}&limit=500")).json()
    mine = [one for one in found if one["stream"] == stream]
    assert [(one["person"], one["rule"]) for one in mine] == [(OPERATOR, "permission.denied")]
    assert mine[0]["zh"]


async def test_refused_questions_are_on_record_once_a_day(api: Api) -> None:
    stream = await filed(api)
    for _ in range(3):
        await api.of("p-1405").get(f"/v1/processes/{stream}")
    found = (await api.of(AUDITOR).get(f"/v1/audit/refusals?org={T1}&limit=500")).json()
    asked = [one for one in found if one["stream"] == f"GET /v1/processes/{stream}"]
    assert [(one["person"], one["command"], one["rule"]) for one in asked] == [
        ("p-1405", "read", "permission.not-for-you")
    ]
    books = await api.of(AUDITOR).get(f"/v1/audit/conform/{asked[0]['book']}")
    assert books.json()["findings"] == []


@pytest.mark.parametrize(
    "path",
    [
        "replay/filing/K-1/1",
        "replay/filing/K-1/1/steps",
        "conform/filing/K-1/1",
        "proof/filing/K-1/1?version=1",
    ],
)
async def test_who_is_no_auditor_asks_nothing_of_that_kind(api: Api, path: str) -> None:
    for person in (OPERATOR, REGISTRAR, "p-1001"):
        problem(await api.of(person).get(f"/v1/audit/{path}"), 403, "permission.not-for-you")
    problem(await api.of(AUDITOR).get(f"/v1/audit/{path}"), 404, "http.no-such-case")


async def test_refusals_and_verification_are_for_auditors(api: Api) -> None:
    for path in (f"refusals?org={T1}", "verify", "status", "conform/journal/nature"):
        problem(await api.of(OPERATOR).get(f"/v1/audit/{path}"), 403, "permission.not-for-you")
    problem(await api.of(OPERATOR).post("/v1/audit/verify", {}), 403, "permission.not-for-you")


async def test_anybody_fetches_the_checkpoint_and_the_tiles_under_it(api: Api, office: Office) -> None:
    await filed(api)
    await seal_all(Database(office.dsn, office.dsn))
    checkpoint = await api.client.get("/log/checkpoint")
    size = int(checkpoint.text.splitlines()[1])
    part = await api.client.get(f"/log/tile/0/{size // 256:03}.p/{size % 256}")
    assert len(part.content) == 32 * (size % 256)
    assert "immutable" in part.headers["cache-control"]
    if size >= 256:
        assert len((await api.client.get("/log/tile/0/000")).content) == 8192


@pytest.mark.parametrize(
    "place", ["0/999", "0/000.p/0", "0/000.p/256", "0/x999/999/999", "0/..%2f..", "0/0", "0/000/", "5/000"]
)
async def test_a_tile_that_is_not_there_is_not_found(api: Api, place: str) -> None:
    answer = await api.client.get(f"/log/tile/{place}")
    assert answer.status_code in {404, 422}
    assert answer.json()["rule"] in {"http.no-such-tile", "http.invalid", "http.no-such-address"}
