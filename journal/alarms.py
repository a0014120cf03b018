"""What stops the sealer: the journal contradicts what was sealed before."""

from enum import StrEnum
from typing import ClassVar

from domain.refusals import DomainError


class Alarm(StrEnum):
    """What contradicts what. Their names stand in the catalogue."""

    MISSING = "missing"
    """Entries that were sealed, or anchored, are not there."""
    CHANGED = "changed"
    """An entry's bytes are not those that were sealed."""
    TREE = "tree"
    """Tiles and seals do not lead to the root that was sealed."""
    ANCHOR = "anchor"
    """A checkpoint, in the database or in the anchors' file, has another root over the same entries."""
    FOREIGN = "foreign"
    """An anchor is another journal's, is no checkpoint, or was not signed by the key of its time."""
    KEY = "key"
    """The key that the journal names is not at hand, or others can read it."""
    UNENDORSED = "unendorsed"
    """The journal names a key that the key before it did not sign for."""


class SealContradictedError(DomainError):
    """Sealing has stopped, and a person has to look: `position` is the entry, or the size, where it showed."""

    rule: ClassVar[str] = "journal.seal-contradicted"

    def __init__(self, alarm: Alarm, position: int) -> None:
        super().__init__(alarm=alarm, position=position)
        self.alarm = alarm
        self.position = position
