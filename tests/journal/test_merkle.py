"""The tree is RFC 6962's: its published vectors, an independent implementation, and proofs that nothing else passes."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from journal.merkle import (
    EMPTY,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_by_inclusion,
    roots_by_consistency,
)
from journal.tiles import TileCache
from journal.tree import GrowingTree
from tests.journal.trees import root_of

# the eight leaves, their roots and proofs of the Certificate Transparency test suite (RFC 6962 trees)
DATA = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(one)
    for one in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
N0, N1 = ROOTS[1], "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
N4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSIONS = [
    (0, 1, []),
    (0, 8, [N1, N23, N4567]),
    (5, 8, [N4, N67, ROOTS[4].hex()]),
    (2, 3, [ROOTS[2].hex()]),
    (1, 5, [N0.hex(), N23, N4]),
]
CONSISTENCIES = [
    (1, 1, []),
    (1, 8, [N1, N23, N4567]),
    (6, 8, [N45, N67, ROOTS[4].hex()]),
    (2, 5, [N23, N4]),
]
LEAVES = [leaf_hash(one) for one in DATA]


class Subtrees:
    """Answers the hash of any full subtree over some leaves, computed from them each time."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._leaves = leaves

    def __call__(self, level: int, index: int) -> bytes:
        part = self._leaves[index << level : (index + 1) << level]
        assert len(part) == 1 << level
        return root_of(part)


def numbered(count: int, salt: bytes = b"") -> list[bytes]:
    return [leaf_hash(salt + bytes(str(n), "ascii")) for n in range(count)]


def independent(count: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for n in range(count):
        tree.append_entry(bytes(str(n), "ascii"))
    return tree


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root_of(LEAVES[:size]) == ROOTS[size]
    assert ROOTS[0] == EMPTY


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_the_inclusion_proofs_are_those_of_certificate_transparency(
    index: int, size: int, proof: list[str]
) -> None:
    hashes = [bytes.fromhex(one) for one in proof]
    assert inclusion_proof(index, size, Subtrees(LEAVES)) == hashes
    assert root_by_inclusion(index, size, LEAVES[index], hashes) == ROOTS[size]


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_the_consistency_proofs_are_those_of_certificate_transparency(
    old: int, new: int, proof: list[str]
) -> None:
    hashes = [bytes.fromhex(one) for one in proof]
    assert consistency_proof(old, new, Subtrees(LEAVES)) == hashes
    assert roots_by_consistency(old, new, ROOTS[old], hashes) == (ROOTS[old], ROOTS[new])


@given(st.integers(1, 700), st.data())
def test_roots_and_proofs_are_those_of_an_independent_implementation(size: int, data: st.DataObject) -> None:
    leaves, theirs = numbered(size), independent(size)
    root = bytes(theirs.get_root())
    assert root_of(leaves) == root
    index = data.draw(st.integers(0, size - 1))
    # theirs counts leaves from 1, and begins each path with the leaf itself
    path = [bytes.fromhex(one) for one in theirs.prove_inclusion(index + 1).serialize()["path"]]
    assert inclusion_proof(index, size, Subtrees(leaves)) == path[1:]
    assert root_by_inclusion(index, size, leaves[index], path[1:]) == root

    old = data.draw(st.integers(1, size))
    between = consistency_proof(old, size, Subtrees(leaves))
    old_root = bytes(theirs.get_root(old))
    assert roots_by_consistency(old, size, old_root, between) == (old_root, root)


@given(st.integers(2, 300), st.data())
def test_no_other_leaf_place_size_or_hash_passes(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    root = root_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    proof = inclusion_proof(index, size, Subtrees(leaves))
    assert root_by_inclusion(index, size, leaves[other], proof) != root
    assert root_by_inclusion(other, size, leaves[index], proof) != root
    assert root_by_inclusion(index, size, leaves[index], proof[:-1]) is None
    assert root_by_inclusion(index, size, leaves[index], [*proof, root]) is None
    assert root_by_inclusion(size, size, leaves[index], proof) is None
    at = data.draw(st.integers(0, len(proof) - 1))
    spoiled = [*proof[:at], node_hash(proof[at], proof[at]), *proof[at + 1 :]]
    assert root_by_inclusion(index, size, leaves[index], spoiled) != root


@given(st.integers(2, 300), st.data())
def test_no_rewritten_history_is_consistent(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    old = data.draw(st.integers(1, size - 1))
    rewritten = data.draw(st.integers(0, old - 1))
    others = [*leaves[:rewritten], leaf_hash(b"forged"), *leaves[rewritten + 1 :]]
    roots = root_of(leaves[:old]), root_of(others)
    forged = consistency_proof(old, size, Subtrees(others))
    assert roots_by_consistency(old, size, roots[0], forged) != roots
    honest = consistency_proof(old, size, Subtrees(leaves))
    assert roots_by_consistency(old, size, roots[0], honest[:-1]) != (roots[0], root_of(leaves))
    assert roots_by_consistency(old, size, roots[0], [*honest, roots[0]]) is None
    assert roots_by_consistency(size, old, roots[0], honest) is None
    assert roots_by_consistency(size, size, roots[0], honest) is None


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_however_it_grows_the_tree_has_the_same_root_and_the_same_tiles(batches: list[int]) -> None:
    leaves = numbered(sum(batches))
    tree = GrowingTree()
    cache = TileCache()
    for count in batches:
        for tile in tree.extend(leaves[tree.size : tree.size + count]):
            cache.put(*tile)
        assert tree.root() == root_of(leaves[: tree.size])
        assert tree.tail(count) == b"".join(leaves[tree.size - min(count, tree.size % 256) : tree.size])
    for number in range(len(leaves) // 256):
        assert cache.subtree(0, number * 256) == leaves[number * 256]


def test_the_frontier_of_a_size_has_a_hash_for_each_full_subtree() -> None:
    with pytest.raises(ValueError, match="3 leaves has 2 full subtrees"):
        Frontier(3, [ROOTS[1]])
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(3, 3, Subtrees(LEAVES))
    with pytest.raises(ValueError, match="from 4 leaves to 3"):
        consistency_proof(4, 3, Subtrees(LEAVES))
