"""The term of office: reminded, shifted, expired, renewed by an election."""

from typing import Any

import pytest

from domain.appointment.commands import CancelAppointment, OpenAppointment
from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Officer
from domain.branch.kinds import BranchMode, Office, ReelectionFailure, VacancyGround
from domain.branch.refusals import (
    GroundDoesNotHoldError,
    HeldAfterActError,
    NoTermError,
    ReelectionTooEarlyError,
    ResultPendingError,
    SecretaryVoteMissingError,
    TermShiftIntoPastError,
    TermShiftTooLongError,
    UnnamedElectedError,
    VoteTwiceError,
)
from domain.elections.errors import (
    CommitteeMissingError,
    CommitteeTooEarlyError,
    CongressTooEarlyError,
    NotOnCommitteeError,
    OfficeTwiceError,
    ProxyVotesError,
    UnusualSeatsError,
    WrongRollError,
    WrongSlatesError,
)
from domain.elections.meeting import Attendance
from domain.elections.slate import Electors, Seat
from domain.matter.commands import ExtendDeadline
from domain.matter.errors import NoSuchTaskError, NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import DeadlinePassed, DeadlineReminded
from domain.person.decider import ClaimOffice, ReleaseOffice
from domain.serials.serials import SerialClaimed
from tests.domain.branch_given import (
    DOC,
    HAN,
    INVESTOR,
    LIN,
    MEI,
    PAPER,
    SPEC,
    TAO,
    activate,
    begin,
    day,
    facts,
    living,
    partner,
    register,
    seated,
    term,
    vacancy,
)
from tests.domain.elections_given import ballot, by_approver, by_superior, meeting, slate
from tests.spec import SUN, WANG, ZHAO, Scene, by_service, did, like, time_passes

END = "2029-01-11"
"""The last day of a term that began on 12 January 2026."""


def small(counted: int = 5) -> Any:
    return living(INVESTOR, partners=(partner(counted),))


def test_the_election_is_reminded_of_six_months_ahead() -> None:
    branch = SPEC.given(*small())
    branch.do(time_passes("2028-07-09"))
    branch.do(did(c.ReportEmployees(enterprise="e-1", employees=41)))
    assert "reelect" not in waiting(branch)
    branch.do(time_passes("2028-07-10"))
    assert "reelect" in waiting(branch)


def waiting(branch: Scene) -> list[str]:
    return [one.action for one in SPEC.decider.tasks(branch.state)]


def test_a_term_that_ended_without_an_election_is_supervised_and_calls_an_appointment() -> None:
    branch = SPEC.given(*small())
    branch.do(time_passes("2029-01-10"))
    assert not branch.state.expired
    told = branch.do(time_passes(END))
    assert [type(one) for one in told if not isinstance(one, DeadlineReminded)][:4] == [
        DeadlinePassed,
        e.TermExpired,
        e.AppointmentCalled,
        SerialClaimed,
    ]
    assert branch.state.promises[-1].command_kind == OpenAppointment.kind_name()
    assert branch.state.secretary == INVESTOR


def test_an_expired_term_expires_once() -> None:
    branch = SPEC.given(*small())
    told = branch.do(time_passes("2029-06-30"))
    assert sum(isinstance(one, e.TermExpired) for one in told) == 1


def test_a_term_of_a_vacant_office_expires_too() -> None:
    branch = SPEC.given(begin(partners=(partner(5),)), activate(None))
    told = branch.do(time_passes(END))
    assert e.TermExpired in [type(one) for one in told]
    assert e.AppointmentCalled not in [type(one) for one in told]


def test_an_expired_term_can_be_called_for_again() -> None:
    branch = SPEC.given(*small(), time_passes(END))
    branch.when(did(vacancy("expiry"), by=ZHAO)).then_already_so()
    branch.when(did(vacancy("expiry", Office.FULL_TIME_DEPUTY), by=ZHAO)).then_refused(GroundDoesNotHoldError)


def shift(ends: str, *waivers: Any) -> c.ShiftTerm:
    return c.ShiftTerm(ends_on=day(ends), reason="工作需要", document=DOC, waivers=waivers)


@pytest.mark.parametrize("ends", ["2030-01-10", "2030-01-11", "2028-01-12", "2028-01-11"])
def test_the_superior_shifts_a_term_by_up_to_a_year(ends: str) -> None:
    branch = SPEC.given(*small())
    branch.when(did(shift(ends), by=ZHAO)).then(like(e.TermShifted, was=day(END), ends_on=day(ends)))
    assert branch.state.deadline("reelect").due_on == day(ends)


@pytest.mark.parametrize("ends", ["2030-01-12", "2028-01-10"])
def test_a_longer_shift_needs_an_exception(ends: str) -> None:
    branch = SPEC.given(*small())
    branch.when(did(shift(ends), by=ZHAO)).then_refused(TermShiftTooLongError, limit=1)
    branch.when(did(shift(ends, by_approver("branch.term_shift_maximum")), by=ZHAO)).then(like(e.TermShifted))


def test_all_shifts_together_are_at_most_a_year_from_the_agreed_end() -> None:
    branch = SPEC.given(*small(), did(shift("2029-12-31"), by=ZHAO))
    branch.when(did(shift("2030-01-12"), by=ZHAO)).then_refused(TermShiftTooLongError, agreed=day(END))
    branch.when(did(shift("2029-12-31"), by=ZHAO)).then_already_so()
    branch.when(did(shift("2029-12-31"), by=ZHAO)).then_already_so()


def test_nobody_extends_his_own_term() -> None:
    SPEC.given(*small()).when(did(shift("2029-06-30"), by=HAN.id)).then_refused(SelfDecisionError)


def test_a_term_does_not_end_in_the_past() -> None:
    branch = SPEC.given(*small(), time_passes("2028-08-31"))
    branch.when(did(shift("2028-08-31"), by=ZHAO)).then_refused(TermShiftIntoPastError)
    branch.when(did(shift("2028-09-01"), by=ZHAO)).then(like(e.TermShifted))


def test_an_expired_term_may_be_extended_afterwards() -> None:
    branch = SPEC.given(*small(), time_passes("2029-02-01"))
    assert branch.state.expired
    deputy = by_service(seated(LIN, which=Office.DEPUTY))
    for one in (deputy, did(vacancy("expiry", Office.DEPUTY), by=ZHAO)):
        branch.do(one)
    branch.when(did(shift("2029-12-31"), by=ZHAO)).then(
        like(e.TermShifted),
        like(e.AppointmentDropped, appointment="appointment/b-1/1"),
        like(e.AppointmentDropped, appointment="appointment/b-1/2"),
    ).promising(("appointment/b-1/1", CancelAppointment), ("appointment/b-1/2", CancelAppointment))
    assert not branch.state.expired


def test_a_shifted_term_leaves_the_appointment_to_a_vacant_office_open() -> None:
    branch = SPEC.given(*small(), time_passes("2029-02-01"), did(vacancy(), by=ZHAO))
    branch.when(did(shift("2029-12-31"), by=ZHAO)).then(like(e.TermShifted))
    running = SPEC.given(begin(partners=(partner(5),)), activate(None))
    running.when(did(shift("2029-06-30"), by=ZHAO)).then(like(e.TermShifted))


def test_a_term_is_not_shifted_once_its_election_was_held() -> None:
    branch = near_the_end()
    branch.do(did(election()))
    branch.when(did(shift("2029-06-30"), by=ZHAO)).then_refused(ResultPendingError)


def test_a_branch_without_a_term_has_none_to_shift() -> None:
    temporary = SPEC.given(begin(mode=BranchMode.TEMPORARY), activate(INVESTOR))
    temporary.when(did(shift("2027-01-01"), by=ZHAO)).then_refused(NoTermError)
    temporary.when(did(election())).then_refused(NoTermError)
    vacant = SPEC.given(begin(), activate(None))
    vacant.when(did(shift("2029-12-31"), by=ZHAO)).then(like(e.TermShifted))


def test_the_end_of_a_term_is_no_deadline_to_be_extended_otherwise() -> None:
    more = ExtendDeadline(action="reelect", days=10, reason="来不及")
    SPEC.given(*small()).when(did(more, by=ZHAO)).then_refused(NoSuchTaskError)


def secretary_vote(votes: int = 5, roll: int = 5, present: int | None = None, **more: Any) -> c.Vote:
    here = roll if present is None else present
    by = more.pop("electors", Electors.MEETING)
    on = slate("p-mei", seat=Seat.SECRETARY, electors=by)
    return c.Vote(attendance=meeting(roll, present), ballots=(ballot(on, here, **{"p-mei": votes}),), **more)


def deputy_vote(roll: int = 5) -> c.Vote:
    on = slate("p-lin", seat=Seat.DEPUTY)
    return c.Vote(attendance=meeting(roll), ballots=(ballot(on, roll, **{"p-lin": roll}),))


def election(
    held: str = "2028-12-01",
    votes: tuple[c.Vote, ...] | None = None,
    people: tuple[Officer, ...] | None = None,
    waivers: tuple[Any, ...] = (),
    **more: Any,
) -> c.RecordReelection:
    return c.RecordReelection(
        held_on=day(held),
        votes=votes or (secretary_vote(),),
        people=people or tuple(Officer(person=one) for one in (HAN, MEI, LIN, TAO)),
        minutes=PAPER,
        waivers=waivers,
        **more,
    )


def near_the_end(counted: int = 5) -> Scene:
    return SPEC.given(*small(counted), time_passes("2028-12-04"))


CONFIRM = c.ConfirmReelection(document=DOC)


def test_an_election_waits_for_the_superior_and_the_term_no_longer_ends_unnoticed() -> None:
    branch = near_the_end()
    branch.when(did(election())).then(
        like(e.ReelectionRecorded, secretary=Officer(person=MEI), deputies=(), committee=())
    )
    assert "accept_reelection" in waiting(branch)
    assert branch.state.deadline("accept_reelection").due_on == day("2028-12-19")
    assert branch.state.deadline("reelect") is None


def test_the_superior_confirms_and_a_new_term_begins_with_the_election() -> None:
    branch = near_the_end()
    branch.do(did(election(votes=(secretary_vote(), deputy_vote())), by=WANG))
    branch.when(did(CONFIRM, by=ZHAO)).then(
        like(
            e.ReelectionConfirmed,
            secretary=Officer(person=MEI),
            deputies=(Officer(person=LIN),),
            former=HAN,
            offices_limit=1,
            term=term("2028-12-01", "2031-11-30"),
        )
    ).claiming(("person/p-han", ReleaseOffice), ("person/p-mei", ClaimOffice))
    assert branch.state.deadline("reelect").due_on == day("2031-11-30")
    assert branch.state.deputy == Officer(person=LIN)


def test_a_secretary_elected_again_goes_on() -> None:
    again = c.Vote(
        attendance=meeting(5),
        ballots=(ballot(slate("p-han", seat=Seat.SECRETARY), 5, **{"p-han": 5}),),
    )
    branch = near_the_end()
    branch.do(did(election(votes=(again,))))
    branch.when(did(CONFIRM, by=ZHAO)).then(like(e.ReelectionConfirmed, former=None)).claiming(
        ("person/p-han", ClaimOffice)
    )


def test_a_vacant_office_is_filled_by_an_election_and_the_appointment_dropped() -> None:
    branch = SPEC.given(begin(partners=(partner(5),)), activate(None), time_passes("2028-12-04"))
    branch.do(did(election()))
    waiver = by_superior("appointment.offices_maximum")
    branch.when(did(c.ConfirmReelection(document=DOC, waivers=(waiver,)), by=ZHAO)).then(
        like(e.ReelectionConfirmed, former=None, offices_limit=None),
        like(e.AppointmentDropped, appointment="appointment/b-1/1"),
    ).promising(("appointment/b-1/1", CancelAppointment))


def test_neither_the_recorder_nor_the_elected_accept_the_result() -> None:
    branch = near_the_end()
    branch.do(did(election(), by=WANG))
    branch.when(did(CONFIRM, by=WANG)).then_refused(SamePersonError)
    branch.when(did(CONFIRM, by=MEI.id)).then_refused(SelfDecisionError)


def test_a_result_not_accepted_is_awaited_again() -> None:
    branch = near_the_end()
    refusal = c.RefuseReelection(reason="程序不符")
    branch.when(did(refusal, by=ZHAO)).then_refused(NotNowError)
    branch.do(did(election()))
    branch.when(did(election())).then_refused(ResultPendingError)
    branch.when(did(refusal, by=ZHAO)).then(like(e.ReelectionRefused))
    assert branch.state.deadline("reelect").due_on == day(END)
    told = branch.do(time_passes(END))
    assert e.TermExpired in [type(one) for one in told]


@pytest.mark.parametrize(("present", "quorate"), [(3, False), (4, True), (5, True)])
def test_a_meeting_without_four_fifths_has_failed(present: int, *, quorate: bool) -> None:
    vote = secretary_vote(present, present=present)
    expected = (
        like(e.ReelectionRecorded)
        if quorate
        else like(e.ReelectionFailed, reason=ReelectionFailure.NO_QUORUM)
    )
    near_the_end().when(did(election(votes=(vote,)))).then(expected)


@pytest.mark.parametrize(("votes", "elected"), [(2, False), (3, True)])
def test_a_vote_without_more_than_half_elects_no_secretary(votes: int, *, elected: bool) -> None:
    expected = (
        like(e.ReelectionRecorded)
        if elected
        else like(e.ReelectionFailed, reason=ReelectionFailure.NO_SECRETARY)
    )
    near_the_end().when(did(election(votes=(secretary_vote(votes),)))).then(expected)


@pytest.mark.parametrize(("held", "early"), [("2028-07-10", True), ("2028-07-11", False)])
def test_an_election_more_than_six_months_ahead_needs_the_superior(held: str, *, early: bool) -> None:
    branch = near_the_end()
    if not early:
        branch.when(did(election(held))).then(like(e.ReelectionRecorded))
        return
    branch.when(did(election(held))).then_refused(ReelectionTooEarlyError, earliest=day("2028-07-11"))
    excepted = election(held, waivers=(by_approver("branch.reelection_reminder"),))
    branch.when(did(excepted)).then(like(e.ReelectionRecorded))


def test_a_branch_whose_term_is_unknown_may_hold_its_election() -> None:
    known = register(
        facts(term=None, partners=(partner(None),), branch_kind=None), "term", "members", "branch_kind"
    )
    branch = SPEC.given(did(known), did(c.ConfirmRegistration(), by=SUN))
    branch.when(did(election("2026-01-05"), by=WANG)).then(like(e.ReelectionRecorded))
    branch.when(did(CONFIRM, by=ZHAO)).then_refused(NotNowError)
    kind = SPEC.given(did(register(facts(term=None), "term")), did(c.ConfirmRegistration(), by=SUN))
    kind.do(did(election("2026-01-05", (member_vote(), of_committee(Seat.SECRETARY, "p-mei"))), by=WANG))
    kind.when(did(c.RefuseReelection(reason="程序不符"), by=ZHAO)).then(
        like(e.ReelectionRefused, reelection=None)
    )


def test_a_meeting_is_not_dated_after_the_act() -> None:
    near_the_end().when(did(election("2028-12-06"))).then_refused(HeldAfterActError)
    near_the_end().when(did(election("2028-12-05"))).then(like(e.ReelectionRecorded))


def test_each_seat_is_voted_on_once_and_the_secretarys_is_among_them() -> None:
    branch = near_the_end()
    branch.when(did(election(votes=(secretary_vote(), secretary_vote())))).then_refused(VoteTwiceError)
    branch.when(did(election(votes=(deputy_vote(),)))).then_refused(SecretaryVoteMissingError)


def test_the_elected_are_named() -> None:
    nameless = election(people=(Officer(person=LIN),))
    near_the_end().when(did(nameless)).then_refused(UnnamedElectedError, person="p-mei")


def test_a_record_with_proxies_is_refused() -> None:
    vote = secretary_vote().model_copy(update={"attendance": Attendance(roll=5, present=5, proxies=1)})
    near_the_end().when(did(election(votes=(vote,)))).then_refused(ProxyVotesError)


def member_vote(roll: int = 8) -> c.Vote:
    on = slate("p-han", "p-mei", "p-lin", "p-tao", seats=3)
    cast = {"p-mei": roll, "p-lin": roll, "p-tao": roll - 1, "p-han": 1}
    return c.Vote(attendance=meeting(roll), ballots=(ballot(on, roll, **cast),))


def of_committee(seat: Seat, person: str) -> c.Vote:
    on = slate(person, seat=seat, electors=Electors.COMMITTEE)
    return c.Vote(attendance=meeting(3), ballots=(ballot(on, 3, **{person: 3}),))


@pytest.mark.parametrize(("counted", "committee"), [(6, False), (7, True), (8, True)])
def test_from_seven_members_a_committee_elects_secretary_and_deputy(counted: int, *, committee: bool) -> None:
    with_committee = (
        member_vote(counted),
        of_committee(Seat.SECRETARY, "p-mei"),
        of_committee(Seat.DEPUTY, "p-lin"),
    )
    alone = (secretary_vote(counted, counted),)
    branch = near_the_end(counted)
    if committee:
        branch.when(did(election(votes=alone))).then_refused(CommitteeMissingError)
        branch.when(did(election(votes=with_committee))).then(
            like(e.ReelectionRecorded, committee=(LIN, MEI, TAO), deputies=(Officer(person=LIN),))
        )
    else:
        branch.when(did(election(votes=with_committee))).then_refused(CommitteeTooEarlyError)
        branch.when(did(election(votes=alone))).then(like(e.ReelectionRecorded))


def test_a_committee_elects_from_among_itself() -> None:
    votes = (member_vote(), of_committee(Seat.SECRETARY, "p-han"))
    near_the_end(8).when(did(election(votes=votes))).then_refused(NotOnCommitteeError, person="p-han")


def for_three_seats(last: int, **more: int) -> c.Vote:
    """A vote of eight on three seats, in which the third has so many votes."""
    on = slate("p-han", "p-mei", "p-lin", "p-tao", seats=3)
    cast = {"p-mei": 8, "p-lin": 8, "p-tao": last} | more
    return c.Vote(attendance=meeting(8), ballots=(ballot(on, 8, **cast),))


OFFICERS = (of_committee(Seat.SECRETARY, "p-mei"), of_committee(Seat.DEPUTY, "p-lin"))


def test_a_committee_that_is_not_complete_elects_nobody() -> None:
    failed = like(e.ReelectionFailed, reason=ReelectionFailure.INCOMPLETE)
    tie = for_three_seats(5, **{"p-han": 5, "p-mei": 6})
    near_the_end(8).when(did(election(votes=(tie, *OFFICERS)))).then(failed)
    near_the_end(8).when(did(election(votes=(tie,), fewer_seats=True))).then(failed)
    near_the_end(8).when(did(election(votes=(for_three_seats(4), *OFFICERS)))).then(failed)


def test_seats_that_stayed_open_are_given_up_as_far_as_the_number_of_seats_allows() -> None:
    two = tuple(
        one.model_copy(update={"attendance": meeting(2), "ballots": (with_papers(one, 2),)})
        for one in OFFICERS
    )
    fewer = election(votes=(for_three_seats(4), *two), fewer_seats=True)
    branch = near_the_end(8)
    branch.when(did(fewer)).then_refused(UnusualSeatsError, seats=2)
    excepted = fewer.model_copy(update={"waivers": (by_approver("election.committee_seats"),)})
    branch.when(did(excepted)).then(like(e.ReelectionRecorded, committee=(LIN, MEI)))


def with_papers(vote: c.Vote, papers: int) -> Any:
    on = vote.ballots[0].slate
    return ballot(on, papers, **{on.candidates[0].person: papers})


def test_a_deputy_who_is_not_elected_leaves_the_election_without_result() -> None:
    on = slate("p-lin", seat=Seat.DEPUTY)
    nobody = c.Vote(attendance=meeting(5), ballots=(ballot(on, 5, **{"p-lin": 2}),))
    votes = (secretary_vote(), nobody)
    near_the_end().when(did(election(votes=votes))).then(
        like(e.ReelectionFailed, reason=ReelectionFailure.INCOMPLETE)
    )
    near_the_end().when(did(election(votes=votes, fewer_seats=True))).then(
        like(e.ReelectionRecorded, deputies=())
    )


def test_all_deputies_whom_a_committee_elects_are_in_office() -> None:
    on = slate("p-lin", "p-tao", seats=2, seat=Seat.DEPUTY, electors=Electors.COMMITTEE)
    two = c.Vote(attendance=meeting(3), ballots=(ballot(on, 3, **{"p-lin": 3, "p-tao": 3}),))
    branch = near_the_end(8)
    branch.do(did(election(votes=(member_vote(), OFFICERS[0], two))))
    branch.do(did(CONFIRM, by=ZHAO))
    assert branch.state.deputy == Officer(person=LIN)
    assert branch.state.further_deputies == (Officer(person=TAO),)


@pytest.mark.parametrize("electors", [Electors.MEETING, Electors.CONGRESS])
def test_where_there_is_a_committee_it_elects_the_secretary(electors: Electors) -> None:
    beside = c.Vote(
        attendance=meeting(8),
        ballots=(ballot(slate("p-mei", "p-lin", seat=Seat.SECRETARY, electors=electors), 8, **{"p-mei": 8}),),
    )
    near_the_end(8).when(did(election(votes=(member_vote(), beside)))).then_refused(WrongSlatesError)


def test_where_there_is_no_committee_none_elects() -> None:
    alone = election(votes=(of_committee(Seat.SECRETARY, "p-mei"),))
    near_the_end().when(did(alone)).then_refused(WrongSlatesError)


def test_all_members_here_are_expected_at_their_meeting_and_all_of_a_committee_at_its_own() -> None:
    near_the_end().when(did(election(votes=(secretary_vote(1, 1),)))).then_refused(
        WrongRollError, roll=1, members=5
    )
    four = c.Vote(attendance=meeting(4), ballots=(with_papers(OFFICERS[0], 4),))
    near_the_end(8).when(did(election(votes=(member_vote(), four)))).then_refused(
        WrongRollError, roll=4, members=3
    )


def test_delegates_elect_only_where_the_members_cannot_meet() -> None:
    congress = (secretary_vote(3, 3, electors=Electors.CONGRESS),)
    near_the_end().when(did(election(votes=congress))).then_refused(CongressTooEarlyError, counted=5)
    near_the_end().when(did(election(votes=congress, dispersed=True))).then(like(e.ReelectionRecorded))


def test_nobody_is_elected_secretary_and_deputy() -> None:
    both = (member_vote(), of_committee(Seat.SECRETARY, "p-mei"), of_committee(Seat.DEPUTY, "p-mei"))
    near_the_end(8).when(did(election(votes=both))).then_refused(OfficeTwiceError, person="p-mei")


def test_an_expired_term_that_is_elected_again_drops_the_appointment() -> None:
    branch = SPEC.given(*small(), time_passes("2029-02-01"))
    assert branch.state.expired
    branch.do(did(election("2029-02-02")))
    branch.when(did(CONFIRM, by=ZHAO)).then(
        like(e.ReelectionConfirmed), like(e.AppointmentDropped)
    ).promising(("appointment/b-1/1", CancelAppointment))
    assert not branch.state.expired


def test_the_expiry_appointment_knows_its_ground() -> None:
    branch = SPEC.given(*small())
    called = [one for one in branch.do(time_passes(END)) if isinstance(one, e.AppointmentCalled)]
    assert [(one.ground, one.holder) for one in called] == [(VacancyGround.EXPIRY, HAN)]
