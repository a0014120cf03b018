"""One flipped byte in any file of an export is found and named; so are lines and files that came or went."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.evidence import Verdict, Verify

ENTRIES = "entries/0000000001.jsonl"


def flip(path: Path, at: int) -> None:
    """Alter one byte, so that it stays a letter or digit if it was one."""
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


def sealed_again(export: Path) -> None:
    """Bring the manifest up to date, as a forger would: what is found then is found by the evidence itself."""
    manifest = json.loads((export / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = [
        {**file, "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for file in manifest["files"]
        if (path := export / file["path"]).exists()
    ]
    text = json.dumps(manifest, ensure_ascii=False)
    (export / "manifest.json").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (export / "manifest.sha256").write_text(f"{digest}  manifest.json\n", encoding="utf-8")


def lines(export: Path) -> list[bytes]:
    return (export / ENTRIES).read_bytes().splitlines(keepends=True)


def rewrite(export: Path, changed: list[bytes]) -> None:
    (export / ENTRIES).write_bytes(b"".join(changed))


def named(verdict: Verdict, *names: str) -> None:
    assert verdict.code == 1
    wrong = [line for line in verdict.said.splitlines() if line.startswith("不符 WRONG")]
    for name in names:
        assert any(name in line for line in wrong), (name, verdict.said)


FILES = [
    ENTRIES,
    "tile/0/000",
    "tile/1/000.p/2",
    "checkpoint",
    "keys",
    "anchors",
    "manifest.json",
    "manifest.sha256",
    "README.md",
    "verify.py",
]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0, 0.3, 0.7, 1])
def test_a_flipped_byte_is_found_and_the_file_named(
    name: str, share: float, copy: Path, verify: Verify
) -> None:
    path = copy / name
    flip(path, int((path.stat().st_size - 1) * share))
    named(verify(copy), name)


def test_so_it_is_in_documents_and_partial_tiles(copy: Path, verify: Verify) -> None:
    kinds = [("policy", "*.toml"), ("calendar", "*.toml"), ("scheme", "*.toml"), ("tile/0", "*.p/*")]
    found = [next((copy / folder).rglob(pattern)) for folder, pattern in kinds]
    for path in found:
        flip(path, 40)
    named(verify(copy), *(path.relative_to(copy).as_posix() for path in found))


@pytest.mark.parametrize("name", [ENTRIES, "tile/0/000", "tile/1/000.p/2", "checkpoint", "keys", "anchors"])
@pytest.mark.parametrize("share", [0, 0.3, 0.7, 1])
def test_it_is_found_without_the_manifest_as_well(
    name: str, share: float, copy: Path, verify: Verify
) -> None:
    path = copy / name
    flip(path, int((path.stat().st_size - 1) * share))
    sealed_again(copy)
    named(verify(copy), name)


@pytest.mark.parametrize("position", [1, 2, 255, 256, 257, 300])
def test_an_altered_entry_is_named_with_its_line_and_place(position: int, copy: Path, verify: Verify) -> None:
    changed = lines(copy)
    said = json.loads(changed[position - 1])
    changed[position - 1] = changed[position - 1].replace(b'"acted_on":"20', b'"acted_on":"19')
    rewrite(copy, changed)
    sealed_again(copy)
    place = f"{said['stream']}#{said['version']}"
    named(verify(copy), f"{ENTRIES}:{position} · 位置 position {position} · {place}")


def test_an_altered_tile_is_named_and_not_the_entry(copy: Path, verify: Verify) -> None:
    flip(copy / "tile/0/000", 33)
    sealed_again(copy)
    verdict = verify(copy)
    named(verdict, "tile/0/000")
    assert ENTRIES not in verdict.said


Edit = Callable[[list[bytes]], list[bytes]]

EDITS: list[tuple[str, Edit, int]] = [
    ("deleted", lambda those: those[:99] + those[100:], 100),
    ("doubled", lambda those: those[:100] + those[99:], 101),
    ("swapped", lambda those: [*those[:99], those[100], those[99], *those[101:]], 100),
    ("emptied", lambda those: [*those[:99], b"\n", *those[100:]], 100),
    ("no object", lambda those: [*those[:99], b"[1]\n", *those[100:]], 100),
    ("cut", lambda those: [*those[:-1], those[-1][:-9]], -1),
]


@pytest.mark.parametrize(("edit", "position"), [one[1:] for one in EDITS], ids=[one[0] for one in EDITS])
def test_lines_that_came_or_went_are_named(edit: Edit, position: int, copy: Path, verify: Verify) -> None:
    before = lines(copy)
    rewrite(copy, edit(before))
    sealed_again(copy)
    place = position if position > 0 else len(before)
    named(verify(copy), f"{ENTRIES}:{place} · ")


def test_a_tail_that_was_cut_off_is_noticed(copy: Path, verify: Verify) -> None:
    rewrite(copy, lines(copy)[:-3])
    sealed_again(copy)
    named(verify(copy), "entries")


@pytest.mark.parametrize("name", ["checkpoint", "keys", "tile/0/001", "verify.py", ENTRIES, "manifest.json"])
def test_a_missing_file_is_named(name: str, copy: Path, verify: Verify) -> None:
    (copy / name).unlink()
    named(verify(copy), name)


def test_a_missing_tile_and_document_are_named_without_the_manifest(copy: Path, verify: Verify) -> None:
    policy = next((copy / "policy").iterdir())
    policy.unlink()
    (copy / "tile/0/001").unlink()
    sealed_again(copy)
    named(verify(copy), "tile/0/001", policy.relative_to(copy).as_posix())


@pytest.mark.parametrize(
    "name", ["policy/0123456789abcdef@1.toml", "tile/0/099", "entries/more.jsonl", "note.txt"]
)
def test_a_file_that_nothing_accounts_for_is_named(name: str, copy: Path, verify: Verify) -> None:
    (copy / name).write_text("whatever", encoding="utf-8")
    named(verify(copy), name)


def test_what_the_manifest_tells_is_checked(copy: Path, verify: Verify) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    for name in ("origin", "size", "root", "nature", "first", "last"):
        (copy / "manifest.json").write_text(json.dumps({**manifest, name: "?"}), encoding="utf-8")
        sealed_again(copy)
        verdict = verify(copy)
        named(verdict, "manifest.json")
        assert f"{name} 应为 should be" in verdict.said


def test_too_many_faults_are_counted(copy: Path, verify: Verify) -> None:
    rewrite(copy, lines(copy)[::-1])
    verdict = verify(copy)
    assert "more are not listed" in verdict.said
    assert verdict.code == 1


def test_a_directory_that_is_none_is_no_export(tmp_path: Path, verify: Verify) -> None:
    named(verify(tmp_path), "manifest.json", "checkpoint", "keys")
