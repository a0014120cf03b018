"""What a branch asks of enterprises, persons, advisers and contracts in the same append. Source: seams.md, claims [P]."""

from typing import assert_never

from domain.adviser.commands import AssignAdviser, ReleaseAdviser
from domain.branch import events as e
from domain.branch.adjusting import ChangeMode, Join, Merge, Split
from domain.branch.facts import Officer
from domain.branch.kinds import BranchMode, Office
from domain.branch.service_commands import AdmitMerger
from domain.branch.state import BranchState
from domain.contract.decider import RunContract
from domain.coverage import CoverageLevel
from domain.enterprise.claims import ClaimPending, GrantClaim, ReleaseClaim
from domain.matter.commands import Claim, claim
from domain.model import Identifier
from domain.people import Person
from domain.person.decider import ClaimOffice, ReleaseOffice


def claims(event: e.BranchEvent, branch: BranchState) -> list[Claim]:  # noqa: C901  # one arm an event
    """Return what an event asks of other streams; `branch` is the state after it."""
    match event:
        case e.BranchActivated(secretary=secretary):
            return _office(secretary, None, branch)
        case e.ExistingBranchRegistered(offices_limit=limit):
            return [*_pending(branch), *_office(branch.secretary, limit, branch), *_advised(event, branch)]
        case e.RegistrationConfirmed():
            return [*_granted(branch), *_contracts(branch)]
        case e.RegistrationRejected() | e.BranchDissolved() | e.BranchUndone():
            return _ended(branch)
        case e.FactsCompleted(facts=facts, offices_limit=limit):
            return _office(facts.secretary, limit, branch)
        case e.OfficerNoted(former=former) | e.ReelectionConfirmed(former=former):
            limit = event.offices_limit if isinstance(event, e.ReelectionConfirmed) else None
            seated = event.secretary if isinstance(event, e.ReelectionConfirmed) else None
            return [*_left(former, event, branch), *_office(seated, limit, branch)]
        case e.OfficeVacated(person=person):
            return _left(person, event, branch)
        case e.OfficeRestored(officer=officer):
            return _office(officer, None, branch)
        case e.BranchAdjusted() as adjusted:
            return _adjusted(adjusted, branch)
        case e.BranchReceived(lowered=lowered):
            return _regranted(lowered, branch)
        case _:
            return []


def level(branch: BranchState) -> CoverageLevel | None:
    """Return at which level the branch covers its enterprises; one founded in a body covers none."""
    match branch.mode:
        case BranchMode.INDEPENDENT:
            return CoverageLevel.INDEPENDENT
        case BranchMode.JOINT:
            return CoverageLevel.JOINT
        case None:
            return CoverageLevel.JOINT if len(branch.partners) > 1 else CoverageLevel.INDEPENDENT
        case BranchMode.PROJECT | BranchMode.TEMPORARY | BranchMode.FLOATING:
            return None
        case unknown:
            assert_never(unknown)


def _pending(branch: BranchState) -> list[Claim]:
    covers = level(branch)
    if covers is None:
        return []
    return [
        claim(f"enterprise/{one}", ClaimPending(level=covers, by=branch.stream)) for one in branch.enterprises
    ]


def _granted(branch: BranchState, *enterprises: Identifier) -> list[Claim]:
    covers = level(branch)
    if covers is None:
        return []
    grant = GrantClaim(level=covers, by=branch.stream, branch=branch.id)
    return [claim(f"enterprise/{one}", grant) for one in enterprises or branch.enterprises]


def _released(branch: BranchState, *enterprises: Identifier) -> list[Claim]:
    return [claim(f"enterprise/{one}", ReleaseClaim(by=branch.stream)) for one in enterprises]


def _ended(branch: BranchState) -> list[Claim]:
    secretary = branch.secretary.person if branch.secretary else None
    advisers = dict.fromkeys(one.adviser for one in branch.advisers)
    return [
        *_released(branch, *branch.enterprises),
        *_release_office(secretary, branch),
        *(claim(f"adviser/{one}", ReleaseAdviser(by=branch.stream)) for one in advisers),
    ]


def _advised(event: e.ExistingBranchRegistered, branch: BranchState) -> list[Claim]:
    """Count an adviser's service from before the system among those of today; not one that is over. Source: L."""
    starts_on = event.confirmation.since
    return [
        claim(
            f"adviser/{one.person.id}",
            AssignAdviser(
                enterprise=one.enterprise,
                by=branch.stream,
                starts_on=starts_on,
                ends_on=one.until,
                waivers=event.waivers,
            ),
        )
        for one in event.advisers
        if one.until is not None and one.until >= starts_on
    ]


def _contracts(branch: BranchState) -> list[Claim]:
    return [
        claim(
            f"contract/{one.held.contract}",
            RunContract(by=branch.stream, terms=one.held.terms),
        )
        for one in branch.contracts
    ]


def _office(officer: Officer | None, limit: int | None, branch: BranchState) -> list[Claim]:
    """Ask for the secretary's office; no limit: it was approved elsewhere, or the superior allowed another."""
    if officer is None:
        return []
    asked = ClaimOffice(branch=branch.id, by=branch.stream, limit=limit or 0, allowed=limit is None)
    return [claim(f"person/{officer.person.id}", asked)]


def _left(
    person: Person | None,
    event: e.OfficeVacated | e.OfficerNoted | e.ReelectionConfirmed,
    branch: BranchState,
) -> list[Claim]:
    of_secretary = isinstance(event, e.ReelectionConfirmed) or event.office == Office.SECRETARY
    return _release_office(person, branch) if of_secretary else []


def _release_office(person: Person | None, branch: BranchState) -> list[Claim]:
    return [claim(f"person/{person.id}", ReleaseOffice(branch=branch.id))] if person else []


def _adjusted(event: e.BranchAdjusted, branch: BranchState) -> list[Claim]:
    match event.change:
        case ChangeMode():
            return _granted(branch) or _released(branch, *branch.enterprises)
        case Join(enterprise=enterprise):
            return [*_regranted(event.lowered, branch), *_granted(branch, enterprise)]
        case Split(enterprise=enterprise):
            return _released(branch, enterprise)
        case Merge(into=into):
            return [_admitted(into, event, branch), *_ended(branch), *_handed_over(into, branch)]
        case _:
            return []


def _regranted(lowered: tuple[Identifier, ...], branch: BranchState) -> list[Claim]:
    """Return the claims of enterprises that are covered jointly now; none of one that was so before."""
    return _granted(branch, *lowered) if lowered else []


def _admitted(into: Identifier, event: e.BranchAdjusted, branch: BranchState) -> Claim:
    """Ask the branch that goes on whether it can receive this one's enterprises."""
    asked = AdmitMerger(branch=branch.id, enterprises=branch.enterprises, waivers=event.waivers)
    return claim(f"branch/{into}", asked)


def _handed_over(into: Identifier, branch: BranchState) -> list[Claim]:
    """Return the claims of the branch that goes on: what two branches covered is covered jointly."""
    grant = GrantClaim(level=CoverageLevel.JOINT, by=f"branch/{into}", branch=into)
    return [claim(f"enterprise/{one}", grant) for one in branch.enterprises if level(branch) is not None]


def tags(branch: BranchState) -> frozenset[str]:
    """Return what the branch is found by: org, branch, enterprises, secretary."""
    found = {f"branch:{branch.id}", f"org:{branch.org}"}
    found |= {f"enterprise:{one}" for one in branch.enterprises}
    return frozenset(found | ({f"person:{branch.secretary.person.id}"} if branch.secretary else set()))
