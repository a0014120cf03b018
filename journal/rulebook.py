"""The documents in force, found in the journal: what an act is judged by."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from domain.calendar import Calendar, calendar_digest, parse_calendar_year
from domain.dates import local_day
from domain.deciding import fold
from domain.documents import document_digest
from domain.policy.document import parse_policy
from domain.policy.policy import Policy
from domain.processes import decider_of
from domain.rules import AdoptedPolicy, Rules, RulesStamp, SchemeDay
from domain.stars.scheme import Scheme, parse_scheme, scheme_digest
from journal.entry import StoredEntry, StreamHead
from journal.facts import facts_of_stream
from journal.journal import Journal


class NoRulesError(Exception):
    """No policy was adopted yet: a journal is founded with the shipped documents."""


class Documents(NamedTuple):
    """Texts (TOML) of a policy, of calendars and of schemes."""

    policy: str
    calendars: list[str]
    schemes: list[str]


SHIPPED_SINCE = date(2018, 11, 1)
"""From when shipped documents are in force: before any act that is put on record."""


class _Adopted(NamedTuple):
    """A policy with its digest, and from when it is in force."""

    since: date
    digest: str
    policy: Policy


class _AdoptedScheme(NamedTuple):
    """A scheme, and from when it is in force."""

    since: date
    scheme: Scheme


class _Shelf(NamedTuple):
    """Every adopted document, as of the streams' heads."""

    heads: tuple[StreamHead, ...]
    policies: tuple[_Adopted, ...]
    calendar: Calendar
    schemes: tuple[_AdoptedScheme, ...]


class Rulebook:
    """Reads the documents that were adopted; reads again only when one was added."""

    def __init__(self, journal: Journal, shipped: Documents | None = None) -> None:
        """`shipped`: what a journal that nobody adopted anything in is founded by."""
        self._journal = journal
        self._shelf = _shipped(shipped) if shipped else _Shelf((), (), Calendar(years=()), ())

    async def rules(self, stream: str, first: StoredEntry | None, at: datetime) -> Rules:
        """
        Return the rules for a stream: pinned by its first entry, or those in force at `at` for a new one.

        Raises `NoRulesError` while no policy was adopted.
        """
        shelf = await self._look()
        schemes = shelf.schemes if stream.startswith("evaluation") else ()
        pinned = self._pinned(shelf, first, local_day(at))
        return Rules(
            stamp=RulesStamp(policy=pinned.digest, calendar=calendar_digest(shelf.calendar)),
            policy=pinned.policy,
            calendar=shelf.calendar,
            schemes=tuple(one.scheme for one in schemes),
            scheme_days=tuple(
                SchemeDay(scheme=scheme_digest(one.scheme), since=one.since) for one in schemes
            ),
            later=tuple(
                AdoptedPolicy(since=one.since, policy=one.policy)
                for one in shelf.policies
                if one.since > pinned.since
            ),
        )

    def _pinned(self, shelf: _Shelf, first: StoredEntry | None, day: date) -> _Adopted:
        stamp = first.decoded().rules if first else None
        if stamp is not None:
            for one in shelf.policies:
                if one.digest == stamp.policy:
                    return one
        in_force = [one for one in shelf.policies if one.since <= day] or list(shelf.policies[:1])
        if not in_force:
            message = "no policy was adopted: branchctl policy adopt FILE --from DATE"
            raise NoRulesError(message)
        return in_force[-1]

    async def _look(self) -> _Shelf:
        heads = tuple([head for kind in _KINDS for head in await self._journal.streams(f"{kind}/")])
        founded = any(head.name.startswith("policy/") for head in heads)
        if founded and heads != self._shelf.heads:
            documents = [(head.name, await self._document(head.name)) for head in heads]
            self._shelf = _shelve(heads, documents)
        return self._shelf

    async def _document(self, stream: str) -> Any:  # noqa: ANN401  # the state of a document stream
        facts = facts_of_stream(await self._journal.load(stream))
        return fold(decider_of(stream), facts, stream=stream)


_KINDS = ("policy", "calendar", "scheme")


def _shipped(documents: Documents) -> _Shelf:
    policy = parse_policy(documents.policy)
    return _Shelf(
        heads=(),
        policies=(_Adopted(SHIPPED_SINCE, document_digest(policy), policy),),
        calendar=_calendar(documents.calendars),
        schemes=tuple(_AdoptedScheme(SHIPPED_SINCE, parse_scheme(text)) for text in documents.schemes),
    )


def _calendar(texts: Iterable[str]) -> Calendar:
    years = [parse_calendar_year(text) for text in texts]
    return Calendar(years=tuple(sorted(years, key=lambda one: one.year)))


def _shelve(heads: tuple[StreamHead, ...], documents: list[tuple[str, Any]]) -> _Shelf:
    def texts(kind: str) -> list[Any]:
        return [document for stream, document in documents if stream.startswith(f"{kind}/")]

    policies = [_Adopted(one.since, one.digest, parse_policy(one.text)) for one in texts("policy")]
    return _Shelf(
        heads=heads,
        policies=tuple(sorted(policies, key=lambda one: (one.since, one.digest))),
        calendar=_calendar(one.text for one in texts("calendar")),
        schemes=tuple(_AdoptedScheme(one.since, parse_scheme(one.text)) for one in texts("scheme")),
    )
