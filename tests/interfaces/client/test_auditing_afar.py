"""An auditor through a server is told what the journal's own machine tells: the same words, the same exit codes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from activities.founding import found
from domain.orders import Role
from domain.people import Person
from domain.roster.commands import ImportRoster
from domain.roster.offices import Grant
from domain.roster.orgs import OrgLevel, OrgListed
from interfaces.client.auditing import RemoteAuditor
from interfaces.client.calling import Server as Client
from interfaces.desk.audits import Then
from interfaces.http.app import application
from journal.journal import Journal
from journal.notes import Checkpoint, Signer
from tests.audit.clerk import FOUNDED, Clerk, data, in_draft
from tests.domain.test_filing import submit
from tests.interfaces.client.conftest import Afar, AfarAt
from tests.interfaces.client.test_afar import names_in
from tests.interfaces.conftest import Branchctl, Office, desk_of
from tests.interfaces.http.conftest import parts_of
from tests.interfaces.http.listening import listening
from tests.interfaces.test_branchctl import opened
from tests.interfaces.test_evidence import VERIFY, verify
from tests.journal.sealers import rewrite
from tests.journal.sealing import Sealed, seal_all
from tests.postgres import Database, Server
from tests.service import REAL
from worker import shipped

AUDITOR, OPERATOR = "p-1003", "p-1301"
NEVER = "filing/K-nobody/1"

ASKED = [
    ("replay", "{stream}"),
    ("replay", "{stream}", "--json"),
    ("replay", "{stream}", "--version", "1", "--json"),
    ("replay", "{stream}", "--version", "99"),
    ("replay", "{stream}", "--version", "0"),
    ("replay", "{stream}", "--version", "99", "--at", "2099-01-01", "--json"),
    ("replay", "{stream}", "--at", "2020-01-01"),
    ("replay", "{stream}", "--at", "2020-01-01", "--json"),
    ("replay", "{stream}", "--step"),
    ("replay", "{stream}", "--step", "--json"),
    ("replay", "{stream}", "--step", "--version", "1", "--json"),
    ("replay", "{stream}", "--step", "--version", "99"),
    ("replay", "{stream}", "--step", "--at", "2020-01-01", "--json"),
    ("replay", NEVER),
    ("replay", NEVER, "--json"),
    ("replay", NEVER, "--step", "--json"),
    ("replay", NEVER, "--version", "3"),
    ("replay", "nothing/x"),
    ("replay", "filing/x", "--json"),
    ("replay", "roster/o-37", "--step"),
    ("conform", "{stream}"),
    ("conform", "{stream}", "--json"),
    ("conform", "{stream}", "--today", "--json"),
    ("conform", NEVER),
    ("conform", "journal/nature"),
    ("conform", "journal/nature", "--json"),
    ("conform", "journal/nothing"),
    ("conform", "nothing/x"),
    ("conform",),
    ("prove", "{stream}", "1"),
    ("prove", "{stream}", "1", "--json"),
    ("prove", "{stream}", "99"),
    ("prove", NEVER, "1", "--json"),
    ("prove", "nothing/x", "1"),
    ("status",),
    ("status", "--json"),
    ("verify",),
    ("verify", "--json"),
    ("verify", "--from", "3", "--to", "5", "--json"),
    ("verify", "--from", "99999", "--json"),
    ("verify", "--to", "99999", "--json"),
    ("verify", "--from", "5", "--to", "3"),
]


async def sealed(office: Office) -> Sealed:
    return await seal_all(Database(office.dsn, office.dsn))


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
async def test_an_auditor_is_answered_as_at_the_journal_itself(
    asked: tuple[str, ...], afar: Afar, branchctl: Branchctl, office: Office
) -> None:
    stream = await opened(branchctl)
    await sealed(office)
    words = ["audit", *(one.format(stream=stream) for one in asked)]
    here = await branchctl(*words)
    there = await afar(AUDITOR, *words)
    assert there == here


async def test_what_is_not_sealed_yet_is_not_proved_from_afar_either(
    afar: Afar, branchctl: Branchctl
) -> None:
    words = ("audit", "prove", await opened(branchctl), "1")
    here = await branchctl(*words)
    assert here.code == 1
    assert await afar(AUDITOR, *words) == here


async def test_a_proof_that_was_fetched_from_afar_is_checked_without_the_server(
    afar: Afar, branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    stream = await opened(branchctl)
    seal = await sealed(office)
    place = tmp_path / "one.tlog-proof"
    ran = await afar(AUDITOR, "audit", "prove", stream, "1", "--out", str(place), "--json")
    assert ran.code == 0, ran
    checked = verify(VERIFY, "proof", place, "--key", seal.key)
    assert checked.returncode == 0, checked.stdout
    assert f"{stream}#1" in checked.stdout


async def test_steps_are_fetched_page_by_page(server: str, branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    for text in ("一", "二", "三"):
        await branchctl("do", stream, "comment", "--text", text, "--as", OPERATOR)
    whole = (await branchctl("audit", "replay", stream, "--step", "--json")).json
    asking = Client(server, AUDITOR)
    try:
        for page in (1, 2, len(whole), len(whole) + 1):
            found = await RemoteAuditor(asking, page).steps(stream, Then())
            assert [one.model_dump(mode="json") for one in found] == whole
    finally:
        await asking.close()


@pytest.mark.parametrize(
    "words",
    [
        ("replay", "{stream}"),
        ("replay", "{stream}", "--step"),
        ("conform", "{stream}"),
        ("conform", "journal/nature"),
        ("prove", "{stream}", "1"),
        ("verify",),
        ("status",),
    ],
    ids=" ".join,
)
async def test_who_is_no_auditor_is_told_nothing(
    words: tuple[str, ...], afar: Afar, branchctl: Branchctl
) -> None:
    stream = await opened(branchctl)
    told = await afar(OPERATOR, "audit", *(one.format(stream=stream) for one in words), "--json")
    assert told.code == 1
    assert told.json["refused"]["rule"] == "permission.not-for-you"


async def test_a_case_that_lies_elsewhere_is_not_told(afar: Afar, branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    told = await afar("p-1405", "audit", "replay", stream, "--json")
    assert told.json["refused"]["rule"] == "permission.not-for-you"


HERE_ONLY = [
    ("audit", "export", "{folder}/evidence"),
    ("audit", "diff", "{folder}"),
    ("audit", "reconcile"),
    ("audit", "rotate-key"),
    ("audit", "conform", "--all"),
    ("rebuild", "ledger"),
    ("rebuild", "workflows"),
    ("source", "add", "s-market", "urn:example:market"),
    ("source", "list"),
    ("source", "rotate", "urn:example:market"),
    ("subscriber", "add", "example", "https://example.org"),
    ("subscriber", "list"),
    ("subscriber", "pause", "example"),
    ("subscriber", "resume", "example"),
    ("subscriber", "test", "example"),
    ("schedule", "list"),
    ("schedule", "yearly", "evaluation", "o-37"),
    ("schedule", "remove", "yearly/evaluation/o-37"),
]


@pytest.mark.parametrize("words", HERE_ONLY, ids=lambda words: " ".join(words[:2]))
async def test_what_is_of_the_machine_of_the_service_says_so_and_does_nothing(
    words: tuple[str, ...],
    afar: Afar,
    branchctl: Branchctl,
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await sealed(office)
    folder = tmp_path / "kept"
    assert (await branchctl("audit", "export", str(folder))).code == 0
    monkeypatch.setenv("BRANCHCTL_SOURCES", str(tmp_path / "sources.toml"))
    monkeypatch.setenv("BRANCHCTL_SUBSCRIBERS", str(tmp_path / "subscribers.toml"))
    told = await afar(AUDITOR, *(one.format(folder=folder) for one in words), "--json")
    assert told.code == 2
    for language in ("zh", "en"):
        assert "--direct" in told.json["problem"][language]
    assert names_in(tmp_path) == ["kept"]
    assert not (folder / "evidence").exists()


async def test_a_calendar_is_published_on_the_machine_of_the_service(afar: Afar, tmp_path: Path) -> None:
    file = tmp_path / "2031.toml"
    file.write_text(
        'year = 2031\nsource = "示例〔2030〕1号"\ndays_off = [2031-01-01]\nworking_weekends = []\n',
        encoding="utf-8",
    )
    told = await afar("p-1001", "calendar", "import", str(file), "--as", "p-1001", "--json")
    assert told.code == 1, told
    assert told.json["refused"]["rule"] == "http.calendar-elsewhere"
    for language in ("zh", "en"):
        assert "--direct" in told.json["refused"][language]


# a journal that was tampered with


class Tampered(NamedTuple):
    """A journal with a forged filing, and a seal that does not fit any more; `files`: where key and anchors are."""

    database: Database
    address: str
    seal: Sealed
    files: Path


FORGED = "filing/K-1/1"
PROVINCE = "o-1"


def _roster() -> ImportRoster:
    since = date(2020, 1, 1)
    return ImportRoster(
        org=PROVINCE,
        orgs=(OrgListed(id=PROVINCE, name="示例", level=OrgLevel.PROVINCE, parent=None, since=since),),
        persons=(Person(id=AUDITOR, name="某示例"),),
        grants=(Grant(person=AUDITOR, role=Role.AUDITOR, org=PROVINCE, since=since),),
    )


@asynccontextmanager
async def _forged(database: Database) -> AsyncIterator[Journal]:
    journal = await Journal.open(database.service_dsn)
    await found(journal, REAL, shipped(), FOUNDED)
    clerk = Clerk(journal)
    await clerk.act(f"roster/{PROVINCE}", _roster(), "p-admin")
    await clerk.act(FORGED, submit(org=PROVINCE, contract_entry=None), forge=in_draft(data(late_by_days=3)))
    yield journal
    await journal.close()


@pytest.fixture
async def tampered(postgres: Server, office: Office, tmp_path: Path) -> AsyncIterator[Tampered]:
    database = await postgres.fresh_database()
    async with _forged(database) as journal:
        seal = await seal_all(database, tmp_path)
        await rewrite(database, "update journal.seal set root = sha256('') where first = 1")
        parts = parts_of(office)._replace(
            desk=desk_of(office.service._replace(journal=journal)),
            journal=journal,
            anchors=tmp_path / "checkpoints",
        )
        async with listening(application(parts)) as address:
            yield Tampered(database, address, seal, tmp_path)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("conform", FORGED), 1),
        (("conform", FORGED, "--json"), 1),
        (("verify",), 1),
        (("verify", "--json"), 1),
        (("verify", "--key", "{key}", "--anchors", "{files}/checkpoints", "--json"), 1),
        (("verify", "--key", "{other}", "--json"), 1),
        (("verify", "--anchors", "{files}/forged", "--from", "1", "--to", "3"), 1),
        (("verify", "--anchors", "{files}/nowhere"), 2),
        (("verify", "--key", "no key"), 2),
        (("status",), 1),
        (("status", "--json"), 1),
    ],
    ids=str,
)
async def test_what_is_wrong_with_a_journal_is_told_the_same(
    words: tuple[str, ...],
    code: int,
    tampered: Tampered,
    afar_at: AfarAt,
    branchctl: Branchctl,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", tampered.database.service_dsn)
    monkeypatch.setenv("BRANCHCTL_ANCHORS", str(tampered.files / "checkpoints"))
    stranger = Signer(tampered.seal.key.name, Ed25519PrivateKey.generate())
    note = stranger.sign(Checkpoint(stranger.name, 2, b"\1" * 32).text)
    (tampered.files / "forged").write_text(f"{note}\n", encoding="utf-8")
    filled = [one.format(files=tampered.files, key=tampered.seal.key, other=stranger.public) for one in words]
    here = await branchctl("audit", *filled)
    assert here.code == code, here
    assert await afar_at(tampered.address)(AUDITOR, "audit", *filled) == here
