"""What a section must be, to be a section at all. Source: S1; domain.md §4."""

from collections import Counter
from datetime import date

from domain.investigation.refusals import (
    FullSinceError,
    InvestorNameError,
    MainInvestorError,
    MemberTwiceError,
    SharesError,
)
from domain.investigation.sections import Investors, Member, Members, Membership, Section

WHOLE = 10_000
"""All shares together, in basis points: an identity, not a policy."""


def check_section(section: Section, observed_on: date) -> None:
    """Refuse a section that contradicts itself."""
    if isinstance(section, Investors):
        _check_investors(section)
    elif isinstance(section, Members):
        _check_members(section, observed_on)


def _check_investors(section: Investors) -> None:
    total = sum(one.share or 0 for one in section.investors)
    if total > WHOLE:
        raise SharesError(total, WHOLE)
    for number, one in enumerate(section.investors, start=1):
        if (one.person is None) == (one.organisation is None):
            raise InvestorNameError(number)
    named = sum(one.main for one in section.investors)
    if named > 1:
        raise MainInvestorError(named)


def _check_members(section: Members, observed_on: date) -> None:
    times = Counter(one.person.id for one in section.members)
    for person, count in times.items():
        if count > 1:
            raise MemberTwiceError(person)
    for member in section.members:
        if not _possible(member, observed_on):
            raise FullSinceError(member.person.id, member.membership)


def _possible(member: Member, observed_on: date) -> bool:
    if member.full_since is None:
        return True
    return member.membership == Membership.FULL and member.full_since <= observed_on
