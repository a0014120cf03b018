"""The anchors' file: whole notes in their order, whatever a power cut left behind them."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from journal.anchors import append_anchor, last_anchors, read_anchors
from journal.notes import Checkpoint, Signer

SIGNER = Signer("some/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))
NOTES = [SIGNER.sign(Checkpoint("some/log", size, bytes(32)).text) for size in range(1, 1001)]


def test_notes_come_back_as_they_were_appended(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints"
    assert read_anchors(path) == last_anchors(path) == []
    for note in NOTES[:3]:
        append_anchor(path, note)
    assert read_anchors(path) == last_anchors(path) == NOTES[:3]


def test_the_last_ones_are_found_in_a_long_file(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints"
    path.write_text("".join(f"{note}\n" for note in NOTES), encoding="utf-8")
    last = last_anchors(path)
    assert 100 < len(last) < len(NOTES)
    assert last == NOTES[-len(last) :]
    append_anchor(path, NOTES[0])
    assert read_anchors(path) == [*NOTES, NOTES[0]]


@pytest.mark.parametrize("kept", range(0, len(NOTES[1].encode()) + 1, 7))
def test_what_a_power_cut_left_is_no_note_and_gives_way_to_the_next(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "checkpoints"
    append_anchor(path, NOTES[0])
    with path.open("ab") as file:
        file.write(NOTES[1].encode()[:kept])
    assert read_anchors(path) == NOTES[:1]
    append_anchor(path, NOTES[2])
    assert read_anchors(path) == [NOTES[0], NOTES[2]]
    assert path.read_text(encoding="utf-8") == f"{NOTES[0]}\n{NOTES[2]}\n"
