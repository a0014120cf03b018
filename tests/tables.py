"""
The tables of `docs/processes/`, collected from the sentences that ran: a table shows only what a test has proved.

`pytest tests/domain --tables=write` writes them, `--tables=check` fails when one is stale.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "docs" / "processes"


class Proved(NamedTuple):
    """One line: in a state, a command, which `by` may give, led to a result and a state."""

    process: str
    before: str
    command: str
    by: str
    result: str
    after: str


proved: list[Proved] = []


def tables(lines: Iterable[Proved]) -> dict[str, str]:
    """Return the text of each process's page, by file name."""
    pages: dict[str, list[Proved]] = {}
    for line in sorted(set(lines)):
        pages.setdefault(line.process, []).append(line)
    return {f"{process}.md": _page(process, rows) for process, rows in pages.items()}


def stale() -> list[str]:
    """Return the names of pages that do not say what was proved, those included of which nothing was."""
    fresh = tables(proved)
    return sorted(name for name in fresh.keys() | _pages() if _written(name) != fresh.get(name))


def write() -> None:
    """Write every page that tests have proved, and remove those of which nothing was."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = tables(proved)
    for name in _pages() - fresh.keys():
        (FOLDER / name).unlink()
    for name, text in fresh.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def _pages() -> set[str]:
    return {page.name for page in FOLDER.glob("*.md")}


def _written(name: str) -> str:
    page = FOLDER / name
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _page(process: str, rows: list[Proved]) -> str:
    head = (
        f"# {process}\n\n"
        "Collected from the tests that ran (`make tables`); ✗ is a refusal by that rule, ∎ a closed case.\n\n"
        "| state | command | who may | event, or refusal | state after |\n|---|---|---|---|---|\n"
    )
    lines = (f"| {r.before} | `{r.command}` | {r.by} | {r.result} | {r.after} |" for r in rows)
    return head + "\n".join(lines) + "\n"
