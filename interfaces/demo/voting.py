"""Slates, attendance and ballots of the stories' meetings: who comes votes for whoever stands first."""

from collections.abc import Sequence

from domain.elections.ballot import Ballot, Tally
from domain.elections.meeting import Attendance
from domain.elections.slate import Candidate, Electors, Seat, Slate
from domain.people import Person


def slate(seat: Seat, electors: Electors, seats: int, people: Sequence[Person]) -> Slate:
    """Return a slate of full members of the branch."""
    standing = tuple(Candidate(person=one.id, full=True, here=True) for one in people)
    return Slate(seat=seat, electors=electors, seats=seats, candidates=standing)


def attendance(roll: int, present: int | None = None) -> Attendance:
    """Return who was expected and who came; all, if not told."""
    return Attendance(roll=roll, present=roll if present is None else present)


def unanimous(slate: Slate, voters: int) -> tuple[Ballot, ...]:
    """Return one ballot in which everybody votes for those who stand first, as many as there are seats."""
    tallies = tuple(Tally(person=one.person, votes=voters) for one in slate.candidates[: slate.seats])
    return (Ballot(slate=slate, issued=voters, returned=voters, valid=voters, tallies=tallies),)
