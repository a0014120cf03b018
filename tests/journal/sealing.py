"""Seals for the tests: everything there is in a database, as the service's sealer does it, at once."""

from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from journal.anchors import append_anchor
from journal.journal import Journal
from journal.key_files import make_key, read_key
from journal.keys import KeyAdopted, adopt, adoptions, origin_of
from journal.notes import Checkpoint, PublicKey, Signer
from journal.sealing import Sealing
from tests.journal.acts import AT
from tests.postgres import Database


class Sealed(NamedTuple):
    """What was sealed: `size` entries; whose key signed the checkpoint; where key and anchors are (None: nowhere)."""

    size: int
    root: bytes
    key: PublicKey
    note: str
    key_file: Path | None
    anchors: Path | None


_key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


async def seal_all(database: Database, directory: Path | None = None, most: int = 100) -> Sealed:
    """
    Seal every entry in batches of `most`, and sign one checkpoint, anchored in `directory` if there is one.

    The first call adopts a key, made in `directory` or always the same; a later one goes on with it.
    """
    key_file = directory / "key" if directory else None
    anchors = directory / "checkpoints" if directory else None
    journal = await Journal.open(database.service_dsn)
    sealing = await Sealing.open(database.service_dsn)
    try:
        assert await sealing.lead()
        await sealing.rebuild()
        signer = Signer(await origin_of(journal), _private(key_file))
        if not await adoptions(journal):
            await adopt(journal, KeyAdopted(key=str(signer.public)), AT)
        assert (await adoptions(journal))[-1].key == signer.public
        while await sealing.seal_next(most):
            pass
        note = signer.sign(Checkpoint(signer.name, sealing.size, sealing.root()).text)
        known = await sealing.seals.checkpoint()
        if known is None or known.size < sealing.size:
            if anchors:
                append_anchor(anchors, note)
            await sealing.publish(sealing.size, note)
        return Sealed(sealing.size, sealing.root(), signer.public, note, key_file, anchors)
    finally:
        sealing.close()
        await journal.close()


def _private(path: Path | None) -> Ed25519PrivateKey:
    if path is None:
        return _key
    return read_key(path) if path.exists() else make_key(path)
