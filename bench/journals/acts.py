"""What is written: remarks and corrections on filings, all fictional, and the same in every run but for their ids."""

import hashlib
from datetime import UTC, date, datetime
from itertools import cycle, islice
from typing import NamedTuple

from domain.deadlines import Deadline
from domain.events import Event
from domain.filing.commands import FiledChange
from domain.filing.events import CorrectionRequested, FilingCorrected, FilingSubmitted
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.filing.state import ANSWER, CORRECT
from domain.matter.events import Commented
from domain.orders import Role
from domain.people import Person
from domain.policy.rule import Strength, Term, Unit
from domain.rules import RulesStamp
from infra.ids import new_id
from journal.body import ActorStamp
from journal.entry import Draft, Slice, Submission

DAY = date(2026, 3, 1)
CLERK = ActorStamp(id="p-1", role=Role.OPERATOR, org="o-1")
REMARK = Commented(text="核对名册，未见差异")

_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_DEADLINE = Deadline(
    action=CORRECT,
    since=DAY,
    term=Term(value=5, unit=Unit.WORKING_DAYS, source="P", strength=Strength.SHOULD),
    due_on=date(2026, 3, 8),
)
_CHANGE = FiledChange(ground=LegalGround.AGREEMENT, effective_on=DAY)
_ANSWER = _DEADLINE.model_copy(update={"action": ANSWER})
SUBMITTED = FilingSubmitted(
    filing=FilingKind.CHANGE,
    org="o-1",
    branch="b-1",
    enterprise="e-1",
    person=Person(id="p-2", name="林晓"),
    post=Post.SECRETARY,
    contract_known=True,
    change=_CHANGE,
    late_by_days=0,
    answer=_ANSWER,
    linking=None,
)
MIXED: tuple[Event, ...] = (
    REMARK,
    CorrectionRequested(items=("缺少工会意见",), correction=_DEADLINE),
    Commented(text="已电话告知联络人，本周内补齐"),
    FilingCorrected(change=_CHANGE, reopened=False, late=False, answer=_ANSWER),
)
"""A life of many corrections: three kinds, two of them with values inside values."""


class Way(NamedTuple):
    """How many callers write how many commands each, of how many entries."""

    callers: int
    commands: int
    entries: int

    @property
    def total(self) -> int:
        """Entries of all callers."""
        return self.callers * self.commands * self.entries


def mixed(number: int) -> list[Event]:
    """Return `number` events of one stream."""
    return list(islice(cycle(MIXED), number))


def submissions(stream: str, commands: int, events: list[Event]) -> list[Submission]:
    """Return commands that append these events, each time again, to a stream that is new."""
    drafts = tuple(Draft(one.kind, one.model_dump_json(), ("branch:b-1", "org:o-1"), DAY) for one in events)
    return [_submission(Slice(stream, nth * len(drafts), drafts)) for nth in range(commands)]


def work(way: Way, turn: int) -> list[list[Submission]]:
    """Return what each caller appends, one command after the other, to a stream of its own."""
    events: list[Event] = [REMARK] * way.entries
    return [
        submissions(f"filing/{way.callers}-{way.entries}.{turn}/{caller}", way.commands, events)
        for caller in range(way.callers)
    ]


def _submission(part: Slice) -> Submission:
    return Submission(
        command_id=new_id(),
        fingerprint=hashlib.sha256(b"intent").digest(),
        recorded_at=_AT,
        actor=CLERK,
        rules=RulesStamp(policy="a" * 64, calendar="b" * 64),
        cause_kind="comment",
        cause_body='{"kind":"comment","text":"核对名册，未见差异"}',
        slices=(part,),
    )
