"""The plain `temporal` command beside the API: one case, one story, and one effect of an order that comes by both ways."""

import json
from typing import Any

from domain.filing.commands import RequestCorrection
from domain.matter.commands import Comment
from domain.orders import Command, Role, command_uuid
from infra.ids import new_id
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import COMMENT, filed, submit
from tests.service import order
from tests.workflows.test_plain_cli import temporal_cli

KINDS = [
    "filing.submitted.v1",
    "matter.commented.v1",
    "filing.correction_requested.v1",
    "filing.corrected.v1",
    "matter.commented.v1",
    "filing.acknowledged.v1",
]


async def updated(office: Office, stream: str, command: Command, by: str, role: Role, key: str) -> Any:
    """Order something by the plain command, under the id that the API makes of a key; return the receipt."""
    asked = order(command, by=by, role=role, command_id=command_uuid(by, key))
    done, said = await temporal_cli(
        office.service,
        *("workflow", "update", "execute", "--workflow-id", stream, "--name", "execute"),
        *("--update-id", str(asked.command_id), "--input", asked.model_dump_json(), "-o", "json"),
    )
    assert done == 0, said
    return json.loads(said)["result"]


async def test_a_filing_is_touched_by_the_plain_command_and_by_the_api_in_turn_and_has_one_story(
    api: Api, office: Office
) -> None:
    operator, registrar = api.of(OPERATOR), api.of(REGISTRAR)
    stream = await filed(api)
    noted = await updated(office, stream, Comment(text="电话核对"), REGISTRAR, Role.REGISTRAR, str(new_id()))
    saw = {"if-match": f'"{noted["version"]}"'}
    asked = await registrar.order(stream, {"kind": "request_correction", "items": ["缺页"]}, headers=saw)
    assert (asked.status_code, asked.json()["version"]) == (200, 3)
    mended = await operator.order(stream, {"kind": "correct", "change": submit()["change"]})
    assert mended.json()["version"] == 4
    noted = await updated(office, stream, Comment(text="已补正"), REGISTRAR, Role.REGISTRAR, str(new_id()))
    assert noted["version"] == 5
    stale = await registrar.order(stream, {"kind": "acknowledge_filing"}, headers={"if-match": '"4"'})
    assert (stale.status_code, stale.json()["rule"]) == (412, "matter.stale")
    done = await registrar.order(stream, {"kind": "acknowledge_filing"}, headers={"if-match": '"5"'})
    assert done.status_code == 200, done.text
    story = await operator.get(f"/v1/processes/{stream}/timeline?at_least={done.json()['position']}")
    assert [one["kind"] for one in story.json()["items"]] == KINDS


async def test_an_order_that_comes_by_both_ways_has_one_effect_and_one_answer(
    api: Api, office: Office
) -> None:
    stream = await filed(api)
    for first_by_api in (True, False):
        key = str(new_id())
        before = await office.service.journal.version(stream)
        receipts: list[Any] = []
        for by_api in (first_by_api, not first_by_api):
            if by_api:
                answer = await api.of(OPERATOR).order(stream, COMMENT, headers={"idempotency-key": key})
                assert answer.status_code == 200, answer.text
                receipts.append(answer.json())
            else:
                said = Comment(text=COMMENT["text"])
                receipts.append(await updated(office, stream, said, OPERATOR, Role.OPERATOR, key))
        assert {one["version"] for one in receipts} == {before + 1}
        assert len({one["position"] for one in receipts}) == 1
        assert await office.service.journal.version(stream) == before + 1


async def test_another_order_under_an_id_that_the_plain_command_spent_is_a_conflict(
    api: Api, office: Office
) -> None:
    stream, key = await filed(api), str(new_id())
    asked = RequestCorrection(items=("缺页",))
    await updated(office, stream, asked, REGISTRAR, Role.REGISTRAR, key)
    other = await api.of(REGISTRAR).order(stream, COMMENT, headers={"idempotency-key": key})
    assert (other.status_code, other.json()["rule"]) == (409, "journal.command-reused")
