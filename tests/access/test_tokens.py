"""Tokens of systems: what opens the door, and every forgery that does not."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import OctKey, OKPKey

from access.door import BearerDoor
from access.keys import FetchedKeys, FiledKeys, parsed
from access.principal import NotSignedInError, PrincipalKind
from access.refusals import KeysUnavailableError, TokenFault, TokenRefusedError
from access.settings import SystemIssuer, TokenRules, parse_settings
from access.tokens import Tokens, TrustedIssuer
from domain.account.commands import AddAccount, DisableAccount, UnlinkIdentity
from domain.account.kinds import Identity
from domain.account.state import AccountState
from tests.access.conftest import DoorSet
from tests.access.issuers import (
    AUDIENCE,
    ISSUER,
    Issuer,
    Key,
    KeyServer,
    ed25519,
    es256,
    key_set,
    part,
    rs256,
    served,
)

OTHER = "https://other.example.cn"
KEYS = (ed25519(), es256(), rs256())
OTHERS_KEY = ed25519("k9")
RULES = TokenRules.model_validate(
    {"issuer": ISSUER, "audience": AUDIENCE, "algorithms": ["EdDSA", "Ed25519", "ES256", "RS256"]}
)


class Known:
    """The keys of an issuer, already known."""

    def __init__(self, *keys: Key) -> None:
        self.keys = parsed(json.dumps(key_set(*keys)).encode())

    async def key(self, kid: str) -> Any:
        if kid not in self.keys:
            raise TokenRefusedError(TokenFault.KEY)
        return self.keys[kid]


@pytest.fixture
def bearer(door: DoorSet) -> BearerDoor:
    issuers = {
        ISSUER: TrustedIssuer(RULES, Known(*KEYS)),
        OTHER: TrustedIssuer(RULES.model_copy(update={"issuer": OTHER}), Known(OTHERS_KEY)),
    }
    tokens = Tokens(door.accounts, issuers, door.clock.now)
    return BearerDoor(door.sessions, tokens, door.book, door.clock.now)


@pytest.fixture
async def system(door: DoorSet, somebody: str) -> str:
    identity = Identity(issuer=ISSUER, subject=somebody)
    await door.act(somebody, AddAccount(org="o-1", holder=PrincipalKind.SYSTEM, identities=(identity,)))
    return somebody


@pytest.fixture
def issuer(door: DoorSet) -> Issuer:
    return Issuer(door.clock)


async def fault(bearer: BearerDoor, token: str) -> TokenFault:
    with pytest.raises(TokenRefusedError) as refused:
        await bearer.identify(token)
    assert token not in str(refused.value)
    return refused.value.fault


@pytest.mark.parametrize("key", KEYS, ids=lambda one: one.key_type)
@pytest.mark.parametrize("type_", ["JWT", "at+jwt", None])
async def test_a_system_shows_a_token_of_its_issuer(
    bearer: BearerDoor, issuer: Issuer, system: str, key: Key, type_: str | None
) -> None:
    principal = await bearer.identify(issuer.token(key, system, header={"typ": type_}))
    assert (principal.person, principal.kind) == (system, PrincipalKind.SYSTEM)
    assert principal.authenticated_at == issuer.clock.now()


async def test_an_algorithm_may_have_its_older_name(bearer: BearerDoor, issuer: Issuer, system: str) -> None:
    assert (await bearer.identify(header(alg="EdDSA")(issuer, system))).person == system


async def test_it_goes_on_record_once_a_day(
    bearer: BearerDoor, door: DoorSet, issuer: Issuer, system: str
) -> None:
    for _ in range(3):
        await bearer.identify(issuer.token(KEYS[0], system))
    other = BearerDoor(door.sessions, bearer._tokens, door.book, door.clock.now)  # noqa: SLF001
    await other.identify(issuer.token(KEYS[0], system))
    assert len([data for _, data in await door.told() if system in data]) == 1
    door.clock.pass_(days=1)
    await bearer.identify(issuer.token(KEYS[0], system))
    assert len([data for _, data in await door.told() if system in data]) == 2


Forge = Callable[[Issuer, str], str]


def hmac_with(secret: bytes) -> Forge:
    def forge(issuer: Issuer, subject: str) -> str:
        signed = f"{part({'alg': 'HS256', 'kid': 'k3', 'typ': 'JWT'})}.{part(issuer.claims(subject))}"
        mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
        return f"{signed}.{part(mac)}"

    return forge


def unsigned(algorithm: str) -> Forge:
    return lambda issuer, subject: (
        f"{part({'alg': algorithm, 'kid': 'k1', 'typ': 'JWT'})}.{part(issuer.claims(subject))}."
    )


def of(**more: Any) -> Forge:
    return lambda issuer, subject: issuer.token(KEYS[0], subject, **more)


def at(**moved: int) -> Forge:
    """Times, in seconds from now."""

    def forge(issuer: Issuer, subject: str) -> str:
        now = int(issuer.clock.now().timestamp())
        times: dict[str, Any] = {name: now + seconds for name, seconds in moved.items()}
        return issuer.token(KEYS[0], subject, **times)

    return forge


def header(**more: Any) -> Forge:
    def forge(issuer: Issuer, subject: str) -> str:
        told = {"alg": "Ed25519", "kid": "k1", "typ": "JWT"} | more
        signed = f"{part(told)}.{part(issuer.claims(subject))}"
        key = more.get("jwk_private", KEYS[0])
        signature = key.private_key.sign(signed.encode())
        return f"{signed}.{part(signature)}"

    return forge


def spoiled(change: Callable[[str], str]) -> Forge:
    return lambda issuer, subject: change(issuer.token(KEYS[0], subject))


def other_claims(token: str) -> str:
    head, _, signature = token.split(".")
    return (
        f"{head}.{part({'iss': ISSUER, 'sub': 'admin', 'aud': AUDIENCE, 'iat': 0, 'exp': 2**40})}.{signature}"
    )


STRANGER = ed25519("k1")
PUBLIC_PEM = KEYS[2].as_pem(private=False)
PUBLIC_JWK = json.dumps(KEYS[2].as_dict(private=False)).encode()

FORGERIES: dict[str, tuple[Forge, TokenFault]] = {
    "another's key under a known id": (
        lambda issuer, subject: issuer.token(STRANGER, subject),
        TokenFault.SIGNATURE,
    ),
    "a key nobody knows": (
        lambda issuer, subject: issuer.token(ed25519("k7"), subject),
        TokenFault.KEY,
    ),
    "the key of another issuer": (
        lambda issuer, subject: issuer.token(OTHERS_KEY, subject),
        TokenFault.KEY,
    ),
    "another issuer's name with the key of this one": (
        lambda issuer, subject: issuer.token(KEYS[0], subject, iss=OTHER),
        TokenFault.KEY,
    ),
    "a key of another kind under this algorithm": (header(kid="k2"), TokenFault.SIGNATURE),
    "alg none": (unsigned("none"), TokenFault.ALGORITHM),
    "alg None": (unsigned("None"), TokenFault.ALGORITHM),
    "no signature": (unsigned("Ed25519"), TokenFault.SIGNATURE),
    "HS256 with the public key as PEM": (hmac_with(PUBLIC_PEM), TokenFault.ALGORITHM),
    "HS256 with the public key as JWK": (hmac_with(PUBLIC_JWK), TokenFault.ALGORITHM),
    "HS256 with nothing": (hmac_with(b""), TokenFault.ALGORITHM),
    "an issuer nobody trusts": (of(iss="https://evil.example"), TokenFault.ISSUER),
    "an issuer with a slash more": (of(iss=f"{ISSUER}/"), TokenFault.ISSUER),
    "no issuer": (of(iss=None), TokenFault.ISSUER),
    "another audience": (of(aud="other"), TokenFault.AUDIENCE),
    "audiences without this one": (of(aud=["other", f"{AUDIENCE}2"]), TokenFault.AUDIENCE),
    "no audience": (of(aud=None), TokenFault.CLAIMS),
    "expired": (at(iat=-900, exp=-30), TokenFault.EXPIRED),
    "not yet valid": (at(nbf=31), TokenFault.NOT_YET_VALID),
    "made in the future": (at(iat=31, exp=600), TokenFault.NOT_YET_VALID),
    "for longer than an hour": (at(exp=3601), TokenFault.LIFETIME),
    "for ever": (of(exp=None), TokenFault.CLAIMS),
    "made at no time": (of(iat=None), TokenFault.CLAIMS),
    "expiry that is no number": (of(exp="tomorrow"), TokenFault.CLAIMS),
    "expiry NaN": (of(exp=float("nan")), TokenFault.CLAIMS),
    "expiry for ever": (of(exp=float("inf")), TokenFault.CLAIMS),
    "expiry true": (of(exp=True), TokenFault.CLAIMS),
    "no subject": (of(sub=None), TokenFault.CLAIMS),
    "a subject that is a list": (of(sub=["a"]), TokenFault.CLAIMS),
    "a subject nobody linked": (of(sub="somebody-else"), TokenFault.UNLINKED),
    "a subject of another form": (of(sub="a b"), TokenFault.UNLINKED),
    "jwk in the header": (header(jwk=STRANGER.as_dict(private=False)), TokenFault.HEADER),
    "jku in the header": (header(jku="https://evil.example/keys"), TokenFault.HEADER),
    "x5u in the header": (header(x5u="https://evil.example/cert"), TokenFault.HEADER),
    "x5c in the header": (header(x5c=["MII"]), TokenFault.HEADER),
    "a critical extension": (header(crit=["b64"], b64=False), TokenFault.HEADER),
    "no key id": (header(kid=None), TokenFault.HEADER),
    "a key id that is a path": (header(kid="../../etc/passwd"), TokenFault.KEY),
    "a key id that is a list": (header(kid=["k1"]), TokenFault.HEADER),
    "an algorithm that is a list": (header(alg=["Ed25519"]), TokenFault.HEADER),
    "an id token": (header(typ="id+jwt"), TokenFault.HEADER),
    "claims that were changed": (spoiled(other_claims), TokenFault.SIGNATURE),
    "a signature that was cut": (spoiled(lambda one: one[:-8]), TokenFault.SIGNATURE),
    "a line after it": (spoiled(lambda one: f"{one}\n"), TokenFault.MALFORMED),
    "oversized": (of(more="x" * 8192), TokenFault.OVERSIZED),
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_token_opens_nothing(
    bearer: BearerDoor, issuer: Issuer, system: str, forgery: str
) -> None:
    forge, expected = FORGERIES[forgery]
    token = forge(issuer, system)
    if expected is TokenFault.MALFORMED:
        with pytest.raises(NotSignedInError):
            await bearer.identify(token)
    else:
        assert await fault(bearer, token) is expected


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a",
        "a.b.c",
        "..",
        "e30.e30.",
        f"{part([])}.{part({})}.",
        f"{part(b'{')}.{part({})}.",
        f"{part(b'[' * 3000)}.{part({})}.",
        f"{part({'alg': 'Ed25519', 'kid': 'k1'})}.{part(b'nothing')}.AA",
        "\x00.\x00.\x00",
        "\ud800.a.b",
        "é.é.é",
    ],
)
async def test_what_is_no_token_opens_nothing(bearer: BearerDoor, token: str) -> None:
    with pytest.raises(NotSignedInError):
        await bearer.identify(token)


@pytest.mark.parametrize("forge", [at(iat=-600, exp=-29), at(nbf=30), at(iat=30, exp=600), at(exp=3600)])
async def test_two_clocks_may_differ_by_half_a_minute_and_a_token_lives_an_hour(
    bearer: BearerDoor, issuer: Issuer, system: str, forge: Forge
) -> None:
    assert (await bearer.identify(forge(issuer, system))).person == system


async def test_an_algorithm_that_this_issuer_is_not_allowed_is_refused(
    door: DoorSet, issuer: Issuer, system: str
) -> None:
    only = TrustedIssuer(RULES.model_copy(update={"algorithms": ("ES256",)}), Known(*KEYS))
    bearer = BearerDoor(
        door.sessions, Tokens(door.accounts, {ISSUER: only}, door.clock.now), door.book, door.clock.now
    )
    assert await fault(bearer, issuer.token(KEYS[0], system)) is TokenFault.ALGORITHM
    assert (await bearer.identify(issuer.token(KEYS[1], system))).person == system


async def test_a_disabled_or_unlinked_system_is_out_at_once(
    bearer: BearerDoor, door: DoorSet, issuer: Issuer, system: str
) -> None:
    token = issuer.token(KEYS[0], system)
    await bearer.identify(token)
    await door.act(system, DisableAccount(reason="停用"))
    assert await fault(bearer, token) is TokenFault.UNLINKED


async def test_an_identity_that_was_unlinked_opens_nothing(
    bearer: BearerDoor, door: DoorSet, issuer: Issuer, system: str
) -> None:
    token = issuer.token(KEYS[0], system)
    await bearer.identify(token)
    await door.act(system, UnlinkIdentity(identity=Identity(issuer=ISSUER, subject=system)))
    assert await fault(bearer, token) is TokenFault.UNLINKED


async def test_a_persons_identity_opens_nothing_as_a_bearers_token(
    bearer: BearerDoor, door: DoorSet, issuer: Issuer, somebody: str
) -> None:
    identity = Identity(issuer=ISSUER, subject=somebody)
    await door.act(somebody, AddAccount(org="o-1", identities=(identity,)))
    assert await fault(bearer, issuer.token(KEYS[0], somebody)) is TokenFault.UNLINKED


async def test_false_tokens_go_on_record_once_a_minute_and_fault(
    bearer: BearerDoor, door: DoorSet, issuer: Issuer, system: str
) -> None:
    token = issuer.token(STRANGER, system)

    async def noted() -> int:
        return sum("token-refused.signature" in data for _, data in await door.told())

    before = await noted()
    for _ in range(5):
        await fault(bearer, token)
    assert await noted() == before + 1
    door.clock.pass_(minutes=1)
    await fault(bearer, token)
    assert await noted() == before + 2
    assert token not in str(await door.told())


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=2) as client:
        yield client


async def test_keys_are_fetched_once_and_again_when_a_new_one_signs(
    door: DoorSet, issuer: Issuer, system: str, http: httpx.AsyncClient
) -> None:
    server = KeyServer(ed25519("old"))
    async with served(server) as address:
        keys = FetchedKeys(ISSUER, address, http, door.clock.now)
        tokens = Tokens(door.accounts, {ISSUER: TrustedIssuer(RULES, keys)}, door.clock.now)
        for _ in range(3):
            await tokens.identify(issuer.token(server.keys[0], system))
        assert server.asked == 1
        old = server.keys[0]
        server.keys = (ed25519("new"),)
        with pytest.raises(TokenRefusedError):  # it was asked less than a minute ago
            await tokens.identify(issuer.token(server.keys[0], system))
        assert server.asked == 1
        door.clock.pass_(minutes=1)
        await tokens.identify(issuer.token(server.keys[0], system))
        assert server.asked == 2
        with pytest.raises(TokenRefusedError):  # what the issuer took back opens nothing any more
            await tokens.identify(issuer.token(old, system))
        for _ in range(5):
            with pytest.raises(TokenRefusedError):
                await tokens.identify(issuer.token(ed25519("none"), system))
        assert server.asked == 2


async def test_while_the_issuer_is_away_the_keys_of_before_hold(
    door: DoorSet, issuer: Issuer, system: str, http: httpx.AsyncClient
) -> None:
    server = KeyServer(KEYS[0])
    async with served(server) as address:
        keys = FetchedKeys(ISSUER, address, http, door.clock.now)
        tokens = Tokens(door.accounts, {ISSUER: TrustedIssuer(RULES, keys)}, door.clock.now)
        server.status = 503
        with pytest.raises(KeysUnavailableError):
            await tokens.identify(issuer.token(KEYS[0], system))
        door.clock.pass_(minutes=1)
        server.status = 200
        await tokens.identify(issuer.token(KEYS[0], system))
    door.clock.pass_(hours=2)  # and nothing answers there now
    await tokens.identify(issuer.token(KEYS[0], system))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"keys": 7}', b'{"keys": [7]}', b" " * 300_000])
async def test_an_answer_that_is_no_key_set_is_none(
    door: DoorSet, issuer: Issuer, system: str, http: httpx.AsyncClient, body: bytes
) -> None:
    server = KeyServer()
    server.body = body
    async with served(server) as address:
        tokens = Tokens(
            door.accounts,
            {ISSUER: TrustedIssuer(RULES, FetchedKeys(ISSUER, address, http, door.clock.now))},
            door.clock.now,
        )
        with pytest.raises(KeysUnavailableError):
            await tokens.identify(issuer.token(KEYS[0], system))


@pytest.mark.parametrize(
    "told",
    [
        OctKey.generate_key(256, {"kid": "a"}).as_dict(private=True),
        OKPKey.generate_key("Ed25519", {"kid": "a"}).as_dict(private=True),
        {**ed25519("a").as_dict(private=False), "use": "enc"},
        {"kty": "RSA", "kid": "a", "n": base64.urlsafe_b64encode(b"\xff" * 128).decode(), "e": "AQAB"},
        {"kty": "EC", "kid": "a", "crv": "P-256", "x": "AA", "y": "AA"},
        {"kty": "OKP", "crv": "Ed25519", "x": "AA"},
        {"kty": "EC", "kid": "a"},
        {"kid": "a"},
    ],
    ids=[
        "symmetric",
        "private",
        "for encryption",
        "weak",
        "off the curve",
        "nameless",
        "empty",
        "of no kind",
    ],
)
def test_a_key_that_must_not_check_signatures_is_passed_over(told: dict[str, Any]) -> None:
    assert parsed(json.dumps({"keys": [told]}).encode()) == {}


async def test_keys_of_a_file_are_read_again_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    keys = FiledKeys(ISSUER, file)
    with pytest.raises(KeysUnavailableError):
        await keys.key("k1")
    file.write_text(json.dumps(key_set(KEYS[0])), encoding="utf-8")
    assert (await keys.key("k1")).kid == "k1"
    with pytest.raises(TokenRefusedError):
        await keys.key("k2")
    other = tmp_path / "other.json"
    other.write_text(json.dumps(key_set(*KEYS)), encoding="utf-8")
    other.replace(file)
    assert (await keys.key("k2")).kid == "k2"


def test_the_settings_name_issuers_and_algorithms() -> None:
    settings = parse_settings(
        f'[[issuer]]\nissuer = "{ISSUER}"\naudience = "{AUDIENCE}"\nalgorithms = ["ES256"]\n'
        'jwks_uri = "https://systems.example.cn/keys"\nlongest = "PT10M"\n'
    )
    assert isinstance(settings.issuer[0], SystemIssuer)
    assert settings.issuer[0].longest.total_seconds() == 600


def test_the_file_that_is_documented_is_taken() -> None:
    text = (Path(__file__).parents[2] / "docs" / "adr" / "0013-access.md").read_text(encoding="utf-8")
    settings = parse_settings(text.partition("```toml\n")[2].partition("```")[0])
    assert settings.limits.idle.total_seconds() == 1800
    assert settings.limits.account.free == 5
    assert settings.provider is not None


GOOD_ISSUER = f'[[issuer]]\nissuer = "{ISSUER}"\naudience = "x"\nalgorithms = ["ES256"]\njwks_file = "k"\n'


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"ES256"', '"none"'),
        ('"ES256"', '"HS256"'),
        ('["ES256"]', "[]"),
        ('jwks_file = "k"', ""),
        ('jwks_file = "k"', 'jwks_file = "k"\njwks_uri = "https://x.cn"'),
        ('jwks_file = "k"', 'jwks_uri = "http://x.cn/keys"'),
        ('jwks_file = "k"', 'jwks_file = "k"\nsecret = "x"'),
        (GOOD_ISSUER, GOOD_ISSUER * 2),
    ],
)
def test_settings_that_would_let_others_in_are_refused(was: str, now: str) -> None:
    parse_settings(GOOD_ISSUER)
    with pytest.raises(Exception, match="settings-invalid"):
        parse_settings(GOOD_ISSUER.replace(was, now))


async def test_an_unknown_identity_opens_no_account(door: DoorSet) -> None:
    assert await door.accounts.by_identity(Identity(issuer=ISSUER, subject="nobody")) is None
    assert (await door.accounts.of("p-nobody-at-all")) == AccountState(stream="account/p-nobody-at-all")
