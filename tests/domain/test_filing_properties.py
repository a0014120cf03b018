"""Whatever is ordered of a filing, in whatever order: it never crashes, and its state is what its facts tell."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deciding import fold, next_wake, tasks
from domain.filing import commands as c
from domain.filing.decider import DECIDER
from domain.matter import commands as m
from domain.model import EntryRef
from domain.orders import Command
from domain.refusals import DomainError
from tests.domain.test_filing import CONSENT, PAPER, SPEC, change, submit
from tests.spec import LI, QIAN, WANG, ZHAO, Did, Scene, Spec, TimePasses, by_service, did

COMMANDS: list[Command] = [
    submit(),
    submit(contract_entry=None),
    c.AcknowledgeFiling(),
    c.RequestCorrection(items=("缺页",)),
    c.Correct(change=change()),
    c.Withdraw(reason="误报"),
    c.ObjectToFiling(reasons="理由"),
    c.DecideObjection(upheld=True, reasons="理由"),
    c.DecideObjection(upheld=False, reasons="理由"),
    c.AppealConsent(reasons="理由"),
    c.DecideAppeal(upheld=True, reasons="理由"),
    c.RecordStatement(statement=PAPER),
    c.LinkContract(contract="K-2"),
    m.Comment(text="备注"),
    m.Reassign(action="answer_filing", to=ZHAO),
    m.Urge(action="answer_filing", reason="急"),
    m.ExtendDeadline(action="answer_filing", days=3, reason="多"),
    m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"),
    m.Resume(reason="续"),
    m.RevokeDecision(version=1, reason="错", document="示1号"),
]

acts = st.builds(did, st.sampled_from(COMMANDS), by=st.sampled_from([WANG, ZHAO, QIAN, LI]))
told = st.builds(
    lambda days: TimePasses(date.fromordinal(date(2026, 1, 5).toordinal() + days)), st.integers(0, 60)
)
raised = st.just(
    by_service(m.RaiseConsequence(origin=EntryRef(stream="filing/K-9/1", version=1), followed="x"))
)


def run(spec: Spec, history: list[Did | TimePasses]) -> Scene:
    scene = spec.given()
    for one in history:
        try:
            scene.do(one)
        except DomainError:
            continue
    return scene


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([SPEC, CONSENT]), st.lists(st.one_of(acts, told, raised), max_size=12))
def test_any_history_is_sound(spec: Spec, history: list[Did | TimePasses]) -> None:
    scene = run(spec, history)
    waiting = tasks(DECIDER, scene.state)
    assert fold(DECIDER, scene.facts, stream=spec.stream) == scene.state
    assert [fact.version for fact in scene.facts] == list(range(1, len(scene.facts) + 1))
    if scene.state.closed and not scene.state.consequences:
        assert waiting == []
    elif scene.state.version and scene.state.status != "none":
        assert waiting or next_wake(scene.state)
    assert all(set(task.commands) for task in waiting)
