"""Numbers of elections (domain.md §5, Elections)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from domain.model import Model
from domain.policy.rule import Rule
from domain.policy.values import Number, Percent, Share


class MajorityBase(StrEnum):
    """Of whom more than half must vote for somebody; public sources contradict each other."""

    PRESENT = "present"
    """Those present and entitled to vote."""
    ELIGIBLE = "eligible"
    """All who are entitled to vote."""


Seats = Annotated[int, Field(ge=1, le=99)]


class ElectionPolicy(Model):
    """Quorum, majority, candidates and seats."""

    quorum: Share
    """Part of the eligible that must be present, at least."""
    majority: Share
    """Part of the base that must vote for somebody; more than it."""
    majority_base: Rule[MajorityBase]
    """The base of the majority."""
    candidates_excess: Percent
    """Candidates for a committee, percent of its seats, rounded up."""
    officer_candidates: Number
    """Candidates for each of secretary and deputy when the committee elects them."""
    committee_from: Number
    """Counted members from which a branch has a committee."""
    committee_seats: Rule[Annotated[tuple[Seats, ...], Field(min_length=1)]]
    """Seats a branch committee has, each a lawful number."""
    committee_seats_maximum: Number
    """Seats a branch committee has, at most."""
    deputy_maximum: Number
    """Deputies of a branch without a committee, at most."""
    congress_from: Number
    """Counted members from which delegates may meet in place of all."""

    @model_validator(mode="after")
    def _in_order(self) -> "ElectionPolicy":
        if max(self.committee_seats.value) > self.committee_seats_maximum.value:
            message = "committee_seats holds more than committee_seats_maximum"
            raise ValueError(message)
        return self
