"""
Whose key the checkpoints are signed with: told in the journal itself, and endorsed by the key before it.

What is signed over the first `size` entries is signed by the key that was adopted last among them.
"""

import base64
import binascii
import hashlib
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from domain.dates import local_day
from domain.model import Model
from domain.orders import Role
from journal.body import ActorStamp, Envelope
from journal.entry import Draft, Slice, Submission
from journal.errors import UnendorsedKeyError
from journal.journal import Journal
from journal.merkle import leaf_hash
from journal.notes import NoteError, PublicKey, Signer

KEYS_STREAM = "journal/keys"


class KeyAdopted(Model):
    """
    A key that checkpoints are signed with from here on.

    `key`, `replaces`: as they are published (`name+id+base64`). `endorsement`: the replaced key's signature over the text
    of the new one, base64; both are absent for the first.
    """

    kind: Literal["journal.key-adopted.v1"] = "journal.key-adopted.v1"
    key: str
    replaces: str | None = None
    endorsement: str | None = None


class Adoption(NamedTuple):
    """A key and the position from which on it signs."""

    position: int
    key: PublicKey


async def adoptions(journal: Journal) -> list[Adoption]:
    """Return every key that was adopted, the first first. Raises `UnendorsedKeyError`."""
    found: list[Adoption] = []
    for entry in await journal.load(KEYS_STREAM):
        adopted = Envelope[KeyAdopted].model_validate_json(entry.body).data
        key = _endorsed(adopted, found[-1].key if found else None)
        if key is None:
            raise UnendorsedKeyError(entry.position, adopted.key)
        found.append(Adoption(entry.position, key))
    return found


async def key_history(journal: Journal) -> list[PublicKey]:
    """Return the keys that checkpoints were signed with, the first first. Raises `UnendorsedKeyError`."""
    return [adoption.key for adoption in await adoptions(journal)]


def key_for(size: int, adopted: list[Adoption]) -> PublicKey | None:
    """Return the key by which a checkpoint over `size` entries must be signed; None when there was none yet."""
    return next((one.key for one in reversed(adopted) if one.position <= size), None)


async def origin_of(journal: Journal) -> str:
    """
    Return the name of this journal's log, which stands in every checkpoint and key.

    It follows from the first entry: the key of one journal never vouches for another. Raises `JournalNotOpenedError`.
    """
    await journal.nature()
    first = (await journal.read(0, 1))[0]
    return f"branch-lifecycle/journal/{leaf_hash(first.body).hex()[:16]}"


def endorse(signer: Signer, successor: PublicKey) -> KeyAdopted:
    """Return what is recorded when `successor` replaces the signer's key."""
    signature = signer.private.sign(str(successor).encode())
    return KeyAdopted(
        key=str(successor), replaces=str(signer.public), endorsement=base64.b64encode(signature).decode()
    )


async def adopt(journal: Journal, adopted: KeyAdopted, now: datetime) -> int:
    """
    Record that a key is adopted; return the position from which on it signs. A repetition changes nothing.

    `now`: by the machine's clock. Raises `VersionConflictError` when another key was adopted meanwhile.
    """
    history = await adoptions(journal)
    known = next((one for one in history if str(one.key) == adopted.key), None)
    if known:
        return known.position
    at = (await journal.nature()).read(now)
    draft = Draft(adopted.kind, adopted.model_dump_json(), (), local_day(at))
    submission = Submission(
        command_id=uuid5(NAMESPACE_URL, f"adopt {adopted.key}"),
        fingerprint=hashlib.sha256(adopted.model_dump_json().encode()).digest(),
        recorded_at=at,
        actor=ActorStamp(id="service", role=Role.SERVICE, org="service"),
        cause_kind="journal.adopt-key",
        cause_body=adopted.model_dump_json(),
        slices=(Slice(KEYS_STREAM, len(history), (draft,)),),
    )
    return (await journal.append(submission)).entries[0].position


def _endorsed(adopted: KeyAdopted, before: PublicKey | None) -> PublicKey | None:
    """Return the adopted key if it is one, and the key before it signed for it."""
    try:
        key = PublicKey.parse(adopted.key)
    except NoteError:
        return None
    if before is None:
        return key if adopted.replaces is None and adopted.endorsement is None else None
    return key if adopted.replaces == str(before) and _signed(adopted, before) else None


def _signed(adopted: KeyAdopted, by: PublicKey) -> bool:
    try:
        signature = base64.b64decode(adopted.endorsement or "", validate=True)
    except (binascii.Error, ValueError):
        return False
    return by.verifies(adopted.key, signature)
