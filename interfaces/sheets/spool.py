"""Rows on their way from the ledger to a file: read in one look, kept on disk, so that neither waits for the other."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from ledger.registers.branches import ShownBranch
from ledger.registers.register import ROWS, Register, Row


class Spool:
    """Some rows of one register. `rows`: how many; `years`: in which branches among them have stars."""

    def __init__(self, register: Register, file: IO[bytes]) -> None:
        self.register = register
        self.rows = 0
        self.years: set[int] = set()
        self._file = file

    def add(self, rows: Iterable[Row]) -> None:
        """Keep rows behind those that are kept already."""
        for row in rows:
            self._file.write(row.model_dump_json().encode() + b"\n")
            self.rows += 1
            if isinstance(row, ShownBranch):
                self.years.update(row.star_years)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, in order, from the first."""
        self._file.seek(0)
        kind = ROWS[self.register]
        for line in self._file:
            yield kind.model_validate_json(line)


@contextmanager
def spooled(register: Register) -> Iterator[Spool]:
    """Keep rows of a register for a while; nothing of them stays."""
    with TemporaryFile() as file:
        yield Spool(register, file)
