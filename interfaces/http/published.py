"""`/log/…`: the journal's seal as anybody may fetch it (C2SP tlog-tiles): checkpoint and tiles, no entry's content."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from interfaces.http.asked import parts_of
from interfaces.http.needs import nothing
from interfaces.http.refusals import NoCheckpointError, NoSuchTileError
from journal.errors import BrokenSealError
from journal.seals import Seals
from journal.tiles import WIDTH, tile_sizes

router = APIRouter(prefix="/log", tags=["封存 the seal"], dependencies=[Depends(nothing)])

FOR_EVER = "public, max-age=31536000, immutable"
"""A full tile never changes, and neither does a part of it."""
_SOON = "public, max-age=5"
_PLACE = re.compile(r"(?P<groups>(?:x\d{3}/){0,4}\d{3})(?:\.p/(?P<width>25[0-5]|2[0-4]\d|1\d\d|[1-9]\d?))?")
_LEVELS = 5

Level = Annotated[int, Path(ge=0, le=_LEVELS, description="层 the level of tiles")]


@router.get(
    "/checkpoint",
    summary="最后签署的检查点 the last signed checkpoint",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def checkpoint(request: Request) -> Response:
    """
    Return the last signed checkpoint: a signed note over the size and root of the tree.

    签署的检查点：账本有多少条记录，以及其 Merkle 树的根。
    """
    signed = await parts_of(request).journal.seals.checkpoint()
    if signed is None:
        raise NoCheckpointError
    return Response(signed.note, media_type="text/plain; charset=utf-8", headers={"cache-control": _SOON})


@router.get(
    "/tile/{level}/{place:path}",
    summary="Merkle 树的分片 a tile of the Merkle tree",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def tile(
    level: Level,
    place: Annotated[
        str,
        Path(
            pattern=f"^{_PLACE.pattern.replace('?P<groups>', '?:').replace('?P<width>', '?:')}$",
            description="编号，每三位一组 the number, in groups of three digits; `.p/W` for the first W hashes",
            examples=["067", "x001/x234/067", "000.p/12"],
        ),
    ],
    request: Request,
) -> Response:
    """
    Return hashes of 32 bytes each: 256 of a full tile, or the first W of one that is not full yet.

    分片：每个哈希 32 字节，满片 256 个，永不改变，可以长期缓存。
    """
    number, width = _read(place)
    hashes = await _hashes(parts_of(request).journal.seals, level, number, width)
    if hashes is None:
        raise NoSuchTileError(level, place)
    return Response(hashes, media_type="application/octet-stream", headers={"cache-control": FOR_EVER})


def _read(place: str) -> tuple[int, int]:
    """Return which tile an address names, and how many of its hashes."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise NoSuchTileError(0, place[:50])
    number = int(found["groups"].replace("x", "").replace("/", ""))
    return number, int(found["width"] or WIDTH)


async def _hashes(seals: Seals, level: int, number: int, width: int) -> bytes | None:
    if width == WIDTH:
        return await seals.tile(level, number)
    sizes = tile_sizes(await seals.size())
    if level >= len(sizes) or number * WIDTH + width > sizes[level]:
        return None
    try:
        return b"".join(await seals.partial(level, number, width))
    except BrokenSealError:
        return None
