"""The tables of permissions walked through the API: every role against every command and every address."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts

from domain.orders import Command, OrgId
from domain.permissions import EVERYWHERE, accepted, table
from domain.reading import ROLES as MAY_ASK
from domain.reading import Enquiry
from infra.ids import new_id
from interfaces.http.needs import Need, Needs
from tests.interfaces.http.conftest import client_of
from tests.interfaces.http.province import (
    BRANCH,
    ELSEWHERE,
    HERE,
    NOBODY,
    PROVINCE,
    ROLES,
    STREAMS,
    Holder,
    Province,
    province,
)
from tests.postgres import Server
from tests.samples import sample

PLACES = (PROVINCE, HERE, ELSEWHERE)
CALENDAR = "calendar"
"""A book that is written on the command line only."""
STALE = '"9999"'
"""A version that no case has: what a role gives gets past permission, and no further."""


@pytest.fixture(scope="module")
async def world(postgres: Server) -> AsyncIterator[Province]:
    async with province(postgres) as made:
        yield made


@pytest.fixture(scope="module")
async def client(world: Province) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(world.app) as asking:
        yield asking


def bearing(person: str) -> dict[str, str]:
    return {"authorization": f"Bearer {person}", "idempotency-key": str(new_id())}


async def ordered(
    client: httpx.AsyncClient, stream: str, command: dict[str, Any], person: str
) -> tuple[int, str]:
    """Order something; return the status, and the rule that refused."""
    answer = await client.post(
        f"/v1/processes/{stream}/commands",
        json={"command": command},
        headers=bearing(person) | {"if-match": STALE},
    )
    return answer.status_code, answer.json().get("rule", "")


def who(kind: type[Command]) -> Iterator[Holder]:
    """Yield whoever is worth asking: a role that may not, at the very top; one that may, there, here and elsewhere."""
    for role in ROLES:
        for org in PLACES if role in kind.roles else PLACES[:1]:
            yield Holder(role, org)


def test_no_command_of_the_table_is_forgotten() -> None:
    walked = {(name, command) for name, stream in STREAMS.items() for command in accepted(stream)}
    for line in table():
        names = STREAMS if line.process == EVERYWHERE else (line.process,)
        assert line.process == CALENDAR or any((name, line.command) in walked for name in names), line


@pytest.mark.timeout(300)
@pytest.mark.parametrize("process", STREAMS)
async def test_every_command_is_given_by_the_roles_of_the_table_and_by_nobody_else(
    process: str, world: Province, client: httpx.AsyncClient
) -> None:
    stream, wrong = STREAMS[process], []
    for kind in accepted(stream):
        command = sample(kind, org=PROVINCE if process == "roster" else HERE)
        where = await world.where(stream, command, kind)
        asked = [(one.person, one.may(kind, where)) for one in who(kind)]
        for person, may in (*asked, (NOBODY, False)):
            status, rule = await ordered(client, stream, command, person)
            # who may not give an exception is refused by another rule of permissions
            past = rule != "permission.denied" if may else (status, rule[:11]) != (403, "permission.")
            if past is not may or status in {401, 500} or rule == "http.invalid":
                wrong.append((kind.kind_name(), person, where, status, rule))
    assert not wrong


async def test_a_calendar_is_adopted_over_http_by_nobody(client: httpx.AsyncClient) -> None:
    stream = f"{CALENDAR}/2026"
    (kind,) = {one for one in accepted(stream) if one.kind_name() == "adopt_document"}
    for role in ROLES:
        told = await ordered(client, stream, sample(kind, org=HERE), Holder(role, PROVINCE).person)
        assert told == (422, "http.calendar-elsewhere")


CASE = {"stream": STREAMS["filing"]}
OF_PLACE = f"org={HERE}"
"""What is asked about one organisation says which; what is asked without is about what one may see."""

ASKED: dict[str, tuple[dict[str, str], str, OrgId | None]] = {
    "process": (CASE, "", BRANCH),
    "commands": (CASE, "", BRANCH),
    "timeline": (CASE, "", BRANCH),
    "at": (CASE, "version=1", BRANCH),
    "replay": (CASE, "", BRANCH),
    "replay_steps": (CASE, "", BRANCH),
    "conform": (CASE, "", BRANCH),
    "proof": (CASE, "version=1", BRANCH),
    "worklist": ({}, OF_PLACE, HERE),
    "pool": ({}, OF_PLACE, HERE),
    "coverage": ({}, OF_PLACE, HERE),
    "figure_rows": ({"figure": "overdue"}, OF_PLACE, HERE),
    "rows": ({"register": "filings"}, OF_PLACE, HERE),
    "workbook": ({"register": "filings"}, OF_PLACE, HERE),
    "refusals": ({}, OF_PLACE, HERE),
    "verification": ({}, "last=1", None),
    "verification_against": ({}, "", None),
    "status": ({}, "", None),
    "orgs": ({}, "", None),
    "rules": ({}, "", None),
    "roster": ({}, "", None),
    "names": ({}, "process=filing", None),
    "timeline_of_tag": ({}, "tag=contract:K-1", None),
    "progress": ({"number": "0" * 32}, "", None),
    "events": ({"number": "0" * 32}, "", None),
    "commit": ({"number": "0" * 32}, "", None),
    "upload": ({}, "", None),
    "letters": ({}, "", None),
    "letter": ({"position": "1"}, "", None),
}
"""Of each address that asks for a role: the parts of its path, its query, and the place that it is about."""


OTHERS = CASE | {"level": "0", "place": "000", "rule": "matter.stale"}
"""The parts of other paths."""


def needs(route: RouteContext) -> Need:
    found = [one.need for one in _calls(route.dependant) if isinstance(one, Needs)]
    return found[0] if found else Need.NOTHING


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for one in dependant.dependencies:
        yield from _calls(one)


def routes(world: Province, need: Need) -> list[RouteContext]:
    return [one for one in iter_route_contexts(world.app.routes) if needs(one) is need]


async def asked(client: httpx.AsyncClient, route: RouteContext, person: str | None) -> httpx.Response:
    parts, query, _ = ASKED.get(str(route.name), ({}, "", None))
    path = str(route.path_format).format(**OTHERS | parts)
    files = {"file": ("a.csv", b"x")} if route.name == "upload" else None
    headers = bearing(person) if person else {}
    method = min(route.methods or ())
    body = {"last": 1} if route.name == "verification_against" else None
    return await client.request(method, f"{path}?{query}", headers=headers, files=files, json=body)


def refused(answer: httpx.Response) -> bool:
    return answer.status_code == 403 and answer.json()["rule"] == "permission.not-for-you"


def test_no_address_is_forgotten(world: Province) -> None:
    walked = [one for need in Need for one in routes(world, need)]
    assert len(walked) == len(list(iter_route_contexts(world.app.routes)))
    asking = {one.name for need in Enquiry for one in routes(world, Need(need.value))}
    assert asking == set(ASKED)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("enquiry", Enquiry)
async def test_every_address_answers_the_roles_of_the_table_and_nobody_else(
    enquiry: Enquiry, world: Province, client: httpx.AsyncClient
) -> None:
    wrong = []
    for route in routes(world, Need(enquiry.value)):
        about = ASKED[str(route.name)][2]
        for role in ROLES:
            for org in PLACES if role in MAY_ASK[enquiry] else PLACES[:1]:
                one = Holder(role, org)
                may = role in MAY_ASK[enquiry] and (about is None or one.reaches(about))
                answer = await asked(client, route, one.person)
                if refused(answer) is may or answer.status_code in {401, 500}:
                    wrong.append((route.name, one.person, answer.status_code))
        if not refused(await asked(client, route, NOBODY)):
            wrong.append((route.name, NOBODY, 0))
    assert not wrong


async def test_only_what_is_open_to_all_answers_who_is_not_signed_in(
    world: Province, client: httpx.AsyncClient
) -> None:
    for need in Need:
        for route in routes(world, need):
            answer = await asked(client, route, None)
            closed = answer.status_code == 401
            # an order's body is read first, and refused; it says nothing of any case
            unread = answer.status_code in {415, 422} and str(route.name) not in ASKED
            assert (closed or unread) is (need is not Need.NOTHING), (route.name, answer.status_code)
