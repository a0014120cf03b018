"""
Recorded histories of every workflow replay under the code as it is now.

A history that does not replay means: cases that are open today would stop at the next deployment. Guard the change
by `workflow.patched()`, or, while nothing runs anywhere yet, record anew: `make histories` (about two minutes; it runs
`tests/workflows`, so a new workflow is recorded as soon as a test there lets it live). Commit what it writes.
"""

import json
from collections.abc import AsyncIterator, Mapping
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


Failures = Mapping[str, Exception]


@pytest.fixture(scope="module")
async def failures() -> Failures:
    """Every history that did not replay, by the id of its run; all replayed by one worker, since each costs a start."""
    replayer = Replayer(workflows=[], plugins=[plugin(Catalogue(documents.messages()))])
    results = await replayer.replay_workflows(_histories(), raise_on_replay_failure=False)
    return results.replay_failures


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_recorded_history_replays(failures: Failures, file: Path) -> None:
    run = _started(file.read_text(encoding="utf-8"))["originalExecutionRunId"]
    assert failures.get(run) is None


async def _histories() -> AsyncIterator[WorkflowHistory]:
    for file in FILES:
        text = file.read_text(encoding="utf-8")  # nobody else waits here
        yield WorkflowHistory.from_json(_started(text)["workflowId"], text)


def _started(history: str) -> dict[str, str]:
    attributes: dict[str, str] = json.loads(history)["events"][0]["workflowExecutionStartedEventAttributes"]
    return attributes


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
