"""Writes an export: everything an auditor needs to check the journal without its database."""

import base64
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from audit.exports.contents import Contents
from audit.exports.manifest import ANCHORS, CHECKPOINT, KEYS, Manifest
from audit.exports.packing import Pack, packed
from audit.exports.refusals import NoCheckpointWithinError, NothingSealedError
from journal.errors import BrokenSealError
from journal.journal import Journal
from journal.notes import Checkpoint
from journal.seals import Seals, SignedCheckpoint
from journal.tiles import WIDTH, tile_path, tile_sizes

Advanced = Callable[[int, int], None]
"""Is told how many entries more are done, of how many."""

_PAGE = 2_000
_STANDALONE = files("audit") / "standalone"


class Maker(NamedTuple):
    """Who makes an export: the software's version, and the time by its clock."""

    software: str
    now: datetime


class Exported(NamedTuple):
    """An export that was written. `digest`: the manifest's; `holds`: whether the entries have the checkpoint's root."""

    manifest: Manifest
    digest: str
    holds: bool


async def export(
    journal: Journal,
    target: Path,
    maker: Maker,
    advanced: Advanced,
    *,
    to: int | None = None,
    anchors: Sequence[str] = (),
) -> Exported:
    """
    Write the journal up to its last checkpoint, or the last over at most `to` entries, into a directory.

    Whatever stands in the journal is written as it stands, altered or not: the export then shows it. `anchors`: the notes
    that were kept outside, as they were appended.
    Raises `NothingSealedError`, `NoCheckpointWithinError`, `DirectoryTakenError`, `DirectoryUnusableError`.
    """
    signed = await checkpoint_until(journal.seals, to)
    checkpoint = Checkpoint.parse(signed.note)
    with packed(target) as pack:
        contents = Contents(pack)
        await _write_entries(journal, contents, signed.size, advanced)
        await _write_tiles(journal.seals, pack, signed.size)
        _write_papers(pack, signed.note, contents.keys, anchors)
        manifest = Manifest(
            software=maker.software,
            made_at=maker.now,
            origin=checkpoint.origin,
            size=checkpoint.size,
            root=base64.b64encode(checkpoint.root).decode(),
            nature=await journal.nature(),
            first=contents.first,
            last=contents.last,
            files=pack.files(),
        )
        digest = pack.close(manifest)
    return Exported(manifest, digest, contents.root() == checkpoint.root)


async def checkpoint_until(seals: Seals, to: int | None) -> SignedCheckpoint:
    """
    Return the last checkpoint over at most `to` entries, or the last of all.

    Raises `NothingSealedError`, `NoCheckpointWithinError`.
    """
    last = await seals.checkpoint()
    if last is None:
        raise NothingSealedError
    if to is None or last.size <= to:
        return last
    found = await _last_within(seals, to)
    if found is None:
        raise NoCheckpointWithinError(to, (await seals.checkpoints(0, 1))[0].size)
    return found


async def _last_within(seals: Seals, to: int) -> SignedCheckpoint | None:
    """Halve the sizes between which it is: twenty looks among a million."""
    found = None
    low, high = 0, to
    while low <= high:
        middle = (low + high) // 2
        beyond = await seals.checkpoints(middle, 1)
        if beyond and beyond[0].size <= to:
            found, low = beyond[0], beyond[0].size
        else:
            high = middle - 1
    return found


async def _write_entries(journal: Journal, contents: Contents, size: int, advanced: Advanced) -> None:
    while contents.size < size:
        after = contents.size
        page = await journal.read(after, min(_PAGE, size - after))
        within = [entry for entry in page if entry.position <= size]
        contents.take(within, up_to=after if within else size)
        advanced(contents.size - after, size)


async def _write_tiles(seals: Seals, pack: Pack, size: int) -> None:
    """Write the tiles as they are kept; what is missing there is missing here."""
    for level, count in enumerate(tile_sizes(size)):
        full, width = divmod(count, WIDTH)
        after = -1
        while page := [tile for tile in await seals.tiles(level, after) if tile.number < full]:
            for tile in page:
                pack.write(tile_path(level, tile.number), tile.hashes)
            after = page[-1].number
        if width:
            try:
                pack.write(tile_path(level, full, width), b"".join(await seals.partial(level, full, width)))
            except BrokenSealError:
                continue


def _write_papers(pack: Pack, note: str, keys: Sequence[str], anchors: Sequence[str]) -> None:
    pack.write(CHECKPOINT, note.encode())
    pack.write(KEYS, "".join(keys).encode())
    if anchors:
        pack.write(ANCHORS, "".join(f"{anchor}\n" for anchor in anchors).encode())
    for name in ("README.md", "verify.py"):
        pack.write(name, (_STANDALONE / name).read_bytes())
