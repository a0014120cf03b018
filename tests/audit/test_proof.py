"""A proof file suffices: for every entry, at every edge, and no byte of it can be another."""

import base64
from pathlib import Path

import pytest

from audit.proving import AlteredError, NoSuchEntryError, NotSealedYetError, Proof, prove
from audit.standalone import verify as verifier
from journal.journal import Journal
from journal.merkle import inclusion_proof, leaf_hash, range_hash
from journal.notes import Checkpoint, Signer
from journal.tiles import TileCache
from tests.audit.evidence import Evidence, Verify, altered
from tests.audit.forging import tiles_of
from tests.audit.test_forgery import FORGER
from tests.journal.acts import act, part
from tests.journal.conftest import journal
from tests.journal.sealing import seal_all
from tests.postgres import Database, Server

__all__ = ["journal"]

SIGNER = Signer("example.com/log", FORGER)


def entry(n: int) -> bytes:
    return f'{{"kind":"case.noted.v1","recorded_at":"2026-03-02","stream":"case/{n}","version":1}}'.encode()


def tree(size: int) -> tuple[TileCache, Checkpoint]:
    cache = TileCache()
    for path, hashes in tiles_of([leaf_hash(entry(n)) for n in range(size)]).items():
        _, level, *groups = path.partition(".")[0].split("/")
        cache.put(int(level), int("".join(group.removeprefix("x") for group in groups)), hashes)
    return cache, Checkpoint(SIGNER.name, size, range_hash(0, size, cache.subtree))


def proof(index: int, size: int, cache: TileCache, note: str) -> Proof:
    hashes = inclusion_proof(index, size, cache.subtree)
    return Proof(entry(index), [f"{SIGNER.public}\n"], index, hashes, note)


def holds(text: str, place: Path, pinned: str | None = None) -> bool:
    place.write_text(text, encoding="utf-8", newline="")
    try:
        verifier.check_proof(place, pinned)
    except (ValueError, KeyError, TypeError):
        return False
    return True


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 13])
def test_every_entry_of_a_small_journal_is_proved(size: int, tmp_path: Path) -> None:
    cache, checkpoint = tree(size)
    note = SIGNER.sign(checkpoint.text)
    for index in range(size):
        assert holds(str(proof(index, size, cache, note)), tmp_path / "proof", str(SIGNER.public))


@pytest.mark.parametrize("size", [255, 256, 257, 65_535, 65_536, 65_537])
def test_entries_at_the_edges_of_tiles_are_proved(size: int, tmp_path: Path) -> None:
    cache, checkpoint = tree(size)
    note = SIGNER.sign(checkpoint.text)
    for index in sorted({0, 1, 254, 255, 256, size // 2, size - 2, size - 1} & set(range(size))):
        assert holds(str(proof(index, size, cache, note)), tmp_path / "proof")
        other = proof(index, size, cache, note)._replace(entry=entry(index + 1))
        assert not holds(str(other), tmp_path / "proof")


def test_no_byte_can_be_another(tmp_path: Path) -> None:
    cache, checkpoint = tree(5)
    text = str(proof(2, 5, cache, SIGNER.sign(checkpoint.text))).encode()
    place = tmp_path / "proof"
    assert holds(text.decode(), place)
    for at in range(len(text)):
        for bit in (1, 2, 32, 128):  # a neighbour, a control character, the other case, no ASCII
            changed = bytearray(text)
            changed[at] ^= bit
            place.write_bytes(changed)
            with pytest.raises((ValueError, KeyError, TypeError)):
                verifier.check_proof(place, None)


def test_nothing_can_be_left_out_or_put_in(tmp_path: Path) -> None:
    cache, checkpoint = tree(6)
    lines = str(proof(3, 6, cache, SIGNER.sign(checkpoint.text))).split("\n")
    for at in range(len(lines) - 1):
        assert not holds("\n".join([*lines[:at], *lines[at + 1 :]]), tmp_path / "proof"), at
    for at in range(len(lines) - 2):  # a note may be signed twice
        assert not holds("\n".join([*lines[:at], lines[at], *lines[at:]]), tmp_path / "proof"), at


async def test_an_entry_of_the_journal_is_proved(evidence: Evidence, tmp_path: Path, verify: Verify) -> None:
    journal = await Journal.open(evidence.database.service_dsn)
    proved = [await prove(journal, "filing/a/3", 2), await prove(journal, "journal/nature", 1)]
    proved.append(await prove(journal, "journal/keys", 2))
    await journal.close()
    for one in proved:
        place = tmp_path / "one.tlog-proof"
        place.write_text(str(one), encoding="utf-8", newline="")
        for key in (evidence.first.key, evidence.last.key):
            verdict = verify("proof", place, "--key", key)
            assert verdict.code == 0, verdict.said
        assert str(evidence.last.key) in verify("proof", place).said
        assert verify("proof", place, "--key", SIGNER.public).code == 1
        assert base64.b64decode(str(one).split("\n")[1].removeprefix("extra ")).split(b"\n")[0] == one.entry


async def test_what_is_not_sealed_yet_is_refused(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    await journal.append(act("one", part("case/1")))
    with pytest.raises(NotSealedYetError) as refused:
        await prove(journal, "case/1", 1)
    assert refused.value.data["sealed"] == "0"
    sealed = await seal_all(database, tmp_path)
    assert await prove(journal, "case/1", 1)
    await journal.append(act("two", part("case/2")))
    with pytest.raises(NotSealedYetError) as refused:
        await prove(journal, "case/2", 1)
    assert refused.value.data["sealed"] == str(sealed.size)


async def test_what_is_not_there_is_refused(evidence: Evidence) -> None:
    journal = await Journal.open(evidence.database.service_dsn)
    for stream, version in (("filing/a/3", 10_000), ("filing/nobody/1", 1)):
        with pytest.raises(NoSuchEntryError):
            await prove(journal, stream, version)
    await journal.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update journal.entry set body = overlay(body placing '9'::bytea from 15) where stream = 'filing/a/3'",
        "delete from journal.tile where number = 0",
        "delete from journal.seal",
    ],
)
async def test_what_was_altered_is_not_proved(postgres: Server, evidence: Evidence, statement: str) -> None:
    database = await altered(postgres, evidence, statement)
    journal = await Journal.open(database.service_dsn)
    with pytest.raises(AlteredError):
        await prove(journal, "filing/a/3", 1)
    await journal.close()
