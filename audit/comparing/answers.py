"""What a comparison answers."""

from enum import StrEnum

from domain.model import Model


class Consistency(StrEnum):
    """Whether the later tree goes on from the earlier one."""

    CONSISTENT = "consistent"
    CONTRADICTORY = "contradictory"
    UNPROVABLE = "unprovable"
    """There is no checkpoint, or tiles are missing."""


class Change(StrEnum):
    """What became of an entry."""

    REWRITTEN = "rewritten"
    MISSING = "missing"
    ADDED = "added"
    """It stands among the earlier ones, and was not there then."""
    MOVED = "moved"


class Altered(Model):
    """
    One entry that is not what it was.

    `position`: its place then, `now`: its place now; None where it was or is not. `fields`: what differs, dotted, the
    first few; `tile`: which holds its hash.
    """

    change: Change
    stream: str
    version: int
    position: int | None
    now: int | None
    fields: tuple[str, ...] = ()
    tile: str


class Checked(Model):
    """A side's checkpoint. `root`: base64."""

    origin: str
    size: int
    root: str


class Comparison(Model):
    """
    An earlier state of a journal and a later one.

    `proof`: base64, from the earlier checkpoint to the later one (RFC 6962, 2.1.2). `intact`: whether the earlier entries
    have the root of the earlier checkpoint; `kept`: whether as many of the later ones have. `counts`: how many entries of
    each change there are, in the order of `Change`; `altered`: the first by position, those that only moved last.
    """

    earlier: Checked
    later: Checked | None
    consistency: Consistency
    proof: tuple[str, ...]
    intact: bool
    kept: bool
    counts: tuple[int, ...]
    altered: tuple[Altered, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing was rewritten, and the later side reaches as far as the earlier one."""
        proved = self.consistency is Consistency.CONSISTENT and self.grown >= 0
        return proved and self.intact and self.kept

    @property
    def grown(self) -> int:
        """How many entries the later checkpoint covers beyond the earlier one; negative when it reaches less far."""
        return self.later.size - self.earlier.size if self.later else -self.earlier.size
