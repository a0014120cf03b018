"""
Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint): how the journal vouches for what it holds. Pure.

A note is its text, an empty line, and a line a signature: `— name base64(4 bytes of key id, 64 of Ed25519)`.
"""

import base64
import binascii
import hashlib
from enum import StrEnum
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from journal.merkle import HASH

_ED25519 = b"\x01"
_KEY_ID = 4
_SIGNATURE = 64
_DIGITS = 19
_LARGEST = 2**63 - 1
"""PostgreSQL counts entries in 64 bits."""


class Fault(StrEnum):
    """What can be wrong with a note, a key or a checkpoint."""

    NOT_A_KEY = "not an Ed25519 verifier key"
    KEY_ID = "the key's id does not fit its name and bytes"
    NOT_SIGNABLE = "a note's text ends with a line break, its signer has a name without spaces and pluses"
    NOT_A_CHECKPOINT = "a checkpoint says origin, size and root (32 bytes), a line each"
    NOT_A_NOTE = "a note is a text, an empty line and its signatures"
    NOT_A_SIGNATURE = "not a signature line"
    FORGED = "the signature is not that of this text"
    UNSIGNED = "the key did not sign this note"
    NOT_BASE64 = "not base64"


class NoteError(ValueError):
    """A note, a key or a checkpoint that is not well formed, or that its key did not sign."""

    def __init__(self, fault: Fault, given: str = "") -> None:
        super().__init__(f"{fault}: {given[:200]}" if given else fault)
        self.fault = fault


class PublicKey(NamedTuple):
    """A verifier's key: its name, by which signatures are found, and its 32 bytes."""

    name: str
    raw: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes with which its signatures begin."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.raw).digest()[:_KEY_ID]

    def __str__(self) -> str:
        """Return the key as it is published: `name+id+base64`."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.raw).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a published key. Raises `NoteError`."""
        name, _, rest = text.partition("+")
        key_id, _, encoded = rest.partition("+")
        raw = _decoded(encoded)
        if not _is_name(name) or len(raw) != 1 + HASH or raw[:1] != _ED25519:
            raise NoteError(Fault.NOT_A_KEY, text)
        key = cls(name, raw[1:])
        if key.key_id.hex() != key_id:
            raise NoteError(Fault.KEY_ID, text)
        return key

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether this key signed a text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


class Signer(NamedTuple):
    """A key that signs, under a name without spaces and pluses: the log's origin."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        """What verifies its signatures."""
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return the signed note of a text that ends with a line break."""
        if not text.endswith("\n") or not _is_name(self.name):
            raise NoteError(Fault.NOT_SIGNABLE)
        signature = self.public.key_id + self.private.sign(text.encode())
        return f"{text}\n\N{EM DASH} {self.name} {base64.b64encode(signature).decode()}\n"


class Checkpoint(NamedTuple):
    """What a checkpoint says: the root over the first `size` entries of the log called `origin`."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, note: str) -> Self:
        """Read a checkpoint, signed or not; nothing is verified. Raises `NoteError`."""
        lines = note.partition("\n\n")[0].split("\n")
        if len(lines) < 3 or not lines[0] or not _is_size(lines[1]):  # noqa: PLR2004  # origin, size, root
            raise NoteError(Fault.NOT_A_CHECKPOINT)
        root = _decoded(lines[2])
        if len(root) != HASH:
            raise NoteError(Fault.NOT_A_CHECKPOINT)
        return cls(lines[0], int(lines[1]), root)


def opened(note: str, key: PublicKey) -> str:
    """Return the text of a note that `key` signed. Raises `NoteError` when it did not, or the note is malformed."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise NoteError(Fault.NOT_A_NOTE)
    text += "\n"
    for line in signatures.splitlines():
        name, signature = _signature(line)
        if name == key.name and signature[:_KEY_ID] == key.key_id:
            if len(signature) == _KEY_ID + _SIGNATURE and key.verifies(text, signature[_KEY_ID:]):
                return text
            raise NoteError(Fault.FORGED, name)
    raise NoteError(Fault.UNSIGNED, key.name)


def opened_checkpoint(note: str, key: PublicKey) -> Checkpoint:
    """Return what a checkpoint says that `key` signed. Raises `NoteError`."""
    return Checkpoint.parse(opened(note, key))


def _signature(line: str) -> tuple[str, bytes]:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if mark != "\N{EM DASH}" or not _is_name(name):
        raise NoteError(Fault.NOT_A_SIGNATURE, line)
    return name, _decoded(encoded)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(one.isspace() for one in name)


def _is_size(text: str) -> bool:
    """Whether a text is a number of entries that a journal can have."""
    if not text.isascii() or not text.isdigit() or len(text) > _DIGITS:
        return False
    return (text == "0" or not text.startswith("0")) and int(text) <= _LARGEST


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(Fault.NOT_BASE64, text) from error
