"""A register sent to a server: looked through there, then written, with progress."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from domain.orders import OrgId
from interfaces.client.calling import Server
from interfaces.http.imports.told import Import, Kind, Status

_LOOK_AGAIN = 0.3
"""Seconds between two looks at how far an import is."""


class Uploads:
    """Imports at a server. Methods raise what `Server` raises, and `OSError` for a file that cannot be read."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def look_through(self, file: Path, kind: Kind, org: OrgId | None, *, keep: bool) -> Import:
        """Send a file, and have it looked through; nothing is written."""
        form = {"kind": kind.value, "keep": str(keep).lower()} | ({"org": org} if org else {})
        answer = await self._server.upload("/v1/registers/imports", file, form)
        return Import.model_validate_json(answer.content)

    async def write(self, found: Import, advanced: Callable[[int, int], None]) -> Import:
        """Have the good rows written; return what became of them. `advanced`: how many more, of how many."""
        path = f"/v1/registers/imports/{found.id}"
        await self._server.send("POST", f"{path}/commit")
        done = 0
        while True:
            told = Import.model_validate_json((await self._server.get(path)).content)
            advanced(told.done - done, told.rows)
            done = told.done
            if told.status in {Status.DONE, Status.FAILED}:
                return told
            await asyncio.sleep(_LOOK_AGAIN)
