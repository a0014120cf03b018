"""How far the seal reaches, who seals, and whether all that was vouched for agrees: what a look can tell without a walk."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from domain.model import Model
from journal.alarms import Alarm, SealContradictedError
from journal.anchors import last_anchors
from journal.errors import UnendorsedKeyError
from journal.journal import Journal
from journal.keys import key_history
from journal.notary import Notary
from journal.notes import Checkpoint
from journal.taking_up import compare, tree_of


class Stopped(Model):
    """An alarm, and the entry or the size where it showed."""

    alarm: Alarm
    position: int


class SealStatus(Model):
    """
    How the seal stands.

    `backlog`: entries that are not sealed yet; `sealing`: somebody seals at this moment; `checkpoint`: how many entries
    the last signed one covers, 0 = there is none, `root`: its root, hex; `anchored`: the same in the anchors' file, None =
    no file; `key`: as it is published; `alarm`: what has stopped the sealer, `contradiction`: what this look itself found.
    """

    entries: int
    sealed: int
    backlog: int
    sealing: bool
    checkpoint: int
    root: str | None
    anchored: int | None
    key: str | None
    alarm: Stopped | None
    contradiction: Stopped | None

    @property
    def sound(self) -> bool:
        """Whether nothing contradicts what was sealed."""
        return self.alarm is None and self.contradiction is None


async def seal_status(journal: Journal, anchors: Path | None, now: Callable[[], datetime]) -> SealStatus:
    """
    Look at the seal. Tiles, seals, the last checkpoint and the last anchors are compared; entries are not read.

    Raises `JournalUnavailableError`, `JournalNotOpenedError`, `OSError` for the anchors' file.
    """
    contradiction = await _contradiction(journal, anchors, now)
    seals = journal.seals
    sealed = await seals.size()
    entries = await seals.entries()
    published = await seals.checkpoint()
    said = Checkpoint.parse(published.note) if published else None
    at_work = await seals.sealing_now()
    return SealStatus(
        entries=entries,
        sealed=sealed,
        backlog=max(entries - sealed, 0),
        sealing=at_work.leading,
        checkpoint=said.size if said else 0,
        root=said.root.hex() if said else None,
        anchored=_anchored(anchors),
        key=await _key(journal),
        alarm=Stopped(alarm=at_work.alarm, position=at_work.position) if at_work.alarm else None,
        contradiction=contradiction,
    )


async def _contradiction(
    journal: Journal, anchors: Path | None, now: Callable[[], datetime]
) -> Stopped | None:
    try:
        await _agrees(journal, Notary(journal, None, anchors, now))
    except SealContradictedError as error:
        return Stopped(alarm=error.alarm, position=error.position)
    return None


async def _agrees(journal: Journal, notary: Notary) -> None:
    """Ask what a new leader asks. Raises `SealContradictedError`."""
    seals = journal.seals
    promised = await notary.promised(await seals.checkpoint())
    last = await seals.last()
    await tree_of(seals, last)
    sealed = last.last if last else 0
    entries = await seals.entries()
    if entries < max([sealed, *(one.size for one in promised)]):
        raise SealContradictedError(Alarm.MISSING, entries + 1)
    for promise in promised:
        if promise.size <= sealed:
            await compare(seals, promise.checkpoint)


def _anchored(anchors: Path | None) -> int | None:
    if anchors is None:
        return None
    notes = last_anchors(anchors)
    return Checkpoint.parse(notes[-1]).size if notes else 0


async def _key(journal: Journal) -> str | None:
    try:
        history = await key_history(journal)
    except UnendorsedKeyError:  # told as a contradiction
        return None
    return str(history[-1]) if history else None
