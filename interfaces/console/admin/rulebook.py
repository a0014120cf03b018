"""`/admin/documents`: policies, calendars and star schemes, each number with its source; what differs between two."""

import difflib
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from domain.calendar import parse_calendar_year
from domain.catalogue import Catalogue
from domain.model import StreamName
from domain.permissions import is_decision, table
from domain.places import DOCUMENTS
from domain.policy.document import Change, difference, parse_policy
from domain.policy.policy import NamedRule, rules
from domain.policy.rule import Rule, Term
from domain.policy.values import Fraction
from domain.reading import ROLES
from domain.rulebook.decider import AdoptedDocument
from domain.stars.scheme import parse_scheme
from interfaces.console.asked import Id
from interfaces.console.drawing import page
from interfaces.console.speaking import Speech, marked
from interfaces.console.visiting import Reader
from interfaces.desk.desk import Desk
from interfaces.http.asked import parts_of
from interfaces.http.refusals import NoSuchAddressError

router = APIRouter(prefix="/admin", include_in_schema=False)

_YES, _NO = marked("是"), marked("否")


class Document(NamedTuple):
    """A document that was adopted. `stands`: it is what counts today."""

    stream: StreamName
    title: str
    since: date | None
    stands: bool
    state: AdoptedDocument

    @property
    def name(self) -> str:
        """By which it is told from others of its kind."""
        return self.stream.split("/", 1)[1]


class Line(NamedTuple):
    """A line of one text, of the other, or of both: `-`, `+`, ` `."""

    sign: str
    text: str


class Wording(NamedTuple):
    """Says what the rules of a policy hold."""

    speech: Speech
    catalogue: Catalogue

    def section(self, name: str) -> str:
        """Return which rules stand together: those of a process, or of all."""
        key = f"policy.{name}"
        return self.speech.told(
            self.catalogue.said(key) if key in self.catalogue else self.catalogue.named("process", name)
        )

    def strength(self, rule: Rule[Any]) -> str:
        """Return how strongly it binds."""
        return self.speech.told(self.catalogue.label(rule.strength))

    def value(self, rule: Rule[Any]) -> str:
        """Return what it sets, with its unit."""
        if isinstance(rule, Term):
            return f"{rule.value} {self.speech.told(self.catalogue.label(rule.unit))}"
        if isinstance(rule.value, bool):
            return self.speech._(_YES if rule.value else _NO)
        if isinstance(rule.value, Fraction):
            return f"{rule.value.numerator}/{rule.value.denominator}"
        if isinstance(rule.value, StrEnum):
            return self.speech.told(self.catalogue.label(rule.value))
        many = rule.value if isinstance(rule.value, tuple) else (rule.value,)
        return ", ".join(self.speech.number(one) if isinstance(one, int) else str(one) for one in many)


@router.get("/documents")
async def documents(request: Request, visitor: Reader) -> Response:
    """Return the list."""
    desk = parts_of(request).desk
    found = {kind: await adopted(desk, kind, visitor.speech) for kind in ("policy", "calendar", "scheme")}
    return page(request, visitor, "admin/rulebook.html", room="/admin", found=found)


@router.get("/documents/{kind}/{name}")
async def document(request: Request, visitor: Reader, kind: str, name: str, against: Id = None) -> Response:
    """Return one document. `against`: another of its kind, from which it differs."""
    desk = parts_of(request).desk
    if kind not in DOCUMENTS:
        raise NoSuchAddressError
    all_of_kind = await adopted(desk, kind, visitor.speech)
    shown, other = _one(all_of_kind, name), _one(all_of_kind, against)
    if shown is None:
        raise NoSuchAddressError
    policy = parse_policy(shown.state.text) if kind == "policy" else None
    return page(
        request,
        visitor,
        "admin/rulebook_of.html",
        room="/admin",
        kind=kind,
        document=shown,
        others=[one for one in all_of_kind if one != shown],
        other=other,
        sections=_sections(list(rules(policy))) if policy else (),
        year=parse_calendar_year(shown.state.text) if kind == "calendar" else None,
        changes=_changes(other, shown) if policy and other else (),
        lines=_lines(other, shown) if other and not policy else (),
        wording=Wording(visitor.speech, desk.catalogue),
    )


@router.get("/permissions")
async def permissions(request: Request, visitor: Reader) -> Response:
    """Return who may do and ask what."""
    lines = [(one, is_decision(one.command)) for one in table()]
    return page(request, visitor, "admin/permissions.html", room="/admin", lines=lines, asking=ROLES)


async def adopted(desk: Desk, kind: str, speech: Speech) -> list[Document]:
    """Return the documents of a kind, the last first."""
    states = [(await desk.state(stream)).state for stream in await desk.streams(kind)]
    known = [one for one in states if isinstance(one, AdoptedDocument) and one.since is not None]
    known.sort(key=_since, reverse=True)
    ahead = [one for one in known if one.since and one.since > desk.today]
    standing = {one.stream for one in known if one not in ahead}
    if kind == "policy":
        standing = {one.stream for one in known[len(ahead) : len(ahead) + 1]}
    return [
        Document(one.stream, _title(kind, one.text, speech), one.since, one.stream in standing, one)
        for one in known
    ]


def _since(one: AdoptedDocument) -> tuple[date, str]:
    return (one.since or date.min, one.stream)


def _title(kind: str, text: str, speech: Speech) -> str:
    if kind == "policy":
        policy = parse_policy(text)
        return f"{policy.title} · {policy.version}"
    if kind == "calendar":
        return str(parse_calendar_year(text).year)
    scheme = parse_scheme(text)
    return f"{scheme.title.en if speech.english else scheme.title.zh} · {scheme.version}"


def _one(known: list[Document], name: str | None) -> Document | None:
    return next((one for one in known if one.name == name), None)


def _sections(known: list[NamedRule]) -> tuple[tuple[str, tuple[NamedRule, ...]], ...]:
    """Return the rules of a policy by the process that they are of."""
    names = dict.fromkeys(one.path.split(".")[0] for one in known)
    return tuple((name, tuple(one for one in known if one.path.startswith(f"{name}."))) for name in names)


def _changes(was: Document, becomes: Document) -> tuple[Change, ...]:
    return tuple(difference(parse_policy(was.state.text), parse_policy(becomes.state.text)))


def _lines(was: Document, becomes: Document) -> tuple[Line, ...]:
    return tuple(_differing(was.state.text.splitlines(), becomes.state.text.splitlines()))


def _differing(was: list[str], becomes: list[str]) -> Iterator[Line]:
    for line in difflib.unified_diff(was, becomes, lineterm="", n=2):
        if not line.startswith(("---", "+++")):
            yield Line(line[0], line[1:])
