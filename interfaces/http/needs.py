"""Who asks: each address says what it needs, and one that says nothing fails a test (deny by default)."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from fastapi import Request

from access.principal import NotSignedInError, Principal
from access.step_up import check_fresh
from domain.matter.state import Matter
from domain.orders import OrgId
from domain.people import PersonId
from domain.reading import Enquiry, check_may_ask, realm
from domain.roster.directory import Directory
from interfaces.http.asked import parts_of, rates_of
from ledger.realm import Realm

_LONGEST = 8000
"""Characters of a token."""


class Need(StrEnum):
    """What an address asks of who comes."""

    NOTHING = "nothing"
    """Anybody may ask: health, the published log, the explanation of a rule."""
    SIGNED_IN = "signed-in"
    """Who may do what is decided by the desk, order by order."""
    READ = "read"
    AUDIT = "audit"
    ADMINISTER = "administer"


class Caller(NamedTuple):
    """Who asks, and about what they may; `need`: as what they came."""

    principal: Principal
    directory: Directory
    need: Need
    request: Request

    @property
    def person(self) -> PersonId:
        """The person or system."""
        return self.principal.person

    @property
    def orgs(self) -> frozenset[OrgId]:
        """The organisations they may ask about."""
        return realm(self.person, self._enquiry, self.directory, parts_of(self.request).desk.today)

    @property
    def realm(self) -> Realm:
        """The same for PostgreSQL; who may ask about any organisation may ask about what belongs to none."""
        return Realm(self.orgs and self.orgs | {Matter().org})

    def check(self, org: OrgId | None, enquiry: Enquiry | None = None) -> None:
        """Refuse a question about an organisation, or about what belongs to none. Raises `NotForYouError`."""
        about = None if org == Matter().org else org
        today = parts_of(self.request).desk.today
        check_may_ask(self.person, enquiry or self._enquiry, about, self.directory, today)

    @property
    def roots(self) -> tuple[OrgId, ...]:
        """The topmost of the organisations they may ask about."""
        orgs, today = self.orgs, parts_of(self.request).desk.today
        return tuple(
            sorted(one for one in orgs if not orgs.intersection(self.directory.path(one, today)[1:]))
        )

    @property
    def as_auditor(self) -> "Caller":
        """The same, asking as an auditor: what is refused then is theirs to know by other ways."""
        return self._replace(need=Need.AUDIT)

    def check_fresh(self) -> None:
        """Refuse who gave their credentials too long ago to decide. Raises `StepUpNeededError`."""
        parts = parts_of(self.request)
        check_fresh(self.principal, parts.now(), timedelta(minutes=parts.settings.step_up))

    @property
    def _enquiry(self) -> Enquiry:
        return Enquiry(self.need.value) if self.need is not Need.SIGNED_IN else Enquiry.READ


class Needs:
    """A dependency: who asks, when they may ask at all."""

    def __init__(self, need: Need) -> None:
        self.need = need

    async def __call__(self, request: Request) -> Caller:
        """Return who asks. Raises `NotSignedInError`, `NotForYouError`, `TooManyRequestsError`."""
        parts = parts_of(request)
        principal = await parts.door.identify(bearer_of(request))
        rates_of(request).of_person.take(principal.person)
        caller = Caller(principal, await parts.desk.directory(), self.need, request)
        if self.need is not Need.SIGNED_IN:
            caller.check(None)
        return caller


async def nothing() -> None:
    """Ask nothing: the dependency of addresses that are open to all."""


def bearer_of(request: Request) -> str:
    """Return the token of `Authorization: Bearer …`. Raises `NotSignedInError`."""
    given = request.headers.getlist("authorization")
    scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > _LONGEST or not token.isascii():
        raise NotSignedInError
    return token
