"""Messages over a line: who answers is who the name says, no redirect is followed, and patience ends."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from access.webhooks.posting import Poster
from access.webhooks.refusals import AddressRefusedError, NotReachedError
from access.webhooks.subscribers import Subscriber
from infra.clock import now
from tests.workflows.subscribers import KEY, Answering, Received, Receiver, accept, receiving


def subscriber(url: str) -> Subscriber:
    return Subscriber(id="s-1", url=url, keys=(SecretStr(KEY),))


async def posted(poster: Poster, url: str) -> int:
    async with poster.line(subscriber(url)) as line:
        return (await line.post("m-1", b"{}")).status


def certificate(directory: Path, name: str) -> Path:
    """Write a certificate for a name that vouches for itself, and its key, in one file."""
    key = Ed25519PrivateKey.generate()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, None)
    )
    file = directory / f"{name}.pem"
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + pem)
    return file


@asynccontextmanager
async def secured(file: Path, answering: Answering = accept) -> AsyncIterator[Receiver]:
    """A receiver that proves with a certificate who it is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    receiver = Receiver(answering)
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0, ssl=context)
    receiver.url = f"https://localhost:{server.sockets[0].getsockname()[1]}/hook"
    yield receiver
    server.close()


async def test_who_answers_is_asked_for_the_certificate_of_the_name(tmp_path: Path) -> None:
    right, wrong = certificate(tmp_path, "localhost"), certificate(tmp_path, "other.example")
    trust = ssl.create_default_context(cafile=str(right))
    trust.load_verify_locations(str(wrong))
    poster = Poster(now, private=True, trust=trust)
    async with secured(right) as receiver:
        assert await posted(poster, receiver.url) == 204
        assert receiver.came[0].headers["host"] == receiver.url.split("/")[2]
    async with secured(wrong) as receiver:
        with pytest.raises(NotReachedError) as refused:
            await posted(poster, receiver.url)
        assert refused.value.data["why"] == "connection"
        assert receiver.came == []


async def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path) -> None:
    async with secured(certificate(tmp_path, "localhost")) as receiver:
        with pytest.raises(NotReachedError):
            await posted(Poster(now, private=True), receiver.url)
        assert receiver.came == []


async def test_no_redirect_is_followed() -> None:
    async with receiving() as elsewhere:

        async def moved(_: Received) -> str:
            return f"HTTP/1.1 307 Moved\r\nLocation: {elsewhere.url}\r\nContent-Length: 0"

        async with receiving(moved) as receiver:
            assert await posted(Poster(now, private=True), receiver.url) == 307
        assert elsewhere.came == []


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("7", timedelta(seconds=7)),
        ("999999999", timedelta(hours=1)),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("-1", None),
        ("1" * 40, None),
    ],
)
async def test_a_subscriber_may_say_when_to_ask_again(told: str, again: timedelta | None) -> None:
    async def later(_: Received) -> str:
        return f"HTTP/1.1 503 Later\r\nRetry-After: {told}\r\nContent-Length: 0"

    async with receiving(later) as receiver, Poster(now, private=True).line(subscriber(receiver.url)) as line:
        reply = await line.post("m-1", b"{}")
    assert (reply.status, reply.again, reply.taken, reply.gone) == (503, again, False, False)


async def test_a_body_without_end_is_not_read() -> None:
    async def endless(_: Received) -> str:
        return "HTTP/1.1 200 Told\r\nContent-Length: 1000000000000"

    async with receiving(endless) as receiver:
        assert await posted(Poster(now, private=True, patience=3), receiver.url) == 200


async def test_an_answer_that_drips_ends_with_patience() -> None:
    async def dripping(_: Received) -> str:
        await asyncio.sleep(5)
        return ""

    async with receiving(dripping) as receiver:
        with pytest.raises(NotReachedError) as refused:
            await posted(Poster(now, private=True, patience=0.3), receiver.url)
        assert refused.value.data["why"] == "time"


async def test_nonsense_for_an_answer_is_no_answer() -> None:
    async def nonsense(_: Received) -> str:
        return "250 OK SMTP"

    async with receiving(nonsense) as receiver:
        with pytest.raises(NotReachedError) as refused:
            await posted(Poster(now, private=True), receiver.url)
        assert refused.value.data["why"] == "connection"


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving() as proxy, receiving() as receiver:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        assert await posted(Poster(now, private=True), receiver.url) == 204
        assert proxy.came == []


async def test_this_machine_is_not_reached_unless_that_is_allowed() -> None:
    async with receiving() as receiver:
        with pytest.raises(AddressRefusedError):
            await posted(Poster(now), receiver.url)
        assert receiver.came == []
