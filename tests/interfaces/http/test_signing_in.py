"""Signing in over HTTP: a person's way from a one-time password to a decision, and the provider's."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import FastAPI

from access.opening import Access, opened
from access.passwords import Passwords
from access.settings import Provider, SignInSettings
from activities.at_door import JournalledDoor
from domain.account.commands import AddAccount, LinkIdentity
from domain.account.kinds import Identity, account_stream
from infra.ids import new_id
from interfaces.desk.desk import Sender
from interfaces.http import signing_in
from interfaces.http.app import application
from tests.access.conftest import CHEAP, GOOD, Clock
from tests.access.issuers import served
from tests.access.providers import CLIENT, OpenIdProvider
from tests.interfaces.conftest import Office, own_office
from tests.interfaces.http.conftest import client_of, parts_of
from tests.service import REAL

ADMIN = "p-1001"
"""Administers the province."""
office = own_office
OPERATOR = "p-1301"
"""Of a township."""
CALLBACK = "https://api/v1/oidc/callback"


class Entrance(NamedTuple):
    """The API behind a real door."""

    app: FastAPI
    client: httpx.AsyncClient
    access: Access
    clock: Clock
    office: Office
    provider: OpenIdProvider

    async def sign_in(self, login: str, password: str = GOOD) -> httpx.Response:
        return await self.client.post("/v1/sessions", json={"login": login, "password": password})

    async def token(self, login: str) -> str:
        answer = await self.sign_in(login)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])

    async def get(self, path: str, token: str) -> httpx.Response:
        return await self.client.get(path, headers=bearer(token))

    async def post(self, path: str, token: str, body: object = None) -> httpx.Response:
        headers = bearer(token) | {"idempotency-key": str(new_id())}
        return await self.client.post(path, headers=headers, json=body)


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
async def entrance(office: Office) -> AsyncIterator[Entrance]:
    clock, journal = Clock(), office.service.journal
    provider = OpenIdProvider(clock, CALLBACK)
    async with served(provider) as address:
        provider.address = address
        settings = SignInSettings(provider=Provider(issuer=address, client_id=CLIENT, redirect_uri=CALLBACK))
        book = JournalledDoor(journal, REAL, clock.now, new_id)
        async with opened(journal, book, clock.now, settings, Passwords(CHEAP)) as access:
            parts = parts_of(office)._replace(
                door=access.door,
                now=clock.now,
                routers=(signing_in.router(access),),
            )
            app = application(parts)
            async with app.router.lifespan_context(app), client_of(app) as client:
                yield Entrance(app, client, access, clock, office, provider)


async def member(entrance: Entrance, person: str, org: str = "o-37") -> str:
    """Add an account as the province's administrator, and give it a password; again: the same."""
    stream = account_stream(person)
    if not await entrance.office.service.opened(stream):
        await entrance.office.desk.settle(stream, AddAccount(org=org), Sender(ADMIN))
        once = await entrance.access.signing_in.issue(person)
        changed = await entrance.client.put(
            "/v1/password", json={"login": person, "password": once, "new_password": GOOD}
        )
        assert (changed.status_code, changed.content) == (204, b"")
    return person


async def test_a_person_comes_in_is_known_and_goes(entrance: Entrance) -> None:
    await member(entrance, OPERATOR)
    answer = await entrance.sign_in(OPERATOR)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["person"] == OPERATOR
    who = (await entrance.get("/v1/sessions/current", told["token"])).json()
    assert who["person"] == OPERATOR
    assert who["name"]
    assert "operator" in {one["role"] for one in who["offices"]}
    assert (await entrance.get("/v1/worklist", told["token"])).status_code == 200
    gone = await entrance.client.delete("/v1/sessions/current", headers=bearer(told["token"]))
    assert gone.status_code == 204
    after = await entrance.get("/v1/sessions/current", told["token"])
    assert after.status_code == 401
    assert after.headers["www-authenticate"].startswith("Bearer")
    assert after.json()["rule"] == "access.not-signed-in"


async def test_a_one_time_password_opens_nothing_but_the_way_to_another(entrance: Entrance) -> None:
    person, admin = "p-1302", await member(entrance, ADMIN)
    token = await entrance.token(admin)
    added = await entrance.post(
        f"/v1/processes/account/{person}/commands",
        token,
        {"command": {"kind": "add_account", "org": "o-370199-t1"}},
    )
    assert added.status_code == 200, added.text
    told = await entrance.post(f"/v1/accounts/{person}/one-time-password", token)
    assert told.headers["cache-control"] == "no-store"
    once = told.json()["password"]
    refused = await entrance.sign_in(person, once)
    assert (refused.status_code, refused.json()["rule"]) == (403, "access.password-must-change")
    shown = {"login": person, "password": once}
    short = await entrance.client.put("/v1/password", json=shown | {"new_password": "short"})
    assert (short.status_code, short.json()["rule"]) == (422, "access.password-too-short")
    changed = await entrance.client.put("/v1/password", json=shown | {"new_password": GOOD})
    assert changed.status_code == 204
    assert (await entrance.sign_in(person)).status_code == 201


async def test_a_password_that_is_changed_ends_the_other_sessions(entrance: Entrance) -> None:
    person = await member(entrance, "p-1303")
    mine, other = await entrance.token(person), await entrance.token(person)
    body = {"login": person, "password": GOOD, "new_password": "another long password"}
    changed = await entrance.client.put("/v1/password", json=body, headers=bearer(mine))
    assert changed.status_code == 204
    assert (await entrance.get("/v1/sessions/current", mine)).status_code == 200
    assert (await entrance.get("/v1/sessions/current", other)).status_code == 401


async def test_who_administers_a_county_resets_nobody_above_it(entrance: Entrance) -> None:
    await member(entrance, "p-1002")
    token = await entrance.token(await member(entrance, "p-1209"))
    refused = await entrance.post("/v1/accounts/p-1002/one-time-password", token)
    assert refused.status_code == 403
    assert refused.json()["rule"] in {"permission.denied", "account.beyond-reach"}
    mine = await entrance.post(
        "/v1/processes/account/p-1002/commands",
        token,
        {"command": {"kind": "add_account", "org": "o-370199"}},
    )
    assert mine.status_code == 403


async def test_an_operator_keeps_no_accounts(entrance: Entrance) -> None:
    token = await entrance.token(await member(entrance, OPERATOR))
    refused = await entrance.post(f"/v1/accounts/{OPERATOR}/one-time-password", token)
    assert (refused.status_code, refused.json()["rule"]) == (403, "permission.denied")


async def test_no_operator_links_an_identity_by_saying_that_an_administrator_decided(
    entrance: Entrance,
) -> None:
    await member(entrance, "p-1307", "o-370199-t1")
    token = await entrance.token(await member(entrance, OPERATOR))
    identity = {"issuer": "https://evil.example", "subject": "me"}
    body = {"command": {"kind": "link_identity", "identity": identity}, "decided_by": "p-1209"}
    refused = await entrance.post("/v1/processes/account/p-1307/commands", token, body)
    assert (refused.status_code, refused.json()["rule"]) == (403, "permission.denied")


async def test_what_opens_the_door_asks_for_credentials_of_lately(entrance: Entrance) -> None:
    person = await member(entrance, "p-1304")
    token = await entrance.token(await member(entrance, ADMIN))
    entrance.clock.pass_(minutes=16)
    identity = {"issuer": entrance.provider.address, "subject": "x"}
    link = {"command": {"kind": "link_identity", "identity": identity}}
    for path, body in (
        (f"/v1/accounts/{person}/one-time-password", None),
        (f"/v1/processes/account/{person}/commands", link),
    ):
        stale = await entrance.post(path, token, body)
        assert (stale.status_code, stale.json()["rule"]) == (401, "access.step-up")
        assert "insufficient_user_authentication" in stale.headers["www-authenticate"]
    wrong = await entrance.client.post(
        "/v1/sessions/current/step-up", json={"password": "x" * 12}, headers=bearer(token)
    )
    assert (wrong.status_code, wrong.json()["rule"]) == (401, "access.wrong-credentials")
    again = await entrance.client.post(
        "/v1/sessions/current/step-up", json={"password": GOOD}, headers=bearer(token)
    )
    assert again.status_code == 200
    assert (await entrance.post(f"/v1/accounts/{person}/one-time-password", token)).status_code == 200


async def test_too_many_attempts_are_told_when_to_come_again(entrance: Entrance) -> None:
    person = await member(entrance, "p-1305")
    answers = [await entrance.sign_in(person, "a wrong password") for _ in range(6)]
    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert answers[-1].headers["retry-after"] == "30"
    assert answers[-1].json()["rule"] == "access.locked"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"login": "p-1001"},
        {"login": "p-1001", "password": 7},
        {"login": "p-1001", "password": None},
        {"login": "p-1001", "password": "s3cret-s3cret", "more": "s3cret-s3cret"},
        {"login": "l" * 257, "password": "s3cret-s3cret"},
        {"login": "p-1001", "password": "s3cret-s3cret" * 100},
        ["s3cret-s3cret"],
    ],
)
async def test_a_body_of_another_form_is_told_without_repeating_it(entrance: Entrance, body: object) -> None:
    for path in ("/v1/sessions", "/v1/password"):
        method = "POST" if path == "/v1/sessions" else "PUT"
        answer = await entrance.client.request(method, path, json=body)
        assert answer.status_code == 422
        assert "s3cret" not in answer.text


async def test_the_provider_sends_people_back_with_a_session(entrance: Entrance) -> None:
    person = await member(entrance, "p-1306")
    entrance.provider.subject = person
    identity = Identity(issuer=entrance.provider.address, subject=person)
    desk, stream = entrance.office.desk, account_stream(person)
    await desk.settle(stream, LinkIdentity(identity=identity), Sender(ADMIN))
    sent = await entrance.client.get("/v1/oidc/login")
    assert sent.status_code == 303
    cookie = sent.headers["set-cookie"]
    for part in ("__Host-oidc=", "Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert part in cookie
    query = entrance.provider.sign_in(sent.headers["location"])
    kept = {"cookie": cookie.partition(";")[0]}
    stolen = await entrance.client.get(f"/v1/oidc/callback?{query}")
    assert (stolen.status_code, stolen.json()["rule"]) == (400, "access.errand-unknown")
    sent = await entrance.client.get("/v1/oidc/login?anew=true")
    query = entrance.provider.sign_in(sent.headers["location"])
    kept = {"cookie": sent.headers["set-cookie"].partition(";")[0]}
    back = await entrance.client.get(f"/v1/oidc/callback?{query}", headers=kept)
    assert back.status_code == 200, back.text
    assert (await entrance.get("/v1/sessions/current", back.json()["token"])).json()["person"] == person


async def test_without_a_provider_nobody_is_sent_there(office: Office, entrance: Entrance) -> None:
    without = entrance.access._replace(openid=None)
    parts = parts_of(office)._replace(routers=(signing_in.router(without),))
    async with client_of(application(parts)) as client:
        for path in ("/v1/oidc/login", "/v1/oidc/callback?state=a"):
            answer = await client.get(path)
            assert (answer.status_code, answer.json()["rule"]) == (404, "access.no-provider")


async def test_nothing_secret_stands_in_the_journal(entrance: Entrance) -> None:
    token = await entrance.token(await member(entrance, OPERATOR))
    entries: list[Any] = await entrance.office.service.journal.read(0, 100_000)
    everything = b"".join(entry.body for entry in entries)
    for secret in (GOOD, token, "a wrong password"):
        assert secret.encode() not in everything
