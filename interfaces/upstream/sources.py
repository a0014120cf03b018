"""Who may send events, and by which keys that is proved: a file for its owner's eyes alone, read again when it changes."""

import os
import tomllib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import AwareDatetime, Field, SecretStr, ValidationError

from access.webhooks.keys import key_name, verifying_key
from access.webhooks.refusals import KeyEndedError, KeyInvalidError, SignatureWrongError
from access.webhooks.signatures import KeyPeriod, Signed, check_signature
from domain.inbox.told import SourceUri
from domain.model import Model
from domain.people import PersonId
from interfaces.upstream.sources_refused import SourcesExposedError, SourcesInvalidError


class KeyListed(Model):
    """A key in the file; `until`: what it signs is accepted before that moment, None = for good."""

    key: SecretStr
    until: AwareDatetime | None = None

    @property
    def name(self) -> str:
        """By which it is told from others without being shown."""
        return key_name(self.key.get_secret_value())


class SourceListed(Model):
    """A system, by the roster's id, the `source` its events bear, and its keys."""

    system: PersonId
    source: SourceUri
    keys: tuple[KeyListed, ...] = Field(min_length=1)


class SourcesListed(Model):
    """What the file holds: `[[source]]` tables."""

    source: tuple[SourceListed, ...] = ()


class Source(NamedTuple):
    """A system that may send events."""

    system: PersonId
    source: str
    keys: tuple[KeyPeriod, ...]


class Sources:
    """The systems in a file; no file, no systems."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: tuple[int, ...] | None = None
        self._sources: tuple[Source, ...] = ()

    def all(self) -> Sequence[Source]:
        """Return them as the file says now. Raises `SourcesExposedError`, `SourcesInvalidError`: nobody passes then."""
        stamp = _stamp(self._path)
        if stamp != self._read_at:
            self._sources = tuple(_source(one) for one in read_sources(self._path).source)
            self._read_at = stamp
        return self._sources

    def listed(self) -> tuple[SourceListed, ...]:
        """Return them as the file lists them now, to be looked at. Raises `SourcesExposedError`, `SourcesInvalidError`."""
        return read_sources(self._path).source

    def whose(self, signed: Signed, now: datetime) -> Source:
        """Return whose message it is; every source is tried. Raises `SignatureWrongError`, `KeyEndedError`, as `all`."""
        refused: KeyEndedError | SignatureWrongError = SignatureWrongError()
        for source in self.all():
            try:
                check_signature(signed, source.keys, now)
            except KeyEndedError as ended:
                refused = ended
            except SignatureWrongError:
                continue
            else:
                return source
        raise refused


def read_sources(path: Path) -> SourcesListed:
    """Return what a file says; nothing when it is not there. Raises `SourcesExposedError`, `SourcesInvalidError`."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode & 0o777
            if mode & 0o077:
                raise SourcesExposedError(str(path), mode)
            listed = SourcesListed.model_validate(tomllib.load(file))
    except FileNotFoundError:
        return SourcesListed()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesInvalidError(str(path), str(error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise SourcesInvalidError(str(path), f"{where}: {first['msg']}") from None
    _check(path, listed.source)
    return listed


def _check(path: Path, listed: Iterable[SourceListed]) -> None:
    """Refuse keys that are none, and a key or a source of two systems: it would prove nothing."""
    seen: set[str] = set()
    for one in listed:
        for name in (one.source, *(key.name for key in one.keys)):
            if name in seen:
                raise SourcesInvalidError(str(path), f"{one.system}: 2 × {name}")
            seen.add(name)
        try:
            _source(one)
        except KeyInvalidError as error:
            raise SourcesInvalidError(str(path), f"{one.system}: {error.data['expected']}") from None


def _source(listed: SourceListed) -> Source:
    keys = (KeyPeriod(verifying_key(one.key.get_secret_value()), one.until) for one in listed.keys)
    return Source(listed.system, listed.source, tuple(keys))


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode)
