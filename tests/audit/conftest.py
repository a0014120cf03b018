import shutil
from pathlib import Path

import pytest

from audit.exports.exporting import Exported
from tests.audit.evidence import Evidence, Verdict, Verify, export_of, make_evidence, run
from tests.postgres import Server


@pytest.fixture(scope="session")
async def evidence(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """One sealed journal for the whole session: nobody appends to it."""
    return await make_evidence(await postgres.fresh_database(), tmp_path_factory.mktemp("seal"))


@pytest.fixture(scope="session")
async def exported(evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its export: nobody alters it."""
    target = tmp_path_factory.mktemp("export") / "evidence"
    written: Exported = await export_of(evidence.database, target, anchors=evidence.anchors)
    assert written.holds
    return target


@pytest.fixture
def copy(exported: Path, tmp_path: Path) -> Path:
    """A copy of the export, to be altered."""
    target = tmp_path / "copy"
    shutil.copytree(exported, target)
    return target


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """Run the verifier, as a person would."""

    def verified(*arguments: object) -> Verdict:
        capsys.readouterr()
        code = run(*arguments)
        return Verdict(code, capsys.readouterr().out)

    return verified
