"""Writes a directory beside its place, and puts it there when it is whole."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.exports.manifest import DIGEST, MANIFEST, FileDigest
from audit.exports.refusals import DirectoryTakenError, DirectoryUnusableError
from domain.model import Model


class Pack:
    """A directory in the making: its files, with their digests."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._digests: dict[str, hashlib._Hash] = {}
        self._lengths: dict[str, int] = {}

    def write(self, path: str, content: bytes) -> None:
        """Write a file, or what follows in it."""
        place = self._directory / path
        if path not in self._digests:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._digests[path] = hashlib.sha256()
            self._lengths[path] = 0
        with place.open("ab") as file:
            file.write(content)
        self._digests[path].update(content)
        self._lengths[path] += len(content)

    def files(self) -> tuple[FileDigest, ...]:
        """Return what was written, by path."""
        return tuple(
            FileDigest(path=path, bytes=self._lengths[path], sha256=digest.hexdigest())
            for path, digest in sorted(self._digests.items())
        )

    def close(self, manifest: Model) -> str:
        """Write the manifest and its digest; return the digest."""
        text = f"{manifest.model_dump_json(indent=1)}\n".encode()
        digest = hashlib.sha256(text).hexdigest()
        (self._directory / MANIFEST).write_bytes(text)
        (self._directory / DIGEST).write_text(f"{digest}  {MANIFEST}\n", encoding="utf-8")
        return digest


@contextmanager
def packed(target: Path) -> Iterator[Pack]:
    """
    Yield a pack that becomes `target` at the end, whole and on disk; nothing of it stays when that fails.

    Killed, it leaves a directory beside, whose name says `unfinished`. Raises `DirectoryTakenError` when there is
    something in `target`, now or in the end; `DirectoryUnusableError`.
    """
    with _explained(target):
        if target.exists() and any(target.iterdir()):
            raise DirectoryTakenError(str(target))
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        draft = Path(
            tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".unfinished", dir=target.absolute().parent)
        )
        try:
            yield Pack(draft)
            os.sync()  # who is told that it is done may carry the disk away
            _put(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, target: Path) -> None:
    try:
        draft.rename(target)
    except OSError:
        if target.exists() and any(target.iterdir()):  # somebody was quicker
            raise DirectoryTakenError(str(target)) from None
        raise


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DirectoryUnusableError(str(target), str(error)) from error
