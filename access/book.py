"""Where it is put on record who came and went."""

from typing import Protocol
from uuid import UUID

from domain.account.door import DoorEvent


class DoorBook(Protocol):
    """Keeps what happens at the door (`activities/at_door.py`)."""

    async def note(self, event: DoorEvent, command_id: UUID | None = None) -> None:
        """Put it on record; under an id that is known already, nothing. Raises `JournalUnavailableError`."""
