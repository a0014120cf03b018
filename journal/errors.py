"""What the journal can answer instead of an entry. Refusals are `DomainError`s; the others are for the caller."""

from typing import ClassVar
from uuid import UUID

from domain.refusals import DomainError


class JournalError(Exception):
    """The base of what a caller handles by itself: nobody who acts ever reads it."""


class JournalUnavailableError(JournalError):
    """PostgreSQL did not answer. Nothing is known of the fate of an append: repeat it with the same command id."""


class VersionConflictError(JournalError):
    """Somebody else appended to `stream` first. Nothing was written: fold, decide again."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(f"{stream} is at version {actual}, not {expected}")
        self.stream = stream
        self.expected = expected
        self.actual = actual


class JournalNotOpenedError(JournalError):
    """The journal has no first entry yet: `Journal.begin` writes it."""


class EntryRejectedError(JournalError):
    """PostgreSQL refused the entries of one command, and would again: a defect of the caller."""


class NotCanonicalError(JournalError, ValueError):
    """A value that has no canonical JSON: a float, an integer too large, a lone surrogate."""


class BrokenSealError(JournalError):
    """The seal's tables do not hold a tile, or a leaf, that they must hold: something was taken out, or never sealed."""

    def __init__(self, level: int, number: int) -> None:
        super().__init__(f"tile {level}/{number} is not whole")
        self.level = level
        self.number = number


class DeposedError(JournalError):
    """Another sealer has written from this position on: it leads, and whoever is told so does not."""

    def __init__(self, position: int) -> None:
        super().__init__(f"another one sealed from {position} on")
        self.position = position


class UnendorsedKeyError(JournalError):
    """The journal names a key that is none, or that the key before it did not sign for."""

    def __init__(self, position: int, key: str) -> None:
        super().__init__(f"{key}, adopted at {position}, was not endorsed by the key before it")
        self.position = position
        self.key = key


class CommandReusedError(DomainError):
    """The command's id was recorded before, with another intent."""

    rule: ClassVar[str] = "journal.command-reused"

    def __init__(self, command_id: UUID) -> None:
        super().__init__(command_id=str(command_id))


class EntryTooLargeError(DomainError):
    """An entry of more than `limit` bytes: larger things go in by their digest."""

    rule: ClassVar[str] = "journal.entry-too-large"

    def __init__(self, stream: str, kind: str, size: int, limit: int) -> None:
        super().__init__(stream=stream, kind=kind, size=size, limit=limit)


class NatureMismatchError(DomainError):
    """A rehearsed act for a journal of real acts, a real act for a rehearsal, or another rehearsal's."""

    rule: ClassVar[str] = "journal.nature"

    def __init__(self, journal: str, offered: str) -> None:
        super().__init__(journal=journal, offered=offered)


class SealKeyExposedError(DomainError):
    """Others can read the file of the key that signs checkpoints: whoever has it can forge them."""

    rule: ClassVar[str] = "journal.seal-key-exposed"

    def __init__(self, path: str, mode: int) -> None:
        super().__init__(path=path, mode=f"{mode:04o}")


class SealKeyInvalidError(DomainError):
    """What should be the key that signs checkpoints is not an Ed25519 private key."""

    rule: ClassVar[str] = "journal.seal-key-invalid"

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class SealKeyMissingError(DomainError):
    """The key that the journal names is not where it should be: lost, or another one lies there."""

    rule: ClassVar[str] = "journal.seal-key-missing"

    def __init__(self, path: str, key: str) -> None:
        super().__init__(path=path, key=key)


class NoSealKeyYetError(DomainError):
    """No key was adopted yet: the first sealer does that, and nothing is there to be replaced."""

    rule: ClassVar[str] = "journal.seal-key-none-yet"
