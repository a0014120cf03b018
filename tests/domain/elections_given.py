"""Meetings, slates and ballots as the tests of elections tell them."""

from domain.elections.ballot import Ballot, Tally
from domain.elections.meeting import Absence, AbsenceGround, Attendance, RightsGround, Suspension
from domain.elections.slate import Candidate, Electors, Seat, Slate
from domain.policy.exceptions import Waiver, WaiverLevel


def meeting(roll: int, present: int | None = None) -> Attendance:
    """A meeting of `roll` members, all present unless told."""
    return Attendance(roll=roll, present=roll if present is None else present)


def absent(person: str, *, superior: bool = True, meeting: bool = True) -> Absence:
    return Absence(
        person=person, ground=AbsenceGround.ABROAD, superior_accepts=superior, meeting_accepts=meeting
    )


def suspended(person: str) -> Suspension:
    return Suspension(person=person, ground=RightsGround.PROBATION)


def candidates(*people: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(person=person, full=True, here=True) for person in people)


def slate(
    *people: str,
    seats: int = 1,
    seat: Seat = Seat.MEMBER,
    electors: Electors = Electors.MEETING,
    runoff: bool = False,
) -> Slate:
    return Slate(seat=seat, electors=electors, seats=seats, candidates=candidates(*people), runoff=runoff)


def ballot(on: Slate, papers: int, *written_in: str, **votes: int) -> Ballot:
    """A ballot with so many papers issued, returned and valid."""
    return Ballot(
        slate=on,
        written_in=candidates(*written_in),
        issued=papers,
        returned=papers,
        valid=papers,
        tallies=tuple(Tally(person=person, votes=number) for person, number in votes.items()),
    )


def by_superior(field: str) -> Waiver:
    return Waiver(
        field=field,
        granted_by="p-9",
        level=WaiverLevel.SUPERIOR,
        document="示组〔2026〕7号",
        reason="情况特殊",
    )


def by_approver(field: str) -> Waiver:
    return Waiver(field=field, granted_by="p-8", level=WaiverLevel.APPROVER, reason="情况特殊")
