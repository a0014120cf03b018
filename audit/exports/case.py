"""The evidence of one case: its entries, a proof of each under one checkpoint, the keys, and what checks all of it."""

from importlib.resources import files
from typing import ClassVar, NamedTuple

from audit import standalone
from audit.exports.manifest import CHECKPOINT, KEYS
from audit.exports.refusals import NothingSealedError
from audit.proving import NoSuchEntryError, NotSealedYetError, keys_until, proofs_under
from domain.model import StreamName
from domain.refusals import DomainError
from journal.journal import Journal

ENTRIES = "entries.jsonl"
LONGEST = 5_000
"""Entries of a case that are packed while somebody waits; a longer one is part of an export of everything."""


class CaseTooLongError(DomainError):
    """The case has more entries than are packed at once."""

    rule: ClassVar[str] = "export.case-too-long"

    def __init__(self, stream: StreamName, entries: int, limit: int) -> None:
        super().__init__(stream=stream, entries=entries, limit=limit)


class Piece(NamedTuple):
    """One file of the evidence."""

    path: str
    content: bytes


async def evidence_of(journal: Journal, stream: StreamName) -> tuple[Piece, ...]:
    """
    Return the evidence of a case as far as the last checkpoint covers it; the same bytes for the same checkpoint.

    Raises `NoSuchEntryError` for a case without entries, `NothingSealedError`, `NotSealedYetError` when none of them is
    covered, `AlteredError`, `CaseTooLongError`.
    """
    entries = await journal.load(stream)
    signed = await journal.seals.checkpoint()
    if not entries:
        raise NoSuchEntryError(stream, 1)
    if signed is None:
        raise NothingSealedError
    covered = [entry for entry in entries if entry.position <= signed.size]
    if not covered:
        raise NotSealedYetError(stream, 1, entries[0].position, signed.size)
    if len(covered) > LONGEST:
        raise CaseTooLongError(stream, len(covered), LONGEST)
    proofs = await proofs_under(journal, covered, signed)
    keys = "".join(await keys_until(journal, signed.size))
    return (
        Piece("README.md", _beside("CASE.md")),
        Piece("verify.py", _beside("verify.py")),
        Piece(CHECKPOINT, signed.note.encode()),
        Piece(KEYS, keys.encode()),
        Piece(ENTRIES, b"".join(entry.body + b"\n" for entry in covered)),
        *(Piece(proof_path(nth), str(proof).encode()) for nth, proof in enumerate(proofs, start=1)),
    )


def proof_path(version: int) -> str:
    """Return the file that proves a version of the case."""
    return f"proofs/{version:06}.tlog-proof"


def _beside(name: str) -> bytes:
    return files(standalone).joinpath(name).read_bytes()
