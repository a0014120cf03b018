"""What an export says of itself, and where its parts stand."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from domain.clock import RealOrRehearsal
from domain.model import Model, Sha256, StreamName

MANIFEST = "manifest.json"
DIGEST = "manifest.sha256"
"""The manifest's own digest, as `sha256sum` writes it."""
CHECKPOINT = "checkpoint"
KEYS = "keys"
ANCHORS = "anchors"

LINES = 65_536
"""Entries in one file: 256 tiles."""


class FileDigest(Model):
    """One file: its path with slashes, its length, its SHA-256."""

    path: str
    bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256


class Manifest(Model):
    """
    What an export holds.

    `origin`, `size`, `root` (base64): of the checkpoint that it reaches to. `first`, `last`: when its first and last
    entry were recorded, as they say it. `lines_per_file`: a file of entries is named by its first position, a line is an
    entry. `made_at`: by the clock of whoever made it. `files`: all but the manifest and its digest.
    """

    format: Literal["branch-lifecycle/export/1"] = "branch-lifecycle/export/1"
    software: str
    made_at: datetime
    origin: str
    size: Annotated[int, Field(ge=1)]
    root: str
    nature: RealOrRehearsal
    first: str
    last: str
    lines_per_file: int = LINES
    files: tuple[FileDigest, ...]


def entries_path(position: int) -> str:
    """Return the file that holds the entry at a position: named by the first position it holds."""
    return f"entries/{(position - 1) // LINES * LINES + 1:010}.jsonl"


def document_path(stream: StreamName, version: int) -> str:
    """Return the file of the document that an entry adopts: `calendar/2026@1.toml`."""
    return f"{stream}@{version}.toml"


def key_line(key: str, endorsement: str | None) -> str:
    """Return a key as the file `keys` has it: its text, and the signature over it of the key that it replaces."""
    return f"{key} {endorsement}\n" if endorsement else f"{key}\n"
