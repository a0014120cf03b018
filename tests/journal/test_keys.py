"""Whose key signs: told in the journal, kept in a file for its owner's eyes alone, replaced without a gap."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra.clock import now
from journal.errors import (
    SealKeyExposedError,
    SealKeyInvalidError,
    SealKeyMissingError,
    UnendorsedKeyError,
)
from journal.journal import Journal
from journal.key_files import KeyFile, KeyText, make_key, read_key
from journal.keys import KEYS_STREAM, KeyAdopted, adopt, adoptions, endorse, key_for, key_history, origin_of
from journal.notes import PublicKey, Signer
from journal.rotation import rotate
from tests.journal.acts import AT, act, part
from tests.journal.sealers import check_seals, sealer, until_signed
from tests.journal.sealing import seal_all
from tests.postgres import Database


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "seal" / "key"
    key = make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert read_key(path).private_bytes_raw() == key.private_bytes_raw()
    with pytest.raises(FileExistsError):
        make_key(path)
    assert [one.name for one in path.parent.iterdir()] == ["key"]


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o610, 0o777])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    make_key(tmp_path / "key")
    (tmp_path / "key").chmod(mode)
    with pytest.raises(SealKeyExposedError, match=f"{mode:04o}"):
        read_key(tmp_path / "key")


NO_KEYS = [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]


@pytest.mark.parametrize("content", NO_KEYS)
def test_what_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(SealKeyInvalidError):
        read_key(path)


def test_a_key_may_be_a_secret_setting(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key")
    text = KeyText((tmp_path / "key").read_text())
    signer = Signer("some/log", key)
    assert (
        text.signer("some/log", None).public == text.signer("some/log", signer.public).public == signer.public
    )
    with pytest.raises(SealKeyMissingError):
        text.signer("some/log", Signer("some/log", Ed25519PrivateKey.generate()).public)


async def test_a_rotation_is_endorsed_and_each_checkpoint_is_signed_by_the_key_of_its_time(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    file = KeyFile(tmp_path / "key")
    async with sealer(journal, database, tmp_path):
        await until_signed(journal, 2)
        for n in range(2):
            rotated = await rotate(journal, file, now())
            await journal.append(act(f"{n}", part(f"case/{n}")))
            await until_signed(journal, rotated.position + 1)
    history = await adoptions(journal)
    assert [one.position for one in history] == [2, 3, 5]
    assert len({one.key for one in history}) == 3
    assert key_for(1, history) is None
    assert [key_for(size, history) for size in (2, 3, 4, 5, 9)] == [history[at].key for at in (0, 1, 1, 2, 2)]
    assert await check_seals(journal) == 6
    assert not file.next.exists()


@pytest.mark.parametrize("recorded", [False, True])
async def test_a_rotation_that_was_killed_heals(
    journal: Journal, database: Database, tmp_path: Path, *, recorded: bool
) -> None:
    await seal_all(database, tmp_path)
    file = KeyFile(tmp_path / "key")
    origin = await origin_of(journal)
    old = file.signer(origin, (await key_history(journal))[-1])
    successor = file.successor(origin)
    if recorded:
        await adopt(journal, endorse(old, successor.public), now())
    await journal.append(act("a", part("case/1")))
    async with sealer(journal, database, tmp_path):
        await until_signed(journal, await journal.seals.entries())
    assert await check_seals(journal) == await journal.seals.entries()
    assert file.next.exists() is not recorded

    rotated = await rotate(journal, file, now())
    assert (rotated.key == str(successor.public)) is not recorded  # the key that lay there already is taken
    assert str((await key_history(journal))[-1]) == rotated.key
    assert Signer(origin, read_key(file.path)).public == PublicKey.parse(rotated.key)


async def test_without_the_key_that_the_journal_names_nothing_is_rotated(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    await seal_all(database, tmp_path)
    (tmp_path / "key").unlink()
    make_key(tmp_path / "key")
    with pytest.raises(SealKeyMissingError):
        await rotate(journal, KeyFile(tmp_path / "key"), now())
    assert await journal.version(KEYS_STREAM) == 1


def forged(old: Signer, new: PublicKey) -> KeyAdopted:
    return endorse(Signer(old.name, Ed25519PrivateKey.generate()), new).model_copy(
        update={"replaces": str(old.public)}
    )


def another_replaced(_: Signer, new: PublicKey) -> KeyAdopted:
    return endorse(Signer(new.name, Ed25519PrivateKey.generate()), new)


def unsigned(old: Signer, new: PublicKey) -> KeyAdopted:
    return endorse(old, new).model_copy(update={"endorsement": None})


def no_base64(old: Signer, new: PublicKey) -> KeyAdopted:
    return endorse(old, new).model_copy(update={"endorsement": "%"})


def first_again(_: Signer, new: PublicKey) -> KeyAdopted:
    return KeyAdopted(key=str(new))


def no_key(old: Signer, new: PublicKey) -> KeyAdopted:
    text = str(new)[:-1]
    signature = base64.b64encode(old.private.sign(text.encode())).decode()
    return KeyAdopted(key=text, replaces=str(old.public), endorsement=signature)


@pytest.mark.parametrize("wrong", [forged, another_replaced, unsigned, no_base64, first_again, no_key])
async def test_a_key_that_the_one_before_did_not_endorse_is_none(
    journal: Journal, database: Database, tmp_path: Path, wrong: Callable[[Signer, PublicKey], KeyAdopted]
) -> None:
    sealed = await seal_all(database, tmp_path)
    old = Signer(sealed.key.name, read_key(tmp_path / "key"))
    new = Signer(sealed.key.name, Ed25519PrivateKey.generate())
    await adopt(journal, wrong(old, new.public), AT)
    with pytest.raises(UnendorsedKeyError) as told:
        await key_history(journal)
    assert told.value.position == 3
