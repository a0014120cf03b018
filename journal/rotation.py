"""A new key for the checkpoints: endorsed by the old one, recorded, then put into its place. Killed anywhere, it can go on."""

from datetime import datetime

from domain.model import Model
from journal.errors import NoSealKeyYetError
from journal.journal import Journal
from journal.key_files import KeyFile
from journal.keys import adopt, endorse, key_history, origin_of


class Rotated(Model):
    """`key` signs from `position` on, in place of `replaces`; both as they are published."""

    key: str
    replaces: str
    position: int


async def rotate(journal: Journal, file: KeyFile, now: datetime) -> Rotated:
    """
    Replace the key in a file; a rotation that was interrupted before its record is taken up with the key it made.

    One that was interrupted after its record is ended, and another one begun. `now`: by the machine's clock. Raises
    `SealKeyMissingError` when the file holds another key than the journal names, `NoSealKeyYetError` when it names none;
    `SealKeyExposedError`, `SealKeyInvalidError`, `OSError`, `UnendorsedKeyError`, `JournalUnavailableError`.
    """
    history = await key_history(journal)
    if not history:
        raise NoSealKeyYetError
    origin = await origin_of(journal)
    old = file.signer(origin, history[-1])
    new = file.successor(origin)
    adopted = endorse(old, new.public)
    position = await adopt(journal, adopted, now)
    file.promote()
    return Rotated(key=adopted.key, replaces=str(old.public), position=position)
