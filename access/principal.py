"""Who is signed in, and the door that knows."""

from datetime import datetime
from typing import Protocol

from domain.account.kinds import PrincipalKind
from domain.model import Model
from domain.people import PersonId
from domain.refusals import DomainError

__all__ = ["Door", "NotSignedInError", "Principal", "PrincipalKind"]


class Principal(Model):
    """
    Somebody who proved who they are: `person`, by the id that the roster knows.

    `authenticated_at`: when they last gave their credentials, by the machine's clock: decisions ask that it was lately.
    """

    person: PersonId
    kind: PrincipalKind = PrincipalKind.PERSON
    authenticated_at: datetime


class NotSignedInError(DomainError):
    """Nobody said who asks, or what they showed is not known, was changed, or has ended."""

    rule = "access.not-signed-in"


class Door(Protocol):
    """Tells who somebody is by what they show."""

    async def identify(self, bearer: str, *, used: bool = True) -> Principal:
        """
        Return who shows a token: a session's, or a system's JWT. Raises `NotSignedInError`.

        `used`: False where nobody did anything, as when a page refreshes itself: the session ends as if it had not been asked.
        """
