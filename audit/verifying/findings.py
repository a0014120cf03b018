"""What a verification found: where, which column, and what should stand there."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.model import Model
from journal.tiles import WIDTH, tile_path

LISTED = 100
"""Findings that are told one by one; others are counted."""


class Flaw(StrEnum):
    """What can be wrong. Their sentences stand in the catalogue."""

    POSITION_MISSING = "position_missing"
    POSITION_TWICE = "position_twice"
    SEALED_MISSING = "sealed_missing"
    SEAL_ROOT = "seal_root"
    BYTES = "bytes"
    UNREADABLE = "unreadable"
    COLUMN = "column"
    VERSION_TWICE = "version_twice"
    VERSION_BEFORE = "version_before"
    COMMAND_TWICE = "command_twice"
    COMMAND_BEFORE = "command_before"
    TILE = "tile"
    TILE_MISSING = "tile_missing"
    TILE_EXTRA = "tile_extra"
    SEAL_GAP = "seal_gap"
    SEAL_COUNT = "seal_count"
    SEAL_LEAVES = "seal_leaves"
    NOTE = "note"
    CHECKPOINT_SIZE = "checkpoint_size"
    CHECKPOINT_ROOT = "checkpoint_root"
    CHECKPOINT_BEYOND = "checkpoint_beyond"
    ANCHOR_GONE = "anchor_gone"
    ANCHOR_ROOT = "anchor_root"
    ANCHOR_BEYOND = "anchor_beyond"
    KEY_HISTORY = "key_history"
    KEY_UNKNOWN = "key_unknown"


class EntryPlace(Model):
    """An entry: `position` in the journal, and what its columns call it, if there is one."""

    part: Literal["entry"] = "entry"
    position: int
    stream: str | None = None
    version: int | None = None

    @property
    def order(self) -> int:
        """The position among the entries at which it is told."""
        return self.position

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.position}" if self.stream is None else f"{self.position} {self.stream}#{self.version}"


class TilePlace(Model):
    """A full tile of the tree, and which of its 256 hashes, from 0."""

    part: Literal["tile"] = "tile"
    level: int
    number: int
    hash: int = 0

    @property
    def order(self) -> int:
        """The position of the first entry below it."""
        below: int = WIDTH ** max(self.level, 0)
        return (self.number * WIDTH + self.hash) * below + 1

    def __str__(self) -> str:
        """Return where the tile is published, and which hash."""
        path = tile_path(self.level, self.number) if self.number >= 0 else f"tile/{self.level}/{self.number}"
        return f"{path}[{self.hash}]"


class SealPlace(Model):
    """A row of `journal.seal`, by its first position."""

    part: Literal["seal"] = "seal"
    first: int

    @property
    def order(self) -> int:
        """Its first position."""
        return self.first

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"seal {self.first}"


class CheckpointPlace(Model):
    """A row of `journal.checkpoint`, by its size."""

    part: Literal["checkpoint"] = "checkpoint"
    size: int

    @property
    def order(self) -> int:
        """The last position it vouches for."""
        return self.size

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"checkpoint {self.size}"


class AnchorPlace(Model):
    """An anchored checkpoint: the note's place in the file, from 1, and its size, 0 if it says none."""

    part: Literal["anchor"] = "anchor"
    nth: int
    size: int

    @property
    def order(self) -> int:
        """The last position it vouches for."""
        return self.size

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"anchor {self.nth} ({self.size})"


class KeyPlace(Model):
    """The key that signs, as it is published."""

    part: Literal["key"] = "key"
    key: str

    @property
    def order(self) -> int:
        """Before all: without keys no signature is worth anything."""
        return 0

    def __str__(self) -> str:
        """Return it as it is published."""
        return self.key


Place = Annotated[
    EntryPlace | TilePlace | SealPlace | CheckpointPlace | AnchorPlace | KeyPlace, Field(discriminator="part")
]


class Finding(Model):
    """
    One thing that is wrong. `column`: which of its place; `expected` and `found`: values as text, hashes in hex.

    For a run of missing positions `found` tells the last of them.
    """

    flaw: Flaw
    place: Place
    column: str | None = None
    expected: str = ""
    found: str = ""


class Findings:
    """Collects what is found, up to a bound; the rest is counted."""

    def __init__(self, bound: int = LISTED) -> None:
        self._bound = bound
        self._listed: list[Finding] = []
        self.more = 0

    def add(self, finding: Finding) -> None:
        """Keep a finding, or count it."""
        if len(self._listed) < self._bound:
            self._listed.append(finding)
        else:
            self.more += 1

    def count(self) -> None:
        """Count what follows from a finding that is kept."""
        self.more += 1

    def __len__(self) -> int:
        return len(self._listed) + self.more

    def listed(self) -> tuple[Finding, ...]:
        """Return them in the order of the journal; at one place the graver first."""
        rank = list(Flaw)
        return tuple(sorted(self._listed, key=lambda one: (one.place.order, rank.index(one.flaw))))


class Verification(Model):
    """
    How a verification ended, and how far the proof reaches.

    `first` and `last`: positions that were verified, a range widened to what was sealed together. `entries`: how many
    were read. `sealed`: up to this position the bytes are those in the tree; above it, only columns and order were
    compared. `signed`, `anchored`: the largest checkpoint, and anchor, that this tree leads to; 0 = none. `more`:
    findings that are not listed.
    """

    first: int
    last: int
    entries: int
    sealed: int
    signed: int
    anchored: int
    findings: tuple[Finding, ...]
    more: int

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def unsealed(self) -> int:
        """How many entries at the end were not sealed yet."""
        return max(0, self.last - max(self.sealed, self.first - 1))
