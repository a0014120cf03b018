"""Issuers for tests: keys made on the spot, tokens signed as they should be or not, key sets told by a real server."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from tests.access.conftest import Clock

AUDIENCE = "branch-lifecycle"
ISSUER = "https://systems.example.cn"

Key = ECKey | OKPKey | RSAKey


def ed25519(kid: str = "k1") -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": kid, "use": "sig"})


def es256(kid: str = "k2") -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


def rs256(kid: str = "k3") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


def key_set(*keys: Key) -> dict[str, Any]:
    """Return what an issuer tells: the public halves."""
    return {"keys": list(KeySet(list(keys)).as_dict(private=False)["keys"])}


class Issuer:
    """Signs tokens for subjects."""

    def __init__(self, clock: Clock, name: str = ISSUER, audience: str = AUDIENCE) -> None:
        self.clock = clock
        self.name = name
        self.audience = audience

    def claims(self, subject: str, **more: Any) -> dict[str, Any]:
        """Return good claims; `None` leaves one out."""
        at = int(self.clock.now().timestamp())
        good = {"iss": self.name, "sub": subject, "aud": self.audience, "iat": at, "exp": at + 600}
        return {name: value for name, value in (good | more).items() if value is not None}

    def token(self, key: Key, subject: str, *, header: dict[str, Any] | None = None, **more: Any) -> str:
        """Return a token that its key's owner signed."""
        algorithm = {"OKP": "Ed25519", "EC": "ES256", "RSA": "RS256"}[key.key_type]
        told = {"alg": algorithm, "kid": key.kid, "typ": "JWT"} | (header or {})
        told = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(
            told, self.claims(subject, **more), key, algorithms=[told["alg"]], default_type=None
        )


def part(value: object) -> str:
    """Return one part of a token, whatever it says."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


@asynccontextmanager
async def served(application: Any) -> AsyncIterator[str]:
    """Serve an ASGI application on a free port of this machine; its address."""
    config = uvicorn.Config(
        application, host="127.0.0.1", port=0, lifespan="off", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn tells it by nothing else
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving


class KeyServer:
    """Tells a key set, as long as it is in the mood. `asked`: how often it was."""

    def __init__(self, *keys: Key) -> None:
        self.keys = keys
        self.asked = 0
        self.status = 200
        self.body: bytes | None = None

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked += 1
        body = self.body if self.body is not None else json.dumps(key_set(*self.keys)).encode()
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": body})
