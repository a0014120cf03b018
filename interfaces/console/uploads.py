"""Files in a form: only their digest is kept, with name, type and size; the file itself stays with who has it."""

import hashlib
from collections.abc import Iterator

from starlette.datastructures import FormData, UploadFile

FILE = "_file:"
"""Before the name of the part of a command that tells of the file."""
_PIECE = 1 << 20


async def pairs_of(form: FormData) -> list[tuple[str, str]]:
    """Return what a form posts of a command; an uploaded file stands as what tells of it."""
    files = {name.removeprefix(FILE): one for name, one in form.multi_items() if isinstance(one, UploadFile)}
    told = [pair for name, one in files.items() for pair in await _told(name, one)]
    replaced = {name for name, _ in told}
    return [pair for pair in _texts(form) if pair[0] not in replaced] + told


async def digest_of(file: UploadFile) -> tuple[str, int]:
    """Return the digest of a file, and its size in bytes; the file is closed."""
    digest, size = hashlib.sha256(), 0
    while piece := await file.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    await file.close()
    return digest.hexdigest(), size


def _texts(form: FormData) -> Iterator[tuple[str, str]]:
    """Yield the fields of the command, and of the form's shape; those of its circumstances are read elsewhere."""
    for name, one in form.multi_items():
        if isinstance(one, str) and (not name.startswith("_") or name in _SHAPE):
            yield name, one


_SHAPE = frozenset({"_add", "_remove", "_choose", "_here"})


async def _told(name: str, file: UploadFile) -> list[tuple[str, str]]:
    digest, size = await digest_of(file)
    if not size:
        return []
    return [
        (f"{name}.sha256", digest),
        (f"{name}.name", (file.filename or "").replace("\\", "/").rpartition("/")[2]),
        (f"{name}.media_type", (file.content_type or "application/octet-stream").partition(";")[0].strip()),
        (f"{name}.size", str(size)),
    ]
