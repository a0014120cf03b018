"""What was measured, as a table and as JSON, with the machine it was measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import asyncpg
import psutil
from rich.table import Table

from bench.journals.comparing import Compared
from domain.model import Model

_LIBRARIES = ("asyncpg", "pydantic", "eventsourcing", "psycopg")


class Row(Model):
    """
    One line. `ratio`: ours to theirs, or what is measured itself where it is compared with nothing.

    `aim`: the least it should be, or the most (`at_most`); none: told for knowledge only.
    """

    what: str
    unit: str
    ours: float
    against: str | None = None
    theirs: float | None = None
    ratio: float
    aim: float | None = None
    at_most: bool = False

    @property
    def missed(self) -> bool:
        """Whether the aim was not reached."""
        if self.aim is None:
            return False
        return self.ratio > self.aim if self.at_most else self.ratio < self.aim


class Report(Model):
    """All lines, and what they hold for. `load`: what else ran, on average in the minute before the measurement."""

    command: str
    processor: str
    cores: int
    memory_gib: int
    system: str
    load: float
    versions: dict[str, str]
    rows: tuple[Row, ...]


def compared_row(what: str, compared: Compared, aim: float | None, unit: str = "entries/s") -> Row:
    """Return the line of a comparison."""
    return Row(
        what=what,
        unit=unit,
        ours=compared.ours,
        against=compared.against,
        theirs=compared.theirs,
        ratio=compared.ratio,
        aim=aim,
    )


def plain_row(what: str, unit: str, value: float, aim: float | None = None, *, at_most: bool = False) -> Row:
    """Return the line of what is compared with its aim alone."""
    return Row(what=what, unit=unit, ours=value, ratio=value, aim=aim, at_most=at_most)


async def report(dsn: str, command: str, load: float, rows: list[Row]) -> Report:
    """Return the lines with the machine and the versions."""
    connection = await asyncpg.connect(dsn)
    server = await connection.fetchval("show server_version")
    await connection.close()
    return Report(
        command=command,
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gib=round(psutil.virtual_memory().total / 2**30),
        system=f"{platform.system()} {platform.release()}",
        load=load,
        versions={
            "Python": platform.python_version(),
            "PostgreSQL": server,
            **{name: version(name) for name in _LIBRARIES},
        },
        rows=tuple(rows),
    )


def table(rows: list[Row]) -> Table:
    """Return the lines as a table; an aim that was missed is marked."""
    shown = Table("what", "unit", box=None)
    for heading in ("ours", "theirs", "ratio", "aim"):
        shown.add_column(heading, justify="right")
    shown.add_column("against")
    for row in rows:
        shown.add_row(
            row.what,
            row.unit,
            _number(row.ours),
            _number(row.theirs),
            f"{row.ratio:.2f}" if row.against else "",
            _aim(row),
            row.against or "",
            style="red" if row.missed else "",
        )
    return shown


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"  # noqa: PLR2004  # three digits tell enough


def _aim(row: Row) -> str:
    if row.aim is None:
        return ""
    return f"{'≤' if row.at_most else '≥'} {row.aim:g}{' missed' if row.missed else ''}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()
