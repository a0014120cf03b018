"""No container engine runs here: the scripts of the containers run on the embedded engines, the rest is parsed."""

import asyncio
import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr

from infra.account import account_for
from infra.binaries import programs_within_reach, temporal_program
from infra.doctor import engine
from infra.engines import Engines
from infra.postgres import DATABASE, Postgres
from infra.schema import bring_up_to_date
from infra.temporal import TemporalServer

INFRA = Path(__file__).parents[2] / "infra"


async def run(script: str, environment: dict[str, str]) -> int:
    process = await asyncio.create_subprocess_exec(
        "sh", str(INFRA / "containers" / script), env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    return await process.wait()


async def test_the_namespace_script_prepares_a_server_and_changes_nothing_the_second_time(
    place: Path,
) -> None:
    async with TemporalServer(place / "temporal") as server:
        environment = {
            "PATH": f"{temporal_program().parent}:{os.environ['PATH']}",
            "TEMPORAL_ADDRESS": server.address,
            "TEMPORAL_NAMESPACE": "fresh",
        }
        assert await run("temporal-namespace.sh", environment) == 0
        assert await run("temporal-namespace.sh", environment) == 0
        nowhere = SecretStr("postgresql://nowhere")
        findings = await engine.examine(Engines(nowhere, nowhere, server.address, "fresh"))
        assert [finding.ok for finding in findings] == [True, True]


async def test_the_login_scripts_give_both_logins_their_passwords_and_what_they_need(place: Path) -> None:
    secrets = place / "secrets"
    secrets.mkdir()
    for name in ("postgres", "temporal", "service"):
        (secrets / f"{name}_password").write_text(f"it's {name}'s")
    async with Postgres(place / "pg", durable=False) as postgres:
        programs = programs_within_reach(account_for(place / "pg/data"), place / "pg/programs")
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": str(place / "pg/run"),
            "PGUSER": "postgres",
            "PGDATABASE": DATABASE,
            "SECRETS": str(secrets),
        }
        assert await run("temporal-login.sh", environment) == 0
        await bring_up_to_date(postgres.dsn)
        assert await run("service-login.sh", environment) == 0
        connection = await asyncpg.connect(postgres.dsn)
        logins = await connection.fetch(
            "select rolname, rolcreatedb, rolsuper, rolpassword like 'SCRAM-SHA-256$%' as has_password,"
            " has_database_privilege(rolname, $1, 'connect') as may_connect"
            " from pg_authid where rolname in ('temporal', 'branch_service') order by rolname",
            DATABASE,
        )
        await connection.close()
    assert [tuple(login) for login in logins] == [
        ("branch_service", False, False, True, True),
        ("temporal", True, False, True, False),
    ]


@pytest.mark.skipif(shutil.which("docker-compose") is None, reason="Debian's docker-compose is not installed")
async def test_the_compose_file_is_valid_and_publishes_on_the_loopback_address_only() -> None:
    asked = await asyncio.create_subprocess_exec(
        *("docker-compose", "-f", str(INFRA / "compose.yaml"), "config"),
        env=os.environ | {"TEMPORAL_DB_PASSWORD": "canary"},
        stdout=subprocess.PIPE,
    )
    shown, _ = await asked.communicate()
    assert asked.returncode == 0
    published = [line.strip() for line in shown.decode().splitlines() if "/tcp" in line or "target:" in line]
    assert [line for line in published if "127.0.0.1" not in line] == []


def test_no_secret_stands_in_the_compose_file() -> None:
    text = (INFRA / "compose.yaml").read_text(encoding="utf-8")
    settings = [line.strip() for line in text.splitlines() if "PWD:" in line or "PASSWORD:" in line]
    assert settings
    assert all("${TEMPORAL_DB_PASSWORD:?" in line for line in settings)
    assert (
        json.dumps(text).count("postgresql://") == 2
    )  # both in the comment that tells how to make the secret files


PROJECT = tomllib.loads((INFRA.parent / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def test_the_image_holds_every_room() -> None:
    image = (INFRA / "Dockerfile").read_text(encoding="utf-8")
    sent = (INFRA / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert "ledger" in ROOMS
    for room in ROOMS:
        assert f"COPY {room}/ {room}/\n" in image
        assert f"!{room}" in sent


def test_key_and_anchors_outlive_the_container_and_belong_to_the_service() -> None:
    composed = (INFRA / "compose.yaml").read_text(encoding="utf-8")
    image = (INFRA / "Dockerfile").read_text(encoding="utf-8")
    for volume, setting in (("seal", "SEAL_KEY_FILE"), ("anchors", "ANCHORS")):
        place = f"/var/lib/branchctl/{volume}"
        assert f"- {volume}:{place}\n" in composed
        assert f"BRANCHCTL_{setting}: {place}/" in composed
        assert place in image.partition("install -d -o 10001 -g 10001 -m 700")[2].partition("\n")[0]
