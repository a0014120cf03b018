"""Large payloads travel compressed: Temporal takes 2 MB, and the state of a round over thousands of branches is more."""

import asyncio
import zlib
from collections.abc import Callable, Iterable, Sequence

from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

LARGE = 32 * 1024
"""Bytes; what is smaller stays readable for everybody, on Temporal's own page too."""
_ENCODING = b"binary/zlib"
_FASTEST = 1


class LargeOnesCompressed(PayloadCodec):
    """Compresses payloads above `LARGE` bytes, and reads both kinds."""

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Compress the large ones."""
        return await _each(payloads, lambda one: len(one.data) > LARGE, _compressed)

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Restore those that were compressed."""
        return await _each(payloads, lambda one: one.metadata.get("encoding") == _ENCODING, _restored)


async def _each(
    payloads: Iterable[Payload], concerned: Callable[[Payload], bool], change: Callable[[Payload], Payload]
) -> list[Payload]:
    return [await asyncio.to_thread(change, one) if concerned(one) else one for one in payloads]


def _compressed(payload: Payload) -> Payload:
    packed = zlib.compress(payload.SerializeToString(), _FASTEST)
    return Payload(metadata={"encoding": _ENCODING}, data=packed)


def _restored(payload: Payload) -> Payload:
    return Payload.FromString(zlib.decompress(payload.data))
