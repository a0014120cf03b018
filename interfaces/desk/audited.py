"""What an auditor is told, for programs: moments, steps and findings, with their rules and differences."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import JsonValue, SerializeAsAny, WithJsonSchema

from audit.differences import Absence, Difference
from audit.findings import Departure, Finding
from audit.replaying import Governing, Moment, Step
from domain.catalogue import Catalogue, Said
from domain.events import Event, Fact
from domain.matter.state import Matter
from domain.model import Model
from domain.refusals import Refusal
from domain.rules import RulesStamp
from domain.tasks import Task

_OF_EACH_PROCESS = {"type": "object", "description": "各过程自有 the process's own"}
State = Annotated[SerializeAsAny[Matter], WithJsonSchema(_OF_EACH_PROCESS)]
"""A state with all that its process has; described as any object, since every process has its own."""
Told = Annotated[SerializeAsAny[Event], WithJsonSchema(_OF_EACH_PROCESS)]
"""An event, likewise."""


class Changed(Model):
    """
    One field that differs, as JSON text each; absent where there was nothing, which is something else than `null`.

    Of a step: before → after; of a check: what the rules produce → what stands.
    """

    field: str
    before: JsonValue = None
    after: JsonValue = None
    came: bool = False
    went: bool = False


class ToldDocument(Model):
    """A document of the rules: where it stands, and from when it is in force. `position`: of its adoption."""

    stream: str
    position: int
    digest: str
    since: date


class ToldRules(Model):
    """The rules of a stream. `known`: whether adopted documents give what its entries name."""

    stamp: RulesStamp
    known: bool
    documents: tuple[ToldDocument, ...]


class ToldMoment(Model):
    """A stream as it stood at a moment, and the rules it was judged by."""

    stream: str
    version: int
    position: int
    state: State
    tasks: tuple[Task, ...]
    rules: ToldRules | None


class ToldStep(Model):
    """One entry and what it changed."""

    position: int
    kind: str
    command: str
    fact: Fact[Told]
    said: Said
    rules: RulesStamp | None
    state: tuple[Changed, ...]
    tasks: tuple[Changed, ...]


class ToldFinding(Model):
    """A departure from the rules. `differences`: what the rules produce → what stands."""

    what: Departure
    stream: str
    version: int
    position: int
    kind: str
    command_id: UUID
    command: str
    differences: tuple[Changed, ...]
    refusal: Refusal | None
    problem: str


class ToldConformance(Model):
    """
    Commands put to the rules again. `today`: the day whose rules were asked, instead of those each entry names.

    `own`: entries of the journal's own, which no rules decide.
    """

    commands: int
    entries: int
    own: int
    today: date | None
    findings: tuple[ToldFinding, ...]


def changed(differences: Iterable[Difference]) -> tuple[Changed, ...]:
    """Return differences for programs. `came`: there was nothing before; `went`: there is nothing after."""
    return tuple(
        Changed(
            field=one.field,
            before=None if isinstance(one.before, Absence) else one.before,
            after=None if isinstance(one.after, Absence) else one.after,
            came=isinstance(one.before, Absence),
            went=isinstance(one.after, Absence),
        )
        for one in differences
    )


def told_rules(rules: Governing) -> ToldRules:
    """Return the rules of a stream, with the documents they consist of."""
    documents = tuple(ToldDocument.model_validate(one._asdict()) for one in rules.documents)
    return ToldRules(stamp=rules.stamp, known=rules.known, documents=documents)


def told_moment(now: Moment, rules: Governing | None) -> ToldMoment:
    """Return a stream as it stood."""
    return ToldMoment(
        stream=now.stream,
        version=now.version,
        position=now.position,
        state=now.state,
        tasks=now.tasks,
        rules=told_rules(rules) if rules else None,
    )


def told_step(one: Step, sentences: Catalogue) -> ToldStep:
    """Return an entry with its sentence and what it changed."""
    return ToldStep(
        position=one.entry.position,
        kind=one.entry.kind,
        command=one.command,
        fact=one.fact,
        said=sentences.story(one.fact.event),
        rules=one.rules,
        state=changed(one.state),
        tasks=changed(one.tasks),
    )


def told_findings(findings: Iterable[Finding], sentences: Catalogue) -> tuple[ToldFinding, ...]:
    """Return departures with the sentences of what refuses."""
    return tuple(
        ToldFinding(
            what=one.what,
            stream=one.stream,
            version=one.version,
            position=one.position,
            kind=one.kind,
            command_id=one.command_id,
            command=one.command,
            differences=changed(one.differences),
            refusal=sentences.refusal(one.refusal) if one.refusal else None,
            problem=one.problem,
        )
        for one in findings
    )
