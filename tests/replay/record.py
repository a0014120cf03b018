"""
Records histories of every workflow: `make histories`.

It runs `tests/workflows` on the real server, and of all workflows that ran keeps, for each type, the few that show all
that happened to any of that type: every kind of event, of update, of command, of activity and of failure. Two stories
are added that no ordinary test tells: an outage that outlasts the local attempts, and a case that continues as new.
"""

import asyncio
import base64
import json
import os
import re
import socket
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from temporalio.client import Client

from domain.matter.commands import Comment
from journal.entry import Appended, Submission
from journal.errors import JournalUnavailableError
from journal.journal import Journal
from tests.postgres import Server
from tests.service import Service, order, short_runs, working
from tests.workflows.filings import filing, submission

HISTORIES = Path(__file__).parent / "histories"
_MOST = 12
"""Histories a type."""
_LARGEST = 1 << 20
"""Characters; what is longer repeats itself."""
_RECORDER = "recorder"
_KIND = re.compile(r'"kind":\s*"([a-z_0-9.]+)"')
_TOLD = re.compile(r'"(?:type|name|timeoutType)": "([\w.-]+)"|"(\w+FailureInfo)"')
_NOT_OURS = {"stackTrace", "source"}
"""Parts of a failure that name files of the machine that recorded."""


class Recorded(NamedTuple):
    """One run's history as text, and all that it shows."""

    workflow: str
    text: str
    shows: frozenset[str]


@pytest.fixture(scope="session", autouse=True)
async def recording(service: Service, postgres: Server) -> AsyncIterator[None]:
    """Let the tests run, then write what their workflows lived through. Active where this module is a plugin."""
    yield
    recorded = await _harvest(service.client)
    recorded += await _told_apart(postgres)
    _write(recorded)


class _Away(Journal):
    """A journal whose appends fail, or hang, for a while."""

    failing = 0
    hanging = 0

    async def append(self, submission: Submission) -> Appended:
        """Fail, hang, or append."""
        if self.hanging:
            self.hanging -= 1
            await asyncio.Event().wait()
        if self.failing:
            self.failing -= 1
            message = "recorded outage"
            raise JournalUnavailableError(message)
        return await super().append(submission)


async def _told_apart(postgres: Server) -> list[Recorded]:
    """Return the histories of an outage and of a case that continues as new, from a server of its own."""
    journal = await _Away.open((await postgres.fresh_database()).service_dsn)
    async with short_runs() as env, working(env, journal) as service:
        failing, hanging, long = filing(), filing(), filing()
        for stream in (failing, hanging, long):
            await service.order(stream, order(submission()))
        journal.failing = 6
        await service.order(failing, order(Comment(text="停机")))
        journal.hanging = 4
        await service.order(hanging, order(Comment(text="无应答")))
        for number in range(20):
            await service.order(long, order(Comment(text=str(number))))
        recorded = await _harvest(service.client)
    await journal.close()
    return recorded


async def _harvest(client: Client) -> list[Recorded]:
    await asyncio.sleep(2)  # visibility is eventual; what it has not heard of yet is not recorded
    return [_recorded(await run.fetch_history()) async for run in _runs(client)]


async def _runs(client: Client) -> AsyncIterator[Any]:
    async for run in client.list_workflows():
        yield client.get_workflow_handle(run.id, run_id=run.run_id)


def _recorded(history: Any) -> Recorded:
    told = _without_the_machine(json.loads(history.to_json()))
    here = f"{os.getpid()}@{socket.gethostname()}"
    text = json.dumps(told, ensure_ascii=False, indent=1).replace(here, _RECORDER)
    started = told["events"][0]["workflowExecutionStartedEventAttributes"]
    return Recorded(started["workflowType"]["name"], text, frozenset(_shown(told["events"])))


def _without_the_machine(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_the_machine(one) for name, one in value.items() if name not in _NOT_OURS}
    return [_without_the_machine(one) for one in value] if isinstance(value, list) else value


def _shown(events: Iterable[dict[str, Any]]) -> Iterable[str]:
    for event in events:
        kind = event["eventType"].removeprefix("EVENT_TYPE_")
        yield kind
        for text in _payloads(event):
            yield from (f"{kind} {found}" for found in _KIND.findall(text))
        for named in _TOLD.findall(json.dumps(event)):
            yield from (f"{kind} {name}" for name in named if name)


def _payloads(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        if isinstance(value.get("data"), str) and "metadata" in value:
            yield base64.b64decode(value["data"]).decode(errors="replace").replace('\\"', '"')
        for one in value.values():
            yield from _payloads(one)
    elif isinstance(value, list):
        for one in value:
            yield from _payloads(one)


def _write(recorded: list[Recorded]) -> None:
    by_type: dict[str, list[Recorded]] = defaultdict(list)
    for one in recorded:
        if len(one.text) < _LARGEST:
            by_type[one.workflow].append(one)
    HISTORIES.mkdir(exist_ok=True)
    for old in HISTORIES.glob("*.json"):
        old.unlink()
    for workflow, runs in sorted(by_type.items()):
        for number, one in enumerate(_few(runs), start=1):
            (HISTORIES / f"{workflow}-{number}.json").write_text(one.text + "\n", encoding="utf-8")


def _few(runs: list[Recorded]) -> Iterable[Recorded]:
    """Return a few runs that show together what all of them show: always the one that adds most next."""
    seen: set[str] = set()
    for _ in range(_MOST):
        best = max(runs, key=lambda one: (len(one.shows - seen), -len(one.text)))
        if not best.shows - seen:
            return
        seen |= best.shows
        yield best


if __name__ == "__main__":
    sys.exit(pytest.main(["tests/workflows", "--timeout", "300", "-p", "tests.replay.record"]))
