"""How far an entry is vouched for, looked at anew: its bytes, the path to the root, who signed it, what was anchored."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from audit.proving import AlteredError, Proof, prove_under
from journal.entry import StoredEntry
from journal.errors import UnendorsedKeyError
from journal.journal import Journal
from journal.keys import Adoption, adoptions, key_for
from journal.merkle import leaf_hash
from journal.notes import Checkpoint, Fault, NoteError, opened_checkpoint
from journal.seals import SignedCheckpoint


class Attested(StrEnum):
    """How far an entry is vouched for."""

    ALTERED = "altered"
    """It is not what was sealed, or who signed for it is not who may."""
    RECORDED = "recorded"
    """It is on disk, and not sealed yet."""
    SEALED = "sealed"
    """It is in the tree; no signed checkpoint covers it yet."""
    SIGNED = "signed"
    """Its bytes lead to the root that the journal's key signed."""
    ANCHORED = "anchored"
    """They lead to the root of a checkpoint that is kept outside the database, too."""


class Attestation(NamedTuple):
    """
    How far an entry is vouched for, as it was verified at this moment.

    `leaf`: the hash of its bytes; `proof`: None while nothing signed covers it, or it was altered; `anchored`: how many
    entries the anchored checkpoint covers that it leads to, 0 = none.
    """

    how: Attested
    leaf: bytes
    proof: Proof | None = None
    anchored: int = 0


async def attest(journal: Journal, entry: StoredEntry, anchors: Sequence[str] = ()) -> Attestation:
    """
    Verify one entry. `anchors`: checkpoints that are kept outside the database, the last of them last.

    Raises `JournalUnavailableError`.
    """
    leaf = leaf_hash(entry.body)
    reach = await journal.seals.reach()
    if reach.sealed < entry.position:
        return Attestation(Attested.RECORDED, leaf)
    signed = await journal.seals.checkpoint()
    if signed is None or signed.size < entry.position:
        return Attestation(Attested.SEALED, leaf)
    try:
        proof, anchored = await _proved(journal, entry, signed, anchors)
    except (AlteredError, NoteError, UnendorsedKeyError):
        return Attestation(Attested.ALTERED, leaf)
    return Attestation(Attested.ANCHORED if anchored else Attested.SIGNED, leaf, proof, anchored)


async def _proved(
    journal: Journal, entry: StoredEntry, signed: SignedCheckpoint, anchors: Sequence[str]
) -> tuple[Proof, int]:
    """Return the proof, and the size of the anchor that says the same. Raises what tells that something was altered."""
    adopted = await adoptions(journal)
    proof = await prove_under(journal, entry, signed)
    _check_signed(signed, adopted)
    anchor = _covering(anchors, entry.position)
    if anchor is None:
        return proof, 0
    await prove_under(journal, entry, anchor)
    _check_signed(anchor, adopted)
    return proof, anchor.size


def _covering(anchors: Sequence[str], position: int) -> SignedCheckpoint | None:
    """Return the last anchor, if it covers the entry."""
    if not anchors:
        return None
    size = Checkpoint.parse(anchors[-1]).size
    return SignedCheckpoint(size, anchors[-1]) if size >= position else None


def _check_signed(signed: SignedCheckpoint, adopted: list[Adoption]) -> None:
    """Check that the key of that time signed a checkpoint. Raises `NoteError`."""
    key = key_for(signed.size, adopted)
    if key is None or opened_checkpoint(signed.note, key).size != signed.size:
        raise NoteError(Fault.UNSIGNED)
