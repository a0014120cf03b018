"""The verifier's own Ed25519 and Merkle tree, against the specifications' vectors and against what the service uses."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.standalone import verify
from journal import merkle, tiles
from tests.audit.forging import tiles_of
from tests.journal.trees import root_of

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
"""RFC 8032, 7.1: public key, message, signature."""

VECTORS = [tuple(map(bytes.fromhex, vector)) for vector in RFC_8032]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_a_signature_of_the_rfc_is_one(key: bytes, message: bytes, signature: bytes) -> None:
    assert verify.signed(key, message, signature)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_another_message_or_signature_is_none(key: bytes, message: bytes, signature: bytes) -> None:
    assert not verify.signed(key, message + b"\x00", signature)
    for at in (0, 31, 32, 62):
        changed = bytearray(signature)
        changed[at] ^= 1
        assert not verify.signed(key, message, bytes(changed))
    assert not verify.signed(key, message, signature[:-1])


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_a_scalar_beyond_the_order_is_refused(key: bytes, message: bytes, signature: bytes) -> None:
    scalar = int.from_bytes(signature[32:], "little") + verify.L
    assert not verify.signed(key, message, signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize("raw", [(verify.P + 1).to_bytes(32, "little"), (2).to_bytes(32, "little")])
def test_what_is_no_point_of_the_curve_is_no_key(raw: bytes) -> None:
    with pytest.raises(verify.WrongError):
        verify.signed(raw, b"", bytes(64))


@settings(max_examples=25)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200))
def test_signatures_of_the_library_are_verified(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key = private.public_key().public_bytes_raw()
    assert verify.signed(key, message, private.sign(message))
    assert not verify.signed(key, message + b".", private.sign(message))


def leaves(count: int) -> list[bytes]:
    return [hashlib.sha256(str(n).encode()).digest() for n in range(count)]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 255, 256, 257, 511, 512, 513, 1000])
def test_its_tree_has_the_same_root_and_tiles(size: int) -> None:
    found: dict[str, bytes] = {}
    tree = verify.Tree(lambda level, number, hashes: _put(found, level, number, hashes))
    for leaf in leaves(size):
        tree.append(leaf)
    tree.finish()
    assert tree.root() == root_of(leaves(size))
    assert found == tiles_of(leaves(size))


def test_its_tiles_are_those_of_the_service_around_the_second_level() -> None:
    found: dict[str, bytes] = {}
    tree = verify.Tree(lambda level, number, hashes: _put(found, level, number, hashes))
    all_leaves = leaves(65_537)
    for leaf in all_leaves:
        tree.append(leaf)
    tree.finish()
    assert found == tiles_of(all_leaves)
    assert {"tile/1/000", "tile/2/000.p/1", "tile/0/256.p/1"} <= found.keys()


@given(level=st.integers(0, 5), number=st.integers(0, 10**9), width=st.integers(1, 256))
def test_it_looks_for_tiles_where_they_are_written(level: int, number: int, width: int) -> None:
    assert verify.tile_path(level, number, width) == tiles.tile_path(level, number, width)


@given(st.data())
def test_it_follows_proofs_as_the_service_does(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    cache = tiles.TileCache()
    for path, hashes in tiles_of(leaves(size)).items():
        _, level, number = path.partition(".")[0].split("/")
        cache.put(int(level), int(number), hashes)
    proof = merkle.inclusion_proof(index, size, cache.subtree)
    leaf = leaves(size)[index]
    assert verify.root_by_inclusion(index, size, leaf, proof) == root_of(leaves(size))
    with pytest.raises(verify.WrongError):
        verify.root_by_inclusion(index, size, leaf, [*proof, bytes(32)])
    with pytest.raises(verify.WrongError):
        verify.root_by_inclusion(size, size, leaf, proof)


def _put(found: dict[str, bytes], level: int, number: int, hashes: list[bytes]) -> None:
    found[verify.tile_path(level, number, len(hashes))] = b"".join(hashes)
