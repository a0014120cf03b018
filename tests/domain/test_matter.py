"""What is possible in every case, tried on a filing."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from domain.branch.commands import NoteContract
from domain.calendar import Calendar
from domain.clock import RealOrRehearsal
from domain.dates import end_of, start_of
from domain.deadlines import (
    Stage,
    computed_again,
    fixed_deadline,
    next_stroke,
    period,
    period_before,
    postponed,
    strokes,
)
from domain.deciding import fold, fold_corrected, next_wake
from domain.filing import commands as c
from domain.filing import events as e
from domain.filing.decider import DECIDER
from domain.filing.state import Status
from domain.matter import commands as m
from domain.matter import events as happened
from domain.matter.corrections import apply_correction, corrects
from domain.matter.decide import decide_shared
from domain.matter.errors import (
    ActedBeforeError,
    ActedInFutureError,
    DelegationOverError,
    ExtensionTooLongError,
    NoSuchConsequenceError,
    NoSuchEntryError,
    NoSuchFieldError,
    NoSuchTaskError,
    NotAssigneeError,
    NotSuspendedError,
    SamePersonError,
    StaleError,
    SuspendedError,
    WrongWasError,
)
from domain.matter.state import Matter
from domain.model import Digested, EntryRef
from domain.orders import Act, Actor, Command, MeetingRecord, Order, Role, Start
from domain.processes import NoSuchProcessError, decider_of, workflow_type
from tests.domain.test_filing import PAPER, SPEC, change, submit
from tests.policies import default_policy, published_calendar
from tests.spec import LI, QIAN, WANG, ZHAO, Scene, by_service, did, like, time_passes

ANSWER = "answer_filing"
NOON = datetime(2026, 1, 5, 4, tzinfo=UTC)
ORIGIN = EntryRef(stream="investigation/e-1/1", version=7)


def submitted() -> Scene:
    return SPEC.given(did(submit(), on="2026-10-12"))


DELIVERED = m.ConfirmDelivery(number=0, outcome=m.DeliveryOutcome.DELIVERED)


def filed() -> Scene:
    return SPEC.given(
        did(submit(), on="2026-10-12"),
        did(c.AcknowledgeFiling(), by=ZHAO, on="2026-10-13"),
        by_service(DELIVERED),
    )


# comments, assignments


def test_a_comment_with_attachments_goes_on_record_and_changes_nothing() -> None:
    scene = submitted()
    scene.when(did(m.Comment(text="已电话核实", attachments=(PAPER,)))).then(
        happened.Commented(text="已电话核实", attachments=(PAPER,))
    ).waiting(ANSWER)
    filed().when(did(m.Comment(text="归档"))).then(like(happened.Commented))


def test_a_reassigned_step_is_that_persons() -> None:
    scene = submitted()
    reassign = m.Reassign(action=ANSWER, to=QIAN)
    scene.when(did(reassign)).then(like(happened.Reassigned, to=QIAN))
    scene.when(did(reassign)).then_already_so()
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO)).then_refused(NotAssigneeError, assignee=QIAN)
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO, decided_by=LI)).then_refused(NotAssigneeError)
    scene.when(did(c.AcknowledgeFiling(), by=QIAN)).then(like(e.FilingAcknowledged))


def test_a_clerk_records_what_the_one_decided_to_whom_the_step_was_given() -> None:
    scene = submitted()
    scene.do(did(m.Reassign(action=ANSWER, to=QIAN)))
    decided = did(c.AcknowledgeFiling(), by=ZHAO, decided_by=QIAN)
    scene.when(decided).then(like(e.FilingAcknowledged))


def test_a_delegate_may_act_until_the_last_day() -> None:
    scene = submitted()
    scene.do(did(m.Reassign(action=ANSWER, to=QIAN)))
    scene.do(did(m.DelegateTask(action=ANSWER, to=LI, until=date(2026, 10, 14))))
    ack = c.AcknowledgeFiling()
    late = SPEC.given(did(submit(), on="2026-10-12"))
    late.do(did(m.Reassign(action=ANSWER, to=QIAN)))
    late.do(did(m.DelegateTask(action=ANSWER, to=LI, until=date(2026, 10, 14))))
    late.when(did(ack, by=LI, on="2026-10-15")).then_refused(NotAssigneeError, person=LI)
    scene.when(did(ack, by=LI, on="2026-10-14")).then(like(e.FilingAcknowledged))


@pytest.mark.parametrize(("until", "refused"), [(11, True), (12, False), (13, False)])
def test_a_delegation_is_not_over_before_it_begins(until: int, refused: bool) -> None:  # noqa: FBT001
    lent = did(m.DelegateTask(action=ANSWER, to=LI, until=date(2026, 10, until)), on="2026-10-12")
    outcome = submitted().when(lent)
    if refused:
        outcome.then_refused(DelegationOverError, until="2026-10-11", today="2026-10-12")
    else:
        outcome.then(like(happened.TaskDelegated))


def lent(to: str, by: str) -> Scene:
    """A filing submitted by `WANG`, whose answer was given to `by` and lent to `to`."""
    scene = submitted()
    scene.do(did(m.Reassign(action=ANSWER, to=by)))
    scene.do(did(m.DelegateTask(action=ANSWER, to=to, until=date(2026, 10, 30))))
    return scene


def test_who_stands_in_for_the_submitter_is_bound_like_him() -> None:
    lent(to=LI, by=WANG).when(did(c.AcknowledgeFiling(), by=LI)).then_refused(SamePersonError, person=WANG)
    lent(to=WANG, by=ZHAO).when(did(c.AcknowledgeFiling(), by=ZHAO)).then_refused(SamePersonError)
    lent(to=LI, by=ZHAO).when(did(c.AcknowledgeFiling(), by=LI)).then(like(e.FilingAcknowledged))
    lent(to=LI, by=WANG).when(did(c.Withdraw(reason="不再需要"))).then(like(e.FilingWithdrawn))


@pytest.mark.parametrize(
    "command",
    [
        m.Reassign(action="nothing", to=QIAN),
        m.DelegateTask(action="nothing", to=QIAN, until=date(2026, 10, 14)),
        m.Urge(action="nothing", reason="急"),
        m.ExtendDeadline(action="nothing", days=1, reason="x"),
    ],
)
def test_only_what_waits_can_be_given_away_urged_or_extended(command: Command) -> None:
    submitted().when(did(command)).then_refused(NoSuchTaskError, action="nothing")


def test_an_urged_step_is_urged_on_record() -> None:
    submitted().when(did(m.Urge(action=ANSWER, reason="急"))).then(like(happened.Urged)).waiting(ANSWER)


# deadlines


@pytest.mark.parametrize("days", [1, default_policy().shared.extension_limit.value])
def test_the_superior_may_extend_a_deadline(days: int) -> None:
    scene = submitted()
    before = scene.state.deadline(ANSWER).due_on
    scene.when(did(m.ExtendDeadline(action=ANSWER, days=days, reason="材料多"))).then(
        like(happened.DeadlineExtended, days=days)
    )
    assert (scene.state.deadline(ANSWER).due_on - before).days == days


def test_all_extensions_together_are_bounded() -> None:
    limit = default_policy().shared.extension_limit.value
    scene = submitted()
    scene.do(did(m.ExtendDeadline(action=ANSWER, days=limit, reason="一")))
    scene.when(did(m.ExtendDeadline(action=ANSWER, days=1, reason="二"))).then_refused(
        ExtensionTooLongError, asked=limit + 1, limit=limit
    )


def test_an_extension_lets_an_overdue_step_run_again() -> None:
    scene = submitted()
    scene.do(time_passes("2026-10-20"))
    assert scene.state.deadline(ANSWER).stage == Stage.OVERDUE
    scene.do(did(m.ExtendDeadline(action=ANSWER, days=10, reason="材料多"), on="2026-10-21"))
    assert scene.state.deadline(ANSWER).stage == Stage.RUNNING


def test_an_act_in_time_that_is_recorded_late_lifts_overdue() -> None:
    scene = submitted()
    scene.do(time_passes("2026-10-20"))
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO, on="2026-10-19", recorded_on="2026-10-21")).then(
        like(e.FilingAcknowledged), like(happened.DeadlineLifted, action=ANSWER, due_on=date(2026, 10, 19))
    )


def test_an_act_after_the_deadline_lifts_nothing() -> None:
    scene = submitted()
    scene.do(time_passes("2026-10-20"))
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO, on="2026-10-21")).then(like(e.FilingAcknowledged))


def test_a_published_calendar_computes_open_deadlines_again() -> None:
    years = published_calendar().years
    unknown = SPEC.under(default_policy())
    unknown.rules = unknown.rules.model_copy(update={"calendar": Calendar(years=years[:-1])})
    scene = unknown.given(did(submit("2026-09-28"), on="2026-09-28"))
    assert scene.state.deadline(ANSWER).provisional
    assert scene.state.deadline(ANSWER).due_on == date(2026, 10, 5)
    unknown.rules = SPEC.rules
    scene.when(by_service(m.AdoptCalendar(year=2026))).then(like(happened.DeadlinesComputedAgain, year=2026))
    assert not scene.state.deadline(ANSWER).provisional
    assert scene.state.deadline(ANSWER).due_on == date(2026, 10, 10)  # a Saturday that is worked
    scene.when(by_service(m.AdoptCalendar(year=2026))).then_already_so()


# two times


def test_nothing_is_acted_on_after_today() -> None:
    SPEC.given().when(did(submit(), on="2026-10-13", recorded_on="2026-10-12")).then_refused(
        ActedInFutureError
    )


def test_nothing_is_acted_on_before_the_act_before_it() -> None:
    scene = submitted()
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO, on="2026-10-11", recorded_on="2026-10-13")).then_refused(
        ActedBeforeError, acted_on=date(2026, 10, 11), last=date(2026, 10, 12)
    )


def test_time_told_does_not_bound_acts() -> None:
    scene = submitted()
    scene.do(time_passes("2026-10-26"))
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO, on="2026-10-12")).then(
        like(e.FilingAcknowledged), like(happened.RecordedLate), like(happened.DeadlineLifted)
    )


@pytest.mark.parametrize(("recorded_on", "flagged"), [("2026-10-26", False), ("2026-10-27", True)])
def test_recording_later_than_ten_working_days_is_flagged(recorded_on: str, flagged: bool) -> None:  # noqa: FBT001
    outcome = SPEC.given().when(did(submit(), on="2026-10-12", recorded_on=recorded_on))
    assert any(isinstance(event, happened.RecordedLate) for event in outcome.events) is flagged


def test_who_saw_an_older_version_is_told() -> None:
    submitted().when(did(c.AcknowledgeFiling(), by=ZHAO, expected=0)).then_refused(
        StaleError, expected=0, actual=1
    )
    submitted().when(did(c.AcknowledgeFiling(), by=ZHAO, expected=1)).then(like(e.FilingAcknowledged))


def test_what_the_service_noted_for_itself_overtakes_nobody() -> None:
    def told() -> Scene:
        scene = submitted()
        for day in ("2026-10-15", "2026-11-30"):
            scene.do(time_passes(day))
        kinds = [fact.event.kind for fact in scene.facts[1:]]
        assert kinds[:2] == ["deadline.reminded.v1", "deadline.passed.v1"]
        return scene

    last = told().state.version
    for seen in range(1, last + 1):
        told().when(did(c.AcknowledgeFiling(), by=ZHAO, on="2026-10-14", expected=seen)).then(
            like(e.FilingAcknowledged), like(happened.RecordedLate), like(happened.DeadlineLifted)
        )
    for wrong in (0, last + 1):
        told().when(did(c.AcknowledgeFiling(), by=ZHAO, expected=wrong)).then_refused(
            StaleError, expected=wrong, actual=last
        )


def test_a_remark_overtakes_who_has_not_read_it() -> None:
    scene = submitted()
    scene.do(did(m.Comment(text="材料请再核对"), by=WANG))
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO, expected=1)).then_refused(StaleError, expected=1, actual=2)


# resting


def suspended() -> Scene:
    scene = submitted()
    ground = m.SuspensionGround.DEREGISTERED
    scene.do(did(m.Suspend(ground=ground, reason="企业已注销"), by=ZHAO, on="2026-10-14"))
    return scene


def test_a_resting_case_waits_for_the_superior_alone() -> None:
    scene = suspended()
    scene.then_waiting("decide_suspension")
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO)).then_refused(SuspendedError)
    scene.when(did(m.Suspend(ground=m.SuspensionGround.MERGED, reason="合并"), by=ZHAO)).then_already_so()
    told = scene.do(time_passes("2026-10-30"))
    assert not [event for event in told if event.action == ANSWER]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-11-10", [happened.DeadlineReminded]),
        ("2026-11-11", [happened.DeadlineReminded, happened.DeadlinePassed]),
        ("2026-11-12", [happened.DeadlineReminded, happened.DeadlinePassed]),
    ],
)
def test_the_superior_decides_on_a_resting_case_within_twenty_working_days(
    until: str, told: list[type]
) -> None:
    scene = suspended()
    assert [type(event) for event in scene.do(time_passes(until))] == told


def test_the_service_may_suspend_a_case_and_does_it_once() -> None:
    scene = submitted()
    scene.when(by_service(m.Suspend(ground=m.SuspensionGround.MERGED, reason="合并"))).then(
        like(happened.Suspended)
    )


def test_a_resumed_case_gets_the_days_it_rested() -> None:
    scene = suspended()
    before = scene.state.deadline(ANSWER).due_on
    scene.when(did(m.Resume(reason="继续"), by=ZHAO, on="2026-10-20")).then(like(happened.Resumed)).waiting(
        ANSWER
    )
    assert (before, scene.state.deadline(ANSWER).due_on) == (date(2026, 10, 19), date(2026, 10, 26))


@pytest.mark.parametrize(("days", "due_on"), [(4, 23), (5, 26), (6, 26), (7, 26), (8, 27)])
def test_an_extended_deadline_that_ends_on_a_day_off_rolls_to_the_next_working_day(
    days: int, due_on: int
) -> None:
    scene = submitted()
    scene.do(did(m.ExtendDeadline(action=ANSWER, days=days - 1, reason="一")))
    scene.do(did(m.ExtendDeadline(action=ANSWER, days=1, reason="二")))
    assert scene.state.deadline(ANSWER).due_on == date(2026, 10, due_on)


@pytest.mark.parametrize(("resumed_on", "due_on"), [(16, 23), (17, 26), (19, 26), (20, 27)])
def test_a_resumed_deadline_that_ends_on_a_day_off_rolls_to_the_next_working_day(
    resumed_on: int, due_on: int
) -> None:
    scene = submitted()
    rest = m.Suspend(ground=m.SuspensionGround.OTHER, reason="停")
    scene.do(did(rest, by=ZHAO, on="2026-10-12"))
    scene.do(did(m.Resume(reason="续"), by=ZHAO, on=f"2026-10-{resumed_on}"))
    assert scene.state.deadline(ANSWER).due_on == date(2026, 10, due_on)


def test_a_rest_leaves_what_may_be_extended_as_it_was() -> None:
    limit = default_policy().shared.extension_limit.value
    scene = submitted()
    rest = m.Suspend(ground=m.SuspensionGround.OTHER, reason="停")
    scene.do(did(rest, by=ZHAO, on="2026-10-12"))
    scene.do(did(m.Resume(reason="续"), by=ZHAO, on="2026-11-10"))
    scene.when(did(m.ExtendDeadline(action=ANSWER, days=limit + 1, reason="多"))).then_refused(
        ExtensionTooLongError, asked=limit + 1
    )
    scene.do(did(m.ExtendDeadline(action=ANSWER, days=limit, reason="多")))
    moved = scene.state.deadline(ANSWER)
    assert (moved.shift, moved.rested, moved.due_on) == (limit, 29, date(2026, 12, 17))
    assert computed_again(moved, SPEC.rules) == moved


@pytest.mark.parametrize("ground", [m.SuspensionGround.MOVED, m.SuspensionGround.OTHER])
def test_a_case_whose_enterprise_moved_goes_on_where_that_is_now(ground: m.SuspensionGround) -> None:
    scene = submitted()
    scene.do(by_service(m.Suspend(ground=ground, reason="企业已迁出", to_org="o-2")))
    assert scene.state.org == "o-1-b1"
    scene.when(did(m.Resume(reason="移交"), by=ZHAO)).then(
        like(happened.Resumed), happened.HandedOver(from_org="o-1-b1", to_org="o-2")
    ).where(lambda state: state.org == "o-2")
    scene.do(by_service(m.Suspend(ground=ground, reason="企业已迁出", to_org="o-2")))
    scene.when(did(m.Resume(reason="继续"), by=ZHAO)).then(like(happened.Resumed))


def test_a_resting_case_knows_the_enterprise_that_goes_on() -> None:
    scene = submitted()
    merged = m.Suspend(ground=m.SuspensionGround.MERGED, reason="合并", successor="e-2")
    scene.when(by_service(merged)).then(like(happened.Suspended, successor="e-2")).where(
        lambda state: state.rest.successor == "e-2"
    )


def test_what_does_not_rest_is_not_resumed() -> None:
    submitted().when(did(m.Resume(reason="x"), by=ZHAO)).then_refused(NotSuspendedError)


def test_a_resting_case_may_be_withdrawn() -> None:
    suspended().when(did(c.Withdraw(reason="不再需要"))).then(like(e.FilingWithdrawn))


# corrections


def correction(field: str, was: m.Scalar, now: m.Scalar, version: int = 1) -> m.CorrectRecord:
    return m.CorrectRecord(
        version=version, field=field, was=was, now=now, ground="核对原件", document="示委〔2026〕9号"
    )


def test_a_second_person_corrects_a_record_and_the_state_reads_as_corrected() -> None:
    scene = submitted()
    wrong = correction("change.effective_on", "2026-09-24", "2026-10-09")
    scene.when(did(wrong, by=WANG)).then_refused(SamePersonError, person=WANG)
    scene.when(did(wrong, by=ZHAO)).then(like(happened.RecordCorrected))
    as_known = fold(DECIDER, scene.facts, stream=SPEC.stream)
    as_corrected = fold_corrected(DECIDER, scene.facts, stream=SPEC.stream)
    assert as_known.change is not None
    assert as_known.change.effective_on == date(2026, 9, 24)
    assert as_corrected.change is not None
    assert as_corrected.change.effective_on == date(2026, 10, 9)


def test_a_correction_and_a_revocation_alone_have_earlier_entries_read_anew() -> None:
    scene = submitted()
    assert not corrects(scene.facts)
    scene.do(did(correction("late_by_days", 0, 1), by=ZHAO))
    assert corrects(scene.facts[-1:])
    scene.do(did(m.RevokeDecision(version=1, reason="误报", document="示委〔2026〕10号"), by=ZHAO))
    assert corrects(scene.facts[-1:])


@pytest.mark.parametrize(
    "decided_by", [LI, MeetingRecord(body="支委会", held_on=date(2026, 10, 9), document="示委〔2026〕7号")]
)
def test_who_recorded_an_entry_neither_corrects_nor_revokes_it_whoever_decided(
    decided_by: str | MeetingRecord,
) -> None:
    scene = SPEC.given(did(submit(), decided_by=decided_by, on="2026-10-12"))
    wrong = correction("late_by_days", 0, 1)
    revoke = m.RevokeDecision(version=1, reason="误报", document="示委〔2026〕10号")
    for command in (wrong, revoke):
        scene.when(did(command, by=WANG)).then_refused(SamePersonError, person=WANG)
        scene.when(did(command, by=WANG, decided_by=QIAN)).then_refused(SamePersonError, person=WANG)
    scene.when(did(wrong, by=ZHAO)).then(like(happened.RecordCorrected))


def test_a_correction_names_an_entry_that_somebody_made() -> None:
    submitted().when(did(correction("late_by_days", 0, 1, version=9), by=ZHAO)).then_refused(
        NoSuchEntryError, version=9
    )


@pytest.mark.parametrize(
    ("field", "was", "now", "error"),
    [
        ("late_by_days", 3, 1, WrongWasError),
        ("nothing", 0, 1, NoSuchFieldError),
        ("change.nothing.deeper", 0, 1, NoSuchFieldError),
        ("change.documents.5", "x", "y", NoSuchFieldError),
        ("change", "x", "y", NoSuchFieldError),
        ("late_by_days", 0, -1, NoSuchFieldError),
    ],
)
def test_a_correction_states_what_the_entry_says_and_what_the_field_can_hold(
    field: str, was: m.Scalar, now: m.Scalar, error: type
) -> None:
    scene = submitted()
    corrected = scene.do(did(correction(field, was, now), by=ZHAO))[0]
    assert isinstance(corrected, happened.RecordCorrected)
    with pytest.raises(error):
        apply_correction(DECIDER, scene.facts[0].event, corrected)


def test_a_correction_of_a_list_item_is_possible() -> None:
    mended = change().model_copy(update={"documents": (PAPER,)})
    scene = SPEC.given(did(submit(change=mended), on="2026-10-12"))
    scene.do(did(correction("change.documents.0.name", "解除协议.pdf", "终止协议.pdf"), by=ZHAO))
    state = fold_corrected(DECIDER, scene.facts, stream=SPEC.stream)
    assert state.change is not None
    assert state.change.documents == (Digested(**{**PAPER.model_dump(), "name": "终止协议.pdf"}),)


def test_a_revoked_decision_has_no_effect_any_more_and_stays_on_record() -> None:
    scene = filed()
    revoke = m.RevokeDecision(version=2, reason="回执误发", document="示委〔2026〕10号")
    scene.when(did(revoke, by=ZHAO)).then_refused(SamePersonError)
    scene.when(did(revoke, by=QIAN)).then(like(happened.DecisionRevoked))
    state = fold_corrected(DECIDER, scene.facts, stream=SPEC.stream)
    assert state.status == Status.SUBMITTED
    assert not state.closed
    assert state.version == scene.state.version


# keep or undo


def test_what_followed_from_a_wrong_entry_is_kept_or_undone_where_it_landed() -> None:
    scene = filed()
    raised = m.RaiseConsequence(origin=ORIGIN, followed="submit_filing")
    scene.when(by_service(raised)).then(like(happened.ConsequenceRaised, origin=ORIGIN)).waiting(
        "keep_or_undo"
    )
    scene.when(by_service(raised)).then_already_so()
    assert not scene.state.finished
    assert next_wake(scene.state) is not None
    other = EntryRef(stream="investigation/e-9/1", version=1)
    scene.when(
        did(m.SettleConsequence(origin=other, choice=m.KeepOrUndo.KEEP, reason="x"), by=QIAN)
    ).then_refused(NoSuchConsequenceError)
    scene.when(
        did(m.SettleConsequence(origin=ORIGIN, choice=m.KeepOrUndo.KEEP, reason="不受影响"), by=QIAN)
    ).then(like(happened.ConsequenceSettled)).waiting()
    assert scene.state.finished
    assert next_wake(scene.state) is None


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-10-26", [happened.DeadlineReminded]),
        ("2026-10-27", [happened.DeadlineReminded, happened.DeadlinePassed]),
        ("2026-10-28", [happened.DeadlineReminded, happened.DeadlinePassed]),
    ],
)
def test_a_consequence_is_settled_within_ten_working_days(until: str, told: list[type]) -> None:
    scene = filed()
    scene.do(by_service(m.RaiseConsequence(origin=ORIGIN, followed="submit_filing")))
    assert [type(event) for event in scene.do(time_passes(until))] == told


def test_two_consequences_are_settled_one_by_one() -> None:
    scene = filed()
    other = EntryRef(stream="investigation/e-9/1", version=1)
    for origin in (ORIGIN, other):
        scene.do(by_service(m.RaiseConsequence(origin=origin, followed="submit_filing")))
    scene.do(did(m.SettleConsequence(origin=ORIGIN, choice=m.KeepOrUndo.KEEP, reason="x"), by=QIAN))
    scene.then_waiting("keep_or_undo")


# the wire


def test_an_id_that_is_no_uuid_becomes_one_and_stays_the_same() -> None:
    text = (
        '{"command_id":"c-3","actor":{"id":"p-wang","role":"operator","org":"o-1"},'
        '"command":{"kind":"acknowledge_filing"}}'
    )
    first, second = (Order[c.AcknowledgeFiling].model_validate_json(text) for _ in range(2))
    assert first.command_id == second.command_id
    other = Order[c.AcknowledgeFiling].model_validate_json(text.replace('"p-wang"', '"p-zhao"'))
    assert other.command_id != first.command_id
    again = Order[c.AcknowledgeFiling].model_validate_json(first.model_dump_json())
    assert again == first


def test_a_start_without_a_clock_is_real() -> None:
    assert not Start[None](stream="filing/K-1/1").clock.rehearsal


def test_a_rehearsal_runs_faster() -> None:
    epoch = datetime(2026, 1, 1, tzinfo=UTC)
    clock = RealOrRehearsal(epoch=epoch, scale=86_400)
    now = epoch + timedelta(seconds=10)
    assert clock.read(now) == epoch + timedelta(days=10)
    assert clock.wait(epoch + timedelta(days=12), now) == timedelta(seconds=2)
    assert clock.wait(epoch, now) == timedelta(0)
    assert RealOrRehearsal().read(now) == now


# follow-ups


def test_a_promise_is_delivered_once_and_a_case_is_not_finished_before() -> None:
    scene = SPEC.given(did(submit()))
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO)).then(like(e.FilingAcknowledged)).promising(
        ("branch/b-1", NoteContract)
    )
    assert scene.state.closed
    assert not scene.state.finished
    scene.when(by_service(DELIVERED)).then(like(happened.FollowUpDelivered, number=0))
    assert scene.state.finished
    scene.when(by_service(DELIVERED)).then_already_so()


def test_each_promise_is_told_apart_by_its_number() -> None:
    scene = filed()
    scene.do(did(m.RevokeDecision(version=2, reason="误发", document="示1号"), by=QIAN))
    assert [one.number for one in scene.state.promises] == [0, 1]
    scene.do(by_service(m.ConfirmDelivery(number=1, outcome=m.DeliveryOutcome.REFUSED, rule="x.y")))
    outcomes = [one.outcome for one in scene.state.promises]
    assert outcomes == [m.DeliveryOutcome.DELIVERED, m.DeliveryOutcome.REFUSED]


def test_what_followed_from_a_corrected_or_revoked_entry_is_asked_about_where_it_landed() -> None:
    revoke = m.RevokeDecision(version=2, reason="误发", document="示1号")
    filed().when(did(revoke, by=QIAN)).then(like(happened.DecisionRevoked)).promising(
        ("branch/b-1", m.RaiseConsequence)
    )
    filed().when(did(correction("late_by_days", 0, 1), by=QIAN)).then(
        like(happened.RecordCorrected)
    ).promising()


def test_a_day_that_was_given_is_moved_by_no_calendar_and_no_rest() -> None:
    given = fixed_deadline("x", date(2026, 1, 1), date(2026, 10, 3), SPEC.rules)
    assert computed_again(given, SPEC.rules) == given
    assert postponed(given, SPEC.rules, rested=5) == given


def test_a_command_that_no_decider_takes_is_a_defect() -> None:
    with pytest.raises(TypeError, match="no decider takes AcknowledgeFiling"):
        decide_shared(
            Act(order=order_of(c.AcknowledgeFiling()), at=NOON, rules=SPEC.rules), Matter(), frozenset()
        )


def order_of(command: Command) -> Order[Command]:
    actor = Actor(id=WANG, role=Role.OPERATOR, org="o-1")
    return Order[Command].model_construct(
        command_id=UUID(int=1), actor=actor, decided_by=None, acted_on=None, expected=None, command=command
    )


# names and texts


def test_a_stream_knows_its_decider_and_its_workflow() -> None:
    assert decider_of("filing/K-1/1") is DECIDER
    assert workflow_type("evaluation-round/o-1/2025") == "EvaluationRound"
    with pytest.raises(NoSuchProcessError, match="nothing/1"):
        decider_of("nothing/1")


def test_a_filing_is_found_by_what_it_is_about() -> None:
    assert DECIDER.tags(submitted().state) == {
        "org:o-1-b1",
        "branch:b-1",
        "enterprise:e-1",
        "contract:K-1",
        "person:p-han",
    }


@pytest.mark.parametrize("text", ["a\x00b", "a\x1fb", "\ud800"])
def test_what_cannot_be_recorded_is_no_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"recorded|surrogates|string"):
        m.Comment(text=text)


def test_a_period_in_which_nobody_is_awaited_just_ends() -> None:
    notice = period("notice", date(2026, 10, 12), default_policy().appointment.notice, SPEC.rules)
    assert notice.due_on == date(2026, 10, 19)
    assert [stroke.at for stroke in strokes(notice)] == [end_of(date(2026, 10, 19))]
    over = notice.moved_on(Stage.OVERDUE)
    assert over.passed
    assert not over.overdue
    assert computed_again(notice, SPEC.rules) == notice
    later = postponed(notice, SPEC.rules, rested=3)
    assert (later.due_on, later.remind_on, later.escalate_on) == (date(2026, 10, 22), None, None)
    until = period_before("effect", date(2026, 10, 12), date(2026, 10, 15), SPEC.rules)
    assert next_stroke([until]) == start_of(date(2026, 10, 15))
