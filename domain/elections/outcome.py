"""Who is elected."""

from pydantic import Field

from domain.elections.ballot import Ballot, Tally
from domain.elections.meeting import Attendance
from domain.model import Count, Model
from domain.people import PersonId
from domain.policy.election import MajorityBase
from domain.policy.policy import Policy


class Outcome(Model):
    """
    What a ballot, or several of one election, came to.

    `elected`: in the order of ballots, in each by votes, equal votes by id. Every seat is filled by one of them, or
    waits for the second ballot among those who tied (`tied_seats`), or stays open (`open_seats`: another ballot, or
    fewer seats). `void`: the last ballot had no effect.
    """

    elected: tuple[PersonId, ...] = ()
    second_ballot_among: tuple[PersonId, ...] = ()
    tied_seats: Count = 0
    open_seats: Count = 0
    void: bool = Field(default=False, description="more papers were returned than issued")

    @property
    def complete(self) -> bool:
        """Whether every seat is filled."""
        return not self.tied_seats and not self.open_seats


def votes_needed(attendance: Attendance, policy: Policy) -> int:
    """
    How many votes elect: more than half of the base (超过半数).

    The base is those present and entitled, or all eligible, as the policy says. Source: E, X (`election.majority`,
    `election.majority_base`).
    """
    present = policy.election.majority_base.value is MajorityBase.PRESENT
    return policy.election.majority.value.more_than(attendance.present if present else attendance.eligible)


def count(ballot: Ballot, attendance: Attendance, policy: Policy) -> Outcome:
    """
    Return the result of one ballot that passed `check_ballot`.

    Elected is who has the majority; of more than there are seats, who has most votes; those who tie for the last seats
    go to a second ballot, where they need no further majority: most votes win, and another tie is put to the vote again.
    Source: E.
    """
    if ballot.void:
        return _without_effect(ballot)
    if ballot.slate.runoff:
        return _fill(ballot.slate.seats, _of_all(ballot))
    needed = votes_needed(attendance, policy)
    return _fill(ballot.slate.seats, [tally for tally in ballot.tallies if tally.votes >= needed])


def _without_effect(ballot: Ballot) -> Outcome:
    slate = ballot.slate
    if not slate.runoff:
        return Outcome(open_seats=slate.seats, void=True)
    tied = tuple(sorted(candidate.person for candidate in slate.candidates))
    return Outcome(second_ballot_among=tied, tied_seats=slate.seats, void=True)


def _of_all(ballot: Ballot) -> list[Tally]:
    votes = {tally.person: tally.votes for tally in ballot.tallies}
    return [
        Tally(person=candidate.person, votes=votes.get(candidate.person, 0))
        for candidate in ballot.slate.candidates
    ]


def _fill(seats: int, winners: list[Tally]) -> Outcome:
    ranked = sorted(winners, key=_by_votes)
    if len(ranked) <= seats:
        return Outcome(elected=_people(ranked), open_seats=seats - len(ranked))
    last, next_one = ranked[seats - 1].votes, ranked[seats].votes
    if last > next_one:
        return Outcome(elected=_people(ranked[:seats]))
    elected = [tally for tally in ranked if tally.votes > last]
    tied = [tally for tally in ranked if tally.votes == last]
    return Outcome(
        elected=_people(elected), second_ballot_among=_people(tied), tied_seats=seats - len(elected)
    )


def _by_votes(tally: Tally) -> tuple[int, PersonId]:
    return (-tally.votes, tally.person)


def _people(tallies: list[Tally]) -> tuple[PersonId, ...]:
    return tuple(tally.person for tally in tallies)
