"""What the elections of a meeting, and of the committee it elects, come to together. Source: E, E14, B21."""

from collections.abc import Iterable, Mapping

from domain.elections.ballot import check_from_committee
from domain.elections.bodies import Leadership, check_congress
from domain.elections.errors import OfficeTwiceError, WrongSlatesError
from domain.elections.outcome import Outcome
from domain.elections.rounds import Ballots
from domain.elections.slate import Electors, Seat, Slate
from domain.model import Model
from domain.people import PersonId
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy


class Elected(Model):
    """Who was elected, by id, as ballots name people. `secretary`: none while a committee has still to elect."""

    secretary: PersonId | None = None
    deputies: tuple[PersonId, ...] = ()
    committee: tuple[PersonId, ...] = ()

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody's id."""
        secretary = frozenset({self.secretary} if self.secretary else ())
        return secretary.union(self.deputies, self.committee)


def check_fit(slates: Iterable[Slate], leadership: Leadership) -> None:
    """Refuse slates that do not fit the leadership: each seat voted on once, by whom it belongs to. Source: E14, B21."""
    slates = tuple(slates)
    electors = {one.electors for one in slates if one.electors is not Electors.COMMITTEE}
    _check_told(slates, _expected(leadership), fit=len(electors) == 1)


def check_officers_fit(slates: Iterable[Slate], leadership: Leadership) -> None:
    """Refuse other slates than those a committee votes on. Source: B21."""
    _check_told(tuple(slates), _officers(leadership, "committee"))


def check_electors(
    slates: Iterable[Slate], counted: int, policy: Policy, waivers: tuple[Waiver, ...], *, dispersed: bool
) -> None:
    """Refuse a congress where all can meet, unless excepted. Source: E4."""
    if any(one.electors is Electors.CONGRESS for one in slates):
        check_congress(counted, policy, waivers, dispersed=dispersed)


def check_own(elections: Iterable[Ballots], committee: tuple[PersonId, ...]) -> None:
    """Refuse officers of a committee who are not among its members, written in ones included. Source: B21."""
    for ballots in elections:
        for ballot in ballots:
            check_from_committee(ballot, committee)


def is_filled(seat: Seat, outcome: Outcome, *, fewer_seats: bool) -> bool:
    """
    Whether an election filled its seats.

    `fewer_seats`: seats of committee and deputies that stayed open are given up; those of a tie never are. Source: E.
    """
    given_up = fewer_seats and seat is not Seat.SECRETARY and not outcome.tied_seats and not outcome.void
    return outcome.complete or given_up


def elected_by(outcomes: Mapping[Seat, Outcome], *, fewer_seats: bool) -> Elected | None:
    """Return who was elected, or None when the elections have no complete result. Source: E."""
    if not all(is_filled(seat, outcome, fewer_seats=fewer_seats) for seat, outcome in outcomes.items()):
        return None
    secretaries = _elected(outcomes, Seat.SECRETARY)
    elected = Elected(
        secretary=secretaries[0] if secretaries else None,
        deputies=_elected(outcomes, Seat.DEPUTY),
        committee=_elected(outcomes, Seat.MEMBER),
    )
    if elected.secretary in elected.deputies:
        raise OfficeTwiceError(str(elected.secretary))
    return elected


def _elected(outcomes: Mapping[Seat, Outcome], seat: Seat) -> tuple[PersonId, ...]:
    return outcomes[seat].elected if seat in outcomes else ()


def _check_told(slates: tuple[Slate, ...], expected: list[str], *, fit: bool = True) -> None:
    given = sorted(map(_told, slates))
    if given != expected or not fit or any(one.runoff for one in slates):
        raise WrongSlatesError(", ".join(expected), ", ".join(given))


def _expected(leadership: Leadership) -> list[str]:
    if not leadership.seats:
        return _officers(leadership, "meeting")
    return sorted([f"{Seat.MEMBER}:{leadership.seats}:meeting", *_officers(leadership, "committee")])


def _officers(leadership: Leadership, electors: str) -> list[str]:
    deputies = [f"{Seat.DEPUTY}:{leadership.deputies}:{electors}"] if leadership.deputies else []
    return sorted([f"{Seat.SECRETARY}:1:{electors}", *deputies])


def _told(slate: Slate) -> str:
    electors = "committee" if slate.electors is Electors.COMMITTEE else "meeting"
    return f"{slate.seat}:{slate.seats}:{electors}"
