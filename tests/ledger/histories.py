"""Journals for the tests of the ledger: what scenes of the rules' own tests led to, as entries."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from domain.deciding import fold
from domain.events import Fact
from domain.filing import commands as c
from domain.matter import commands as m
from journal.body import ActorStamp
from journal.entry import Draft, Slice, Submission
from journal.journal import Journal
from tests.domain import test_filing as filing
from tests.spec import QIAN, WANG, ZHAO, Scene, did


def submissions(scene: Scene, stream: str) -> list[Submission]:
    """Return what a scene did, as it would be appended to a stream: a command a submission."""
    return list(_submissions(scene, stream))


async def write(journal: Journal, scene: Scene, stream: str) -> None:
    """Append what a scene did."""
    for one in submissions(scene, stream):
        await journal.append(one)


def _submissions(scene: Scene, stream: str) -> Iterator[Submission]:
    decider = scene.spec.decider
    state = decider.state(stream=stream)
    for command_id, group in groupby(scene.facts, key=lambda fact: fact.command_id):
        facts = list(group)
        before = state.version
        state = fold(decider, facts, stream=stream, state=state)
        tags = tuple(sorted(decider.tags(state)))
        yield _submission(stream, before, command_id, facts, tags)


def _submission(
    stream: str, before: int, command_id: UUID, facts: Sequence[Fact[Any]], tags: tuple[str, ...]
) -> Submission:
    first = facts[0]
    drafts = tuple(Draft(one.event.kind, one.event.model_dump_json(), tags, one.acted_on) for one in facts)
    return Submission(
        command_id=uuid5(command_id, stream),
        fingerprint=hashlib.sha256(f"{stream} {command_id}".encode()).digest(),
        recorded_at=first.at,
        actor=ActorStamp(**first.actor.model_dump(), decided_by=first.decided_by),
        cause_kind="test.act",
        cause_body=json.dumps({"kind": "test.act"}),
        slices=(Slice(stream, before, drafts),),
    )


def corrected_filing() -> Scene:
    """Return a filing of which one entry is corrected twice, and one is revoked."""
    return filing.SPEC.given(
        did(filing.submit(), by=WANG, on="2026-10-12"),
        did(m.Reassign(action="answer_filing", to=ZHAO), by=ZHAO),
        did(_correction("2026-09-24", "2026-10-09"), by=ZHAO),
        did(c.AcknowledgeFiling(), by=ZHAO),
        did(_correction("2026-10-09", "2026-10-08"), by=QIAN),
        did(m.Comment(text="备注"), by=WANG),
        did(m.RevokeDecision(version=4, reason="误发", document="示委〔2026〕10号"), by=QIAN),
        did(m.Comment(text="备注"), by=WANG),
    )


def _correction(was: str, now: str) -> m.CorrectRecord:
    return m.CorrectRecord(
        version=1,
        field="change.effective_on",
        was=was,
        now=now,
        ground="核对原件",
        document="示委〔2026〕9号",
    )
