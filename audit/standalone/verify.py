"""
核验账本导出与证明文件：只用 Python 3.9 以上的标准库，不连接网络，不写文件。

Checks an export of the journal, and proof files: Python 3.9 or newer is all it needs; no network, nothing is written.

    python3 -I verify.py [DIR] [--key VKEY] [--anchors FILE]     核验导出（默认：本文件所在目录） an export (default: around it)
    python3 -I verify.py [DIR] [--key VKEY]                      核验一件事项的证据 the evidence of one case, likewise
    python3 -I verify.py proof FILE [--key VKEY]                 核验一份证明文件 one proof

--key      您所知道的公钥：须由它，或者由它逐一背书的后继签名 the key you know: it must have signed, or a successor it endorsed
--anchors  您自己保存的检查点：每一个都须是这棵树的根 checkpoints you kept yourself: each must be a root of this tree

退出码 exit code：0 相符 it holds · 1 不符，逐一列出 it does not, and each fault is named · 2 用法有误 usage

Sources: RFC 8032 (Ed25519), RFC 6962 (Merkle tree), C2SP signed-note, tlog-checkpoint, tlog-tiles and tlog-proof. Read it
from the end: `main` says what is checked, `Export.check` in which order.
"""

from __future__ import annotations

import argparse
import base64
import gc
import hashlib
import json
import re
import sys
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Set, Tuple, TypeVar

T = TypeVar("T")


class WrongError(ValueError):
    """Something is not as it must be."""


class Report:
    """Prints what is wrong as it is found; only counts it once it is too much to read."""

    LONGEST = 100

    def __init__(self) -> None:
        self.count = 0

    def wrong(self, where: str, what: object) -> None:
        """Name one fault and its place."""
        self.count += 1
        if self.count <= self.LONGEST:
            print(f"不符 WRONG  {where}\n    {what}", flush=True)

    def part(self, where: str, check: Callable[[], T]) -> Optional[T]:
        """Check one part; name what is wrong with it, and let the others be checked."""
        try:
            return check()
        except WrongError as error:
            self.wrong(where, error)
        except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
            self.wrong(where, f"无法读取 cannot be read: {error!r}")
        return None

    def verdict(self) -> int:
        """Say how it ended; return the exit code."""
        if self.count > self.LONGEST:
            print(f"另有 {self.count - self.LONGEST} 处未列出 more are not listed")
        print(
            f"核验未通过：{self.count} 处不符 FAILED: {self.count} faults"
            if self.count
            else "核验通过 OK: it holds"
        )
        return 1 if self.count else 0


# --- Ed25519 (RFC 8032, 5.1) ----------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = Tuple[int, int, int, int]  # extended coordinates: x = X/Z, y = Y/Z, x*y = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def add(one: Point, other: Point) -> Point:
    """Add two points of the curve (5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def decode(raw: bytes) -> Point:
    """Return the point that 32 bytes stand for (5.1.3)."""
    y, odd = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and odd):
        raise WrongError("公钥不是曲线上的点 the key is no point of the curve")
    x = P - x if x & 1 != odd else x
    return (x, y, 1, x * y % P)


def encode(point: Point) -> bytes:
    """Return the 32 bytes of a point (5.1.2)."""
    x, y = (part * pow(point[2], -1, P) % P for part in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


@lru_cache(maxsize=256)
def doubles(point: Point) -> List[Point]:
    """Return the point times 1, 2, 4, 8 … 2**254."""
    found = [point]
    for _ in range(254):
        found.append(add(found[-1], found[-1]))
    return found


def times(number: int, point: Point) -> Point:
    """Multiply a point."""
    total = NEUTRAL
    for power, doubled in enumerate(doubles(point)):
        if number >> power & 1:
            total = add(total, doubled)
    return total


BASE = decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of `key` (32 bytes) signed the message (5.1.7)."""
    x, y, _, t = decode(key)
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    return encode(add(times(scalar, BASE), times(challenge, (P - x, y, 1, P - t)))) == signature[:32]


# --- keys, signed notes, checkpoints (C2SP) -------------------------------------------------------------------------


def decoded(text: str, length: int = 0) -> bytes:
    """Return what base64 says, of a length if one is given; only the one exact spelling is accepted."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text or (length and len(raw) != length):
        raise WrongError(
            f"不是 {length or ''} 字节的 base64 not base64 of {length or 'some'} bytes: {text[:80]}"
        )
    return raw


def number(text: str) -> int:
    """Read a decimal number without leading zeros."""
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text):
        raise WrongError(f"不是数字 not a number: {text[:40]}")
    return int(text)


class Key(NamedTuple):
    """A public key as it is published, `name+id+base64`: `id` is what its signatures begin with."""

    text: str
    name: str
    id: bytes
    raw: bytes

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read a published key; its id must follow from its name and bytes."""
        name, shown, encoded = (*text.split("+", 2), "", "")[:3]
        raw = decoded(encoded, 33)
        key_id = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if raw[0] != 1 or name.split() != [name] or shown != key_id.hex():
            raise WrongError(f"不是有效的公钥 not a valid key: {text[:160]}")
        return cls(text, name, key_id, raw[1:])


class Checkpoint(NamedTuple):
    """What a checkpoint says: `root` over the first `size` entries of the log `origin`; `text` is what is signed."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: List[str]

    @classmethod
    def parse(cls, note: str) -> Checkpoint:
        """Read a signed checkpoint; its signatures are not checked here."""
        text, _, signatures = note.partition("\n\n")
        lines = text.split("\n")
        if len(lines) != 3 or not lines[0] or not signatures.endswith("\n"):
            raise WrongError("不是检查点 not a checkpoint: origin, size, root, an empty line, signatures")
        return cls(
            lines[0], number(lines[1]), decoded(lines[2], 32), text + "\n", signatures[:-1].split("\n")
        )

    def check_signed(self, key: Key) -> None:
        """Check that the key signed it, which bears the log's name; others may have signed as well."""
        if key.name != self.origin:
            raise WrongError(f"属于另一账本 of another log: {self.origin}")
        for line in self.signatures:
            mark, name, encoded = (*line.split(" ", 2), "", "")[:3]
            if mark != "\u2014" or not name:
                raise WrongError(f"不是签名行 not a signature line: {line[:80]}")
            if (name, decoded(encoded)[:4]) == (key.name, key.id):
                if signed(key.raw, self.text.encode(), decoded(encoded)[4:]):
                    return
                raise WrongError("签名与内容不符 the signature is not one of this text")
        raise WrongError(f"没有由该公钥签名 not signed by {key.text}")


NOTE = re.compile("(?:[^\n]+\n)+\n(?:\u2014 [^\n]+\n)+\n?")


def checkpoints(text: str) -> List[Checkpoint]:
    """Read checkpoints that follow each other, an empty line after each."""
    found = NOTE.findall(text)
    if "".join(found) != text:
        raise WrongError("不全是检查点 something in it is no checkpoint")
    return [Checkpoint.parse(note.rstrip("\n") + "\n") for note in found]


class Adopted(NamedTuple):
    """A key, the position from which on it signs, and the signature over its text by the one before it."""

    position: int
    key: str
    endorsement: Optional[str]

    @classmethod
    def parse(cls, line: str) -> Adopted:
        """Read a line of the file `keys`."""
        key, _, endorsement = line.partition(" ")
        return cls(0, key, endorsement or None)

    @property
    def line(self) -> str:
        """The line that tells it in the file `keys`."""
        return f"{self.key} {self.endorsement}" if self.endorsement else self.key


def chain(adopted: List[Adopted], pinned: Optional[str]) -> List[Key]:
    """Return the keys, each endorsed by the one before it; `pinned`, if there is one, must be among them."""
    keys: List[Key] = []
    for one in adopted:
        key = Key.parse(one.key)
        if bool(keys) != bool(one.endorsement):
            raise WrongError(
                f"首个公钥无背书，其后须有 the first key has no endorsement, later ones do: {one.key}"
            )
        if keys and not signed(keys[-1].raw, one.key.encode(), decoded(one.endorsement or "", 64)):
            raise WrongError(f"公钥未由前一公钥背书 not endorsed by the key before it: {one.key}")
        keys.append(key)
    if not keys or (pinned and pinned not in [key.text for key in keys]):
        raise WrongError(f"不是由您所知道的公钥签名 not signed by the key that you know: {pinned}")
    return keys


# --- the Merkle tree (RFC 6962, 2.1) and its tiles (C2SP tlog-tiles) ------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows leaf by leaf: keeps the full subtrees at its right edge, and hands out tiles of 256 hashes."""

    def __init__(self, tiled: Callable[[int, int, List[bytes]], None]) -> None:
        """`tiled`: is told the level, the number and the hashes of each tile."""
        self.size = 0
        self.edge: List[bytes] = []
        self.tiles: List[List[bytes]] = []
        self.tiled = tiled

    def append(self, node: bytes) -> None:
        """Take a leaf in; two full subtrees of one height become one."""
        level = 0
        self._keep(0, node)
        while self.size >> level & 1:
            node, level = node_hash(self.edge.pop(), node), level + 1
            if level % 8 == 0:
                self._keep(level // 8, node)
        self.edge.append(node)
        self.size += 1

    def _keep(self, level: int, node: bytes) -> None:
        if level == len(self.tiles):
            self.tiles.append([])
        self.tiles[level].append(node)
        if len(self.tiles[level]) == 256:
            self.tiled(level, self.size >> 8 * (level + 1), self.tiles[level])
            self.tiles[level] = []

    def finish(self) -> None:
        """Hand out the tiles that are not full."""
        for level, hashes in enumerate(self.tiles):
            if hashes:
                self.tiled(level, self.size >> 8 * (level + 1), hashes)

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        node = self.edge[-1] if self.edge else hashlib.sha256(b"").digest()
        for left in reversed(self.edge[:-1]):
            node = node_hash(left, node)
        return node


def tile_path(level: int, index: int, width: int) -> str:
    """Return where a tile stands: `tile/0/x001/x234/067`, with `.p/W` behind it when it holds W < 256 hashes."""
    path = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        path = f"x{index % 1000:03}/{path}"
    return f"tile/{level}/{path}" + (f".p/{width}" if width < 256 else "")


def root_by_inclusion(index: int, size: int, leaf: bytes, proof: List[bytes]) -> bytes:
    """Return the root that an inclusion proof leads to (RFC 6962, 2.1.1)."""
    inner = (
        index ^ (size - 1)
    ).bit_length()  # below that height the entry may lie left or right, above only right
    if index >= size or len(proof) != inner + bin(index >> inner).count("1"):
        raise WrongError("证明的长度不对 the proof has not the right length")
    for height, beside in enumerate(proof):
        right = height >= inner or index >> height & 1
        leaf = node_hash(beside, leaf) if right else node_hash(leaf, beside)
    return leaf


# --- entries --------------------------------------------------------------------------------------------------------


class Entries:
    """Reads entries in their order, and keeps what the following ones must fit to."""

    def __init__(self) -> None:
        self.versions: Dict[str, int] = {}
        self.commands: Set[str] = set()
        self.command = ""
        self.index = 0
        self.first: Dict[str, Any] = {}
        self.last: Dict[str, Any] = {}
        self.keys: List[Adopted] = []
        self.documents: Dict[str, str] = {}

    def faults(self, position: int, body: bytes) -> List[str]:
        """Take the next entry; return what is wrong with it."""
        self.last = {}
        try:
            entry = json.loads(body.decode())
            found = self._of_stream(entry["stream"], entry["version"])
            self.last = entry
            self.first = self.first or entry
            found += self._of_command(entry["cause"]["command_id"], entry)
            if entry.get("rehearsal") != self.first.get("rehearsal"):
                found.append("真实或者演练，与首条记录不同 real or rehearsal: not as the first entry")
            if entry["kind"] in ("journal.key-adopted.v1", "document.adopted.v1"):
                found += self._told(position, entry["stream"], entry["data"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            found = [f"不是一条记录 not an entry: {error!r}"]
        return found

    @property
    def place(self) -> str:
        """The last entry's place in its stream."""
        return f"{self.last['stream']}#{self.last['version']}" if self.last else "?"

    def _of_stream(self, stream: str, version: int) -> List[str]:
        expected = self.versions.get(stream, 0) + 1
        self.versions[stream] = version
        if version == expected:
            return []
        return [f"{stream} 的版本应为 {expected}，却是 the version should be {expected}, not {version}"]

    def _of_command(self, command: str, entry: Dict[str, Any]) -> List[str]:
        found = []
        self.index = self.index + 1 if command == self.command else 0
        self.command = command
        if self.index == 0 and command in self.commands:
            found.append(f"同一命令的记录不相邻 the entries of a command are not adjacent: {command}")
        self.commands.add(command)
        if entry["id"] != uuid5(command, str(self.index)):
            found.append(f"编号应为 the id should be uuid5({command}, {self.index})")
        if ("fingerprint" in entry["cause"]) != (self.index == 0):
            found.append(
                "指纹只在命令的首条记录 a fingerprint stands in the first entry of a command, only there"
            )
        return found

    def _told(self, position: int, stream: str, data: Dict[str, Any]) -> List[str]:
        """Keep the keys and the documents that entries adopt."""
        if stream != "journal/keys":
            self.documents[f"{self.place.replace('#', '@')}.toml"] = data["text"]
            return []
        before = self.keys[-1].key if self.keys else None
        self.keys.append(Adopted(position, data["key"], data.get("endorsement")))
        if data.get("replaces") == before:
            return []
        return ["替换的不是前一公钥 it replaces another key than the one before it"]


def uuid5(namespace: str, name: str) -> str:
    """Return the UUID of a name (RFC 9562, 5.5), in half the time that the library takes."""
    text = bytes.fromhex(namespace.replace("-", "")) + name.encode()
    bits = int.from_bytes(hashlib.sha1(text, usedforsecurity=False).digest()[:16], "big")
    raw = f"{bits & ~(0xF << 76 | 0x3 << 62) | 0x5 << 76 | 0x2 << 62:032x}"
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


# --- an export ------------------------------------------------------------------------------------------------------


class Claim(NamedTuple):
    """A checkpoint and where it stands: the first `size` entries must have its root, whoever signed it."""

    where: str
    checkpoint: Checkpoint


class Difference(NamedTuple):
    """A tile with `wrong` hashes that do not follow from the entries; `line`: the first such entry, on level 0."""

    tile: str
    line: str
    wrong: int


PLACE = "{}:{} · 位置 position {} · {}"


class Export:
    """An exported directory: all that must agree in it."""

    def __init__(self, root: Path, report: Report) -> None:
        self.root = root
        self.report = report
        self.present = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        self.explained = {"README.md", "verify.py", "manifest.json", "manifest.sha256"}
        self.explained |= {"checkpoint", "keys", "anchors"}
        self.entries = Entries()
        self.tree = Tree(self._compare_tile)
        self.lines: List[Tuple[str, int, int, str]] = []
        self.differences: List[Difference] = []
        self.claims: Dict[int, List[Claim]] = {}
        self.unrooted: List[Claim] = []

    def check(self, pinned: Optional[str], anchors: Optional[Path]) -> None:
        """Check all of it: files, entries and tree, keys, signatures and anchors, documents, what the manifest tells."""
        part = self.report.part
        manifest = part("manifest.json", self._manifest) or {}
        checkpoint = part("checkpoint", lambda: Checkpoint.parse(read(self.root / "checkpoint")))
        claims = [Claim("checkpoint", checkpoint)] if checkpoint else []
        kept = [self.root / "anchors"] if "anchors" in self.present else []
        for file in [*kept, anchors] if anchors else kept:
            claims += part(file.name, partial(claims_in, file)) or []
        for claim in claims:
            self.claims.setdefault(claim.checkpoint.size, []).append(claim)
        self._read_entries()
        keys = part("keys", partial(self._keys, pinned)) or []
        for claim in claims:
            part(claim.where, partial(self._check_signature, claim, keys))
        for path, text in self.entries.documents.items():
            self.explained.add(path)
            part(path, partial(self._check_text, path, text))
        part("manifest.json", partial(self._check_told, manifest, checkpoint))
        for path in sorted(self.present - self.explained):
            self.report.wrong(path, "没有记录说明这个文件 no entry accounts for this file")
        self._conclude(checkpoint)
        tell_key(keys, pinned)

    def _manifest(self) -> Dict[str, Any]:
        """Compare every file with the digest in the manifest, and the manifest with its own."""
        told = f"{sha256_of(self.root / 'manifest.json')}  manifest.json\n"
        self.report.part(
            "manifest.json · manifest.sha256", partial(self._check_text, "manifest.sha256", told)
        )
        manifest: Dict[str, Any] = json.loads(read(self.root / "manifest.json"))
        listed = {file["path"]: file["sha256"] for file in manifest["files"]}
        for path in sorted(listed):
            if path not in self.present:
                self.report.wrong(path, "文件缺失 the file is missing")
            elif sha256_of(self.root / path) != listed[path]:
                self.report.wrong(path, "与清单的 SHA-256 不符 its SHA-256 is not that of the manifest")
        for path in sorted(self.present - listed.keys() - {"manifest.json", "manifest.sha256"}):
            self.report.wrong(path, "清单中没有 the manifest does not name it")
        return manifest

    def _read_entries(self) -> None:
        """Read every line: the entry itself, its leaf, the tiles and the roots that follow."""
        for path in sorted(path for path in self.present if re.fullmatch(r"entries/\d{10}\.jsonl", path)):
            self.explained.add(path)
            if int(path[8:18]) != self.tree.size + 1:
                self.report.wrong(path, f"之前有 entries before it: {self.tree.size}")
            with open(self.root / path, "rb") as file:
                for line, body in enumerate(file, start=1):
                    self._take(path, line, body)
            if sys.stderr.isatty():
                print(f"\r{self.tree.size}\r", end="", file=sys.stderr, flush=True)
        self.tree.finish()

    def _take(self, path: str, line: int, body: bytes) -> None:
        position = self.tree.size + 1
        ended = body.endswith(b"\n")
        body = body[:-1] if ended else body
        faults = self.entries.faults(position, body)
        if not ended:
            faults.append("行未结束 the line has no end")
        place = (path, line, position, self.entries.place)
        for fault in faults:
            self.report.wrong(PLACE.format(*place), fault)
        self.lines.append(place)
        self.tree.append(leaf_hash(body))
        root = self.tree.root() if position in self.claims else b""
        self.unrooted += [one for one in self.claims.get(position, ()) if one.checkpoint.root != root]

    def _compare_tile(self, level: int, index: int, hashes: List[bytes]) -> None:
        path = tile_path(level, index, len(hashes))
        self.explained.add(path)
        kept = (self.root / path).read_bytes() if path in self.present else b""
        if kept != b"".join(hashes):
            at = [nth for nth, one in enumerate(hashes) if kept[32 * nth : 32 * nth + 32] != one]
            line = PLACE.format(*self.lines[at[0]]) if at and level == 0 else ""
            self.differences.append(Difference(path, line, len(at)))
        if level == 0:
            self.lines = []

    def _keys(self, pinned: Optional[str]) -> List[Key]:
        """Return the keys that the entries adopt; the file must say the same."""
        adopted = self.entries.keys
        told = "".join(f"{one.line}\n" for one in adopted)
        self.report.part("keys", partial(self._check_text, "keys", told))
        return chain(adopted, pinned)

    def _check_signature(self, claim: Claim, keys: List[Key]) -> None:
        """Check that the newest key of its time signed a checkpoint; one over more entries cannot be judged here."""
        size = claim.checkpoint.size
        in_force = [key for key, one in zip(keys, self.entries.keys) if one.position <= size]
        if size > self.tree.size:
            print(f"{claim.where}：超出本导出，未核验 reaches beyond this export, not checked")
        elif keys and not in_force:
            raise WrongError("当时还没有公钥 there was no key then")
        elif keys:
            claim.checkpoint.check_signed(in_force[-1])

    def _check_text(self, path: str, text: str) -> None:
        if path not in self.present:
            raise WrongError("文件缺失 the file is missing")
        if (self.root / path).read_bytes() != text.encode():
            raise WrongError(f"应为 should be {text[:160]!r}…")

    def _check_told(self, manifest: Dict[str, Any], checkpoint: Optional[Checkpoint]) -> None:
        """Check what the manifest tells of the journal."""
        first, last = self.entries.first, self.entries.last
        told = {"nature": first["data"]["nature"], "first": first["recorded_at"], "last": last["recorded_at"]}
        if checkpoint:
            root = base64.b64encode(checkpoint.root).decode()
            told.update(origin=checkpoint.origin, size=checkpoint.size, root=root)
        for name, value in told.items():
            if manifest.get(name) != value:
                self.report.wrong("manifest.json", f"{name} 应为 should be {value}")

    def _conclude(self, checkpoint: Optional[Checkpoint]) -> None:
        """Tell altered entries from altered tiles: the entries are right when the root that was signed is theirs."""
        if checkpoint and checkpoint.size != self.tree.size:
            self.report.wrong("entries", f"{self.tree.size} 条，检查点为 not as signed: {checkpoint.size}")
        intact = checkpoint is not None and checkpoint.root == self.tree.root()
        for tile, line, wrong in self.differences:
            if line and not intact:
                self.report.wrong(line, f"散列不在 its hash is not in {tile}（{wrong} 处 such in this tile）")
            else:
                self.report.wrong(
                    tile, f"缺失，或者 {wrong} 个散列与记录不符 missing, or not the hashes of the entries"
                )
        for file in dict.fromkeys(claim.where.split(" ")[0] for claim in self.unrooted):
            first, *later = (claim for claim in self.unrooted if claim.where.split(" ")[0] == file)
            more = f"（其后还有 {len(later)} 个 and {len(later)} after it）" if later else ""
            self.report.wrong(
                first.where, f"根与前 {first.checkpoint.size} 条记录不符 not the root of these entries{more}"
            )
        if checkpoint:
            print(f"{checkpoint.origin}：{self.tree.size} 条记录 entries · {checkpoint.text.split()[-1]}")


def claims_in(path: Path) -> List[Claim]:
    """Return the checkpoints of a file."""
    found = enumerate(checkpoints(read(path)), start=1)
    return [Claim(f"{path.name} · 第 {nth} 个 no. {nth} · {one.size}", one) for nth, one in found]


def read(path: Path) -> str:
    """Return the text of a file, its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def sha256_of(path: Path) -> str:
    """Return the digest of a file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


# --- a proof (C2SP tlog-proof) --------------------------------------------------------------------------------------


PROOF = "c2sp.org/tlog-proof@v1"


class Proof(NamedTuple):
    """
    What a proof file says; whether it holds is to be checked.

    `entry`: its bytes; `known`: the journal's keys, lines of the file `keys`; `at`: its position - 1; `note`: a checkpoint.
    """

    entry: bytes
    known: List[str]
    at: int
    hashes: List[bytes]
    note: str

    @classmethod
    def parse(cls, text: str) -> Proof:
        """Read a proof file. `extra` holds the bytes of the entry, and the journal's keys, a line each."""
        head, _, note = text.partition("\n\n")
        lines = head.split("\n")
        if [line[:6] for line in lines[:3]] != ["c2sp.o", "extra ", "index "] or lines[0] != PROOF:
            raise WrongError(
                "不是证明文件 not a proof: c2sp.org/tlog-proof@v1, extra, index, hashes, checkpoint"
            )
        entry, *known, _ = decoded(lines[1][6:]).split(b"\n")
        hashes = [decoded(line, 32) for line in lines[3:]]
        return cls(entry, [line.decode() for line in known], number(lines[2][6:]), hashes, note)

    def check_within(self, checkpoint: Checkpoint) -> None:
        """Check that the entry's leaf leads to the root of a checkpoint."""
        if root_by_inclusion(self.at, checkpoint.size, leaf_hash(self.entry), self.hashes) != checkpoint.root:
            raise WrongError("记录不在检查点的树中 the entry is not in the tree of the checkpoint")


def check_proof(path: Path, pinned: Optional[str]) -> None:
    """Check a proof: the entry's leaf leads to the root that the key signed."""
    proof = Proof.parse(read(path))
    keys = chain([Adopted.parse(line) for line in proof.known], pinned)
    checkpoint = Checkpoint.parse(proof.note)
    checkpoint.check_signed(keys[-1])
    proof.check_within(checkpoint)
    said = json.loads(proof.entry)
    print(f"{said['stream']}#{said['version']} {said['kind']} · {said['recorded_at']}")
    print(f"{checkpoint.origin}：位置 position {proof.at + 1} / {checkpoint.size}")
    tell_key(keys, pinned)


# --- the evidence of one case ---------------------------------------------------------------------------------------


class Case:
    """The entries of one case from its first version on, and the proof of each under one checkpoint."""

    def __init__(self, root: Path, report: Report) -> None:
        self.root = root
        self.report = report
        self.stream = ""
        self.last = 0

    def check(self, pinned: Optional[str]) -> None:
        """Check all of it: who signed, every entry and its proof, and that nothing else is there."""
        note = self.report.part("checkpoint", lambda: read(self.root / "checkpoint")) or ""
        checkpoint = self.report.part("checkpoint", lambda: Checkpoint.parse(note))
        keys = self.report.part("keys", partial(self._keys, pinned))
        if checkpoint is None or keys is None:
            return
        self.report.part("checkpoint", lambda: checkpoint.check_signed(keys[-1]))
        lines = self.report.part("entries.jsonl", self._lines) or []
        for version, line in enumerate(lines, start=1):
            path = f"proofs/{version:06}.tlog-proof"
            self.report.part(path, partial(self._check_entry, path, version, line, checkpoint, note))
        self._check_nothing_else(len(lines))
        print(f"{self.stream}：{len(lines)} 条记录 entries · {checkpoint.origin} {checkpoint.size}")
        tell_key(keys, pinned)

    def _keys(self, pinned: Optional[str]) -> List[Key]:
        return chain([Adopted.parse(line) for line in read(self.root / "keys").splitlines()], pinned)

    def _lines(self) -> List[bytes]:
        *lines, rest = (self.root / "entries.jsonl").read_bytes().split(b"\n")
        if rest or not lines:
            raise WrongError("行未结束，或者没有记录 the last line has no end, or there is none")
        return lines

    def _check_entry(self, path: str, version: int, line: bytes, checkpoint: Checkpoint, note: str) -> None:
        proof = Proof.parse(read(self.root / path))
        if proof.entry != line:
            raise WrongError(f"与第 {version} 行不是同一条记录 not the entry of line {version}")
        if proof.note != note:
            raise WrongError("检查点不是同一个 its checkpoint is another one")
        proof.check_within(checkpoint)
        said = json.loads(line)
        self.stream = self.stream or said["stream"]
        if (said["stream"], said["version"]) != (self.stream, version):
            raise WrongError(f"应为 it should be {self.stream}#{version}: {said['stream']}#{said['version']}")
        if proof.at < self.last:
            raise WrongError("位置在前一版之前 its position is before that of the version before it")
        self.last = proof.at + 1

    def _check_nothing_else(self, versions: int) -> None:
        known = {"README.md", "verify.py", "checkpoint", "keys", "entries.jsonl"}
        known |= {f"proofs/{version:06}.tlog-proof" for version in range(1, versions + 1)}
        present = {path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file()}
        for path in sorted(present - known):
            self.report.wrong(path, "没有记录说明这个文件 no entry accounts for this file")


def tell_key(keys: List[Key], pinned: Optional[str]) -> None:
    """Tell whose signature it was: only who knows a key by another way can vouch for it."""
    if keys and not pinned:
        print(f"公钥 key: {keys[-1].text}")
        print(
            "请与您另行获知的公钥核对，或用 --key 指明 compare it with the one you know, or name yours with --key"
        )


def main(arguments: List[str]) -> int:
    """Check what the command line names; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console that knows no Chinese
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", metavar="DIR | proof FILE")
    parser.add_argument("--key", metavar="VKEY")
    parser.add_argument("--anchors", metavar="FILE", type=Path)
    given = parser.parse_args(arguments)
    report = Report()
    if len(given.what) == 2 and given.what[0] == "proof":
        report.part(given.what[1], partial(check_proof, Path(given.what[1]), given.key))
    elif len(given.what) < 2:
        root = Path(*given.what) if given.what else Path(__file__).parent
        if (root / "proofs").is_dir():
            Case(root, report).check(given.key)
        else:
            Export(root, report).check(given.key, given.anchors)
    else:
        parser.error("DIR | proof FILE")
    return report.verdict()


if __name__ == "__main__":
    gc.disable()  # nothing here is cyclic, and looking for cycles takes a quarter of the time
    sys.exit(main(sys.argv[1:]))
