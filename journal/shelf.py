"""The documents that stand adopted at one time, and the rules that a stream is judged by under them. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import rfc8785

from domain.calendar import Calendar, calendar_digest, parse_calendar_year
from domain.documents import document_digest
from domain.model import Sha256
from domain.policy.document import parse_policy
from domain.policy.policy import Policy
from domain.rules import AdoptedPolicy, Rules, RulesStamp, SchemeDay
from domain.stars.scheme import Scheme, parse_scheme, scheme_digest


class NoRulesError(Exception):
    """No policy was adopted yet: a journal is founded with the shipped documents."""


class Documents(NamedTuple):
    """Texts (TOML) of a policy, of calendars and of schemes."""

    policy: str
    calendars: list[str]
    schemes: list[str]


SHIPPED_SINCE = date(2018, 11, 1)
"""From when shipped documents are in force: before any act that is put on record."""

KINDS = ("policy", "calendar", "scheme")
"""The kinds of documents, as the names of their streams begin."""


class ShelvedPolicy(NamedTuple):
    """A policy with its digest, and from when it is in force."""

    since: date
    digest: Sha256
    policy: Policy


class ShelvedScheme(NamedTuple):
    """A scheme with its digest, and from when it is in force."""

    since: date
    digest: Sha256
    scheme: Scheme


class Shelf(NamedTuple):
    """Every adopted document: policies and schemes by the day from which they are in force."""

    policies: tuple[ShelvedPolicy, ...]
    calendar: Calendar
    calendar_digest: Sha256
    schemes: tuple[ShelvedScheme, ...]

    def rules(self, stream: str, pinned: ShelvedPolicy) -> Rules:
        """Return the rules for a stream that is judged by the policy `pinned`."""
        schemes = self.schemes if stream.startswith("evaluation") else ()
        later = tuple(one for one in self.policies if one.since > pinned.since)
        return Rules(
            stamp=RulesStamp(
                policy=pinned.digest, calendar=self.calendar_digest, besides=_besides(later, schemes)
            ),
            policy=pinned.policy,
            calendar=self.calendar,
            schemes=tuple(one.scheme for one in schemes),
            scheme_days=tuple(SchemeDay(scheme=one.digest, since=one.since) for one in schemes),
            later=tuple(AdoptedPolicy(since=one.since, policy=one.policy) for one in later),
        )

    def pinned(self, digest: Sha256 | None, day: date) -> ShelvedPolicy:
        """
        Return the policy a stream opened under; for one without a first entry (`digest` None) that in force on `day`.

        Raises `NoRulesError` while no policy was adopted.
        """
        if digest is not None:
            for one in self.policies:
                if one.digest == digest:
                    return one
        in_force = [one for one in self.policies if one.since <= day] or list(self.policies[:1])
        if not in_force:
            message = "no policy was adopted: branchctl policy adopt FILE --from DATE"
            raise NoRulesError(message)
        return in_force[-1]


def empty_shelf() -> Shelf:
    """Return the shelf of a journal in which nothing was adopted."""
    return _shelf((), (), ())


def shipped_shelf(documents: Documents) -> Shelf:
    """Return the shelf that a new journal is founded by."""
    return _shelf(
        [(SHIPPED_SINCE, documents.policy)],
        documents.calendars,
        [(SHIPPED_SINCE, text) for text in documents.schemes],
    )


def shelve(documents: Mapping[str, Any]) -> Shelf:
    """Return the shelf of adopted documents: the states of their streams, by name."""

    def adopted(kind: str) -> list[Any]:
        return [documents[name] for name in sorted(documents) if name.startswith(f"{kind}/")]

    return _shelf(
        [(one.since, one.text) for one in adopted("policy")],
        [one.text for one in adopted("calendar")],
        [(one.since, one.text) for one in adopted("scheme")],
    )


def _shelf(
    policies: Iterable[tuple[date, str]], years: Iterable[str], schemes: Iterable[tuple[date, str]]
) -> Shelf:
    calendar = Calendar(years=tuple(sorted(map(parse_calendar_year, years), key=lambda one: one.year)))
    shelved = [_policy(since, text) for since, text in policies]
    return Shelf(
        policies=tuple(sorted(shelved, key=lambda one: (one.since, one.digest))),
        calendar=calendar,
        calendar_digest=calendar_digest(calendar),
        schemes=tuple(_scheme(since, text) for since, text in schemes),
    )


@lru_cache(maxsize=64)
def _policy(since: date, text: str) -> ShelvedPolicy:
    policy = parse_policy(text)
    return ShelvedPolicy(since, document_digest(policy), policy)


@lru_cache(maxsize=64)
def _scheme(since: date, text: str) -> ShelvedScheme:
    scheme = parse_scheme(text)
    return ShelvedScheme(since, scheme_digest(scheme), scheme)


def _besides(later: Iterable[ShelvedPolicy], schemes: Iterable[ShelvedScheme]) -> Sha256 | None:
    """Return the digest of what else can be met, each by its day and digest; None when there is nothing."""
    named = {
        "later": [[one.since.isoformat(), one.digest] for one in later],
        "schemes": [[one.since.isoformat(), one.digest] for one in schemes],
    }
    return hashlib.sha256(rfc8785.dumps(named)).hexdigest() if any(named.values()) else None
