"""
Who may ask: role x kind of question x place in the tree, as one pure table (查阅权限). Deny by default.

What a person may ask about is every organisation where an office of theirs lies, and all below it today; offices under
a delegation included. Who only guides an organisation sees nothing of it by that. Source: domain.md §2 [P].
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from domain.orders import OrgId, Role
from domain.people import PersonId
from domain.refusals import DomainError
from domain.roster.directory import Directory

_PEOPLE = frozenset(Role) - {Role.SERVICE, Role.UPSTREAM}


class Enquiry(StrEnum):
    """What is asked for."""

    READ = "read"
    """查阅: cases, their stories, work, registers, figures."""
    AUDIT = "audit"
    """审计: replay, conformance, proofs, evidence, refusals on record."""
    ADMINISTER = "administer"
    """管理: accounts, upstream sources, dead letters, subscribers."""


ROLES: dict[Enquiry, frozenset[Role]] = {
    Enquiry.READ: _PEOPLE,
    Enquiry.AUDIT: frozenset({Role.AUDITOR}),
    Enquiry.ADMINISTER: frozenset({Role.ADMIN}),
}


NO_ORG = "-"
"""What a refusal names where no organisation is asked about."""


class NotForYouError(DomainError):
    """The person holds no office that lets them ask this there."""

    rule = "permission.not-for-you"

    def __init__(self, person: PersonId, enquiry: Enquiry, org: OrgId | None, roles: Sequence[Role]) -> None:
        super().__init__(person=person, enquiry=enquiry, org=org or NO_ORG, roles=roles)


def realm(person: PersonId, enquiry: Enquiry, directory: Directory, on: date) -> frozenset[OrgId]:
    """Return the organisations about which a person may ask on a day; none: about nothing."""
    roots = {one.org for one in directory.offices(person, on) if one.role in ROLES[enquiry]}
    return frozenset(org for root in roots for org in directory.below(root, on))


def check_may_ask(
    person: PersonId, enquiry: Enquiry, org: OrgId | None, directory: Directory, on: date
) -> None:
    """
    Refuse a question about an organisation, or about what belongs to none (`None`: a rule, a code, the journal's seal).

    Raises `NotForYouError`.
    """
    offices = [one for one in directory.offices(person, on) if one.role in ROLES[enquiry]]
    if org is None:
        if offices:
            return
    elif {one.org for one in offices}.intersection(directory.path(org, on)):
        return
    raise NotForYouError(person, enquiry, org, sorted(ROLES[enquiry]))
