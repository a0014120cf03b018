"""Help, the page of each rule, and the way in through a provider."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from access.settings import Provider, SignInSettings
from domain.account.commands import LinkIdentity
from domain.account.kinds import Identity, account_stream
from domain.refusals import all_refusals
from interfaces.desk.desk import Sender
from tests.access.conftest import Clock
from tests.access.issuers import served
from tests.access.providers import CLIENT, OpenIdProvider
from tests.catalogues import catalogue
from tests.interfaces.conftest import Office, own_office
from tests.interfaces.console.houses import ADMIN, House, house
from tests.interfaces.console.visits import Visit

office = own_office
CALLBACK = "https://api/v1/oidc/callback"
PROGRAM = {"accept": "application/json"}


@pytest.fixture
async def provider(office: Office, tmp_path: Path) -> AsyncIterator[tuple[House, OpenIdProvider]]:
    """A console whose people come in through a provider."""
    vouching = OpenIdProvider(Clock(), CALLBACK)
    async with served(vouching) as address:
        vouching.address = address
        settings = SignInSettings(provider=Provider(issuer=address, client_id=CLIENT, redirect_uri=CALLBACK))
        async with house(office.service.journal, office.desk, tmp_path / "s.toml", settings=settings) as made:
            vouching.clock = made.clock
            yield made, vouching


@pytest.fixture
async def visiting(office: Office, tmp_path: Path) -> AsyncIterator[House]:
    async with house(office.service.journal, office.desk, tmp_path / "s.toml") as made:
        yield made


async def test_help_is_there_for_anybody_in_both_languages(visiting: House) -> None:
    stranger = visiting.visit
    page = await stranger.get("/help")
    assert page.status_code == 200
    for part in ('id="keys"', 'id="deciding"', 'id="sealed"', 'id="rules"'):
        assert part in page.text
    assert "What “sealed” means" in (await stranger.of(None, "en").get("/help")).text
    signed_in = await visiting.member(ADMIN)
    assert "/account" in (await signed_in.get("/help")).text


async def test_every_rule_has_a_page_for_people_and_stays_as_it_was_for_programs(visiting: House) -> None:
    stranger: Visit = visiting.visit
    known = sorted({one.rule for one in all_refusals()} & {key for key, _ in catalogue().items()})
    assert len(known) > 100
    for rule in known[::15]:
        page = await stranger.get(f"/problems/{rule}")
        assert (page.status_code, rule in page.text) == (200, True)
        assert "script-src 'nonce-" in page.headers["content-security-policy"]
    told = await stranger.client.get("/problems/matter.stale", headers=PROGRAM)
    assert (told.status_code, "HTTP 412" in told.text) == (200, True)
    assert (await stranger.get("/problems/no.such")).status_code == 404


async def test_a_rule_of_the_policy_tells_its_number_and_source_to_who_is_signed_in(visiting: House) -> None:
    rule = next(one.rule for one in all_refusals() if one.policy == "establishment.independent_minimum")
    admin = await visiting.member(ADMIN)
    page = await admin.get(f"/problems/{rule}")
    assert "#establishment.independent_minimum" in page.text
    assert "必须" in page.text
    assert "#establishment" not in (await visiting.visit.get(f"/problems/{rule}")).text


async def test_a_browser_that_comes_back_from_the_provider_is_let_in_to_the_page_it_wanted(
    provider: tuple[House, OpenIdProvider],
) -> None:
    made, vouching = provider
    await made.member("p-1308", "o-370199-t1")
    vouching.subject = "p-1308"
    identity = Identity(issuer=vouching.address, subject="p-1308")
    await made.desk.settle(account_stream("p-1308"), LinkIdentity(identity=identity), Sender(ADMIN))
    login = await made.visit.get("/login?back=/help%23keys")
    assert "/oidc/login?back=" in login.text
    gone = await made.visit.get("/oidc/login?back=/rounds?year=2025")
    back = gone.headers["set-cookie"].partition(";")[0]
    sent = await made.visit.get(gone.headers["location"])
    errand = sent.headers["set-cookie"].partition(";")[0]
    query = vouching.sign_in(sent.headers["location"])
    kept = {"accept": "text/html", "cookie": f"{back}; {errand}"}
    came = await made.visit.client.get(f"/v1/oidc/callback?{query}", headers=kept)
    assert (came.status_code, came.headers["location"]) == (303, "/rounds?year=2025")
    cookie = next(one for one in came.headers.get_list("set-cookie") if one.startswith("__Host-session=bls_"))
    for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert part in cookie
    token = cookie.partition(";")[0].partition("=")[2]
    assert token not in came.text
    assert "p-1308" in (await made.visit.of(token).get("/account")).text
    # a page also for what fails there
    stolen = await made.visit.get(f"/v1/oidc/callback?{query}")
    assert (stolen.status_code, "access.errand-unknown" in stolen.text) == (400, True)
    assert "<html" in stolen.text


async def test_nobody_is_sent_elsewhere_after_coming_in(provider: tuple[House, OpenIdProvider]) -> None:
    made, _ = provider
    gone = await made.visit.get("/oidc/login?back=https://evil.example/")
    assert "evil" not in gone.headers["set-cookie"]
    assert gone.headers["location"].startswith("/v1/oidc/login")
