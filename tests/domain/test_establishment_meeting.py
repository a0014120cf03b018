"""From the candidates to officers in office; shortfalls and repetitions. Source: domain.md §5; E, E14, B21."""

from datetime import date
from typing import Any

import pytest

from domain.branch.service_commands import AbandonBranch, ActivateBranch
from domain.elections.bodies import Leadership
from domain.elections.electing import Elected
from domain.elections.errors import (
    CommitteeMissingError,
    CommitteeTooEarlyError,
    CongressTooEarlyError,
    NotOnCommitteeError,
    OfficeTwiceError,
    QuorumNotMetError,
    TooFewCommitteeCandidatesError,
    UnusualSeatsError,
    WrongRollError,
    WrongSlatesError,
)
from domain.elections.slate import Electors, Seat
from domain.enterprise.claims import ReleaseClaim
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment import refusals as r
from domain.establishment.modes import MeetingFailure, Mode, RepetitionChoice, ShortfallChoice
from domain.matter.errors import NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import DeadlinePassed
from domain.person.decider import ClaimOffice
from domain.rules import AdoptedPolicy
from tests.domain.elections_given import absent, ballot, by_approver, by_superior, meeting, slate
from tests.domain.establishment_given import (
    ACCEPT,
    BY_COMMITTEE,
    COMMITTEE,
    DECLINE,
    HEAD,
    MEMBERS,
    MEMBERS_VOTE,
    REFUSE_SECRETARY,
    SECRETARY,
    SECRETARY_APPROVED,
    SPEC,
    approved,
    candidates,
    committee_held,
    convene,
    convened,
    elected,
    given,
    held,
    of_members,
    officers,
    report,
    reported,
    short_meeting,
)
from tests.policies import default_policy, policy_with
from tests.spec import LI, QIAN, WANG, ZHAO, Did, did, like, time_passes

SEVEN = of_members(7)


def approving(command: c.ApproveCandidates, by: str = ZHAO, on: str = "2026-03-12") -> Did:
    return did(command, by=by, on=on)


def recorded(command: Any, by: str = LI, on: str = "2026-03-20") -> Did:
    return did(command, by=by, on=on)


# candidates


def test_candidates_are_approved_before_the_vote() -> None:
    scene = given(*approved())
    scene.when(did(convene(), on="2026-03-11")).then_refused(NotNowError)
    scene.when(approving(candidates())).then(like(e.CandidatesApproved)).waiting(
        "founding_meeting", "file_establishment"
    )
    assert scene.state.deadline("approve_candidates") is None


def test_neither_the_applicant_nor_a_candidate_approves_the_candidates() -> None:
    given(*approved()).when(approving(candidates(), by=WANG)).then_refused(SamePersonError)
    given(*approved()).when(approving(candidates(), by=HEAD)).then_refused(SelfDecisionError)


@pytest.mark.parametrize(("counted", "committee"), [(6, False), (7, True), (8, True)])
def test_a_committee_from_seven_members(counted: int, committee: bool) -> None:  # noqa: FBT001
    scene = given(*approved(of_members(counted)))
    right, wrong = (COMMITTEE, candidates()) if committee else (candidates(), COMMITTEE)
    error = CommitteeMissingError if committee else CommitteeTooEarlyError
    scene.when(approving(wrong)).then_refused(error)
    scene.when(approving(right)).then(like(e.CandidatesApproved))


def of_seats(seats: int, stand: int) -> c.ApproveCandidates:
    members = slate(*(f"m-{number}" for number in range(1, stand + 1)), seats=seats)
    return candidates(members, BY_COMMITTEE, leadership=Leadership(seats=seats))


@pytest.mark.parametrize(
    ("seats", "error"), [(2, UnusualSeatsError), (3, None), (4, UnusualSeatsError), (5, None)]
)
def test_a_committee_has_three_or_five_seats(seats: int, error: type | None) -> None:
    outcome = given(*approved(SEVEN)).when(approving(of_seats(seats, seats + 1)))
    if error is None:
        outcome.then(like(e.CandidatesApproved))
    else:
        outcome.then_refused(error)


@pytest.mark.parametrize(("stand", "enough"), [(3, False), (4, True), (5, True)])
def test_more_stand_than_are_elected(stand: int, enough: bool) -> None:  # noqa: FBT001
    outcome = given(*approved(SEVEN)).when(approving(of_seats(3, stand)))
    if enough:
        outcome.then(like(e.CandidatesApproved))
    else:
        outcome.then_refused(TooFewCommitteeCandidatesError, needed=4, percent=120)


DEPUTY = slate("m-2", seat=Seat.DEPUTY)


@pytest.mark.parametrize(
    "slates",
    [
        (SECRETARY, DEPUTY),
        (DEPUTY,),
        (slate(HEAD, "m-2", seat=Seat.SECRETARY, seats=2),),
        (BY_COMMITTEE,),
        (slate(HEAD, "m-2", seat=Seat.SECRETARY, runoff=True),),
    ],
)
def test_slates_fit_the_leadership(slates: Any) -> None:
    given(*approved()).when(approving(candidates(*slates))).then_refused(WrongSlatesError)


def test_all_of_a_meeting_are_the_same_electors() -> None:
    mixed = candidates(
        slate(HEAD, seat=Seat.SECRETARY),
        slate("m-2", seat=Seat.DEPUTY, electors=Electors.CONGRESS),
        leadership=Leadership(seats=0, deputies=1),
        dispersed=True,
    )
    given(*approved()).when(approving(mixed)).then_refused(WrongSlatesError)


@pytest.mark.parametrize(("counted", "enough"), [(499, False), (500, True), (501, True)])
def test_delegates_from_five_hundred(counted: int, enough: bool) -> None:  # noqa: FBT001
    members = slate("m-1", "m-2", "m-3", "m-4", seats=3, electors=Electors.CONGRESS)
    large = of_members(counted, kind="committee")
    command = candidates(members, BY_COMMITTEE, leadership=Leadership(seats=3))
    outcome = given(*approved(large)).when(approving(command))
    if enough:
        outcome.then(like(e.CandidatesApproved))
    else:
        outcome.then_refused(CongressTooEarlyError)
        outcome.scene.when(approving(command.model_copy(update={"dispersed": True}))).then(
            like(e.CandidatesApproved)
        )


def test_officers_of_a_committee_stand_for_it() -> None:
    stranger = slate("m-9", seat=Seat.SECRETARY, electors=Electors.COMMITTEE)
    command = candidates(MEMBERS, stranger, leadership=Leadership(seats=3))
    given(*approved(SEVEN)).when(approving(command)).then_refused(r.OfficerNotCandidateError, person="m-9")


# convening


def test_the_meeting_is_called_for_today_or_later_and_may_be_put_off() -> None:
    scene = given(*approved(), approving(candidates()))
    scene.when(did(convene("2026-03-12"), on="2026-03-13")).then_refused(r.MeetingDateError)
    scene.when(did(convene("2026-03-13"), on="2026-03-13")).then(like(e.FoundingMeetingConvened)).waiting(
        "founding_meeting", "file_establishment"
    )
    scene.when(did(convene("2026-03-13"), on="2026-03-13")).then_already_so()
    scene.when(did(convene("2026-03-20"), on="2026-03-13")).then(like(e.FoundingMeetingConvened))


# the meeting


def test_a_meeting_elects_the_secretary() -> None:
    given(*convened()).when(recorded(held())).then(
        like(e.FoundingMeetingHeld, elected=Elected(secretary=HEAD))
    ).waiting("report_result", "file_establishment")


@pytest.mark.parametrize(
    ("day", "on", "possible"),
    [
        ("2026-03-19", "2026-03-23", False),
        ("2026-03-20", "2026-03-23", True),
        ("2026-03-23", "2026-03-23", True),
        ("2026-03-24", "2026-03-23", False),
    ],
)
def test_a_meeting_lies_between_the_day_it_was_called_for_and_its_record(
    day: str, on: str, *, possible: bool
) -> None:
    outcome = given(*convened()).when(recorded(held(held_on=date.fromisoformat(day)), on=on))
    if possible:
        outcome.then(like(e.FoundingMeetingHeld))
    else:
        outcome.then_refused(r.MeetingDateError)


@pytest.mark.parametrize(("present", "quorate"), [(3, False), (4, True), (5, True)])
def test_four_fifths_are_present(present: int, quorate: bool) -> None:  # noqa: FBT001
    scene = given(*convened(of_members(5)))
    if not quorate:
        scene.when(recorded(held(present=present, roll=5))).then_refused(QuorumNotMetError)
        scene.when(recorded(short_meeting(present, 5))).then(
            like(e.FoundingMeetingFailed, failure=MeetingFailure.NO_QUORUM)
        )
    else:
        scene.when(recorded(held(present=present, roll=5))).then(like(e.FoundingMeetingHeld))


def test_an_accepted_absence_is_not_expected() -> None:
    away = meeting(5, 3).model_copy(update={"absences": (absent("m-5"),)})
    outcome = given(*convened(of_members(5))).when(recorded(held(present=3, attendance=away, elections=())))
    outcome.then(like(e.FoundingMeetingFailed))
    two = away.model_copy(update={"absences": (absent("m-5"), absent("m-4"))})
    vote = (ballot(SECRETARY, 3, **{HEAD: 3}),)
    given(*convened(of_members(5))).when(recorded(held(vote, attendance=two))).then(
        like(e.FoundingMeetingHeld)
    )


@pytest.mark.parametrize(("votes", "is_elected"), [(2, False), (3, True), (4, True)])
def test_more_than_half_of_those_present(votes: int, is_elected: bool) -> None:  # noqa: FBT001
    vote = (ballot(SECRETARY, 4, **{HEAD: votes}),)
    outcome = given(*convened(of_members(4))).when(recorded(held(vote, present=4, roll=4)))
    if is_elected:
        outcome.then(like(e.FoundingMeetingHeld))
    else:
        outcome.then(like(e.FoundingMeetingFailed, failure=MeetingFailure.NO_RESULT, failures=1))


def test_a_meeting_is_judged_by_the_policy_of_its_day() -> None:
    lenient = policy_with("election.quorum", value={"numerator": 1, "denominator": 2})
    later = AdoptedPolicy(since=date(2026, 3, 20), policy=lenient)
    spec = SPEC.under(default_policy(), later=(later,))
    for day, outcome in (("2026-03-19", False), ("2026-03-20", True)):
        command = held(present=2, held_on=date.fromisoformat(day))
        told = spec.given(*convened()).when(recorded(command))
        assert (told.refused is None) is outcome


@pytest.mark.parametrize(("roll", "held_with"), [(5, False), (6, True), (7, False)])
def test_the_roll_is_the_counted_members(roll: int, *, held_with: bool) -> None:
    six = (ballot(SECRETARY, roll, **{HEAD: roll}),)
    outcome = given(*convened(of_members(6))).when(recorded(held(six, present=roll, roll=roll)))
    if held_with:
        outcome.then(like(e.FoundingMeetingHeld))
    else:
        outcome.then_refused(r.RollNotCountedError, roll=roll, counted=6)


def test_a_new_number_of_members_is_reported_before_the_roll_of_the_meeting() -> None:
    scene = given(*convened(of_members(6)))
    five = held((ballot(SECRETARY, 5, **{HEAD: 5}),), present=5, roll=5)
    scene.when(did(c.ReportMembers(counted=5), by=LI, on="2026-03-18")).then(
        like(e.MembersCounted, counted=5, deadlines=())
    ).waiting("founding_meeting", "file_establishment")
    scene.when(recorded(five)).then(like(e.FoundingMeetingHeld))


@pytest.mark.parametrize(("counted", "waiting"), [(6, "founding_meeting"), (7, "approve_candidates")])
def test_candidates_are_approved_afresh_when_the_members_elect_other_bodies(
    counted: int, waiting: str
) -> None:
    scene = given(*convened())
    scene.when(did(c.ReportMembers(counted=counted), by=LI, on="2026-03-18")).then(
        like(e.MembersCounted, counted=counted)
    ).waiting(waiting, "file_establishment")
    earlier = given(*approved())
    earlier.when(did(c.ReportMembers(counted=counted), by=LI, on="2026-03-18")).then(
        like(e.MembersCounted, deadlines=())
    )


def test_the_approved_slate_is_voted_on() -> None:
    other = slate("m-2", seat=Seat.SECRETARY)
    given(*convened()).when(recorded(held((ballot(other, 3, **{"m-2": 3}),)))).then_refused(
        r.SlateNotApprovedError, seat="secretary"
    )
    deputy = (ballot(DEPUTY, 3, **{"m-2": 3}),)
    given(*convened()).when(recorded(held(deputy))).then_refused(
        r.WrongElectionsError, expected="secretary", given="deputy"
    )


def test_who_was_written_in_may_stand_in_the_next_ballot_nobody_else() -> None:
    first = ballot(SECRETARY, 3, "m-2", **{"m-2": 1})
    second = ballot(slate("m-2", seat=Seat.SECRETARY), 3, **{"m-2": 3})
    third = ballot(slate("m-3", seat=Seat.SECRETARY), 3, **{"m-3": 3})
    given(*convened()).when(recorded(held((first, second)))).then(
        like(e.FoundingMeetingHeld, elected=Elected(secretary="m-2"))
    )
    given(*convened()).when(recorded(held((first, third)))).then_refused(r.SlateNotApprovedError)


WITH_DEPUTY = candidates(SECRETARY, DEPUTY, leadership=Leadership(seats=0, deputies=1))
SECRETARY_VOTE = (ballot(SECRETARY, 3, **{HEAD: 3}),)


def test_a_deputy_may_stay_open_the_secretary_not() -> None:
    open_deputy = (ballot(DEPUTY, 3, **{"m-2": 1}),)
    history = convened(slates=WITH_DEPUTY)
    given(*history).when(recorded(held(SECRETARY_VOTE, open_deputy))).then(like(e.FoundingMeetingFailed))
    given(*history).when(recorded(held(SECRETARY_VOTE, open_deputy, fewer_seats=True))).then(
        like(e.FoundingMeetingHeld, elected=Elected(secretary=HEAD))
    )
    nobody = (ballot(SECRETARY, 3, **{HEAD: 1}),)
    given(*convened()).when(recorded(held(nobody, fewer_seats=True))).then(like(e.FoundingMeetingFailed))


def test_one_person_has_one_office() -> None:
    deputy = (ballot(DEPUTY, 3, HEAD, **{HEAD: 3}),)
    given(*convened(slates=WITH_DEPUTY)).when(recorded(held(SECRETARY_VOTE, deputy))).then_refused(
        OfficeTwiceError, person=HEAD
    )


def test_the_roll_of_a_congress_is_its_delegates() -> None:
    large = of_members(500, kind="committee")
    members = slate("m-1", "m-2", "m-3", "m-4", seats=3, electors=Electors.CONGRESS)
    history = convened(large, candidates(members, BY_COMMITTEE, leadership=Leadership(seats=3)))
    vote = (ballot(members, 2, **{"m-1": 2, "m-2": 2, "m-3": 2}),)
    given(*history).when(recorded(held(vote, present=2, roll=2))).then(like(e.FoundingMeetingHeld))


# the committee


def committee() -> tuple[Any, ...]:
    return (*convened(SEVEN, COMMITTEE), recorded(held(MEMBERS_VOTE, present=7, roll=7)))


def test_a_committee_elects_its_officers_among_its_members() -> None:
    scene = given(*convened(SEVEN, COMMITTEE))
    scene.when(recorded(held(MEMBERS_VOTE, present=7, roll=7))).then(
        like(e.FoundingMeetingHeld, elected=Elected(committee=("m-1", "m-2", "m-3")))
    ).waiting("elect_officers", "file_establishment")
    scene.when(recorded(report())).then_refused(NotNowError)
    scene.when(recorded(committee_held())).then(
        like(e.OfficersElected, elected=Elected(secretary=HEAD, committee=("m-1", "m-2", "m-3")))
    ).waiting("report_result", "file_establishment")
    scene.when(recorded(report(officers(members=("m-1", "m-2", "m-3"))))).then(like(e.ResultReported))


def test_seats_are_given_up_down_to_a_lawful_committee() -> None:
    few = (ballot(MEMBERS, 7, **{"m-1": 7, "m-2": 6}),)
    short = held(few, present=7, roll=7, fewer_seats=True)
    given(*convened(SEVEN, COMMITTEE)).when(recorded(short)).then_refused(UnusualSeatsError, seats=2)
    waived = short.model_copy(update={"waivers": (by_approver("election.committee_seats"),)})
    given(*convened(SEVEN, COMMITTEE)).when(recorded(waived)).then(like(e.FoundingMeetingHeld))
    tied = held(
        (ballot(MEMBERS, 7, **{"m-1": 7, "m-2": 6, "m-3": 4, "m-4": 4}),), present=7, roll=7, fewer_seats=True
    )
    given(*convened(SEVEN, COMMITTEE)).when(recorded(tied)).then(
        like(e.FoundingMeetingFailed, failure=MeetingFailure.NO_RESULT)
    )


def test_a_committee_meeting_without_result_is_repeated() -> None:
    short = committee_held(present=2, elections=())
    given(*committee()).when(recorded(short)).then(
        like(e.CommitteeMeetingFailed, failure=MeetingFailure.NO_QUORUM)
    ).waiting("elect_officers", "file_establishment")
    undecided = committee_held((ballot(BY_COMMITTEE, 3, **{HEAD: 1}),))
    given(*committee()).when(recorded(undecided)).then(
        like(e.CommitteeMeetingFailed, failure=MeetingFailure.NO_RESULT)
    )


def test_the_committee_meets_with_its_members_after_their_election() -> None:
    scene = given(*committee())
    scene.when(recorded(committee_held(attendance=meeting(4, 4)))).then_refused(WrongRollError, members=3)
    scene.when(recorded(committee_held(held_on=date(2026, 3, 19)))).then_refused(r.MeetingDateError)
    stranger = (ballot(BY_COMMITTEE, 3, "m-4", **{"m-4": 3}),)
    scene.when(recorded(committee_held(stranger))).then_refused(NotOnCommitteeError)


def test_without_a_committee_none_meets() -> None:
    given(*elected()).when(recorded(committee_held())).then_refused(r.NoCommitteeError)
    given(*elected()).when(approving(candidates(), on="2026-03-21")).then_refused(r.NoCommitteeError)
    given(*convened()).when(recorded(committee_held())).then_refused(NotNowError)


def test_officers_are_approved_again_when_another_committee_was_elected() -> None:
    vote = (ballot(MEMBERS, 7, **{"m-2": 7, "m-3": 6, "m-4": 5}),)
    scene = given(*convened(SEVEN, COMMITTEE), recorded(held(vote, present=7, roll=7)))
    scene.when(recorded(committee_held())).then_refused(NotOnCommitteeError, person=HEAD)
    second = slate("m-2", seat=Seat.SECRETARY, electors=Electors.COMMITTEE)
    scene.when(approving(candidates(BY_COMMITTEE), on="2026-03-20")).then_refused(r.OfficerNotCandidateError)
    scene.when(approving(COMMITTEE, on="2026-03-20")).then_refused(WrongSlatesError)
    scene.when(approving(candidates(second), on="2026-03-20")).then(like(e.OfficerCandidatesApproved))
    scene.when(recorded(committee_held((ballot(second, 3, **{"m-2": 3}),)))).then(
        like(e.OfficersElected, elected=Elected(secretary="m-2", committee=("m-2", "m-3", "m-4")))
    )


# the result


@pytest.mark.parametrize(("until", "overdue"), [("2026-03-26", False), ("2026-03-27", True)])
def test_five_working_days_to_report_the_result(until: str, *, overdue: bool) -> None:
    scene = given(*elected())
    assert scene.state.deadline("report_result").due_on == date(2026, 3, 27)
    told = [one for one in scene.do(time_passes(until)) if isinstance(one, DeadlinePassed)]
    assert ("report_result" in [one.action for one in told]) is overdue


def test_the_report_names_the_elected() -> None:
    given(*elected()).when(recorded(report(officers("m-2")))).then_refused(
        r.NotTheElectedError, elected="m-1", named="m-2"
    )
    outcome = given(*elected()).when(recorded(report(), on="2026-03-23"))
    outcome.then(like(e.ResultReported)).waiting("accept_result", "file_establishment")
    assert outcome.state.deadline("accept_result").due_on == date(2026, 4, 7)


@pytest.mark.parametrize("order", [(ACCEPT, SECRETARY_APPROVED), (SECRETARY_APPROVED, ACCEPT)])
def test_the_branch_is_founded_when_result_and_secretary_are_accepted(order: Any) -> None:
    first, second = order
    scene = given(*reported())
    scene.when(did(first, by=ZHAO, on="2026-03-24")).promising().waiting(
        "accept_result", "file_establishment"
    )
    scene.when(did(first, by=ZHAO, on="2026-03-24")).then_already_so()
    outcome = scene.when(did(second, by=ZHAO, on="2026-03-25"))
    outcome.promising(("branch/b-1", ActivateBranch)).waiting("file_establishment")
    assert outcome.events[1] == e.BranchFounded(
        officers=officers(), term_starts_on=date(2026, 3, 20), offices_limit=1
    )


@pytest.mark.parametrize("command", [ACCEPT, SECRETARY_APPROVED, REFUSE_SECRETARY, DECLINE])
def test_nobody_accepts_what_he_applied_for_recorded_or_was_elected_to(command: Any) -> None:
    scene = given(*reported())
    scene.when(did(command, by=WANG, on="2026-03-24")).then_refused(SamePersonError)
    scene.when(did(command, by=LI, on="2026-03-24")).then_refused(SamePersonError)
    scene.when(did(command, by=HEAD, on="2026-03-24")).then_refused(SelfDecisionError)
    given(*elected()).when(did(command, by=ZHAO, on="2026-03-24")).then_refused(NotNowError)


def test_a_declined_result_is_elected_again() -> None:
    scene = given(*reported(), did(ACCEPT, by=ZHAO, on="2026-03-24"))
    scene.when(did(DECLINE, by=ZHAO, on="2026-03-25")).then(like(e.ResultDeclined)).waiting(
        "approve_candidates", "file_establishment"
    ).where(lambda state: not state.result_accepted)
    scene.when(approving(candidates(), on="2026-03-26")).then(like(e.CandidatesApproved))
    scene.when(did(convene("2026-03-27"), on="2026-03-27")).then(like(e.FoundingMeetingConvened))


# the secretary refused


@pytest.mark.parametrize("order", [(ACCEPT, REFUSE_SECRETARY), (REFUSE_SECRETARY, ACCEPT)])
def test_a_branch_is_founded_without_the_secretary_the_superior_refused(order: Any) -> None:
    first, second = order
    scene = given(*reported(), did(first, by=ZHAO, on="2026-03-24"))
    scene.when(did(first, by=ZHAO, on="2026-03-24")).then_already_so()
    outcome = scene.when(did(second, by=ZHAO, on="2026-03-25"))
    outcome.promising(("branch/b-1", ActivateBranch)).claiming().waiting("file_establishment")
    assert outcome.events[1] == e.FoundedWithoutSecretary(
        officers=officers(), term_starts_on=date(2026, 3, 20)
    )
    told = ActivateBranch.model_validate_json(outcome.state.promises[-1].command)
    assert told.secretary is None


def test_the_secretary_is_decided_about_once() -> None:
    refused = given(*reported(), did(REFUSE_SECRETARY, by=ZHAO, on="2026-03-24"))
    refused.then_waiting("accept_result", "file_establishment")
    refused.when(did(SECRETARY_APPROVED, by=ZHAO, on="2026-03-24")).then_refused(r.SecretarySettledError)
    approval = given(*reported(), did(SECRETARY_APPROVED, by=ZHAO, on="2026-03-24"))
    approval.when(did(REFUSE_SECRETARY, by=ZHAO, on="2026-03-24")).then_refused(r.SecretarySettledError)
    refused.do(did(DECLINE, by=ZHAO, on="2026-03-25"))
    assert not refused.state.secretary_refused


# repetitions


@pytest.mark.parametrize(("meetings", "status"), [(1, "approved"), (2, "approved"), (3, "exhausted")])
def test_after_two_repetitions_the_superior_decides(meetings: int, status: str) -> None:
    scene = given(*approved())
    for number in range(meetings):
        on = f"2026-03-{12 + number}"
        day = date.fromisoformat(on)
        scene.do(approving(candidates(), on=on))
        scene.do(did(convene(on), on=on))
        held = short_meeting().model_copy(update={"held_on": day})
        scene.when(recorded(held, on=on)).then(like(e.FoundingMeetingFailed, failures=number + 1))
    assert (scene.state.status, scene.state.failures) == (status, meetings)
    waiting = "decide_repetition" if status == "exhausted" else "approve_candidates"
    scene.then_waiting(waiting, "file_establishment")


def exhausted() -> tuple[Any, ...]:
    once = []
    for on in ("2026-03-12", "2026-03-13", "2026-03-16"):
        short = short_meeting().model_copy(update={"held_on": date.fromisoformat(on)})
        once += [approving(candidates(), on=on), did(convene(on), on=on), recorded(short, on=on)]
    return (*approved(), *once)


def repetition(choice: RepetitionChoice) -> c.DecideRepetition:
    return c.DecideRepetition(choice=choice, reason="研究决定", document="示委〔2026〕9号")


def test_the_superior_orders_another_meeting_or_revokes() -> None:
    again, revoke = repetition(RepetitionChoice.MEET_AGAIN), repetition(RepetitionChoice.REVOKE)
    given(*exhausted()).when(did(again, by=ZHAO, on="2026-03-17")).then(like(e.RepetitionOrdered)).waiting(
        "approve_candidates", "file_establishment"
    )
    given(*exhausted()).when(did(revoke, by=ZHAO, on="2026-03-17")).then(
        like(e.EstablishmentRevoked)
    ).claiming(("enterprise/e-1", ReleaseClaim)).waiting()
    given(*exhausted()).when(did(again, by=LI, on="2026-03-17")).then_refused(SamePersonError)
    given(*approved()).when(did(again, by=ZHAO, on="2026-03-17")).then_refused(NotNowError)


# shortfall


def shortfall(counted: int = 2) -> c.ReportMembers:
    return c.ReportMembers(counted=counted)


def short(choice: ShortfallChoice, **more: Any) -> c.DecideShortfall:
    return c.DecideShortfall(choice=choice, reason="研究决定", document="示委〔2026〕10号", **more)


@pytest.mark.parametrize("history", [approved(), convened(), exhausted()])
def test_fewer_than_three_after_approval_block_the_meeting(history: tuple[Any, ...]) -> None:
    scene = given(*history)
    scene.when(did(shortfall(3), by=LI, on="2026-03-16")).then_already_so()
    scene.when(did(shortfall(4), by=LI, on="2026-03-16")).then(like(e.MembersCounted, counted=4))
    scene.when(did(shortfall(2), by=LI, on="2026-03-16")).then(like(e.ShortfallReported, counted=2)).waiting(
        "decide_shortfall", "file_establishment"
    )
    assert scene.state.deadline("decide_shortfall").due_on == date(2026, 4, 14)
    scene.when(did(shortfall(2), by=LI, on="2026-03-16")).then_already_so()
    scene.when(recorded(held())).then_refused(NotNowError, status="blocked")


def test_a_shortfall_after_the_meeting_is_the_branch_s_matter() -> None:
    given(*elected()).when(did(shortfall(), by=QIAN, on="2026-03-23")).then_refused(NotNowError)


def blocked() -> tuple[Any, ...]:
    return (*convened(), did(shortfall(), by=LI, on="2026-03-16"))


def test_the_superior_waits_until_the_members_are_enough_again() -> None:
    scene = given(*blocked())
    scene.when(did(short(ShortfallChoice.WAIT), by=ZHAO, on="2026-03-17")).then(
        like(e.ShortfallWaits)
    ).waiting("await_members", "file_establishment")
    scene.when(did(c.ReportMembers(counted=1), by=LI, on="2026-04-01")).then(
        like(e.MembersCounted, counted=1)
    ).waiting("await_members", "file_establishment")
    scene.when(did(c.ReportMembers(counted=3), by=LI, on="2026-04-01")).then(
        like(e.MembersRecovered, counted=3)
    ).waiting("approve_candidates", "file_establishment")


def test_the_superior_changes_the_mode_and_another_establishment_goes_on() -> None:
    change = short(ShortfallChoice.CHANGE_MODE, mode=Mode.AFFILIATED, successor="b-2")
    given(*blocked()).when(did(change, by=ZHAO, on="2026-03-17")).then(
        like(e.ModeChanged, successor="b-2")
    ).claiming(("enterprise/e-1", ReleaseClaim)).promising(
        ("branch/b-1", AbandonBranch), ("establishment/b-2", c.OpenEstablishment)
    ).waiting()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"mode": Mode.AFFILIATED},
        {"successor": "b-2"},
        {"mode": Mode.INDEPENDENT, "successor": "b-2"},
        {"mode": Mode.AFFILIATED, "successor": "b-1"},
    ],
)
def test_a_change_names_another_mode_and_another_establishment(more: dict[str, Any]) -> None:
    change = short(ShortfallChoice.CHANGE_MODE, **more)
    given(*blocked()).when(did(change, by=ZHAO, on="2026-03-17")).then_refused(r.NewModeMissingError)


def test_the_superior_revokes_for_want_of_members_but_not_who_reported() -> None:
    revoke = short(ShortfallChoice.REVOKE)
    given(*blocked()).when(did(revoke, by=ZHAO, on="2026-03-17")).then(like(e.EstablishmentRevoked)).waiting()
    given(*blocked()).when(did(revoke, by=LI, on="2026-03-17")).then_refused(SamePersonError)
    given(*blocked()).when(did(revoke, by=WANG, on="2026-03-17")).then_refused(SamePersonError)


def test_exceptions_of_a_meeting_are_not_granted_by_who_records_it() -> None:
    own = by_superior("election.committee_seats").model_copy(update={"granted_by": LI})
    given(*convened()).when(recorded(held(waivers=(own,)))).then_refused(SamePersonError)


# one secretary's office


def test_the_secretarys_office_is_asked_for_when_the_branch_is_founded() -> None:
    given(*reported(), did(ACCEPT, by=ZHAO)).when(did(SECRETARY_APPROVED, by=ZHAO)).then(
        like(e.SecretaryApproved, offices_limit=1), like(e.BranchFounded, offices_limit=1)
    ).claiming((f"person/{HEAD}", ClaimOffice))


def test_the_superior_may_allow_another_office() -> None:
    waived = SECRETARY_APPROVED.model_copy(update={"waivers": (by_superior("appointment.offices_maximum"),)})
    given(*reported(), did(waived, by=ZHAO)).when(did(ACCEPT, by=ZHAO)).then(
        like(e.ResultAccepted), like(e.BranchFounded, offices_limit=None)
    )
