"""One question to the server: what it answers, or the same refusal or outage that the desk itself would tell."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from pydantic import ConfigDict, Field, ValidationError

from domain.refusals import Refusal
from interfaces.desk.answers import DeskUnavailableError, LedgerBehindError, RefusedError

_PATIENCE = httpx.Timeout(30.0, connect=5.0)
"""Seconds; the server itself answers after 25 that it cannot."""
_TURNS = 5
"""How often one who is told to wait asks again."""
_TOO_MANY, _UNAVAILABLE, _FAULTS = 429, 503, 500
_API = "API"


class Told(Refusal):
    """What of a problem document (RFC 9457) is the refusal itself."""

    model_config = ConfigDict(extra="ignore")

    data: dict[str, str] = Field(default_factory=dict)

    @property
    def refusal(self) -> Refusal:
        """The refusal."""
        return Refusal(rule=self.rule, policy=self.policy, data=self.data, zh=self.zh, en=self.en)


class Server:
    """A server of the service. Methods raise `RefusedError`, `DeskUnavailableError`, `LedgerBehindError`."""

    def __init__(self, address: str, token: str | None) -> None:
        """`address`: where it is, without `/v1`; `token`: of a session, None before one has signed in."""
        shown = {"authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.AsyncClient(base_url=address, headers=shown, timeout=_PATIENCE)

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()

    async def get(self, path: str, **params: object) -> httpx.Response:
        """Ask. Parameters that are None are left out."""
        return await self.send(
            "GET", path, params={name: one for name, one in params.items() if one is not None}
        )

    async def send(  # what a request has
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: str | None = None,
        headers: Mapping[str, str] | None = None,
        command_id: UUID | None = None,
    ) -> httpx.Response:
        """
        Send a request; who is told to wait waits, and asks again.

        `json`: a body; `command_id`: under which an order is repeated when nothing is known of its fate.
        """
        told = {**(headers or {}), **({"content-type": "application/json"} if json is not None else {})}
        return await self._answered(
            lambda: self._http.build_request(method, path, params=params, content=json, headers=told),
            command_id,
        )

    async def upload(self, path: str, file: Path, form: Mapping[str, str]) -> httpx.Response:
        """Send a file in a form. Raises `OSError` when it cannot be read."""
        content = await asyncio.to_thread(file.read_bytes)
        return await self._answered(
            lambda: self._http.build_request("POST", path, data=form, files={"file": (file.name, content)})
        )

    async def _answered(
        self, request: Callable[[], httpx.Request], command_id: UUID | None = None
    ) -> httpx.Response:
        for _ in range(_TURNS):
            try:
                answer = await self._http.send(request())
            except httpx.HTTPError as error:
                raise DeskUnavailableError(_API, str(error) or type(error).__name__, command_id) from error
            if answer.status_code != _TOO_MANY:
                break
            await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
        if answer.is_success or answer.is_redirect:
            return answer
        raise self._problem(answer, command_id)

    def _problem(self, answer: httpx.Response, command_id: UUID | None) -> Exception:
        try:
            told = Told.model_validate_json(answer.content)
        except ValidationError:
            return DeskUnavailableError(_API, f"HTTP {answer.status_code}", command_id)
        if told.rule == "http.ledger-behind":
            return LedgerBehindError(int(told.data["position"]), int(told.data["wanted"]))
        if answer.status_code >= _FAULTS:
            return DeskUnavailableError(told.data.get("system", _API), "", command_id)
        return RefusedError(told.refusal)
