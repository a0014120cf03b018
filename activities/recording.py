"""Load and record: what the journal holds of a stream, and what an act adds to it and to the streams it claims in."""

import json
from collections.abc import Iterable
from typing import Any

from temporalio import activity

from activities.citations import check_cited, check_corrections
from activities.fingerprints import fingerprint
from activities.relayed import told
from activities.spent import spent
from activities.streams import Streams
from activities.wire import Loaded, LoadRequest, Recorded, RecordOutcome, RecordRequest
from domain.claiming import decide_claims
from domain.matter.commands import Claim
from domain.matter.events import FollowUpPromised
from domain.orders import Act, Order
from domain.processes import decider_of
from domain.refusals import DomainError
from journal.body import ActorStamp
from journal.drafting import drafts
from journal.entry import Slice, StoredEntry, Submission
from journal.errors import EntryRejectedError, NotCanonicalError, VersionConflictError
from journal.facts import facts_of_stream
from journal.journal import Journal
from journal.rulebook import Rulebook


class NotRecordableError(DomainError):
    """The journal cannot hold what an order says: a number too large, a character that is none."""

    rule = "record.not-recordable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class Recorder:
    """Reads streams for workflows, and writes what they decided."""

    def __init__(self, journal: Journal, rulebook: Rulebook) -> None:
        self._journal = journal
        self._rulebook = rulebook
        self._streams = Streams(journal)

    @activity.defn
    async def load(self, request: LoadRequest) -> Loaded:
        """Return a stream folded, with corrections applied, and the rules it is judged by."""
        folded = await self._streams.folded(request.stream)
        spent = await self._streams.spent(request.stream, folded, request.asked)
        rules = await self._rulebook.rules(request.stream, folded.first, request.at)
        return Loaded(state=folded.state.model_dump_json(), spent=spent, older=folded.older, rules=rules)

    @activity.defn
    async def record(self, request: RecordRequest) -> Recorded:
        """
        Append what one act causes, here and where it claims, all or nothing.

        A refusal comes as a value; `JournalUnavailableError` means: the same again.
        """
        try:
            return await self._append(request)
        except DomainError as refused:
            return Recorded(outcome=RecordOutcome.REFUSED, refused=told(refused))
        except (NotCanonicalError, EntryRejectedError) as unfit:
            # it would be refused for ever, and whoever comes next would wait behind it
            return Recorded(outcome=RecordOutcome.REFUSED, refused=told(NotRecordableError(str(unfit))))

    async def _append(self, request: RecordRequest) -> Recorded:
        decider = decider_of(request.stream)
        order = Order[Any].model_validate_json(request.order)
        events = [decider.event_adapter.validate_json(text) for text in request.events]
        await check_cited(self._journal, request.order)
        await check_corrections(self._journal, request.stream, events)
        own = Slice(request.stream, request.expected, drafts(events, request.tags, request.acted_on))
        while True:
            claimed = await self._claimed(request, order)
            submission = _submission(request, order, (own, *claimed))
            try:
                appended = await self._journal.append(submission)
            except VersionConflictError as conflict:
                if conflict.stream == request.stream:
                    return Recorded(outcome=RecordOutcome.CONFLICT)
                continue  # somebody else claimed there first: fold that stream again
            return _recorded(appended.entries, request.stream, repeated=appended.repeated)

    async def _claimed(self, request: RecordRequest, order: Order[Any]) -> list[Slice]:
        """Decide every claim in its own stream; claims in one stream follow each other."""
        streams = dict.fromkeys(claim.stream for claim in request.claims)
        slices = [
            await self._claimed_in(
                stream, [one for one in request.claims if one.stream == stream], request, order
            )
            for stream in streams
        ]
        return [part for part in slices if part.drafts]

    async def _claimed_in(
        self, stream: str, claims: Iterable[Claim], request: RecordRequest, order: Order[Any]
    ) -> Slice:
        folded = await self._streams.folded(stream)
        rules = await self._rulebook.rules(stream, folded.first, request.at)
        act = Act(order=order, at=request.at, rules=rules)
        claimed = decide_claims(decider_of(stream), claims, act, folded.state)
        parts = drafts(claimed.events, claimed.tags, request.acted_on)
        return Slice(stream, folded.state.version, parts, rules.stamp)


def _submission(request: RecordRequest, order: Order[Any], slices: tuple[Slice, ...]) -> Submission:
    command = json.loads(request.order)["command"]
    actor = order.actor
    return Submission(
        command_id=order.command_id,
        fingerprint=fingerprint(request.stream, request.order),
        recorded_at=request.at,
        actor=ActorStamp(**actor.model_dump(), decided_by=order.decided_by),
        rules=request.stamp,
        cause_kind=command["kind"],
        cause_body=json.dumps(command, ensure_ascii=False),
        slices=slices,
        nature=request.clock,
    )


def _recorded(entries: Iterable[StoredEntry], stream: str, *, repeated: bool) -> Recorded:
    caused = list(entries)
    own = [entry for entry in caused if entry.stream == stream]
    promised = [one.stream for one in caused if one.kind == FollowUpPromised.kind_name()]
    return Recorded(
        outcome=RecordOutcome.REPEATED if repeated else RecordOutcome.RECORDED,
        facts=tuple(fact.model_dump_json() for fact in facts_of_stream(own)),
        spent=spent(own),
        promising=tuple(one for one in dict.fromkeys(promised) if one != stream),
    )
