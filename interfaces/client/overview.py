"""Registers and figures from afar."""

import os
from datetime import date
from pathlib import Path
from typing import Any

from domain.figures import Figure
from domain.model import Model
from domain.orders import OrgId
from domain.roster.orgs import OrgLevel
from interfaces.client.calling import Server
from interfaces.desk.overview import OF_REGISTER, AskedOf, CoverageShown, FiguresRows, Page, Standing
from interfaces.http.cursors import cursor, place_of
from ledger.coverage.counted import FoundedCase, OverdueTask
from ledger.registers.register import FIRST, ROWS, Key, Register

_PAGE = 500
_BESIDE: dict[Figure, type[Model]] = {
    Figure.FOUNDED: FoundedCase,
    Figure.OVERDUE: OverdueTask,
    Figure.STARS: ROWS[Register.EVALUATIONS],
}
"""What the rows of a figure are that stand in no register, or are told all at once."""


class Figures:
    """Asks a server for what it counted."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def register_page(
        self, register: Register, asked: AskedOf, after: Key = FIRST, at_most: int = 100
    ) -> Page:
        """Return rows of a register that follow a place in its order."""
        question = (register, *asked._replace(realm=None))
        answer = await self._server.get(
            f"/v1/registers/{register}",
            **_params(asked),
            limit=min(at_most, _PAGE),
            after=cursor(question, after) if after != FIRST else None,
        )
        told: dict[str, Any] = answer.json()
        further = told.get("after")
        return Page(
            Standing.model_validate(told["standing"]),
            [ROWS[register].model_validate(row) for row in told["rows"]],
            Key(*map(str, place_of(question, further))) if further is not None else None,
        )

    async def workbook(self, register: Register, asked: AskedOf, path: Path) -> tuple[Standing, int]:
        """
        Write all rows of a register to a file; return where they are true, and how many there are.

        The file is there whole, or as it was before. Raises `OSError`.
        """
        answer = await self._server.get(f"/v1/registers/{register}.xlsx", **_params(asked))
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            beside.write_bytes(answer.content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        told = answer.headers
        standing = Standing(position=int(told["x-position"]), at=told.get("x-at") or None)
        return standing, int(told["x-rows"])

    async def coverage(
        self,
        org: OrgId | None,
        level: OrgLevel | None = None,
        year: int | None = None,
        *,
        on: date | None = None,
    ) -> CoverageShown:
        """Return the coverage figures of an organisation (None: of one's own); `on`: as that day ended."""
        answer = await self._server.get("/v1/coverage", org=org, by=level, year=year, on=on)
        return CoverageShown.model_validate_json(answer.content)

    async def opened(self, figure: Figure, org: OrgId | None, year: int | None = None) -> FiguresRows:
        """Return the rows that a figure counted."""
        kind = _BESIDE.get(figure) or ROWS[OF_REGISTER.get(figure, Register.ENTERPRISES)]
        rows: list[Any] = []
        after = None
        while True:
            answer = await self._server.get(
                f"/v1/coverage/{figure}", org=org, year=year, limit=_PAGE, after=after
            )
            told: dict[str, Any] = answer.json()
            rows.extend(kind.model_validate(row) for row in told["rows"])
            after = told.get("after")
            if after is None:
                return FiguresRows(Standing.model_validate(told["standing"]), rows)


def _params(asked: AskedOf) -> dict[str, object]:
    statuses = list(asked.statuses) if asked.statuses else None
    return {"org": asked.org, "status": statuses, "text": asked.text, "year": asked.year}
