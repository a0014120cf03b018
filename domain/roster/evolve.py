"""How a roster evolves; total, it never refuses a recorded fact."""

from collections.abc import Iterable
from typing import Any, assert_never

from domain.events import Fact
from domain.orders import OrgId
from domain.people import Person
from domain.roster import events as e
from domain.roster.offices import Delegation, Grant
from domain.roster.orgs import Org, OrgListed, org_of
from domain.roster.state import RosterState, Status
from domain.tasks import Task


def evolve(state: RosterState, fact: Fact[e.RosterEvent]) -> RosterState:  # noqa: C901  # one arm an event
    """Fold one event of a roster."""
    match fact.event:
        case e.RosterImported() as event:
            return _imported(state, event)
        case e.OrgRenamed(org=org, name=name, since=since):
            return _changed(state, org, lambda one: one.renamed(name, since))
        case e.OrgMoved(org=org, parent=parent, since=since):
            return _changed(state, org, lambda one: one.moved(parent, since))
        case e.OrgMerged(org=org, into=into, since=since):
            return _changed(state, org, lambda one: one.model_copy(update={"into": into, "merged_on": since}))
        case e.OfficeDelegated(delegation=delegation):
            return state.model_copy(update={"delegations": (*state.delegations, delegation)})
        case e.DelegationEnded() as event:
            ended = tuple(_ended(one, event) for one in state.delegations)
            return state.model_copy(update={"delegations": ended})
        case unknown:
            assert_never(unknown)


def with_listings(orgs: Iterable[Org], listings: Iterable[OrgListed]) -> tuple[Org, ...]:
    """Return the organisations after a roster named some of them, by id."""
    known = {org.id: org for org in orgs}
    for listing in listings:
        before = known.get(listing.id)
        known[listing.id] = before.listed(listing) if before else org_of(listing)
    return tuple(known[org] for org in sorted(known))


def tasks(_state: RosterState) -> list[Task]:
    """Nobody is awaited by a roster."""
    return []


def _imported(state: RosterState, event: e.RosterImported) -> RosterState:
    return state.model_copy(
        update={
            "status": Status.KEPT,
            "org": state.province,
            "orgs": with_listings(state.orgs, event.orgs),
            "persons": _with_persons(state.persons, event.persons),
            "grants": _with_grants(state.grants, event.grants),
        }
    )


def _with_persons(known: Iterable[Person], named: Iterable[Person]) -> tuple[Person, ...]:
    persons = {one.id: one for one in (*known, *named)}
    return tuple(persons[person] for person in sorted(persons))


def _with_grants(known: Iterable[Grant], stated: Iterable[Grant]) -> tuple[Grant, ...]:
    """Add offices; one of the same person, role, organisation and first day takes the other's last day."""
    grants = {(one.person, one.role, one.org, one.since): one for one in (*known, *stated)}
    return tuple(grants.values())


def _changed(state: RosterState, org: OrgId, change: Any) -> RosterState:  # noqa: ANN401  # a function of an org
    return state.model_copy(
        update={"orgs": tuple(change(one) if one.id == org else one for one in state.orgs)}
    )


def _ended(one: Delegation, event: e.DelegationEnded) -> Delegation:
    same = (one.principal, one.to, one.role, one.org) == (
        event.principal,
        event.to,
        event.role,
        event.org,
    )
    open_then = one.ended_on is None and one.until >= event.ended_on
    return one.model_copy(update={"ended_on": event.ended_on}) if same and open_then else one
