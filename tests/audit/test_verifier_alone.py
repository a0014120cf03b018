"""The verifier runs anywhere: one file, the standard library, Python 3.9."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit.standalone import verify
from tests.audit.evidence import Evidence

SOURCE = Path(verify.__file__)


def interpreter_3_9() -> str | None:
    """A Python 3.9 of this machine, if there is one that runs."""
    found = shutil.which("python3.9")
    shims = [Path(found).parent.parent] if found else []
    kept = [path for root in shims for path in root.glob("versions/3.9*/bin/python3.9")]
    for candidate in filter(None, (*map(str, kept), found)):
        ran = subprocess.run([candidate, "--version"], capture_output=True, check=False)
        if ran.returncode == 0 and b"Python 3.9" in ran.stdout:
            return candidate
    return None


def run(interpreter: str, place: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [interpreter, "-I", "-S", *map(str, arguments)],
        cwd=place,
        env={"LANG": "C"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def interpreters() -> list[object]:
    older = interpreter_3_9()
    skipped = pytest.mark.skipif(older is None, reason="no Python 3.9 on this machine")
    return [pytest.param(sys.executable, id="this"), pytest.param(older, id="3.9", marks=skipped)]


def test_it_is_written_in_python_3_9() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 9))


def test_it_imports_the_standard_library_alone() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    plain = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    named = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert plain | named <= sys.stdlib_module_names | {"__future__"}


@pytest.mark.parametrize("interpreter", interpreters())
def test_it_verifies_the_export_around_it(
    interpreter: str, exported: Path, evidence: Evidence, tmp_path: Path
) -> None:
    ran = run(interpreter, tmp_path, exported / "verify.py", "--key", evidence.first.key)
    assert ran.returncode == 0, ran
    assert "核验通过 OK" in ran.stdout
    assert not ran.stderr
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("interpreter", interpreters())
def test_it_names_what_was_altered(interpreter: str, copy: Path, tmp_path: Path) -> None:
    tile = copy / "tile" / "0" / "000"
    tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = run(interpreter, empty, copy / "verify.py")
    assert ran.returncode == 1
    assert "tile/0/000" in ran.stdout


@pytest.mark.parametrize("interpreter", interpreters())
def test_a_wrong_command_line_is_usage(interpreter: str, tmp_path: Path) -> None:
    assert run(interpreter, tmp_path, SOURCE, "a", "b", "c").returncode == 2
