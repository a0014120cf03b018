"""The pages of `docs/processes/` say what was proved, line by line, and nothing else."""

from pathlib import Path

import pytest

from domain.matter.events import DeadlineEscalated, DeadlinePassed, DeadlineReminded
from tests import tables
from tests.domain.test_filing import SPEC, submit
from tests.spec import did, like, time_passes
from tests.tables import Proved

LINE = Proved("filing", "none", "SubmitFiling", "operator", "filing.submitted.v1", "submitted")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of pages, of which one line is proved."""
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    monkeypatch.setattr(tables, "proved", [LINE])
    return tmp_path


def test_a_page_that_says_what_was_proved_is_not_stale(folder: Path) -> None:
    assert tables.stale() == ["filing.md"]
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
