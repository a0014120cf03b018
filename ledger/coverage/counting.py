"""Counts the figures of a snapshot, line by line."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import asyncpg

from domain.figures import Figure
from domain.orders import OrgId
from ledger.coverage.counted import Figures, OverdueStep, QuotaFilled
from ledger.coverage.placing import Placed
from ledger.registers import statements


class Asked(NamedTuple):
    """
    What is counted. `org`: whose figures, None = everybody's; `until`: a term that ends by then is about to end.

    `year`: of the stars; None = the last year each organisation ranked.
    """

    org: OrgId | None
    placed: Placed
    until: date
    year: int | None = None


class Counts(NamedTuple):
    """The lines of a table and their total, which is counted by itself; overdue steps and quotas of each line."""

    lines: tuple[Figures, ...]
    total: Figures
    overdue: tuple[OverdueStep, ...]
    stars: tuple[QuotaFilled, ...]


async def counted(connection: asyncpg.Connection, asked: Asked) -> Counts:
    """Count what is asked for; a line for each organisation that has one, also where nothing counts."""
    placed = asked.placed
    stars = await _stars(connection, asked)
    found: dict[OrgId | None, dict[str, Any]] = {line: {} for line in placed.lines}
    for row in await connection.fetch(statements.COVERAGE_COUNTS, *placed, asked.until):
        found.setdefault(row["line"], {})[row["figure"]] = row["counted"]
    for row in await connection.fetch(statements.COVERAGE_DAYS, *placed):
        days = {"founded": row["founded"], "days_median": row["median"], "days_p90": row["p90"]}
        found.setdefault(row["line"], {}).update(days)
    for line, quotas in groupby(stars, key=lambda one: one.org):
        found.setdefault(line, {})[Figure.STARS] = sum(one.awarded for one in quotas)
    total = found.pop(None, {}) | {Figure.STARS.value: sum(one.awarded for one in stars)}
    return Counts(
        lines=_lines(found),
        total=_figures(asked.org, total),
        overdue=await _overdue(connection, placed),
        stars=stars,
    )


async def counted_on(connection: asyncpg.Connection, asked: Asked, day: date) -> Counts:
    """
    Count what is asked for as a day ended, which is over. Days needed, steps and quotas are not kept: they are None and ().

    The stars are those of the last year that each organisation had ranked by then, whichever year is asked for.
    """
    found: dict[OrgId | None, dict[str, Any]] = {line: {} for line in asked.placed.lines}
    for row in await connection.fetch(statements.COVERAGE_ON, *asked.placed, asked.until, day):
        found.setdefault(row["line"], {})[row["figure"]] = row["counted"]
    total = found.pop(None, {})
    return Counts(_lines(found), _figures(asked.org, total), overdue=(), stars=())


def _lines(found: Mapping[OrgId | None, dict[str, Any]]) -> tuple[Figures, ...]:
    return tuple(_figures(line, found[line]) for line in sorted(found, key=str))


def _figures(line: OrgId | None, told: dict[str, Any]) -> Figures:
    known = {name: value for name, value in told.items() if name in Figures.model_fields}
    return Figures.model_validate({"org": line} | known)


async def _overdue(connection: asyncpg.Connection, placed: Placed) -> tuple[OverdueStep, ...]:
    rows = await connection.fetch(statements.COVERAGE_OVERDUE, *placed)
    return tuple(OverdueStep(org=row["line"], step=row["step"], counted=row["counted"]) for row in rows)


async def _stars(connection: asyncpg.Connection, asked: Asked) -> tuple[QuotaFilled, ...]:
    rows = await connection.fetch(statements.COVERAGE_STARS, *asked.placed, asked.year)
    return tuple(
        QuotaFilled(
            org=row["line"],
            round=row["round"],
            round_org=row["org"],
            year=row["year"],
            scheme=row["scheme"],
            base=row["base"],
            star=row["star"],
            places=row["places"],
            awarded=row["awarded"],
        )
        for row in rows
    )
