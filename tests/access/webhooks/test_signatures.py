import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from standardwebhooks import Webhook, WebhookVerificationError

from access.webhooks.headers import Headers
from access.webhooks.keys import PrivateKey, Secret, key_name, new_secret, signing_key, verifying_key
from access.webhooks.refusals import (
    KeyEndedError,
    KeyInvalidError,
    SignatureMalformedError,
    SignatureMissingError,
    SignatureStaleError,
    SignatureWrongError,
)
from access.webhooks.signatures import KeyPeriod, check_signature, read_signature, sign
from domain.refusals import DomainError
from infra.clock import now as machine_time

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
BODY = '{"headCount": 12, "名称": "示例"}'.encode()
SECRET = new_secret()
PAIR = "whsk_" + base64.b64encode(bytes(range(32))).decode()
SECOND = timedelta(seconds=1)


def public(private: str) -> str:
    key = signing_key(private)
    assert isinstance(key, PrivateKey)
    return key.public


def signed(body: bytes = BODY, *keys: str, at: datetime = NOW, message: str = "m-1") -> Headers:
    return sign(message, at, body, [signing_key(key) for key in keys or (SECRET,)])


def check(headers: Headers, *keys: KeyPeriod, body: bytes = BODY, now: datetime = NOW) -> None:
    check_signature(read_signature(headers, body, now), keys or [KeyPeriod(verifying_key(SECRET))], now)


def changed(headers: Headers, **values: str) -> Headers:
    return [(name, values.get(name.removeprefix("webhook-"), value)) for name, value in headers]


def test_what_the_standards_library_signs_is_proved() -> None:
    stamp = Webhook(SECRET).sign("msg_1", NOW, BODY.decode())
    headers = [
        ("Webhook-Id", "msg_1"),
        ("Webhook-Timestamp", str(int(NOW.timestamp()))),
        ("Webhook-Signature", stamp),
    ]
    check(headers)


def test_what_is_signed_here_the_standards_library_verifies() -> None:
    at = machine_time()  # the library reads the machine's clock
    headers = dict(signed(at=at))
    assert Webhook(SECRET).verify(BODY, headers)["headCount"] == 12
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, headers)


def test_the_example_of_the_specification_is_proved() -> None:
    key = KeyPeriod(verifying_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = [
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    ]
    check(headers, key, body=b'{"test": 2432232314}', now=at)


def test_a_private_key_signs_and_its_public_half_verifies() -> None:
    headers = signed(BODY, PAIR)
    check(headers, KeyPeriod(verifying_key(public(PAIR))))
    with pytest.raises(SignatureWrongError):
        check(headers, KeyPeriod(verifying_key(public("whsk_" + base64.b64encode(bytes(32)).decode()))))


def test_a_signature_of_the_library_that_is_no_ours_is_verified_by_the_same_key() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    content = b"m-1." + str(int(NOW.timestamp())).encode() + b"." + BODY
    stamp = "v1a," + base64.b64encode(private.sign(content)).decode()
    check(changed(signed(), signature=stamp), KeyPeriod(verifying_key(public(PAIR))))


def test_one_of_several_signatures_suffices_and_unknown_schemes_do_no_harm() -> None:
    ours = dict(signed())["webhook-signature"]
    check(changed(signed(), signature=f"v9,AAAA v1,AAAA {ours}"))


def test_a_public_key_is_no_shared_secret() -> None:
    # whoever knows the public key must not pass by signing with it as if it were a secret
    raw = base64.b64decode(public(PAIR).removeprefix("whpk_"))
    content = b"m-1." + str(int(NOW.timestamp())).encode() + b"." + BODY
    mac = base64.b64encode(Secret(raw).sign(content)).decode()
    for scheme in ("v1", "v1a"):
        with pytest.raises(SignatureWrongError):
            check(changed(signed(), signature=f"{scheme},{mac}"), KeyPeriod(verifying_key(public(PAIR))))


@pytest.mark.parametrize("body", [BODY + b" ", BODY[:-1], b"", BODY.replace(b"12", b"13")])
def test_a_changed_body_is_refused(body: bytes) -> None:
    with pytest.raises(SignatureWrongError):
        check(signed(), body=body)


@pytest.mark.parametrize(
    "values", [{"id": "m-2"}, {"timestamp": str(int((NOW + SECOND).timestamp()))}], ids=["id", "timestamp"]
)
def test_a_changed_id_or_timestamp_is_refused(values: Any) -> None:
    with pytest.raises(SignatureWrongError):
        check(changed(signed(), **values))


def test_the_wrong_key_is_refused() -> None:
    with pytest.raises(SignatureWrongError):
        check(signed(BODY, new_secret()))


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_timestamp_is_good_for_five_minutes_before_and_after(minutes: int) -> None:
    at = NOW + timedelta(minutes=minutes)
    beyond = SECOND if minutes > 0 else -SECOND
    check(signed(at=at))
    with pytest.raises(SignatureStaleError):
        check(signed(at=at + beyond))


def test_keys_overlap_and_one_that_was_rotated_out_is_named() -> None:
    old, new = new_secret(), new_secret()
    keys = [KeyPeriod(verifying_key(old), until=NOW), KeyPeriod(verifying_key(new))]
    before = NOW - SECOND
    check(signed(BODY, old, at=before), *keys, now=before)
    check(signed(BODY, new, at=before), *keys, now=before)
    check(signed(BODY, new), *keys)
    with pytest.raises(KeyEndedError) as refused:
        check(signed(BODY, old), *keys)
    assert refused.value.data["ended_at"] == NOW.isoformat()
    check(signed(BODY, old, new), *keys)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_header_that_is_missing_or_there_twice_is_refused(header: str) -> None:
    headers = list(signed())
    for one in ([pair for pair in headers if pair[0] != header], [*headers, (header.title(), "1")]):
        with pytest.raises(SignatureMissingError) as refused:
            check(one)
        assert refused.value.data == {"header": header}


@pytest.mark.parametrize(
    "values",
    [
        {"id": "a.b"},
        {"id": "x" * 257},
        {"id": "ü"},
        {"timestamp": "1e9"},
        {"timestamp": "-5"},
        {"timestamp": "٣٤"},
        {"timestamp": "9" * 12},
        {"timestamp": "2026-01-05T09:00:00Z"},
        {"signature": "v1"},
        {"signature": "v1,"},
        {"signature": "v1,%%%"},
        {"signature": "v1,ü"},
        {"signature": " ".join(["v1,AAAA"] * 17)},
    ],
    ids=str,
)
def test_headers_that_do_not_read_as_they_must_are_refused(values: Any) -> None:
    with pytest.raises(SignatureMalformedError) as refused:
        check(changed(signed(), **values))
    assert refused.value.data["header"] == f"webhook-{next(iter(values))}"


def test_an_id_with_a_full_stop_is_never_signed_since_two_messages_could_share_the_signature() -> None:
    with pytest.raises(SignatureMalformedError):
        signed(message="m.1")


def test_a_key_that_is_none_is_refused_and_not_repeated() -> None:
    short = base64.b64encode(bytes(23)).decode()
    for text in ("whsec_" + short, "whsec_*", "abc", "", "whpk_" + short, "whsk_" + short, new_secret()[6:]):
        for reading in (verifying_key, signing_key):
            with pytest.raises(KeyInvalidError) as refused:
                reading(text)
            assert text not in str(refused.value) or len(text) < 6
    with pytest.raises(KeyInvalidError):
        verifying_key(PAIR)
    with pytest.raises(KeyInvalidError):
        signing_key(public(PAIR))


def test_a_private_key_may_carry_its_public_half_but_no_other() -> None:
    seed, half = bytes(range(32)), base64.b64decode(public(PAIR).removeprefix("whpk_"))
    assert public("whsk_" + base64.b64encode(seed + half).decode()) == public(PAIR)
    with pytest.raises(KeyInvalidError):
        signing_key("whsk_" + base64.b64encode(seed + bytes(32)).decode())


def test_keys_do_not_show_themselves() -> None:
    for text in (SECRET, PAIR):
        key = signing_key(text)
        assert text[6:20] not in f"{key!r} {key} {key_name(text)}"
    assert key_name(SECRET) != key_name(new_secret())


def test_whatever_is_refused_is_a_refusal_with_a_rule() -> None:
    for headers in ([], [("webhook-id", "\x00")], [("x", "y")] * 50):
        with pytest.raises(DomainError) as refused:
            check(headers)
        assert refused.value.rule.startswith("upstream.")
