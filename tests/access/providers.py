"""An OpenID provider for tests: a real one, of a few lines."""

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.access.conftest import Clock
from tests.access.issuers import Issuer, Receive, Scope, Send, key_set, rs256

CLIENT = "branchctl"
CALLBACK = "https://api.example.cn/v1/oidc/callback"
KEY = rs256("p1")


class OpenIdProvider:
    """Vouches for one person. `claims`: what its id tokens say otherwise; `key`: what it signs with."""

    def __init__(self, clock: Clock, callback: str = CALLBACK) -> None:
        self.clock = clock
        self.callback = callback
        self.subject = "u-1"
        self.claims: dict[str, Any] = {}
        self.key = KEY
        self.address = ""
        self.metadata: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.basic: str | None = None
        self.requests: list[dict[str, str]] = []

    def sign_in(self, address: str) -> str:
        """Do what a person does there with a browser; return the query that the browser is sent back with."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert (asked["client_id"], asked["redirect_uri"], asked["response_type"]) == (
            CLIENT,
            self.callback,
            "code",
        )
        assert (asked["scope"], asked["code_challenge_method"]) == ("openid", "S256")
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return urlencode({"code": code, "state": asked["state"], "iss": self.address})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = {
            "/.well-known/openid-configuration": self._told,
            "/keys": self._keys,
            "/token": self._token,
        }[scope["path"]]
        message = await receive()
        status, body = answer(scope, message["body"])
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps(body).encode()})

    def _told(self, _scope: Scope, _body: bytes) -> tuple[int, dict[str, Any]]:
        told = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return 200, told | self.metadata

    def _keys(self, _scope: Scope, _body: bytes) -> tuple[int, dict[str, Any]]:
        return 200, key_set(KEY)

    def _token(self, scope: Scope, body: bytes) -> tuple[int, dict[str, Any]]:
        form = dict(parse_qsl(body.decode()))
        self.requests.append(form)
        self.basic = dict(scope["headers"]).get(b"authorization", b"").decode() or None
        asked = self.codes.pop(form["code"], None)
        if asked is None or asked["code_challenge"] != challenge(form["code_verifier"]):
            return 400, {"error": "invalid_grant"}
        now = int(self.clock.now().timestamp())
        said: dict[str, Any] = {"nonce": asked["nonce"], "auth_time": now - 60} | self.claims
        issuer = Issuer(self.clock, self.address, CLIENT)
        token = issuer.token(self.key, self.subject, **said)
        return 200, {"id_token": token, "access_token": "x", "token_type": "Bearer"}


def challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
