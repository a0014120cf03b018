"""
Proofs: one entry, and why it must have been in the journal when a checkpoint was signed.

The file is a C2SP tlog-proof: magic, `extra`, `index`, the hashes, an empty line, the checkpoint. `extra` holds what
the specification leaves to whoever has the entry: its bytes, then the journal's keys as an export's file `keys` has them,
a line each. Nobody trusts it: the entry's leaf must lead to the root, and the key is compared with one that is known.
"""

import base64
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from audit.exports.manifest import key_line
from domain.model import StreamName
from domain.refusals import DomainError
from journal.body import Envelope
from journal.entry import StoredEntry
from journal.errors import BrokenSealError
from journal.journal import Journal
from journal.keys import KEYS_STREAM, KeyAdopted
from journal.merkle import inclusion_proof, leaf_hash, root_by_inclusion
from journal.notes import Checkpoint
from journal.seals import SignedCheckpoint

MAGIC = "c2sp.org/tlog-proof@v1"


class Proof(NamedTuple):
    """
    What shows that an entry is in a journal.

    `entry`: its bytes; `keys`: lines of the file `keys`; `leaf`: its position - 1; `hashes`: from the leaf's neighbour
    upwards; `checkpoint`: a signed note.
    """

    entry: bytes
    keys: Sequence[str]
    leaf: int
    hashes: Sequence[bytes]
    checkpoint: str

    def __str__(self) -> str:
        """Return the file."""
        extra = self.entry + b"\n" + "".join(self.keys).encode()
        lines = [MAGIC, f"extra {_base64(extra)}", f"index {self.leaf}", *map(_base64, self.hashes)]
        return "\n".join(lines) + f"\n\n{self.checkpoint}"


class NoSuchEntryError(DomainError):
    """The stream has no such version."""

    rule: ClassVar[str] = "proof.no-such-entry"

    def __init__(self, stream: StreamName, version: int) -> None:
        super().__init__(stream=stream, version=version)


class NotSealedYetError(DomainError):
    """No checkpoint covers the entry yet. `sealed`: how many entries the last one covers."""

    rule: ClassVar[str] = "proof.not-sealed-yet"

    def __init__(self, stream: StreamName, version: int, position: int, sealed: int) -> None:
        super().__init__(stream=stream, version=version, position=position, sealed=sealed)


class AlteredError(DomainError):
    """The entry, or the seal over it, is not what was signed."""

    rule: ClassVar[str] = "proof.altered"

    def __init__(self, stream: StreamName, version: int, position: int) -> None:
        super().__init__(stream=stream, version=version, position=position)


async def prove(journal: Journal, stream: StreamName, version: int) -> Proof:
    """Return the proof of an entry. Raises `NoSuchEntryError`, `NotSealedYetError`, `AlteredError`."""
    entries = await journal.load(stream, after=version - 1, limit=1)
    if not entries or entries[0].version != version:
        raise NoSuchEntryError(stream, version)
    entry = entries[0]
    signed = await journal.seals.checkpoint()
    if signed is None or signed.size < entry.position:
        raise NotSealedYetError(stream, version, entry.position, signed.size if signed else 0)
    return await prove_under(journal, entry, signed)


async def prove_under(journal: Journal, entry: StoredEntry, signed: SignedCheckpoint) -> Proof:
    """
    Return the proof of an entry under a checkpoint that covers it, such as one that was anchored.

    Whose signature the checkpoint bears is not asked. Raises `AlteredError`.
    """
    return (await proofs_under(journal, [entry], signed))[0]


async def proofs_under(
    journal: Journal, entries: Sequence[StoredEntry], signed: SignedCheckpoint
) -> list[Proof]:
    """Return the proofs of several entries under one checkpoint, as `prove_under` does."""
    size, root = signed.size, Checkpoint.parse(signed.note).root
    try:
        cache = await journal.seals.subtrees(size, leaves=[entry.position - 1 for entry in entries])
    except BrokenSealError as error:
        raise _altered(entries[0]) from error
    keys = await keys_until(journal, size)
    proofs: list[Proof] = []
    for entry in entries:
        index = entry.position - 1
        hashes = inclusion_proof(index, size, cache.subtree)
        if root_by_inclusion(index, size, leaf_hash(entry.body), hashes) != root:
            raise _altered(entry)
        proofs.append(Proof(entry.body, keys, index, hashes, signed.note))
    return proofs


def _altered(entry: StoredEntry) -> AlteredError:
    return AlteredError(entry.stream, entry.version, entry.position)


async def keys_until(journal: Journal, size: int) -> list[str]:
    """Return the keys that the first `size` entries adopt, as lines of the file `keys`."""
    adopted = [entry for entry in await journal.load(KEYS_STREAM) if entry.position <= size]
    keys = [Envelope[KeyAdopted].model_validate_json(entry.body).data for entry in adopted]
    return [key_line(key.key, key.endorsement) for key in keys]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
