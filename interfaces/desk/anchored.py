"""The checkpoints that are kept outside the database, as far as the service can read them."""

from pathlib import Path

from journal.anchors import last_anchors


def last_anchored(anchors: Path | None) -> list[str]:
    """Return the last of them, in order; [] without a file, or for one that cannot be read: a look at the seal tells that."""
    try:
        return last_anchors(anchors) if anchors else []
    except OSError:
        return []
