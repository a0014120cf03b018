"""Commands for the tests of the journal: small, fictional, and the same in every run."""

import hashlib
import json
from datetime import UTC, date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from domain.clock import RealOrRehearsal
from domain.orders import Role
from domain.rules import RulesStamp
from journal.body import ActorStamp
from journal.entry import Draft, Slice, Submission

REAL = RealOrRehearsal()
REHEARSAL = RealOrRehearsal(epoch=datetime(2026, 1, 1, tzinfo=UTC), scale=60)

AT = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)
CLERK = ActorStamp(id="p-1", role=Role.OPERATOR, org="o-1")
RULES = RulesStamp(policy="a" * 64, calendar="b" * 64)


def command_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def draft(kind: str = "case.noted.v1", tags: tuple[str, ...] = (), **data: object) -> Draft:
    return Draft(kind, json.dumps({"kind": kind, **data}), tags, date(2026, 3, 1))


def part(stream: str, expected: int | None = 0, count: int = 1) -> Slice:
    return Slice(stream, expected, tuple(draft(n=n) for n in range(count)))


def act(name: str, *parts: Slice, intent: str = "", nature: RealOrRehearsal | None = None) -> Submission:
    """A command whose id and intent follow from its name; another `intent` is another content under the same id."""
    return Submission(
        command_id=command_id(name),
        fingerprint=hashlib.sha256(f"{name} {intent}".encode()).digest(),
        recorded_at=AT,
        actor=CLERK,
        rules=RULES,
        cause_kind="case.note",
        cause_body=json.dumps({"kind": "case.note", "text": f"{name} {intent}"}),
        slices=parts,
        nature=nature,
    )
