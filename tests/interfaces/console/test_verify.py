"""Where the code on a paper leads: whether its entry stands, for who may read the case, and for nobody else."""

from urllib.parse import quote

import pytest

from interfaces.desk.anchored import last_anchored
from journal.merkle import leaf_hash
from tests.interfaces.conftest import Office
from tests.interfaces.console.test_replay import AUDITOR, sealed, text_of
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import FOREIGN_REGISTRAR, OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import filed


async def test_an_entry_is_vouched_for_by_place_and_hash(api: Api, visit: Visit, office: Office) -> None:
    stream = await filed(api)
    address = f"/verify?stream={quote(stream, safe='')}&version=1"
    assert "还没有签署的检查点包含它" in text_of(await visit.of(REGISTRAR).get(address))
    await sealed(office)
    page = text_of(await visit.of(REGISTRAR).get(address))
    entry = (await office.service.journal.load(stream))[0]
    assert "账本中确有这一条，并且自封存以来一字未改" in page
    assert leaf_hash(entry.body).hex() in page
    assert entry.kind not in page


async def test_who_is_not_signed_in_is_asked_to_and_told_nothing(api: Api, visit: Visit) -> None:
    stream = await filed(api)
    for case in (stream, "filing/K-nothing/1"):
        answer = await visit.get(f"/verify?stream={case}&version=1")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?back=")
        assert answer.text == ""


async def test_who_may_not_read_the_case_learns_nothing_of_it(api: Api, visit: Visit) -> None:
    refused = await visit.of(FOREIGN_REGISTRAR).get(f"/verify?stream={await filed(api)}&version=1")
    assert refused.status_code == 403
    assert "散列" not in refused.text


async def test_only_an_auditor_is_led_to_the_proof(api: Api, visit: Visit, office: Office) -> None:
    stream = await filed(api)
    await sealed(office)
    address = f"/verify?stream={stream}&version=1"
    assert f"/audit/proof/{stream}" in text_of(await visit.of(AUDITOR).get(address))
    assert "/audit/proof/" not in text_of(await visit.of(OPERATOR).get(address))


async def test_without_a_paper_it_asks_for_one(visit: Visit) -> None:
    assert "输入文书上的事项和版本" in text_of(await visit.of(OPERATOR).get("/verify"))


@pytest.mark.parametrize(
    ("query", "status"),
    [("stream=filing/K-1/1&version=0", 422), ("stream=../x&version=1", 422), ("stream=filing/K-no/1", 404)],
)
async def test_what_is_no_entry_is_refused(visit: Visit, query: str, status: int) -> None:
    assert (await visit.of(OPERATOR).get(f"/verify?{query}")).status_code == status


def test_without_a_file_nothing_is_anchored() -> None:
    assert last_anchored(None) == []
