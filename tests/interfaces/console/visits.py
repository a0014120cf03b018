"""Somebody who goes from page to page, in the language they chose."""

from typing import Any, NamedTuple, cast

import httpx
from fastapi import FastAPI

from infra.ids import new_id
from interfaces.console.acts.deciding import KEY
from interfaces.console.visiting import SESSION, TOKEN, Visitor

_BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}


class Visit(NamedTuple):
    """The console as somebody sees it; a session's token is the person's id."""

    client: httpx.AsyncClient
    person: str | None = None
    language: str = "zh-CN"

    def of(self, person: str | None, language: str = "zh-CN") -> "Visit":
        return self._replace(person=person, language=language)

    async def get(self, path: str, cookies: dict[str, str] | None = None) -> httpx.Response:
        return await self.client.get(path, headers=self._headers(cookies))

    async def post(
        self,
        path: str,
        fields: dict[str, Any] | None = None,
        site: str = "same-origin",
        cookies: dict[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """Send a form of ours, with what it carries by itself."""
        headers = self._headers(cookies) | {"sec-fetch-site": site}
        return await self.client.post(
            path,
            data={TOKEN: self.token, KEY: str(new_id())} | (fields or {}),
            headers=headers,
            **more,
        )

    @property
    def token(self) -> str:
        """What this session's forms carry."""
        nothing = cast("Any", None)
        return Visitor(nothing, self.person or "", nothing, nothing).token

    @property
    def app(self) -> FastAPI:
        """The application that is visited."""
        return cast("Any", self.client)._transport.app  # type: ignore[no-any-return]  # noqa: SLF001  # httpx does not say

    def _headers(self, more: dict[str, str] | None = None) -> dict[str, str]:
        signed = {SESSION: self.person} if self.person else {}
        cookies = {"language": self.language} | signed | (more or {})
        return _BROWSER | {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
