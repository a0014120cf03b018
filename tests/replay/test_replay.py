"""
Recorded histories of every workflow replay under the code as it is now.

A history that does not replay means: cases that are open today would stop at the next deployment. Guard the change
by `workflow.patched()`, or, while nothing runs anywhere yet, record anew: `make histories` (about two minutes; it runs
`tests/workflows`, so a new workflow is recorded as soon as a test there lets it live). Commit what it writes.
"""

import json
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from domain.catalogue import Catalogue
from infra import documents
from tests.replay.record import HISTORIES
from workflows.plugin import WORKFLOWS, plugin

FILES = sorted(HISTORIES.glob("*.json"))


@pytest.fixture(scope="module")
def replayer() -> Replayer:
    return Replayer(workflows=[], plugins=[plugin(Catalogue(documents.messages()))])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_a_recorded_history_replays(replayer: Replayer, file: Path) -> None:
    await replayer.replay_workflow(history(file))


def history(file: Path) -> WorkflowHistory:
    text = file.read_text(encoding="utf-8")
    started = json.loads(text)["events"][0]["workflowExecutionStartedEventAttributes"]
    return WorkflowHistory.from_json(started["workflowId"], text)


@pytest.mark.parametrize("living", WORKFLOWS, ids=lambda living: living.__name__)
def test_every_workflow_has_a_recorded_history(living: type) -> None:
    defined = workflow._Definition.must_from_class(living)  # noqa: SLF001  # where the SDK keeps the name
    assert [file.stem for file in FILES if file.stem.startswith(f"{defined.name}-")]


def test_histories_name_neither_machine_nor_path() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert "stackTrace" not in text
        assert "site-packages" not in text
        assert '"identity": "recorder"' in text
