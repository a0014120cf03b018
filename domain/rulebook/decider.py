"""The deciders of `policy/<digest>`, `calendar/<year>` and `scheme/<id>`."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from domain.calendar import parse_calendar_year
from domain.decider import Decider, org_tag
from domain.documents import document_digest
from domain.events import Event, Fact
from domain.matter.commands import LEADERS
from domain.matter.state import Matter
from domain.model import Day, Sha256
from domain.orders import Act, Command, OrgId, Role
from domain.policy.document import parse_policy
from domain.refusals import DomainError
from domain.stars.scheme import parse_scheme
from domain.tasks import Task

_LONGEST = 60_000
"""Characters of a document: an entry holds 64 KiB."""

DocumentKind = Literal["policy", "calendar", "scheme"]


class AdoptDocument(Command):
    """启用规则文件: a policy, a year's calendar or a star scheme is in force from a day."""

    kind: Literal["adopt_document"] = "adopt_document"
    roles: ClassVar = LEADERS | {Role.SERVICE}
    org: OrgId = Field(title="发布组织", description="the organisation that adopts it")
    text: str = Field(max_length=_LONGEST, title="正文", description="the document (TOML)")
    since: Day = Field(title="生效日期", description="the first day it is in force")


class DocumentAdopted(Event):
    """规则文件启用. `digest`: of what the document says; comments do not count."""

    kind: Literal["document.adopted.v1"] = "document.adopted.v1"
    document: DocumentKind
    org: OrgId
    text: str
    digest: Sha256
    since: Day


class AdoptedDocument(Matter):
    """
    A document and the day from which it is in force; adopted again with another day, the last counts.

    So does a calendar's other text; a scheme's is refused.
    """

    text: str = ""
    digest: Sha256 | None = None
    since: Day | None = None


class WrongDocumentStreamError(DomainError):
    """The document belongs under another name: a policy under its digest, a calendar under its year."""

    rule = "document.wrong-stream"

    def __init__(self, stream: str, belongs: str) -> None:
        super().__init__(stream=stream, belongs=belongs)


class VersionTakenError(DomainError):
    """A scheme that was adopted is not written anew: rounds go on under it. Another text is another version."""

    rule = "document.version-taken"

    def __init__(self, stream: str, digest: str) -> None:
        super().__init__(stream=stream, digest=digest[:16])


def policy_stream(text: str) -> str:
    """Return the stream under which a policy is kept: the first 16 digits of its digest."""
    return f"policy/{document_digest(parse_policy(text))[:16]}"


def calendar_stream(text: str) -> str:
    """Return the stream under which a year's calendar is kept."""
    return f"calendar/{parse_calendar_year(text).year}"


def scheme_stream(text: str) -> str:
    """Return the stream under which a scheme is kept: its id and version."""
    scheme = parse_scheme(text)
    return f"scheme/{scheme.id}-{scheme.version}"


_STREAMS = {"policy": policy_stream, "calendar": calendar_stream, "scheme": scheme_stream}
_PARSERS = {"policy": parse_policy, "calendar": parse_calendar_year, "scheme": parse_scheme}


def _decide(kind: DocumentKind, act: Act[AdoptDocument], state: AdoptedDocument) -> list[DocumentAdopted]:
    command = act.command
    belongs = _STREAMS[kind](command.text)
    if belongs != state.stream:
        raise WrongDocumentStreamError(state.stream, belongs)
    digest = document_digest(_PARSERS[kind](command.text))
    if (state.digest, state.since) == (digest, command.since):
        return []
    if kind == "scheme" and state.digest not in {None, digest}:
        raise VersionTakenError(state.stream, str(state.digest))
    return [
        DocumentAdopted(document=kind, org=command.org, text=command.text, digest=digest, since=command.since)
    ]


def evolve(state: AdoptedDocument, fact: Fact[DocumentAdopted]) -> AdoptedDocument:
    """Fold an adoption."""
    event = fact.event
    return state.model_copy(
        update={"org": event.org, "text": event.text, "digest": event.digest, "since": event.since}
    )


def tasks(_state: AdoptedDocument) -> list[Task]:
    """Nobody is awaited by a document."""
    return []


def _decider(kind: DocumentKind) -> Decider[Any]:
    return Decider(
        name=kind,
        state=AdoptedDocument,
        commands=(AdoptDocument,),
        events=(DocumentAdopted,),
        decide=lambda act, state: _decide(kind, act, state),
        evolve=evolve,
        tasks=tasks,
        tags=org_tag,
        workflow=False,
    )


POLICY = _decider("policy")
CALENDAR = _decider("calendar")
SCHEME = _decider("scheme")
