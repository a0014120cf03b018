"""Which office a document is from, and to whom it goes, under the names they had on its day."""

from typing import Any

from domain.catalogue import Said
from domain.evaluation_round.events import ProposalsPosted, StarsAwarded
from domain.events import Fact
from domain.orders import MeetingRecord, OrgId, Role
from domain.people import PersonId
from interfaces.papers.moment import Moment
from interfaces.papers.words import Words


def issuer_of(moment: Moment, words: Words) -> str:
    """
    Return the name of the office that acted.

    A clerk may record what a leader of an office above decided: the document is from the leader's office. What comes
    of silence is from the office that was asked: the nearest one with a registrar, else the superior. Source: domain.md §2 [P].
    """
    fact = moment.fact
    return words.org(_office(fact, moment.state.org, words), fact.acted_on)


def addressed(sender: Fact[Any] | None, instead: str | Said, moment: Moment, words: Words) -> Said:
    """Return to whom it goes: the office that submitted it; `instead`, where nobody did or it was the issuer itself."""
    name: str | Said = instead
    if sender is not None:
        office = words.org(sender.actor.org, moment.fact.acted_on)
        name = instead if office == issuer_of(moment, words) else office
    return words.said("addressee", name=name)


def _office(fact: Fact[Any], org: OrgId, words: Words) -> OrgId:
    if fact.actor.role == Role.SERVICE:
        return org if isinstance(fact.event, _GOES_ON) else _asked(fact, org, words)
    decider = None if isinstance(fact.decided_by, MeetingRecord) else fact.decided_by
    return _deciding(decider, fact, org, words) if decider else fact.actor.org


def _asked(fact: Fact[Any], org: OrgId, words: Words) -> OrgId:
    path = words.directory.path(org, fact.acted_on)
    manned = (one for one in path if words.directory.holders(Role.REGISTRAR, one, fact.acted_on))
    return next(manned, (*path[1:], *path)[0])


def _deciding(decider: PersonId, fact: Fact[Any], org: OrgId, words: Words) -> OrgId:
    offices = words.directory.offices(decider, fact.acted_on)
    held = {one.org for one in offices if one.role in _SIGNING}
    path = words.directory.path(org, fact.acted_on)
    return next((one for one in path if one in held), fact.actor.org)


_GOES_ON = (ProposalsPosted, StarsAwarded)
"""What the service goes on with, page by page: it is from the organisation whose round it is."""
_SIGNING = frozenset({Role.APPROVER, Role.REGISTRAR, Role.REVIEWER, Role.SUPERVISOR})
"""Whose decisions a clerk may put on record."""
