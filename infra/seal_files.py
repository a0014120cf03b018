"""Where the key of the seal and its anchors are: outside the database, and on another disk if anybody cares to."""

from pathlib import Path
from typing import NamedTuple

from infra.settings import Settings


class SealFiles(NamedTuple):
    """`key`: signs checkpoints; `anchors`: keeps them. None: there is no such file."""

    key: Path | None
    anchors: Path | None


class StackSealFiles(NamedTuple):
    """Where the embedded stack keeps them: it always has both."""

    key: Path
    anchors: Path


def seal_files_in(data: Path) -> StackSealFiles:
    """Return where the embedded stack of a data directory keeps them."""
    return StackSealFiles(data / "seal" / "key", data / "seal" / "checkpoints")


def find_seal_files(settings: Settings) -> SealFiles:
    """Return where they are: what the settings say, else, when the embedded stack is meant, where it keeps them."""
    if settings.database_url is not None:
        return SealFiles(settings.seal_key_file, settings.anchors)
    own = seal_files_in(settings.data)
    return SealFiles(settings.seal_key_file or own.key, settings.anchors or own.anchors)
