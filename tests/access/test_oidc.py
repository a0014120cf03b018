"""People come in by an OpenID provider: a real one, of a few lines, served on this machine."""

import base64
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from access.limits import Limits
from access.oidc import Back, Errand, OpenId
from access.opening import at_provider
from access.refusals import (
    ErrandUnknownError,
    ProviderError,
    ProviderRefusedError,
    TokenFault,
    TokenRefusedError,
)
from access.settings import Provider
from domain.account.commands import AddAccount, DisableAccount
from domain.account.kinds import Identity
from tests.access.conftest import Clock, DoorSet
from tests.access.issuers import rs256, served
from tests.access.providers import CALLBACK, CLIENT, OpenIdProvider, challenge

STRANGER = rs256("p1")


@pytest.fixture
async def provider(clock: Clock) -> AsyncIterator[OpenIdProvider]:
    provider = OpenIdProvider(clock)
    async with served(provider) as address:
        provider.address = address
        yield provider


@pytest.fixture
async def openid(door: DoorSet, provider: OpenIdProvider) -> AsyncIterator[OpenId]:
    async with httpx.AsyncClient(timeout=2) as client:
        yield made(door, provider, client)


def made(door: DoorSet, provider: OpenIdProvider, client: httpx.AsyncClient, **more: Any) -> OpenId:
    settings = Provider(issuer=provider.address, client_id=CLIENT, redirect_uri=CALLBACK, **more)
    at = at_provider(settings, door.house.store, client, door.clock.now)
    return OpenId(at, door.accounts, door.sessions, door.book, Limits(), now=door.clock.now)


@pytest.fixture
async def person(door: DoorSet, provider: OpenIdProvider, somebody: str) -> str:
    provider.subject = somebody
    identity = Identity(issuer=provider.address, subject=somebody)
    await door.act(somebody, AddAccount(org="o-1", identities=(identity,)))
    return somebody


def back(provider: OpenIdProvider, errand: Errand) -> Back:
    return Back(provider.sign_in(errand.address), errand.browser.get_secret_value())


async def test_who_the_provider_vouches_for_comes_in(
    openid: OpenId, door: DoorSet, provider: OpenIdProvider, person: str
) -> None:
    opened = await openid.finish(back(provider, await openid.begin()))
    principal = await door.sessions.identify(opened.token.get_secret_value())
    assert principal.person == person
    assert (door.clock.now() - principal.authenticated_at).total_seconds() == 60
    kind, data = (await door.told())[-1]
    assert kind == "door.signed_in.v1"
    assert '"oidc"' in data
    assert provider.basic is None
    assert provider.requests[0]["client_id"] == CLIENT


async def test_a_client_with_a_secret_shows_it_to_the_provider_alone(
    door: DoorSet, provider: OpenIdProvider, person: str, tmp_path: Any
) -> None:
    file = tmp_path / "secret"
    file.write_text("s3cret\n", encoding="utf-8")
    async with httpx.AsyncClient(timeout=2) as client:
        openid = made(door, provider, client, client_secret_file=file)
        assert (await openid.finish(back(provider, await openid.begin()))).person == person
    assert provider.basic == f"Basic {base64.b64encode(b'branchctl:s3cret').decode()}"
    assert "client_id" not in provider.requests[0]


async def test_who_is_to_decide_is_sent_to_give_credentials_again(
    openid: OpenId, provider: OpenIdProvider
) -> None:
    errand = await openid.begin(anew=True)
    assert dict(parse_qsl(urlsplit(errand.address).query))["max_age"] == "0"
    usual = await openid.begin()
    assert dict(parse_qsl(urlsplit(usual.address).query))["max_age"] == "43200"
    assert provider.address in errand.address


async def refused(openid: OpenId, given: Back) -> TokenFault:
    with pytest.raises(TokenRefusedError) as found:
        await openid.finish(given)
    return found.value.fault


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ({"nonce": "another"}, TokenFault.NONCE),
        ({"nonce": None}, TokenFault.NONCE),
        ({"aud": "another"}, TokenFault.AUDIENCE),
        ({"aud": [CLIENT, "another"]}, TokenFault.AUDIENCE),
        ({"azp": "another"}, TokenFault.AUDIENCE),
        ({"iss": "https://evil.example"}, TokenFault.ISSUER),
        ({"exp": 1}, TokenFault.EXPIRED),
        ({"auth_time": None}, TokenFault.CLAIMS),
        ({"auth_time": 1}, TokenFault.STALE),
        ({"auth_time": 2**60}, TokenFault.NOT_YET_VALID),
        ({"auth_time": -(2**60)}, TokenFault.STALE),
        ({"sub": "somebody-else"}, TokenFault.UNLINKED),
    ],
    ids=str,
)
async def test_an_id_token_that_is_not_for_this_sign_in_opens_nothing(
    openid: OpenId,
    door: DoorSet,
    provider: OpenIdProvider,
    person: str,
    claims: dict[str, Any],
    fault: TokenFault,
) -> None:
    assert person
    provider.claims = claims
    assert await refused(openid, back(provider, await openid.begin())) is fault
    kind, data = (await door.told())[-1]
    assert (kind, fault in data) == ("door.refused.v1", True)


async def test_several_audiences_are_taken_when_this_one_was_asked(
    openid: OpenId, provider: OpenIdProvider, person: str
) -> None:
    provider.claims = {"aud": [CLIENT, "another"], "azp": CLIENT}
    assert (await openid.finish(back(provider, await openid.begin()))).person == person


async def test_an_id_token_that_another_signed_opens_nothing(
    openid: OpenId, provider: OpenIdProvider, person: str
) -> None:
    assert person
    provider.key = STRANGER
    assert await refused(openid, back(provider, await openid.begin())) is TokenFault.SIGNATURE
    provider.key = rs256("p2")
    assert await refused(openid, back(provider, await openid.begin())) is TokenFault.KEY


async def test_nobody_comes_back_twice_nor_late_nor_with_another_browser(
    openid: OpenId, door: DoorSet, provider: OpenIdProvider, person: str
) -> None:
    assert person
    given = back(provider, await openid.begin())
    await openid.finish(given)
    with pytest.raises(ErrandUnknownError):
        await openid.finish(given)
    with pytest.raises(ErrandUnknownError):
        await openid.finish(back(provider, await openid.begin())._replace(browser=""))
    first, second = await openid.begin(), await openid.begin()
    with pytest.raises(ErrandUnknownError):
        await openid.finish(Back(provider.sign_in(first.address), second.browser.get_secret_value()))
    late = back(provider, await openid.begin())
    door.clock.pass_(minutes=10)
    with pytest.raises(ErrandUnknownError):
        await openid.finish(late)
    for query in ("", "state=x&code=y", "state=%00", "%ff%fe", "state=a&state=b"):
        with pytest.raises(ErrandUnknownError):
            await openid.finish(Back(query, "x"))


async def test_a_code_of_another_sign_in_is_worth_nothing(
    openid: OpenId, provider: OpenIdProvider, person: str
) -> None:
    assert person
    mine, other = await openid.begin(), await openid.begin()
    stolen = dict(parse_qsl(provider.sign_in(other.address)))["code"]
    state = dict(parse_qsl(provider.sign_in(mine.address)))["state"]
    with pytest.raises(ProviderError) as failed:  # the provider wants the verifier of the other
        await openid.finish(
            Back(urlencode({"code": stolen, "state": state}), mine.browser.get_secret_value())
        )
    assert stolen not in str(failed.value)


async def test_an_answer_of_another_provider_is_not_taken(openid: OpenId, provider: OpenIdProvider) -> None:
    given = back(provider, await openid.begin())
    mixed = given.query.replace(urlencode({"iss": provider.address}), "iss=https%3A%2F%2Fevil.example")
    assert mixed != given.query
    assert await refused(openid, given._replace(query=mixed)) is TokenFault.ISSUER


async def test_what_the_provider_refuses_is_told(openid: OpenId, provider: OpenIdProvider) -> None:
    errand = await openid.begin()
    state = dict(parse_qsl(provider.sign_in(errand.address)))["state"]
    with pytest.raises(ProviderRefusedError) as denied:
        await openid.finish(
            Back(urlencode({"error": "access_denied", "state": state}), errand.browser.get_secret_value())
        )
    assert denied.value.data == {"code": "access_denied"}


async def test_a_disabled_account_lets_nobody_in_by_the_provider(
    openid: OpenId, door: DoorSet, provider: OpenIdProvider, person: str
) -> None:
    await door.act(person, DisableAccount(reason="调离"))
    assert await refused(openid, back(provider, await openid.begin())) is TokenFault.UNLINKED


async def test_a_systems_identity_opens_no_session(
    openid: OpenId, door: DoorSet, provider: OpenIdProvider, somebody: str
) -> None:
    provider.subject = somebody
    identity = Identity(issuer=provider.address, subject=somebody)
    await door.act(somebody, AddAccount(org="o-1", holder="system", identities=(identity,)))  # type: ignore[arg-type]
    assert await refused(openid, back(provider, await openid.begin())) is TokenFault.UNLINKED


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": None},
    ],
    ids=["another issuer", "not over TLS", "no keys"],
)
async def test_a_provider_that_tells_of_itself_wrongly_is_none(
    openid: OpenId, provider: OpenIdProvider, told: dict[str, Any]
) -> None:
    provider.metadata = told
    with pytest.raises(ProviderError):
        await openid.begin()


async def test_while_the_provider_is_away_what_it_said_before_holds(
    door: DoorSet, provider: OpenIdProvider
) -> None:
    async with httpx.AsyncClient(timeout=2) as client:
        openid = made(door, provider, client)
        await openid.begin()
        provider.metadata = {"issuer": "https://evil.example"}
        door.clock.pass_(hours=2)
        await openid.begin()


def test_the_provider_of_these_tests_knows_a_verifier_by_its_challenge() -> None:
    """RFC 7636, appendix B."""
    assert (
        challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )
