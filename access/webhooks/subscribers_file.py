"""The subscribers' file: read again when it has changed, and written as a whole."""

import os
from pathlib import Path
from typing import NamedTuple

from access.webhooks.refusals import SubscribersExposedError, SubscribersInvalidError
from access.webhooks.subscribers import Subscribers, parse, written

_OTHERS = 0o077
_LARGEST = 1 << 20
_ENCODING = "UTF-8"


class _Stamp(NamedTuple):
    """By what one sees that a file is another one."""

    inode: int
    size: int
    changed: int


class SubscribersFile:
    """One that is not there names nobody."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: _Stamp | None = None
        self._known = Subscribers()

    def read(self) -> Subscribers:
        """
        Return who is told. Raises `SubscribersExposedError`, `SubscribersInvalidError`, `OSError`.

        A file that cannot be read leaves nobody out for good: whoever asks tries again.
        """
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                if found.st_mode & _OTHERS:
                    raise SubscribersExposedError(str(self.path), found.st_mode & 0o777)
                stamp = _Stamp(found.st_ino, found.st_size, found.st_mtime_ns)
                if stamp != self._stamp:
                    self._known = parse(_text(file.read(_LARGEST)))
                    self._stamp = stamp
        except FileNotFoundError:
            self._known, self._stamp = Subscribers(), None
        return self._known

    def write(self, subscribers: Subscribers) -> None:
        """Put a new file in the place of the old one, for its owner's eyes alone. Raises `OSError`."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            try:
                os.write(file, written(subscribers).encode())
                os.fsync(file)
            finally:
                os.close(file)
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise SubscribersInvalidError(_ENCODING, "-") from None
