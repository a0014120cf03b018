"""No log line shows a secret, by whichever way it came there."""

import json
import logging
import warnings
from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple

import pytest
import structlog
from pydantic import SecretStr

from infra.logs import set_up_logging
from infra.redaction import HIDDEN, without_secrets

SECRET = "s3cret-Zx9"  # noqa: S105  # nobody's
JWT = "eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiJzLWhyIn0.c2lnbmF0dXJl"
SECRETS = {
    "address": f"postgresql://branch_service:{SECRET}@db:5432/app",
    "address of a message": f"cannot reach redis+tls://:{SECRET}@cache/0 now",
    "webhook secret": f"whsec_{SECRET}==",
    "webhook key": f"signed with whsk_{SECRET}",
    "session": f"bls_{SECRET}",
    "jwt": JWT.replace("c2lnbmF0dXJl", SECRET),
    "bearer": f"Authorization: Bearer {SECRET}",
    "basic": f"authorization=Basic {SECRET}",
    "cookie": f"Cookie: a=1; __Host-session={SECRET}",
    "set-cookie": f"set-cookie: __Host-session={SECRET}; Secure",
    "connection string": f"host=db user=x password={SECRET} dbname=app",
    "form": f"grant_type=x&client_secret={SECRET}&a=b",
    "json": f'{{"login": "p-1", "password": "{SECRET}"}}',
    "printed dictionary": f"{{'new_password': '{SECRET}'}}",
    "printed model": f"SignIn(login='p-1', password='{SECRET}')",
    "callback": f"GET /v1/oidc/callback?code={SECRET}&state={SECRET}",
    "hash": f"$argon2id$v=19$m=65536,t=3,p=4$c2FsdA${SECRET}",
    "private key": f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----",
    "cut private key": f"-----BEGIN EC PRIVATE KEY-----\n{SECRET}",
}
NAMES = (
    "password",
    "new_password",
    "token",
    "access_token",
    "client_secret",
    "Authorization",
    "set-cookie",
    "database_url",
    "DATABASE_OWNER_URL",
    "private_key",
    "dsn",
)


class Lines(NamedTuple):
    """What was written to the log."""

    written: StringIO

    @property
    def text(self) -> str:
        return self.written.getvalue()


@pytest.fixture(params=[True, False], ids=["as JSON", "readable"])
def lines(request: pytest.FixtureRequest) -> Iterator[Lines]:
    root = logging.getLogger()
    before = root.handlers, root.level
    set_up_logging(as_json=request.param)
    written = StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield Lines(written)
    root.handlers, root.level = before
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


class Holder:
    """Something that shows a secret when it is printed."""

    def __repr__(self) -> str:
        return f"Holder(password='{SECRET}')"


def by_message(text: str) -> None:
    structlog.get_logger("a").info(text)


def by_field(text: str) -> None:
    structlog.get_logger("b").warning("x", said=text)


def by_nested_field(text: str) -> None:
    structlog.get_logger("c").warning("x", said={"deep": [{"er": (text, {text})}], "raw": text.encode()})


def by_bound_field(text: str) -> None:
    structlog.get_logger("d").bind(said=text).error("x")


def by_context(text: str) -> None:
    with structlog.contextvars.bound_contextvars(said=text):
        structlog.get_logger("e").error("x")


def by_argument(text: str) -> None:
    logging.getLogger("f").warning("said %s", text)


def by_extra(text: str) -> None:
    logging.getLogger("g").warning("x", extra={"said": text})


def fail(text: str) -> None:
    raise ValueError(text)


def fail_because(text: str) -> None:
    try:
        fail(text)
    except ValueError as error:
        message = "outer"
        raise RuntimeError(message) from error


def by_exception(text: str) -> None:
    try:
        fail(text)
    except ValueError:
        structlog.get_logger("h").exception("x")


def by_cause(text: str) -> None:
    try:
        fail_because(text)
    except RuntimeError:
        logging.getLogger("i").exception("x")


def by_note(text: str) -> None:
    error = ValueError("x")
    error.add_note(text)
    logging.getLogger("j").error("x", exc_info=error)


def by_warning(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(text, stacklevel=1)


WAYS = (
    by_message,
    by_field,
    by_nested_field,
    by_bound_field,
    by_context,
    by_argument,
    by_extra,
    by_exception,
    by_cause,
    by_note,
    by_warning,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_written_by_any_way(lines: Lines, way: Any, secret: str) -> None:
    way(SECRETS[secret])
    assert lines.text
    assert SECRET not in lines.text
    assert HIDDEN in lines.text


@pytest.mark.parametrize("name", NAMES)
def test_a_field_of_such_a_name_is_hidden_whatever_it_holds(lines: Lines, name: str) -> None:
    log = structlog.get_logger("k")
    log.info("x", **{name: SECRET})
    log.info("x", more={name: [SECRET]})
    log.info("x", **{name: {"a": SECRET}})
    logging.getLogger("l").info("x", extra={name: SECRET})
    assert SECRET not in lines.text
    assert lines.text.count(HIDDEN) == 4


def test_what_shows_a_secret_when_it_is_printed_does_not(lines: Lines) -> None:
    structlog.get_logger("m").info("x", holder=Holder(), hidden=SecretStr(SECRET), among=[Holder()])
    assert SECRET not in lines.text


def test_a_one_time_password_is_hidden() -> None:
    assert without_secrets("once abcde-fghjk-mnpqr-stuvw!") == f"once {HIDDEN}!"


@pytest.mark.parametrize(
    "text",
    [
        "establishment/est-0123456789ab answered in 12 ms",
        "p-1301 ordered submit_filing of filing/K-1/1",
        "018f3d5e-7d1c-7a52-9f6e-6a0a3c2f8b11",
        "2026-10-15T08:00:00Z",
        "https://id.example.cn/authorize?client_id=x",
        "postgresql:///app?host=/tmp/run",
        "rule access.password-must-change refused",
        "the password is too short",
        "tokens: see docs",
        "code 42, state submitted",
        "令牌未被接受：已过期。",
    ],
)
def test_what_is_no_secret_is_left_as_it_is(text: str) -> None:
    assert without_secrets(text) == text


def test_a_line_is_what_it_was_but_for_secrets(lines: Lines) -> None:
    structlog.get_logger("n").info("worker.ready", task_queue="branch-lifecycle", count=3, ok=True, none=None)
    if lines.text.startswith("{"):
        told = json.loads(lines.text)
        assert (told["event"], told["count"], told["ok"], told["none"]) == ("worker.ready", 3, True, None)
    assert "branch-lifecycle" in lines.text
    assert HIDDEN not in lines.text
