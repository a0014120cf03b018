"""What may be done with a roster, and what it causes. Source: domain.md §2 [P]."""

from datetime import date
from typing import Any, assert_never

from domain.events import Event
from domain.orders import Act, OrgId, Role
from domain.people import PersonId
from domain.roster import commands as c
from domain.roster import events as e
from domain.roster import refusals as r
from domain.roster.directory import Directory
from domain.roster.evolve import with_listings
from domain.roster.offices import Delegation, Grant
from domain.roster.orgs import OrgListed
from domain.roster.state import RosterState


def decide(act: Act[c.OwnCommand], state: RosterState) -> list[Event]:
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.ImportRoster() as command:
            return _import(command, act, state)
        case c.ReorganiseOrg() as command:
            return _reorganise(command, act, state)
        case c.DelegateOffice() as command:
            return _delegate(command, act, state)
        case c.EndDelegation() as command:
            return _end(command, act, state)
        case unknown:
            assert_never(unknown)


def _import(command: c.ImportRoster, act: Act[Any], state: RosterState) -> list[Event]:
    """State what the roster says; only what is new is an event. Idempotent."""
    before = {org.id: org for org in state.orgs}
    orgs = tuple(
        one for one in command.orgs if one.id not in before or before[one.id].listed(one) != before[one.id]
    )
    persons = tuple(one for one in dict.fromkeys(command.persons) if one not in state.persons)
    grants = tuple(one for one in dict.fromkeys(command.grants) if one not in state.grants)
    after = Directory([state.model_copy(update={"orgs": with_listings(state.orgs, command.orgs)})])
    for listing in orgs:
        _check_listing(listing, command.org, act, state, after)
    named = {one.id for one in (*state.persons, *command.persons)}
    for grant in grants:
        _check_grant(grant, command.org, act.today, named, after)
    if not (orgs or persons or grants):
        return []
    return [e.RosterImported(orgs=orgs, persons=persons, grants=grants)]


def _check_listing(
    listing: OrgListed, scope: OrgId, act: Act[Any], state: RosterState, after: Directory
) -> None:
    if listing.parent is None:
        if listing.id != state.province:
            raise r.SecondRootError(listing.id, state.province)
    elif after.org(listing.parent) is None:
        raise r.UnknownOrgError(listing.parent)
    for day in (listing.since, act.today):
        _check_place(listing.id, day, state.province, after)
    before = Directory([state])
    known = before.org(listing.id) is not None
    if not after.within(listing.id, scope, act.today) or (
        known and not before.within(listing.id, scope, act.today)
    ):
        raise r.OutsideScopeError(listing.id, scope)


def _check_place(org: OrgId, day: date, province: OrgId, directory: Directory) -> None:
    if directory.path(org, day)[-1] != province:
        raise r.CircleError(org, day)


def _check_grant(
    grant: Grant, scope: OrgId, today: date, persons: set[PersonId], directory: Directory
) -> None:
    if grant.role == Role.SERVICE:
        raise r.RoleNotGrantedError(grant.role)
    if grant.person not in persons:
        raise r.UnknownPersonError(grant.person)
    if directory.org(grant.org) is None:
        raise r.UnknownOrgError(grant.org)
    if grant.until is not None and grant.until < grant.since:
        raise r.PeriodReversedError(grant.since, grant.until)
    if not directory.within(grant.org, scope, today):
        raise r.OutsideScopeError(grant.org, scope)


def _reorganise(  # noqa: C901  # one arm a change
    command: c.ReorganiseOrg, act: Act[Any], state: RosterState
) -> list[Event]:
    directory = Directory([state])
    org = directory.org(command.org)
    if org is None:
        raise r.UnknownOrgError(command.org)
    if org.into is not None and not (isinstance(command.change, c.Merge) and command.change.into == org.into):
        raise r.OrgMergedError(org.id, org.into)
    dated: Any = {"org": org.id, "since": command.since, "document": command.document}
    match command.change:
        case c.Rename(name=name):
            return [] if org.renamed(name, command.since) == org else [e.OrgRenamed(name=name, **dated)]
        case c.Move(parent=parent):
            _check_target(parent, command, act, directory)
            return [] if org.moved(parent, command.since) == org else [e.OrgMoved(parent=parent, **dated)]
        case c.Merge(into=into) if org.into == into:
            return []
        case c.Merge(into=into):
            _check_target(into, command, act, directory)
            return [e.OrgMerged(into=into, **dated)]
        case unknown:
            assert_never(unknown)


def _check_target(target: OrgId, command: c.ReorganiseOrg, act: Act[Any], directory: Directory) -> None:
    """Nobody pushes an organisation into the area of another, nor below itself."""
    if directory.org(target) is None:
        raise r.UnknownOrgError(target)
    if directory.within(target, command.org, command.since):
        raise r.CircleError(command.org, command.since)
    if not directory.within(target, act.order.actor.org, act.today):
        raise r.OutsideScopeError(target, act.order.actor.org)


def _delegate(command: c.DelegateOffice, act: Act[Any], state: RosterState) -> list[Event]:
    directory = Directory([state])
    delegation = Delegation.model_validate(command.model_dump(exclude={"kind"}))
    if delegation in state.delegations:
        return []
    if command.to == command.principal:
        raise r.ToOneselfError(command.to)
    if not directory.knows_person(command.to):
        raise r.UnknownPersonError(command.to)
    if command.until < max(command.since, act.today):
        raise r.PeriodReversedError(max(command.since, act.today), command.until)
    if not directory.holds(command.principal, command.role, command.org, max(command.since, act.today)):
        raise r.NotHolderError(command.principal, command.role, command.org)
    _check_own(command, act, directory, command.principal)
    return [e.OfficeDelegated(delegation=delegation)]


def _end(command: c.EndDelegation, act: Act[Any], state: RosterState) -> list[Event]:
    _check_own(command, act, Directory([state]), command.principal, command.to)
    asked = (command.principal, command.to, command.role, command.org)
    for one in state.delegations:
        lent = (one.principal, one.to, one.role, one.org)
        if lent == asked and one.ended_on is None and one.until >= act.acted_on:
            fields = command.model_dump(exclude={"kind"})
            return [e.DelegationEnded.model_validate(fields | {"ended_on": act.acted_on})]
    return []


def _check_own(
    command: c.DelegateOffice | c.EndDelegation, act: Act[Any], directory: Directory, *own: PersonId
) -> None:
    actor = act.order.actor
    if actor.id not in own and not directory.administers(actor.id, command.org, act.today):
        raise r.NotOwnOfficeError(actor.id, command.principal)
