"""What an export holds, and that the verifier, alone in an empty place, finds nothing wrong with it."""

from pathlib import Path

from tests.audit.evidence import Evidence, Verify


def test_the_verifier_finds_nothing_wrong(exported: Path, evidence: Evidence, verify: Verify) -> None:
    verdict = verify(exported, "--key", evidence.first.key, "--anchors", evidence.anchors)
    assert verdict.code == 0, verdict.said
    assert str(evidence.last.size) in verdict.said
