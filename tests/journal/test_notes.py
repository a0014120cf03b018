"""Notes, keys and checkpoints are C2SP's: the published examples, and nothing that deviates from them."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from journal.notes import Checkpoint, Fault, NoteError, PublicKey, Signer, opened, opened_checkpoint

# the example of Go's sumdb/note, where signed notes come from: its key signs nothing else
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
LINE = "\N{EM DASH} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
NOTE = f"{TEXT}\n{LINE}"
SIGNER = Signer("PeterNeumann", Ed25519PrivateKey.from_private_bytes(SEED))
OTHER = Signer("EnochRoot", Ed25519PrivateKey.from_private_bytes(bytes(32)))
# the second published example
FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOO_NOTE = (
    "This is an example message.\n\n"
    "\N{EM DASH} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def test_the_published_example_is_signed_and_opened_to_the_byte() -> None:
    assert str(SIGNER.public) == KEY
    assert SIGNER.sign(TEXT) == NOTE
    assert opened(NOTE, PublicKey.parse(KEY)) == TEXT
    assert opened(FOO_NOTE, PublicKey.parse(FOO)) == "This is an example message.\n"


def test_a_note_may_have_more_signatures_and_each_key_finds_its_own() -> None:
    both = NOTE + OTHER.sign(TEXT).removeprefix(f"{TEXT}\n")
    assert opened(both, SIGNER.public) == opened(both, OTHER.public) == TEXT


@pytest.mark.parametrize(
    ("note", "fault"),
    [
        (NOTE.replace("answer", "Answer"), Fault.FORGED),
        (NOTE.replace("x08go/Z", "x08go/a"), Fault.FORGED),
        (NOTE.replace("x08go", "x08gp"), Fault.UNSIGNED),
        (NOTE.replace("\N{EM DASH} PeterNeumann", "\N{EM DASH} PeterNewmann"), Fault.UNSIGNED),
        (OTHER.sign(TEXT), Fault.UNSIGNED),
        (NOTE.replace("\N{EM DASH}", "-"), Fault.NOT_A_SIGNATURE),
        (NOTE.replace("JnAM=", "JnA="), Fault.NOT_BASE64),
        (NOTE.rstrip("\n"), Fault.NOT_A_NOTE),
        (TEXT, Fault.NOT_A_NOTE),
        (f"{TEXT}\n", Fault.NOT_A_NOTE),
        ("", Fault.NOT_A_NOTE),
    ],
)
def test_what_deviates_is_refused(note: str, fault: Fault) -> None:
    with pytest.raises(NoteError) as told:
        opened(note, SIGNER.public)
    assert told.value.fault is fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (KEY.replace("c74f20a3", "c74f20a4"), Fault.KEY_ID),
        (KEY.replace("PeterNeumann", "PeterNewmann"), Fault.KEY_ID),
        (KEY.replace("+AR", "+AA"), Fault.NOT_A_KEY),
        (KEY.replace("+AR", "+%%"), Fault.NOT_BASE64),
        (KEY.replace("PeterNeumann", "Peter Neumann"), Fault.NOT_A_KEY),
        (KEY.replace("PeterNeumann", ""), Fault.NOT_A_KEY),
        (KEY[:-4], Fault.NOT_A_KEY),
        ("", Fault.NOT_A_KEY),
    ],
)
def test_what_is_no_key_is_refused(text: str, fault: Fault) -> None:
    with pytest.raises(NoteError) as told:
        PublicKey.parse(text)
    assert told.value.fault is fault


@pytest.mark.parametrize(("name", "text"), [("a b", TEXT), ("a+b", TEXT), ("", TEXT), ("a", TEXT.rstrip())])
def test_what_is_not_signable_is_not_signed(name: str, text: str) -> None:
    with pytest.raises(NoteError):
        Signer(name, SIGNER.private).sign(text)


@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_comes_back_as_it_was_signed(size: int, root: bytes) -> None:
    said = Checkpoint("example.com/behind-the-sofa", size, root)
    assert opened_checkpoint(SIGNER.sign(said.text), SIGNER.public) == said


def test_the_checkpoint_of_the_specification_is_read() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    said = Checkpoint.parse(text)
    assert (said.origin, said.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert said.text == text


ROOT = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"\n1\n{ROOT}\n",
        f"log\n01\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n\N{FULLWIDTH DIGIT ONE}\n{ROOT}\n",
        f"log\n1\n{ROOT[:-4]}\n",
        "log\n1\n%\n",
        "log\n1",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(text)
