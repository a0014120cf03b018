"""Where uploads wait between the look and the commit: a directory each, its owner's alone."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import IO

from pydantic import ValidationError

from domain.people import PersonId
from interfaces.http.imports.told import Import, Upload
from interfaces.http.refusals import AlreadyRunningError, NoSuchUploadError

ID = r"^[0-9a-f]{32}$"
_KEPT = timedelta(days=1)
_EACH = 5
"""Uploads that one person keeps; an older one goes when another comes."""
_ABOUT, _IMPORT, _LOCK = "upload.json", "import.json", "lock"
_UNUSUAL = re.compile(r"[^\w.\-（）()]")
_LONGEST = 100


class Spool:
    """Uploads on disk, so that any process of the API can go on with them; without a place of their own until one comes."""

    def __init__(self, home: Path | None) -> None:
        self._passing = home is None
        self._home = home or Path(gettempdir()) / f"branchctl-uploads-{token_hex(16)}"

    def put(self, upload: Upload, content: IO[bytes]) -> Path:
        """Keep an upload; return its file. What is too old, or too much of one person's, goes."""
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tidy(upload.person, upload.at)
        place = self._home / upload.id
        place.mkdir(mode=0o700)
        path = place / upload.name
        with path.open("xb") as file:
            shutil.copyfileobj(content, file)
        (place / _ABOUT).write_text(upload.model_dump_json(), encoding="utf-8")
        return path

    def drop(self, upload: Upload) -> None:
        """Forget an upload that cannot be taken."""
        shutil.rmtree(self._home / upload.id, ignore_errors=True)

    def find(self, number: str, person: PersonId) -> Upload:
        """Return an upload of somebody. Raises `NoSuchUploadError`, also for another's."""
        upload = self._read(self._home / number)
        if upload is None or upload.person != person:
            raise NoSuchUploadError(number)
        return upload

    def of(self, person: PersonId) -> tuple[Upload, ...]:
        """Return what somebody uploaded and is still kept, the newest first."""
        if not self._home.is_dir():
            return ()
        kept = [one for one in map(self._read, self._home.iterdir()) if one is not None]
        mine = (one for one in kept if one.person == person)
        return tuple(sorted(mine, key=lambda one: one.at, reverse=True))

    def busy(self, upload: Upload) -> bool:
        """Whether some process writes an import now."""
        try:
            with self.held(upload):
                return False
        except AlreadyRunningError:
            return True

    def file(self, upload: Upload) -> Path:
        """Return where the file of an upload is."""
        return self._home / upload.id / upload.name

    def tell(self, told: Import) -> None:
        """Keep how far an import is; a reader sees the old or the new one, never half of it."""
        path = self._home / told.id / _IMPORT
        draft = path.with_suffix(".draft")
        with suppress(FileNotFoundError):  # it was too old
            draft.write_text(told.model_dump_json(), encoding="utf-8")
            draft.replace(path)

    def told(self, upload: Upload) -> Import:
        """Return how far an import is. Raises `NoSuchUploadError` when it was not looked through."""
        try:
            text = (self._home / upload.id / _IMPORT).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise NoSuchUploadError(upload.id) from None
        return Import.model_validate_json(text)

    def close(self) -> None:
        """Forget all of it, unless it was given a place that lasts."""
        if self._passing:
            shutil.rmtree(self._home, ignore_errors=True)

    @contextmanager
    def held(self, upload: Upload) -> Iterator[None]:
        """Hold an import, of all processes alone. Raises `AlreadyRunningError`; the kernel lets go when a process ends."""
        with (self._home / upload.id / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunningError(upload.id) from None
            yield

    def _tidy(self, person: PersonId, now: datetime) -> None:
        kept = [one for one in map(self._read, self._home.iterdir()) if one is not None]
        mine = sorted((one for one in kept if one.person == person), key=lambda one: one.at, reverse=True)
        old = [one for one in kept if now - one.at > _KEPT]
        for one in {one.id: one for one in (*old, *mine[_EACH - 1 :])}.values():
            with suppress(AlreadyRunningError, FileNotFoundError), self.held(one):
                self.drop(one)

    def _read(self, place: Path) -> Upload | None:
        try:
            return Upload.model_validate_json((place / _ABOUT).read_bytes())
        except (OSError, ValidationError):
            return None


def safe_name(given: str | None) -> str:
    """Return the name of a file as it is kept: no path, nothing unusual."""
    name = _UNUSUAL.sub("_", (given or "").replace("\\", "/").rpartition("/")[2]).lstrip(".")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[-_LONGEST:]}{dot}{ending[:10]}" if dot else name[:_LONGEST] or "-"
