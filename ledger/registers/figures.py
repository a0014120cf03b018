"""The figures that operators and auditors ask for, and in which of them a row of a register counts (domain.md §11)."""

from enum import StrEnum


class Figure(StrEnum):
    """
    A count over rows, or a share of two of them. Source: domain.md §11.

    A row names the figures it counts in, so that every figure opens into exactly the rows it counted.
    """

    BASE = "base"
    """Enterprises: private, operating, investigated. The one denominator; S1, S3."""
    ORGANISATION = "organisation"
    """Of the base: covered by an organisation, independent, joint or affiliated; S6, S7."""
    INDEPENDENT = "independent"
    """Of the base: with an organisation of its own; S6."""
    JOINT = "joint"
    """Of the base: with others in one organisation; S7."""
    AFFILIATED = "affiliated"
    """Of the base: with a host; S7."""
    WORK = "work"
    """Of the base: work coverage; S8."""
    PRIORITY_BASE = "priority_base"
    """Of the base: those with priority; S2."""
    PRIORITY = "priority"
    """Of those with priority: covered by an organisation; S2, S6, S7."""
    UNINVESTIGATED = "uninvestigated"
    """Operating and not known to be excluded, but nothing is concluded yet: outside the base; S3."""
    FOUNDED = "founded"
    """Enterprises whose organisation was set up after an investigation; the days between the two are its measure; S3."""
    TERMS = "terms"
    """Living branches whose term is known; S16."""
    TERMS_ENDING = "terms_ending"
    """Of these: the term ends within the months for which policy reminds of it, or has ended."""
    FILINGS = "filings"
    """Filings that were not withdrawn; S18."""
    LATE = "late"
    """Of these: submitted later than policy allows; S18."""
    OVERDUE = "overdue"
    """Tasks whose deadline has passed; S53, S54."""
    STARS = "stars"
    """Evaluations of the last round that carry a star, against the places of the quota; S22."""
