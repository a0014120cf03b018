"""
The file of the key that signs checkpoints: PEM (PKCS #8), for its owner's eyes alone.

A rotation writes the new key beside it (`key.next`), has it recorded, then renames: killed anywhere, the key that the
journal names is at hand.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from journal.anchors import sync_directory
from journal.errors import SealKeyExposedError, SealKeyInvalidError


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
