"""
Who covers an enterprise: one granted claim and one pending (覆盖权).

An application takes the pending place, its approval makes it granted and releases the lower one, in the same append.
Source: domain.md §3, claims; seams.md, "Claims" [P].
"""

from typing import ClassVar, Literal, assert_never

from domain.coverage import CoverageLevel
from domain.events import Event
from domain.matter.commands import SERVICE
from domain.model import Identifier, Model, StreamName
from domain.orders import Command
from domain.refusals import DomainError


class ClaimPending(Command):
    """预占覆盖: an application asks for the enterprise: it takes the pending place."""

    kind: Literal["claim_enterprise_pending"] = "claim_enterprise_pending"
    roles: ClassVar = SERVICE
    track: ClassVar[str] = "claims"
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    level: CoverageLevel
    by: StreamName


class GrantClaim(Command):
    """确认覆盖: the enterprise is covered from now on; its own pending claim becomes granted, a lower one of others ends."""

    kind: Literal["grant_enterprise_claim"] = "grant_enterprise_claim"
    roles: ClassVar = SERVICE
    track: ClassVar[str] = "claims"
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    level: CoverageLevel
    by: StreamName
    branch: Identifier | None = None


class ReleaseClaim(Command):
    """解除覆盖: an application was rejected or withdrawn, or a branch covers the enterprise no longer."""

    kind: Literal["release_enterprise_claim"] = "release_enterprise_claim"
    roles: ClassVar = SERVICE
    track: ClassVar[str] = "claims"
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    by: StreamName


ClaimCommand = ClaimPending | GrantClaim | ReleaseClaim


class Held(Model):
    """A claim: its level, the stream that has it, and the branch that covers."""

    level: CoverageLevel
    by: StreamName
    branch: Identifier | None = None

    def belongs_to(self, stream: StreamName) -> bool:
        """Tell whether `stream` may give it back: the one that took it, or the branch it was granted for."""
        return stream == self.by or (self.branch is not None and stream == f"branch/{self.branch}")


class ClaimTaken(Event):
    """An application took the pending place."""

    kind: Literal["enterprise.claim_taken.v1"] = "enterprise.claim_taken.v1"
    track: ClassVar[str] = "claims"
    level: CoverageLevel
    by: StreamName


class ClaimGranted(Event):
    """The enterprise is covered. `ended`: the lower claim that ended with it."""

    kind: Literal["enterprise.claim_granted.v1"] = "enterprise.claim_granted.v1"
    track: ClassVar[str] = "claims"
    level: CoverageLevel
    by: StreamName
    branch: Identifier | None = None
    ended: Held | None = None


class ClaimReleased(Event):
    """A claim was given back."""

    kind: Literal["enterprise.claim_released.v1"] = "enterprise.claim_released.v1"
    track: ClassVar[str] = "claims"
    by: StreamName


ClaimEvent = ClaimTaken | ClaimGranted | ClaimReleased


class Claims(Model):
    """The two places of an enterprise."""

    granted: Held | None = None
    pending: Held | None = None


class CoveredError(DomainError):
    """The enterprise is covered at that level or a higher one already."""

    rule = "enterprise.covered"

    def __init__(self, asked: str, level: str, by: str, branch: str) -> None:
        super().__init__(asked=asked, level=level, by=by, branch=branch)


class ApplicationPendingError(DomainError):
    """Another application for the enterprise is pending."""

    rule = "enterprise.application-pending"

    def __init__(self, asked: str, level: str, by: str) -> None:
        super().__init__(asked=asked, level=level, by=by)


def decide_claim(command: ClaimCommand, claims: Claims) -> list[Event]:
    """Judge what an application asks of the enterprise; a refusal says who holds it."""
    match command:
        case ClaimPending(level=level, by=by):
            if any(one and (one.level, one.by) == (level, by) for one in (claims.pending, claims.granted)):
                return []
            _check_free(level, by, claims)
            return [ClaimTaken(level=level, by=by)]
        case GrantClaim(level=level, by=by, branch=branch):
            wanted = Held(level=level, by=by, branch=branch)
            if claims.granted == wanted:
                return []
            _check_free(level, by, claims)
            return [ClaimGranted(level=level, by=by, branch=branch, ended=claims.granted)]
        case ReleaseClaim(by=by):
            held = [one for one in (claims.granted, claims.pending) if one is not None]
            return [ClaimReleased(by=by)] if any(one.belongs_to(by) for one in held) else []
        case unknown:
            assert_never(unknown)


def _check_free(level: CoverageLevel, by: StreamName, claims: Claims) -> None:
    pending, granted = claims.pending, claims.granted
    if pending is not None and not pending.belongs_to(by):
        raise ApplicationPendingError(level, pending.level, pending.by)
    if granted is not None and not granted.belongs_to(by) and not level.above(granted.level):
        raise CoveredError(level, granted.level, granted.by, granted.branch or "-")


def evolve_claims(claims: Claims, event: ClaimEvent) -> Claims:
    """Fold a claim taken, granted or given back."""
    match event:
        case ClaimTaken(level=level, by=by):
            return claims.model_copy(update={"pending": Held(level=level, by=by)})
        case ClaimGranted(level=level, by=by, branch=branch):
            return Claims(granted=Held(level=level, by=by, branch=branch))
        case ClaimReleased(by=by):
            return Claims(granted=_kept(claims.granted, by), pending=_kept(claims.pending, by))
        case unknown:
            assert_never(unknown)


def _kept(held: Held | None, by: StreamName) -> Held | None:
    return None if held is None or held.belongs_to(by) else held
