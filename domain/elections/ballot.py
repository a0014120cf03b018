"""What a ballot's record says, and what it cannot say."""

from collections.abc import Collection

from pydantic import Field

from domain.elections.errors import (
    CandidateSuspendedError,
    MoreIssuedThanPresentError,
    MoreReturnedThanIssuedError,
    MoreValidThanReturnedError,
    MoreVotesThanSeatsError,
    MoreVotesThanValidError,
    NotOnCommitteeError,
    TalliedTwiceError,
    TalliedUnknownError,
)
from domain.elections.meeting import Attendance
from domain.elections.slate import Candidate, Slate, check_can_be_elected, check_slate
from domain.model import Count, Model
from domain.people import PersonId
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy


class Tally(Model):
    """How many voted for one person."""

    person: PersonId = Field(title="被选举人", description="the person")
    votes: Count = Field(title="赞成票", description="votes in favour")


class Ballot(Model):
    """
    One ballot as recorded: papers issued, returned and valid, and the votes for each person.

    `written_in`: people beside the slate for whom somebody voted (另选他人). Who has no tally has no vote.
    """

    slate: Slate = Field(title="候选人名单", description="seats and candidates")
    written_in: tuple[Candidate, ...] = Field(
        default=(), max_length=200, title="另选人", description="voted for beside the slate"
    )
    issued: Count = Field(title="发出选票", description="papers issued")
    returned: Count = Field(title="收回选票", description="papers returned")
    valid: Count = Field(title="有效选票", description="papers that count")
    tallies: tuple[Tally, ...] = Field(
        default=(), max_length=400, title="得票", description="votes per person"
    )

    @property
    def void(self) -> bool:
        """More papers came back than were issued: nothing of it counts, the vote is repeated. Source: E."""
        return self.returned > self.issued

    @property
    def standing(self) -> tuple[Candidate, ...]:
        """All who could get votes: on the slate, then written in."""
        return self.slate.candidates + self.written_in


def check_ballot(
    ballot: Ballot, attendance: Attendance, policy: Policy, waivers: tuple[Waiver, ...] = ()
) -> None:
    """
    Refuse a ballot whose slate is unlawful or whose numbers cannot be.

    A void ballot is lawful to record: `count` gives it no effect. Source: E, E5.
    """
    check_slate(ballot.slate, policy, waivers)
    _check_standing(ballot, attendance)
    _check_papers(ballot, attendance)
    _check_votes(ballot)


def check_not_void(ballot: Ballot) -> None:
    """Refuse a void ballot where only one with effect will do. Source: E."""
    if ballot.void:
        raise MoreReturnedThanIssuedError(ballot.returned, ballot.issued)


def check_from_committee(ballot: Ballot, committee: Collection[PersonId]) -> None:
    """Refuse officers of a committee who are not among its members. Source: B21."""
    for candidate in ballot.standing:
        if candidate.person not in committee:
            raise NotOnCommitteeError(candidate.person)


def _check_standing(ballot: Ballot, attendance: Attendance) -> None:
    check_can_be_elected(ballot.standing)
    standing = {candidate.person for candidate in ballot.standing}
    for suspension in attendance.suspensions:
        if suspension.person in standing:
            raise CandidateSuspendedError(suspension.person)


def _check_papers(ballot: Ballot, attendance: Attendance) -> None:
    if ballot.issued > attendance.present:
        raise MoreIssuedThanPresentError(ballot.issued, attendance.present)
    if ballot.valid > ballot.returned:
        raise MoreValidThanReturnedError(ballot.valid, ballot.returned)


def _check_votes(ballot: Ballot) -> None:
    standing = {candidate.person for candidate in ballot.standing}
    tallied: set[PersonId] = set()
    for tally in ballot.tallies:
        if tally.person in tallied:
            raise TalliedTwiceError(tally.person)
        if tally.person not in standing:
            raise TalliedUnknownError(tally.person)
        if tally.votes > ballot.valid:
            raise MoreVotesThanValidError(tally.person, tally.votes, ballot.valid)
        tallied.add(tally.person)
    cast = sum(tally.votes for tally in ballot.tallies)
    if cast > ballot.valid * ballot.slate.seats:
        raise MoreVotesThanSeatsError(cast, ballot.valid * ballot.slate.seats)
