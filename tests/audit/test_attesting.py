"""How far an entry is vouched for: more with every step of the seal, and nothing once anything of it was altered."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from audit.attesting import Attestation, Attested, attest
from audit.standalone import verify as verifier
from journal.anchors import last_anchors
from journal.journal import Journal
from journal.merkle import leaf_hash
from journal.notes import Checkpoint, Signer
from journal.sealing import Sealing
from tests.audit.evidence import Evidence, altered
from tests.audit.test_forgery import FORGER
from tests.journal.acts import act, part
from tests.journal.conftest import journal
from tests.journal.sealing import seal_all
from tests.postgres import Database, Server

__all__ = ["journal"]

ENTRY = ("filing/a/3", 1)


async def looked_at(database: Database, anchors: Sequence[str] = ()) -> Attestation:
    opened = await Journal.open(database.service_dsn)
    try:
        (entry,) = await opened.load(ENTRY[0], ENTRY[1] - 1, 1)
        return await attest(opened, entry, anchors)
    finally:
        await opened.close()


async def test_an_entry_is_recorded_sealed_signed_and_anchored_in_turn(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    await seal_all(database, tmp_path)
    await journal.append(act("one", part("case/1")))
    (entry,) = await journal.load("case/1")
    assert (await attest(journal, entry)).how is Attested.RECORDED
    sealing = await Sealing.open(database.service_dsn)
    assert await sealing.lead()
    await sealing.rebuild()
    await sealing.seal_next(10)
    sealing.close()
    assert (await attest(journal, entry)).how is Attested.SEALED
    sealed = await seal_all(database, tmp_path)
    signed = await attest(journal, entry)
    assert (signed.how, signed.leaf, signed.anchored) == (Attested.SIGNED, leaf_hash(entry.body), 0)
    anchored = await attest(journal, entry, last_anchors(tmp_path / "checkpoints"))
    assert (anchored.how, anchored.anchored) == (Attested.ANCHORED, sealed.size)


async def test_an_anchor_from_before_an_entry_says_nothing_of_it(evidence: Evidence) -> None:
    found = await looked_at(evidence.database, [evidence.first.note])
    assert found.how is Attested.ANCHORED
    opened = await Journal.open(evidence.database.service_dsn)
    (later,) = await opened.load("filing/c/3", 0, 1)
    assert (await attest(opened, later, [evidence.first.note])).how is Attested.SIGNED
    await opened.close()


async def test_its_proof_is_one_for_anybody(evidence: Evidence, tmp_path: Path) -> None:
    found = await looked_at(evidence.database, last_anchors(evidence.anchors))
    assert found.how is Attested.ANCHORED
    (tmp_path / "proof").write_text(str(found.proof), encoding="utf-8", newline="")
    verifier.check_proof(tmp_path / "proof", str(evidence.last.key))


@pytest.mark.parametrize(
    "statement",
    [
        "update journal.entry set body = overlay(body placing '9'::bytea from 15) where stream = 'filing/a/3'",
        "update journal.tile set hashes = overlay(hashes placing '9'::bytea from 5) where number = 0",
        "update journal.checkpoint set note = replace(note, E'\\n\\n— ', E'\\nx\\n\\n— ')",
    ],
    ids=["entry", "tile", "checkpoint"],
)
async def test_what_was_altered_is_told(postgres: Server, evidence: Evidence, statement: str) -> None:
    found = await looked_at(await altered(postgres, evidence, statement))
    assert (found.how, found.proof) == (Attested.ALTERED, None)


async def test_an_anchor_that_says_otherwise_is_told(evidence: Evidence) -> None:
    said = Checkpoint.parse(evidence.last.note)
    forged = Signer(said.origin, FORGER)
    for note in (forged.sign(said.text), forged.sign(said._replace(root=bytes(32)).text)):
        assert (await looked_at(evidence.database, [note])).how is Attested.ALTERED
