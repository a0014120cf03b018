"""Changes the file of sources: as a whole, on disk, and for its owner's eyes alone."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from access.webhooks.keys import verifying_key
from domain.people import PersonId
from interfaces.upstream.sources import KeyListed, SourceListed, read_sources
from interfaces.upstream.sources_refused import SourceKnownError, SourceUnknownError
from journal.anchors import sync_directory

_HEADER = """\
# 上游来源与密钥。只许属主读写（chmod 600）；可用 branchctl source add、list、rotate 修改。
# Upstream sources and their keys: for the owner alone. Change it by branchctl source add, list, rotate.
"""


def add_source(path: Path, system: PersonId, source: str, key: str) -> None:
    """
    Let a system send events as `source`.

    Raises `SourceKnownError`, `KeyInvalidError`, `SourcesInvalidError`, `SourcesExposedError`, `OSError`.
    """
    verifying_key(key)
    listed = read_sources(path).source
    known = next((one for one in listed if one.source == source), None)
    if known is not None:
        raise SourceKnownError(source, known.system)
    added = SourceListed(system=system, source=source, keys=(KeyListed(key=SecretStr(key)),))
    _write(path, (*listed, added))


def rotate_key(path: Path, source: str, key: str, until: datetime, now: datetime) -> None:
    """
    Give a source another key; the ones it has are accepted until a moment, ended ones are dropped.

    Raises as `add_source`, and `SourceUnknownError`.
    """
    verifying_key(key)
    listed = read_sources(path).source
    if source not in {one.source for one in listed}:
        raise SourceUnknownError(source, ", ".join(one.source for one in listed) or "-")
    _write(path, (_rotated(one, key, until, now) if one.source == source else one for one in listed))


def _rotated(one: SourceListed, key: str, until: datetime, now: datetime) -> SourceListed:
    ending = [
        old.model_copy(update={"until": min(until, old.until or until)})
        for old in one.keys
        if old.until is None or old.until > now
    ]
    return one.model_copy(update={"keys": (*ending, KeyListed(key=SecretStr(key)))})


def _write(path: Path, listed: Iterable[SourceListed]) -> None:
    text = _HEADER + "".join(_lines(one) for one in listed)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, text.encode())
        os.fsync(file)
    finally:
        os.close(file)
    try:
        read_sources(draft)  # what nobody could read is not put in place
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_directory(path.parent)


def _lines(one: SourceListed) -> str:
    keys = "".join(f"    {{ {', '.join(_members(key))} }},\n" for key in one.keys)
    return f"\n[[source]]\nsystem = {_text(one.system)}\nsource = {_text(one.source)}\nkeys = [\n{keys}]\n"


def _members(key: KeyListed) -> Iterator[str]:
    yield f"key = {_text(key.key.get_secret_value())}"
    if key.until is not None:
        yield f"until = {key.until.isoformat()}"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # a basic string of TOML
