"""Writes exports from any entries whatsoever, consistent in themselves: what a forger who owns the database could do."""

import base64
from collections.abc import Sequence
from pathlib import Path

from audit.exports.contents import Contents
from audit.exports.manifest import ANCHORS, CHECKPOINT, KEYS, Manifest
from audit.exports.packing import Pack, packed
from journal.body import Body
from journal.entry import StoredEntry
from journal.merkle import leaf_hash
from journal.nature import JournalOpened
from journal.notes import Checkpoint, Signer
from journal.tiles import WIDTH, tile_path, tile_root
from tests.journal.acts import AT

STANDALONE = Path(__file__).parents[2] / "audit" / "standalone"


def stored(bodies: Sequence[bytes]) -> list[StoredEntry]:
    """The entries that these bytes say they are."""
    found: list[StoredEntry] = []
    index = 0
    for position, body in enumerate(bodies, start=1):
        said = Body.model_validate_json(body)
        same = bool(found) and found[-1].command_id == said.cause.command_id
        index = index + 1 if same else 0
        row = (
            said.stream,
            said.version,
            said.cause.command_id,
            index,
            said.kind,
            said.recorded_at,
            said.tags,
        )
        found.append(StoredEntry(position, *row, body))
    return found


def tiles_of(leaves: Sequence[bytes]) -> dict[str, bytes]:
    """Every tile over some leaf hashes, by path."""
    tiles = {}
    level, hashes = 0, list(leaves)
    while hashes:
        above = []
        for number in range((len(hashes) + WIDTH - 1) // WIDTH):
            tile = hashes[number * WIDTH : (number + 1) * WIDTH]
            tiles[tile_path(level, number, len(tile))] = b"".join(tile)
            above += [tile_root(tile)] if len(tile) == WIDTH else []
        level, hashes = level + 1, above
    return tiles


def forge(target: Path, bodies: Sequence[bytes], signer: Signer, anchors: str = "") -> str:
    """Write an export of these entries, signed by this key; return the checkpoint."""
    entries = stored(bodies)
    with packed(target) as pack:
        contents = Contents(pack)
        contents.take(entries, 0)
        for path, hashes in tiles_of([leaf_hash(body) for body in bodies]).items():
            pack.write(path, hashes)
        checkpoint = Checkpoint(signer.name, contents.size, contents.root())
        note = signer.sign(checkpoint.text)
        _papers(pack, note, contents, anchors)
        first = JournalOpened.model_validate_json(entries[0].decoded().data)
        pack.close(
            Manifest(
                software="test",
                made_at=AT,
                origin=checkpoint.origin,
                size=checkpoint.size,
                root=base64.b64encode(checkpoint.root).decode(),
                nature=first.nature,
                first=contents.first,
                last=contents.last,
                files=pack.files(),
            )
        )
    return note


def _papers(pack: Pack, note: str, contents: Contents, anchors: str) -> None:
    pack.write(CHECKPOINT, note.encode())
    pack.write(KEYS, "".join(contents.keys).encode())
    if anchors:
        pack.write(ANCHORS, anchors.encode())
    for name in ("README.md", "verify.py"):
        pack.write(name, (STANDALONE / name).read_bytes())


def tiles_below(export: Path) -> dict[str, bytes]:
    """The tiles of an export, by path."""
    found = (path for path in (export / "tile").rglob("*") if path.is_file())
    return {path.relative_to(export).as_posix(): path.read_bytes() for path in found}


def lines_of(export: Path) -> list[bytes]:
    """The entries of an export of at most 65 536."""
    return (export / "entries" / "0000000001.jsonl").read_bytes().splitlines()
