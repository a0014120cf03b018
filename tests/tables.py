"""
The tables of `docs/processes/`, collected from the sentences that ran: a table shows only what a test has proved.

So are the maps of `domain/maps/`. `pytest tests/domain --tables=write` writes both, `--tables=check` fails when one is
stale.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.maps import maps
from tests.proved import Proved, proved

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "processes"
MAPS = ROOT / "domain" / "maps"


def tables(lines: Iterable[Proved]) -> dict[str, str]:
    """Return the text of each process's page, by file name."""
    pages: dict[str, list[Proved]] = {}
    for line in sorted(set(lines)):
        pages.setdefault(line.process, []).append(line)
    return {f"{process}.md": _page(process, rows) for process, rows in pages.items()}


def stale() -> list[str]:
    """Return the names of files that do not say what was proved, those included of which nothing was."""
    return [name for folder in _folders() for name in folder.stale()]


def write() -> None:
    """Write every file that tests have proved, and remove those of which nothing was."""
    for folder in _folders():
        folder.write()


class Folder(NamedTuple):
    """A folder of files that are made, and their texts by name."""

    path: Path
    fresh: Mapping[str, str]

    def stale(self) -> list[str]:
        names = self.fresh.keys() | self._there()
        return sorted(name for name in names if self._written(name) != self.fresh.get(name))

    def write(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        for name in self._there() - self.fresh.keys():
            (self.path / name).unlink()
        for name, text in self.fresh.items():
            (self.path / name).write_text(text, encoding="utf-8")

    def _there(self) -> set[str]:
        return {file.name for file in self.path.glob("*.*")}

    def _written(self, name: str) -> str:
        file = self.path / name
        return file.read_text(encoding="utf-8") if file.exists() else ""


def _folders() -> tuple[Folder, ...]:
    return Folder(FOLDER, tables(proved)), Folder(MAPS, maps(proved))


def _page(process: str, rows: list[Proved]) -> str:
    head = (
        f"# {process}\n\n"
        "Collected from the tests that ran (`make tables`); ✗ is a refusal by that rule, ∎ a closed case.\n\n"
        "| state | command | who may | event, or refusal | state after |\n|---|---|---|---|---|\n"
    )
    lines = (f"| {r.before} | `{r.command}` | {r.by} | {r.result} | {r.after} |" for r in rows)
    return head + "\n".join(lines) + "\n"
