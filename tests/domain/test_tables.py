"""The pages of `docs/processes/` and the maps say what was proved, line by line, and nothing else."""

import json
from pathlib import Path

import pytest

from domain.matter.events import DeadlineEscalated, DeadlinePassed, DeadlineReminded
from tests import tables
from tests.domain.test_filing import SPEC, submit
from tests.proved import Proved
from tests.spec import did, like, time_passes

LINE = Proved("filing", "none", "SubmitFiling", "operator", "filing.submitted.v1", "submitted")
REFUSED = Proved("filing", "filed ∎", "SubmitFiling", "operator", "✗ matter.closed", "filed ∎")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of pages, of which one line is proved."""
    monkeypatch.setattr(tables, "FOLDER", tmp_path / "pages")
    monkeypatch.setattr(tables, "MAPS", tmp_path / "maps")
    monkeypatch.setattr(tables, "proved", [LINE, REFUSED])
    return tmp_path / "pages"


def test_a_page_that_says_what_was_proved_is_not_stale(folder: Path) -> None:
    assert tables.stale() == ["filing.md", "filing.json"]
    tables.write()
    assert tables.stale() == []
    assert "| none | `SubmitFiling` | operator | filing.submitted.v1 | submitted |" in (
        folder / "filing.md"
    ).read_text(encoding="utf-8")


def test_a_page_of_which_nothing_is_proved_any_more_is_stale_until_it_is_removed(folder: Path) -> None:
    tables.write()
    (folder / "gone.md").write_text("# gone\n", encoding="utf-8")
    assert tables.stale() == ["gone.md"]
    tables.write()
    assert [page.name for page in folder.iterdir()] == ["filing.md"]


def test_each_time_that_time_is_told_is_a_line_of_its_own() -> None:
    submitted = SPEC.given(did(submit(), on="2026-10-12"))
    told = submitted.when(time_passes("2026-10-26"))
    told.then(like(DeadlineReminded), like(DeadlinePassed), like(DeadlineEscalated))
    assert [step.proves("filing") for step in told.steps] == [
        Proved("filing", "submitted", "Tick", "service", result, "submitted")
        for result in ("deadline.reminded.v1", "deadline.passed.v1", "deadline.escalated.v1")
    ]


def test_the_map_tells_in_the_products_words_what_led_somewhere(folder: Path) -> None:
    tables.write()
    told = json.loads((folder.parent / "maps" / "filing.json").read_text(encoding="utf-8"))
    assert told == {
        "process": "filing",
        "transitions": [
            {
                "before": {"status": "none", "closed": False},
                "command": "submit_filing",
                "roles": ["operator"],
                "events": ["filing.submitted.v1"],
                "after": {"status": "submitted", "closed": False},
            }
        ],
    }
