"""What was counted. Every number is an integer; a share is a part and a whole, and is divided at the edge only."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.figures import Figure
from domain.model import Count, Model
from domain.orders import OrgId

OF_WHOLE = {
    Figure.ORGANISATION: Figure.BASE,
    Figure.INDEPENDENT: Figure.BASE,
    Figure.JOINT: Figure.BASE,
    Figure.AFFILIATED: Figure.BASE,
    Figure.WORK: Figure.BASE,
    Figure.PRIORITY: Figure.PRIORITY_BASE,
    Figure.TERMS_ENDING: Figure.TERMS,
    Figure.LATE: Figure.FILINGS,
}
"""Of which figure another is a share. Source: domain.md §11."""


class Share(NamedTuple):
    """`part` of `whole`; there is no rate of nothing."""

    part: int
    whole: int

    @property
    def tenths(self) -> int | None:
        """In tenths of a percent, rounded half up; None of nothing."""
        return (2000 * self.part + self.whole) // (2 * self.whole) if self.whole else None


class Figures(Model):
    """
    The figures of one organisation and those below it; of everybody, where it is None. Source: domain.md §11; S1–S18.

    Each is named as in `Figure`. `days_median`, `days_p90`: from the investigation to the organisation, calendar days
    that half, or nine tenths, of the enterprises in `founded` needed at most; None while nothing was founded.
    """

    org: OrgId | None
    base: Count = 0
    organisation: Count = 0
    independent: Count = 0
    joint: Count = 0
    affiliated: Count = 0
    work: Count = 0
    priority_base: Count = 0
    priority: Count = 0
    uninvestigated: Count = 0
    founded: Count = 0
    days_median: int | None = None
    days_p90: int | None = None
    terms: Count = 0
    terms_ending: Count = 0
    filings: Count = 0
    late: Count = 0
    overdue: Count = 0
    stars: Count = 0

    def count(self, figure: Figure) -> int:
        """Return the number that counts in a figure."""
        number: int = getattr(self, figure.value)
        return number

    def share(self, figure: Figure) -> Share:
        """Return a figure as a share of its whole. Raises `KeyError` for one that is no share."""
        return Share(self.count(figure), self.count(OF_WHOLE[figure]))


class OverdueStep(Model):
    """How many tasks of a step are overdue in one organisation and those below it. Source: domain.md §11; S53, S54."""

    org: OrgId
    step: str
    counted: Count


class QuotaFilled(Model):
    """
    The stars of one cohort of a ranked round against the places of their quota. Source: domain.md §§9, 11; S22.

    `org`: the line it counts in, `round_org`: who holds the round; `base`: of how many the places are a share.
    """

    org: OrgId
    round: str
    round_org: OrgId
    year: int
    scheme: str
    base: Count
    star: int
    places: Count
    awarded: Count


class FoundedCase(Model):
    """An enterprise whose organisation was set up, and since when an investigation had asked for it."""

    org: OrgId
    enterprise: str
    name: str
    investigation: str
    decided_on: date
    establishment: str
    founded_on: date
    days: int


class OverdueTask(Model):
    """A task whose deadline has passed."""

    stream: str
    org: OrgId
    step: str
    role: str
    due_on: date | None


def paired(now: Sequence[Figures], before: Sequence[Figures]) -> list[tuple[Figures, Figures]]:
    """Return lines of two days side by side; what one of the days does not have was nothing then."""
    later, earlier = {one.org: one for one in now}, {one.org: one for one in before}
    orgs = [*later, *(org for org in earlier if org not in later)]
    return [(later.get(org) or Figures(org=org), earlier.get(org) or Figures(org=org)) for org in orgs]
