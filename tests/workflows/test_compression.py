"""What is large travels compressed and arrives as it was; what is small stays readable."""

import pytest
from temporalio.api.common.v1 import Payload

from domain.catalogue import Catalogue
from infra import documents
from workflows.compression import LARGE, LargeOnesCompressed
from workflows.plugin import plugin


def payload(size: int) -> Payload:
    return Payload(metadata={"encoding": b"json/plain"}, data=b"x" * size)


@pytest.mark.parametrize(("size", "compressed"), [(LARGE - 1, False), (LARGE, False), (LARGE + 1, True)])
async def test_only_what_is_large_is_compressed(size: int, *, compressed: bool) -> None:
    codec = LargeOnesCompressed()
    (sent,) = await codec.encode([payload(size)])
    assert (sent != payload(size)) is compressed
    assert len(sent.data) < LARGE or not compressed
    assert await codec.decode([sent]) == [payload(size)]


def test_clients_workers_and_replayers_compress_alike() -> None:
    converter = plugin(Catalogue(documents.messages())).data_converter
    assert isinstance(getattr(converter, "payload_codec", None), LargeOnesCompressed)
