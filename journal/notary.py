"""Who signs for the journal: under which name, with which key, and where the notes are kept besides the database."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from journal.alarms import Alarm, SealContradictedError
from journal.anchors import append_anchor, last_anchors
from journal.errors import (
    SealKeyExposedError,
    SealKeyInvalidError,
    SealKeyMissingError,
    UnendorsedKeyError,
)
from journal.journal import Journal
from journal.keys import Adoption, KeyAdopted, adopt, adoptions, key_for, origin_of
from journal.notes import Checkpoint, NoteError, PublicKey, Signer, opened_checkpoint
from journal.seals import SignedCheckpoint

_ANCHORS = 3
"""The last anchors, which a new leader compares; the whole file is the auditor's."""

KEY_ERRORS = (SealKeyExposedError, SealKeyInvalidError, SealKeyMissingError)


class Vault(Protocol):
    """Where the private key is."""

    def signer(self, origin: str, adopted: PublicKey | None) -> Signer:
        """Return what signs for the key that the journal names (None: it names none). Raises one of `KEY_ERRORS`."""


class Promise(NamedTuple):
    """What somebody was told that the journal holds, and the signed note that told it."""

    checkpoint: Checkpoint
    note: str

    @property
    def size(self) -> int:
        """Over how many entries."""
        return self.checkpoint.size


class Notary:
    """Signs checkpoints. `vault`: None = there is no key, nothing is signed; `anchors`: None = there is no file."""

    def __init__(
        self, journal: Journal, vault: Vault | None, anchors: Path | None, now: Callable[[], datetime]
    ) -> None:
        self._journal = journal
        self._vault = vault
        self._anchors = anchors
        self._now = now

    async def promised(self, published: SignedCheckpoint | None) -> list[Promise]:
        """
        Return what was vouched for last, in the database (`published`) and in the anchors' file, by size.

        Raises `SealContradictedError` for what is not this journal's, or not signed by the key of its time; `OSError`.
        """
        notes = {published.note} if published else set()
        if self._anchors:
            notes.update((await asyncio.to_thread(last_anchors, self._anchors))[-_ANCHORS:])
        adopted = await self._adopted()
        origin = await origin_of(self._journal) if notes else ""
        return sorted(
            (Promise(_vouched(note, origin, adopted), note) for note in notes), key=lambda one: one.size
        )

    async def sign(self, size: int, root: bytes) -> str | None:
        """
        Return the signed checkpoint over the first `size` entries.

        None when there is no key, or the one in force was adopted by an entry beyond them, which the next batch holds.
        Raises `SealContradictedError` when the key at hand is not the one that the journal names; `OSError`.
        """
        if self._vault is None:
            return None
        adopted = await self._adopted()
        origin = await origin_of(self._journal)
        last = adopted[-1] if adopted else None
        if last and last.position > size:
            return None
        try:
            signer = await asyncio.to_thread(self._vault.signer, origin, last.key if last else None)
        except KEY_ERRORS as error:
            raise SealContradictedError(Alarm.KEY, size) from error
        if last is None:
            await adopt(self._journal, KeyAdopted(key=str(signer.public)), self._now())
            return None
        return signer.sign(Checkpoint(origin, size, root).text)

    async def anchor(self, note: str) -> None:
        """Append a note to the anchors' file, on disk; once, if it is there as the last already. Raises `OSError`."""
        if self._anchors:
            await asyncio.to_thread(_append_once, self._anchors, note)

    async def _adopted(self) -> list[Adoption]:
        try:
            return await adoptions(self._journal)
        except UnendorsedKeyError as error:
            raise SealContradictedError(Alarm.UNENDORSED, error.position) from error


def _vouched(note: str, origin: str, adopted: list[Adoption]) -> Checkpoint:
    """Return what a note says that this journal's key signed. Raises `SealContradictedError`."""
    try:
        size = Checkpoint.parse(note).size
    except NoteError as error:
        raise SealContradictedError(Alarm.FOREIGN, 0) from error
    key = key_for(size, adopted)
    try:
        if key is None:
            raise SealContradictedError(Alarm.FOREIGN, size)
        said = opened_checkpoint(note, key)
    except NoteError as error:
        raise SealContradictedError(Alarm.FOREIGN, size) from error
    if said.origin != origin:
        raise SealContradictedError(Alarm.FOREIGN, size)
    return said


def _append_once(anchors: Path, note: str) -> None:
    if last_anchors(anchors)[-1:] != [note]:
        append_anchor(anchors, note)
