"""What an establishment asks of enterprises and advisers in the same append (覆盖权、指导员). Source: seams.md [P]."""

from typing import Any

from domain.adviser.commands import AssignAdviser, ReleaseAdviser
from domain.branch.service_commands import CheckHost
from domain.coverage import CoverageLevel
from domain.enterprise.claims import ClaimPending, GrantClaim, ReleaseClaim
from domain.establishment import events as e
from domain.establishment.application import Application
from domain.establishment.branch import affiliated
from domain.establishment.modes import OWN_BRANCH, Mode
from domain.establishment.state import EstablishmentState
from domain.matter.commands import Claim, claim
from domain.model import Identifier
from domain.person.decider import ClaimOffice

_LEVELS: dict[Mode, CoverageLevel] = {
    Mode.INDEPENDENT: CoverageLevel.INDEPENDENT,
    Mode.JOINT: CoverageLevel.JOINT,
    Mode.AFFILIATED: CoverageLevel.AFFILIATED,
    Mode.WORK_COVERAGE: CoverageLevel.WORK_COVERAGE,
}
"""How a mode covers its enterprises; the other modes cover none."""


def claims(event: Any, state: EstablishmentState) -> list[Claim]:  # noqa: ANN401, C901  # shared events come as well; one arm an event
    """Return what an event asks of other streams; `state` is the one after it."""
    match event:
        case e.ApplicationSubmitted(application=application):
            return [*_pending(application, state), *_host_asked(application)]
        case e.ApplicationResubmitted(application=application, released=released):
            return [*_released(released, state), *_pending(application, state), *_host_asked(application)]
        case e.HostAgreed():
            return _host_asked(state.applied)
        case e.EstablishmentApproved(application=application):
            return [*_granted(application, state), *_taken_in(state)]
        case (
            e.ApplicationWithdrawn()
            | e.EstablishmentRejected()
            | e.PreparationCancelled()
            | e.EstablishmentRevoked()
            | e.ModeChanged()
            | e.CoverageEnded()
        ):
            return [*_released(_claimed(state), state), *_adviser_released(state)]
        case e.BranchFounded() as event:
            return [_office(event, state)]
        case e.AdviserPlaced() as event:
            return _assigned(event, state)
        case _:
            return []


def _pending(application: Application, state: EstablishmentState) -> list[Claim]:
    level = _LEVELS.get(application.mode)
    if level is None:
        return []
    wanted = ClaimPending(level=level, by=state.stream)
    return [claim(f"enterprise/{one}", wanted) for one in application.enterprises]


def _granted(application: Application, state: EstablishmentState) -> list[Claim]:
    level = _LEVELS.get(application.mode)
    if level is None:
        return []
    branch = state.id if application.mode in OWN_BRANCH else application.host
    wanted = GrantClaim(level=level, by=state.stream, branch=branch)
    return [claim(f"enterprise/{one}", wanted) for one in application.enterprises]


def _host_asked(application: Application) -> list[Claim]:
    """Ask the host branch of an affiliation whether it lives, and lies where it is said to. Source: S7."""
    if application.host is None or application.host_org is None:
        return []
    return [claim(f"branch/{application.host}", CheckHost(org=application.host_org))]


def _taken_in(state: EstablishmentState) -> list[Claim]:
    """Have the host branch take the enterprise in, in the append that approves it."""
    told = affiliated(state, now=True)
    return [claim(f"branch/{told[0]}", told[1])] if told else []


def _claimed(state: EstablishmentState) -> tuple[Identifier, ...]:
    return state.application.enterprises if state.application else ()


def _released(enterprises: tuple[Identifier, ...], state: EstablishmentState) -> list[Claim]:
    return [claim(f"enterprise/{one}", ReleaseClaim(by=state.stream)) for one in enterprises]


def _adviser_released(state: EstablishmentState) -> list[Claim]:
    if state.adviser is None:
        return []
    return [claim(f"adviser/{state.adviser.id}", ReleaseAdviser(by=state.stream))]


def _office(event: e.BranchFounded, state: EstablishmentState) -> Claim:
    """Ask for the secretary's office: one person holds one, unless the superior allows more. Source: domain.md §7."""
    limit = event.offices_limit
    asked = ClaimOffice(branch=state.id, by=state.stream, limit=limit or 0, allowed=limit is None)
    return claim(f"person/{event.officers.secretary.person.id}", asked)


def _assigned(event: e.AdviserPlaced, state: EstablishmentState) -> list[Claim]:
    assigned = AssignAdviser(
        enterprise=state.applied.enterprises[0],
        by=state.stream,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        waivers=event.waivers,
    )
    taken = claim(f"adviser/{event.adviser.id}", assigned)
    if event.replaces is None or event.replaces.id == event.adviser.id:
        return [taken]
    return [claim(f"adviser/{event.replaces.id}", ReleaseAdviser(by=state.stream)), taken]
