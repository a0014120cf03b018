"""Whatever is ordered of an appointment, in whatever order: it never crashes, and its state is what its facts tell."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.appointment import commands as c
from domain.appointment.decider import DECIDER
from domain.appointment.kinds import ReviewResult, Source
from domain.appointment.state import AppointmentStatus
from domain.branch.facts import Officer
from domain.deciding import fold, fold_corrected, next_wake, tasks
from domain.matter import commands as m
from domain.model import EntryRef
from domain.orders import Command
from domain.refusals import DomainError
from tests.domain.branch_given import DOC, HAN
from tests.domain.test_appointment import (
    APPOINT,
    APPROVE,
    CANCEL,
    NOTICE,
    OBJECTION,
    PASS,
    REPORT,
    SPEC,
    UNNOTICED,
    assess,
    elect,
    nominate,
    opened,
    review,
    take,
    vote,
)
from tests.spec import QIAN, SUN, WANG, ZHAO, Did, Scene, Spec, TimePasses, by_service, did

ORIGIN = EntryRef(stream="branch/b-1", version=7)
COMMANDS: list[Command] = [
    nominate(),
    nominate(Source.DISPATCHED),
    nominate(Source.RECRUITED),
    nominate(full="2026-02-01"),
    assess(),
    assess(1),
    c.WithdrawCandidate(reason="本人不愿"),
    PASS,
    review(ReviewResult.RETURNED),
    review(ReviewResult.REJECTED),
    NOTICE,
    OBJECTION,
    c.DecideAppointmentObjection(objection=1, upheld=False, reason="不实"),
    c.DecideAppointmentObjection(objection=1, upheld=True, reason="属实"),
    elect("2026-03-02"),
    elect("2026-03-10"),
    elect("2026-03-10", vote(votes=1)),
    APPOINT,
    REPORT,
    APPROVE,
    c.ApproveAppointment(approved=False, document=DOC, reason="另有任用"),
    take("2026-03-02"),
    take(),
    c.NameActing(officer=Officer(person=HAN), document=DOC),
    CANCEL,
    m.Comment(text="备注"),
    m.ExtendDeadline(action="fill_office", days=3, reason="多"),
    m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"),
    m.Resume(reason="续"),
    m.RevokeDecision(version=2, reason="错", document="示1号"),
    m.SettleConsequence(origin=ORIGIN, choice=m.KeepOrUndo.UNDO, reason="错"),
]
acts = st.builds(did, st.sampled_from(COMMANDS), by=st.sampled_from([WANG, ZHAO, QIAN, SUN]))
told = st.builds(
    lambda days: TimePasses(date.fromordinal(date(2026, 3, 2).toordinal() + days)), st.integers(0, 90)
)
raised = st.just(by_service(m.RaiseConsequence(origin=ORIGIN, followed="open_appointment")))


def run(spec: Spec, history: list[Did | TimePasses]) -> Scene:
    scene = spec.given(opened())
    for one in history:
        try:
            scene.do(one)
        except DomainError:
            continue
    return scene


WAYS: list[list[Did]] = [
    [],
    [did(nominate(), by=WANG), did(assess(), by=WANG), did(PASS, by=ZHAO)],
    [did(nominate(), by=WANG), did(assess(), by=WANG), did(PASS, by=ZHAO), did(NOTICE), did(OBJECTION)],
]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([SPEC, UNNOTICED]),
    st.sampled_from(WAYS),
    st.lists(st.one_of(acts, told, raised), max_size=12),
)
def test_any_history_is_sound(spec: Spec, way: list[Did], history: list[Any]) -> None:
    scene = run(spec, [*way, *history])
    waiting = tasks(DECIDER, scene.state)
    assert fold(DECIDER, scene.facts, stream=spec.stream) == scene.state
    fold_corrected(DECIDER, scene.facts, stream=spec.stream)
    assert [fact.version for fact in scene.facts] == list(range(1, len(scene.facts) + 1))
    if scene.state.closed and not scene.state.consequences:
        assert waiting == []
    else:
        assert scene.state.status == AppointmentStatus.NONE or waiting or next_wake(scene.state)
    assert all(set(task.commands) for task in waiting)
