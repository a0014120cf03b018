"""The Merkle tree of RFC 6962 (RFC 9162, 2.1): hashes, the frontier it grows by, and proofs. Pure."""

from collections.abc import Callable, Sequence
from hashlib import sha256

HASH = 32
"""Bytes of a hash."""

EMPTY = sha256(b"").digest()
"""The root of the tree without leaves."""

Subtree = Callable[[int, int], bytes]
"""Answers the hash of the full subtree of 2**level leaves that begins at leaf `index * 2**level`: (level, index)."""


def leaf_hash(body: bytes) -> bytes:
    """Return the hash of a leaf, from an entry's bytes."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def parents(nodes: Sequence[bytes]) -> list[bytes]:
    """Return the hashes of the nodes above pairs of nodes; a last one without a neighbour is left out."""
    # node_hash, written out: of a tree over many leaves half the time was its calls
    return [
        sha256(b"\x01" + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=False)
    ]


class Frontier:
    """
    The hashes of the largest full subtrees, left to right: all that a tree needs to grow, and to tell its root.

    `size`: leaves so far.
    """

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        """Go on from a tree of `size` leaves; `hashes`: of its full subtrees, the largest first."""
        if len(hashes) != size.bit_count():
            message = f"a tree of {size} leaves has {size.bit_count()} full subtrees, not {len(hashes)}"
            raise ValueError(message)
        self.size = size
        self._hashes = list(hashes)

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The hashes of the full subtrees, the largest first."""
        return tuple(self._hashes)

    def append(self, leaf: bytes) -> None:
        """Take a leaf hash into the tree."""
        node = leaf
        size = self.size
        while size & 1:
            node = node_hash(self._hashes.pop(), node)
            size >>= 1
        self._hashes.append(node)
        self.size += 1

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Take leaf hashes into the tree, height by height: faster than one after the other."""
        nodes = list(leaves)
        merged = self.size
        self.size += len(nodes)
        grown: list[bytes] = []
        while nodes:
            if merged & 1:
                nodes.insert(0, self._hashes.pop())
            if len(nodes) & 1:
                grown.append(nodes[-1])
            nodes = parents(nodes)
            merged >>= 1
        self._hashes.extend(reversed(grown))

    def root(self) -> bytes:
        """Return the root."""
        if not self._hashes:
            return EMPTY
        node = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            node = node_hash(left, node)
        return node


def range_hash(start: int, end: int, subtree: Subtree) -> bytes:
    """Return the hash of the subtree over leaves `start` to `end` (exclusive), as it stands in a tree of `end` leaves or more."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return subtree(level, start >> level)
    split = start + _split(count)
    return node_hash(range_hash(start, split, subtree), range_hash(split, end, subtree))


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Return the hashes that lead from leaf `index` (from 0) to the root over `size` leaves."""
    if not 0 <= index < size:
        message = f"a tree of {size} leaves has no leaf {index}"
        raise ValueError(message)
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            proof.append(range_hash(split, end, subtree))
            end = split
        else:
            proof.append(range_hash(start, split, subtree))
            start = split
    return proof[::-1]


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Return the hashes that show that the first `old` leaves of a tree of `new` leaves are those of the old tree."""
    if not 0 < old <= new:
        message = f"no proof from {old} leaves to {new}"
        raise ValueError(message)
    proof: list[bytes] = []
    start, end, whole = 0, new, True
    while end != old:
        split = start + _split(end - start)
        if old <= split:
            proof.append(range_hash(split, end, subtree))
            end = split
        else:
            proof.append(range_hash(start, split, subtree))
            start, whole = split, False
    if not whole:
        proof.append(range_hash(start, end, subtree))
    return proof[::-1]


def root_by_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """Return the root that a leaf hash and its proof lead to; None when the proof has not the right length."""
    if not 0 <= index < size:
        return None
    inner = (index ^ (size - 1)).bit_length()
    if len(proof) != inner + (index >> inner).bit_count():
        return None
    node = leaf
    for level, beside in enumerate(proof[:inner]):
        node = node_hash(beside, node) if index >> level & 1 else node_hash(node, beside)
    for left in proof[inner:]:
        node = node_hash(left, node)
    return node


def roots_by_consistency(
    old: int, new: int, old_root: bytes, proof: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """
    Return the old and the new root that a consistency proof leads to; None when it has not the right length.

    `old_root` is taken for the first hash where the old tree is a full subtree of the new one, and else only compared by the
    caller (RFC 9162, 2.1.4.2).
    """
    if not 0 < old <= new:
        return None
    if old == new:
        return None if proof else (old_root, old_root)
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    shift = (old & -old).bit_length() - 1
    return _climb((old - 1) >> shift, (new - 1) >> shift, hashes)


def _climb(node: int, last: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Climb from `node` to the root of a tree whose last node beside it is `last`: the roots without and with the rest."""
    if not hashes:
        return None
    first = second = hashes[0]
    for beside in hashes[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            first, second = node_hash(beside, first), node_hash(beside, second)
            up = (node & -node).bit_length() - 1 if node else 0
            node, last = node >> up, last >> up
        else:
            second = node_hash(second, beside)
        node, last = node >> 1, last >> 1
    return (first, second) if last == 0 else None


def _split(count: int) -> int:
    """Return the largest power of two below `count`, which is at least 2."""
    return 1 << ((count - 1).bit_length() - 1)
