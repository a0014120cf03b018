"""History that was rewritten as a whole, consistently: only what was known before gives it away."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from journal.canonical import Json, canonical
from journal.key_files import read_key
from journal.keys import KeyAdopted, endorse
from journal.notes import Signer
from tests.audit.evidence import Evidence, Verify
from tests.audit.forging import forge, lines_of

FORGER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def with_text(body: bytes, **data: object) -> bytes:
    said = json.loads(body)
    said["data"] = {**said["data"], **data}
    return canonical(said).encode()


def rewritten(export: Path) -> list[bytes]:
    """Entry 50 says something else."""
    bodies = lines_of(export)
    bodies[49] = with_text(bodies[49], n=42)
    return bodies


def under(signer: Signer, bodies: list[bytes]) -> list[bytes]:
    """The keys of the journal are the forger's: one key, and another that it endorses."""
    second = endorse(signer, signer.public)
    chain = [KeyAdopted(key=str(signer.public)), second]
    found = []
    for body in bodies:
        if json.loads(body)["kind"] == "journal.key-adopted.v1":
            found.append(with_text(body, **chain.pop(0).model_dump(exclude_none=False)))
        else:
            found.append(body)
    return found


@pytest.fixture
def signer(evidence: Evidence) -> Signer:
    return Signer(evidence.first.key.name, FORGER)


@pytest.fixture
def forged(exported: Path, signer: Signer, tmp_path: Path) -> Path:
    """The whole history anew, under the forger's key."""
    forge(tmp_path / "forged", under(signer, rewritten(exported)), signer)
    return tmp_path / "forged"


def test_it_agrees_with_itself_and_says_whose_key_it_is(forged: Path, signer: Signer, verify: Verify) -> None:
    verdict = verify(forged)
    assert verdict.code == 0, verdict.said
    assert str(signer.public) in verdict.said


def test_the_key_that_the_auditor_knows_gives_it_away(
    forged: Path, evidence: Evidence, verify: Verify
) -> None:
    for known in (evidence.first.key, evidence.last.key):
        verdict = verify(forged, "--key", known)
        assert verdict.code == 1
        assert "not signed by the key that you know" in verdict.said


def test_the_anchors_give_it_away(forged: Path, evidence: Evidence, verify: Verify) -> None:
    verdict = verify(forged, "--anchors", evidence.anchors)
    assert verdict.code == 1
    assert f"checkpoints · 第 1 个 no. 1 · {evidence.first.size}" in verdict.said
    assert "not the root of these entries" in verdict.said


def test_a_checkpoint_of_an_earlier_export_is_an_anchor(forged: Path, exported: Path, verify: Verify) -> None:
    assert verify(exported, "--anchors", exported / "checkpoint").code == 0
    assert verify(forged, "--anchors", exported / "checkpoint").code == 1


def test_a_successor_that_the_known_key_did_not_endorse_is_refused(
    exported: Path, evidence: Evidence, signer: Signer, tmp_path: Path, verify: Verify
) -> None:
    """The forger leaves the first key as it is, and replaces its successor by a key of his own."""
    forging = endorse(signer, signer.public).model_copy(update={"replaces": str(evidence.first.key)})
    bodies = [
        with_text(body, **forging.model_dump())
        if json.loads(body)["kind"] == "journal.key-adopted.v1" and json.loads(body)["version"] == 2
        else body
        for body in rewritten(exported)
    ]
    forge(tmp_path / "forged", bodies, signer)
    verdict = verify(tmp_path / "forged", "--key", evidence.first.key)
    assert verdict.code == 1
    assert "not endorsed by the key before it" in verdict.said


def test_what_the_owner_of_the_key_rewrote_is_given_away_by_the_anchors_alone(
    exported: Path, evidence: Evidence, tmp_path: Path, verify: Verify
) -> None:
    assert evidence.last.key_file
    owner = Signer(evidence.last.key.name, read_key(evidence.last.key_file))
    assert owner.public == evidence.last.key
    forge(tmp_path / "forged", rewritten(exported), owner)
    assert verify(tmp_path / "forged", "--key", evidence.first.key).code == 0
    assert verify(tmp_path / "forged", "--key", evidence.first.key, "--anchors", evidence.anchors).code == 1


def test_an_anchor_beyond_the_export_is_told_and_not_counted(
    exported: Path, evidence: Evidence, tmp_path: Path, verify: Verify
) -> None:
    bodies = lines_of(exported)
    assert evidence.last.key_file
    forge(tmp_path / "part", bodies[:-5], Signer(evidence.last.key.name, read_key(evidence.last.key_file)))
    verdict = verify(tmp_path / "part", "--anchors", evidence.anchors)
    assert verdict.code == 0, verdict.said
    assert "not checked" in verdict.said


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"version": 99}, "the version should be"),
        ({"id": "00000000-0000-5000-8000-000000000000"}, "the id should be"),
        ({"rehearsal": {"epoch": "2026-01-01T00:00:00.000000Z", "scale": 60}}, "not as the first entry"),
    ],
)
def test_what_entries_must_be_is_checked_even_if_all_hashes_agree(
    change: dict[str, Json], fault: str, exported: Path, signer: Signer, tmp_path: Path, verify: Verify
) -> None:
    bodies = under(signer, lines_of(exported))
    bodies[59] = canonical({**json.loads(bodies[59]), **change}).encode()
    forge(tmp_path / "forged", bodies, signer)
    verdict = verify(tmp_path / "forged")
    assert verdict.code == 1
    assert fault in verdict.said
    assert "位置 position 60" in verdict.said


def test_a_command_that_comes_twice_is_named(
    exported: Path, signer: Signer, tmp_path: Path, verify: Verify
) -> None:
    bodies = under(signer, lines_of(exported))
    last = json.loads(bodies[-1])
    again = canonical({**json.loads(bodies[100]), "stream": last["stream"], "version": last["version"] + 1})
    forge(tmp_path / "forged", [*bodies, again.encode()], signer)
    verdict = verify(tmp_path / "forged")
    assert verdict.code == 1
    assert "are not adjacent" in verdict.said


def test_a_fingerprint_stands_where_a_command_begins(
    exported: Path, signer: Signer, tmp_path: Path, verify: Verify
) -> None:
    bodies = under(signer, lines_of(exported))
    at = next(at for at in range(100, 120) if b'"fingerprint"' in bodies[at])
    said = json.loads(bodies[at])
    del said["cause"]["fingerprint"]
    forge(tmp_path / "forged", [*bodies[:at], canonical(said).encode(), *bodies[at + 1 :]], signer)
    assert "a fingerprint stands" in verify(tmp_path / "forged").said
