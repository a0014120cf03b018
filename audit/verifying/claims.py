"""Who vouches for which root: checkpoints and anchors, their signatures, and whether anchored ones still stand."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import ValidationError

from audit.verifying.findings import AnchorPlace, CheckpointPlace, Finding, Findings, Flaw, KeyPlace
from journal.errors import UnendorsedKeyError
from journal.journal import Journal
from journal.keys import Adoption, adoptions, key_for
from journal.notes import Checkpoint, Fault, NoteError, PublicKey, opened_checkpoint
from journal.seals import Seals, SignedCheckpoint

_PAGE = 1000
_LOOKS, _LOOK_AGAIN = 40, 0.05
"""How often one looks for a checkpoint that was anchored, and after how many seconds again."""


class Claim(NamedTuple):
    """Somebody signed that the root over the first `size` entries is `root`."""

    size: int
    root: bytes
    place: CheckpointPlace | AnchorPlace


class Anchor(NamedTuple):
    """An anchored note, the `nth` of its file from 1, and what it says."""

    nth: int
    note: str
    checkpoint: Checkpoint

    @property
    def place(self) -> AnchorPlace:
        """Where it stands."""
        return AnchorPlace(nth=self.nth, size=self.checkpoint.size)


async def adopted_keys(
    journal: Journal, trusted: PublicKey | None, signed: int, findings: Findings
) -> list[Adoption]:
    """
    Return the keys that the journal names, each with the position from which on it signs; [] when they are broken.

    The trusted key must be one of them, and a checkpoint, of which the largest is over `signed` entries, must have come
    after it: whoever rewrites the journal can name a key in it, but not sign with it, nor endorse the next.
    """
    try:
        adopted = await adoptions(journal)
    except (UnendorsedKeyError, ValidationError, NoteError) as error:
        findings.add(
            Finding(flaw=Flaw.KEY_HISTORY, place=KeyPlace(key="journal/keys"), found=str(error)[:200])
        )
        return []
    if trusted and all(one.key != trusted or one.position > signed for one in adopted):
        named = ", ".join(str(one.key) for one in adopted)
        findings.add(Finding(flaw=Flaw.KEY_UNKNOWN, place=KeyPlace(key=str(trusted)), found=named))
    return adopted


def read_notes(notes: Sequence[str], findings: Findings) -> list[Anchor]:
    """Return the anchors that are checkpoints, by size."""
    anchors = []
    for nth, note in enumerate(notes, start=1):
        try:
            anchors.append(Anchor(nth, note, Checkpoint.parse(note)))
        except NoteError as error:
            findings.add(_broken(AnchorPlace(nth=nth, size=0), error))
    return sorted(anchors, key=lambda one: one.checkpoint.size)


class Claims:
    """What checkpoints and anchors claim, once their signatures are verified. Kept whole: one is signed a second at most."""

    def __init__(self, adopted: list[Adoption], findings: Findings) -> None:
        self._adopted = adopted
        self._findings = findings
        self._claims: list[Claim] = []

    async def take(self, seals: Seals, anchors: Sequence[Anchor], after: int, upto: int) -> None:
        """Take the checkpoints and anchors over more than `after` entries, checkpoints up to `upto`, and compare them."""
        anchors = [one for one in anchors if one.checkpoint.size > after]
        lost = {one.note: one for one in anchors}
        while page := [one for one in await seals.checkpoints(after, _PAGE) if one.size <= upto]:
            for one in page:
                lost.pop(one.note, None)
                self._take(one)
            after = page[-1].size
        for anchor in anchors:
            self._claim(anchor.note, anchor.place)
        for anchor in lost.values():
            if not await _stands(seals, anchor):
                self._findings.add(Finding(flaw=Flaw.ANCHOR_GONE, place=anchor.place))

    def sorted(self) -> list[Claim]:
        """Return them by size."""
        return sorted(self._claims, key=lambda one: one.size)

    def _take(self, stored: SignedCheckpoint) -> None:
        place = CheckpointPlace(size=stored.size)
        said = self._claim(stored.note, place)
        if said is not None and said != stored.size:
            self._findings.add(
                Finding(
                    flaw=Flaw.CHECKPOINT_SIZE,
                    place=place,
                    column="size",
                    expected=str(said),
                    found=str(stored.size),
                )
            )

    def _claim(self, note: str, place: CheckpointPlace | AnchorPlace) -> int | None:
        """Return the size that a note speaks of, if the key of that time signed it."""
        try:
            said = self._opened(note)
        except NoteError as error:
            self._findings.add(_broken(place, error))
            return None
        self._claims.append(Claim(said.size, said.root, place))
        return said.size

    def _opened(self, note: str) -> Checkpoint:
        size = Checkpoint.parse(note).size
        key = key_for(size, self._adopted)
        if key is None:
            raise NoteError(Fault.UNSIGNED, "")
        return opened_checkpoint(note, key)


async def _stands(seals: Seals, anchor: Anchor) -> bool:
    """Whether an anchored checkpoint is stored, or will be in a moment: the sealer anchors it first, then it stores it."""
    for look in range(_LOOKS):
        await asyncio.sleep(_LOOK_AGAIN if look else 0)
        if found := await seals.checkpoints(anchor.checkpoint.size - 1, 1):
            return found[0].note == anchor.note
    return False


def _broken(place: CheckpointPlace | AnchorPlace, error: NoteError) -> Finding:
    return Finding(flaw=Flaw.NOTE, place=place, column="note", found=str(error)[:200])
