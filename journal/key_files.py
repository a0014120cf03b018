"""
The file of the key that signs checkpoints: PEM (PKCS #8), for its owner's eyes alone.

A rotation writes the new key beside it (`key.next`), has it recorded, then renames: killed anywhere, the key that the
journal names is at hand.
"""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from journal.anchors import sync_directory
from journal.errors import SealKeyExposedError, SealKeyInvalidError, SealKeyMissingError
from journal.notes import PublicKey, Signer

_SETTING = "SEAL_KEY"


def read_key(path: Path) -> Ed25519PrivateKey:
    """Return the key in a file. Raises `SealKeyExposedError`, `SealKeyInvalidError`, `OSError`."""
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode & 0o777
        if mode & 0o077:
            raise SealKeyExposedError(str(path), mode)
        return parse_key(file.read(), str(path))


def parse_key(text: bytes, where: str) -> Ed25519PrivateKey:
    """Return the key in a PEM text; `where` names it when it is none. Raises `SealKeyInvalidError`."""
    try:
        key = load_pem_private_key(text, password=None)
    except (ValueError, TypeError) as error:
        raise SealKeyInvalidError(where) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SealKeyInvalidError(where)
    return key


def make_key(path: Path) -> Ed25519PrivateKey:
    """Make a key in a new file that its owner alone may read, on disk. Raises `OSError`, `FileExistsError` among them."""
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        os.fsync(file)
    finally:
        os.close(file)
    try:
        os.link(draft, path)  # whoever was quicker has made the key
    finally:
        draft.unlink()
    sync_directory(path.parent)
    return key


class KeyFile:
    """The key in a file, and beside it (`….next`) the one that a rotation is about to adopt."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.next = path.with_name(f"{path.name}.next")

    def signer(self, origin: str, adopted: PublicKey | None) -> Signer:
        """
        Return what signs for the key that the journal names; None: it names none yet, and any will do, made if need be.

        Ends a rotation that was killed. Raises `SealKeyMissingError`, `SealKeyExposedError`, `SealKeyInvalidError`,
        `OSError`.
        """
        if adopted is None and not self.path.exists():
            with suppress(FileExistsError):
                make_key(self.path)
        for path in (self.path, self.next):
            if path.exists():
                signer = Signer(origin, read_key(path))
                if adopted in {None, signer.public}:
                    if path == self.next:
                        self.promote()
                    return signer
        raise SealKeyMissingError(str(self.path), str(adopted))

    def successor(self, origin: str) -> Signer:
        """Return the key that is to be adopted next, made if there is none yet. Raises as `signer` does."""
        if not self.next.exists():
            make_key(self.next)
        return Signer(origin, read_key(self.next))

    def promote(self) -> None:
        """Put the next key into the place of the old one. Raises `OSError`."""
        self.next.replace(self.path)
        sync_directory(self.path.parent)


class KeyText:
    """The key as a secret setting: PEM. Whoever keeps the secret rotates it."""

    def __init__(self, pem: str) -> None:
        self._pem = pem

    def signer(self, origin: str, adopted: PublicKey | None) -> Signer:
        """Return what signs for the key that the journal names, as `KeyFile.signer` does."""
        signer = Signer(origin, parse_key(self._pem.encode(), _SETTING))
        if adopted in {None, signer.public}:
            return signer
        raise SealKeyMissingError(_SETTING, str(adopted))
