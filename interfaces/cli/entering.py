"""From a command line to the door: its tables stand beside the journal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from access.opening import Access, opened
from access.settings import SignInSettings, parse_settings
from activities.at_door import JournalledDoor
from domain.clock import RealOrRehearsal
from infra.clock import now
from infra.ids import new_id
from infra.settings import Settings
from interfaces.cli.connection import Common, auditor_of, clock_of, settings_of
from interfaces.cli.reading import text_of
from journal.journal import Journal


def sign_in_settings(settings: Settings) -> SignInSettings:
    """Return how people and systems sign in, as the file says that the settings name. Raises `SignInSettingsError`."""
    return SignInSettings() if settings.sign_in is None else parse_settings(text_of(settings.sign_in))


@asynccontextmanager
async def door_on(
    journal: Journal, clock: RealOrRehearsal, settings: SignInSettings | None = None
) -> AsyncIterator[Access]:
    """Open the door on a journal of a nature. Credentials go by the machine's clock, also in a rehearsal."""
    book = JournalledDoor(journal, clock, now, new_id)
    async with opened(journal, book, now, settings) as access:
        yield access


@asynccontextmanager
async def door_of(common: Common) -> AsyncIterator[Access]:
    """Go to the door. Raises as `desk_of` does."""
    settings = sign_in_settings(settings_of(common))
    async with auditor_of(common) as journal, door_on(journal, await clock_of(journal), settings) as access:
        yield access
