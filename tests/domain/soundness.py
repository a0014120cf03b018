"""What holds of every history of every process, whatever was ordered in whatever order."""

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from domain.deciding import fold, fold_corrected, next_wake, tasks
from domain.refusals import DomainError
from tests.spec import Did, Scene, Spec, TimePasses

FIRST_DAY = date(2026, 1, 5).toordinal()

time = st.builds(lambda days: TimePasses(date.fromordinal(FIRST_DAY + days)), st.integers(0, 90))


def ran(spec: Spec, history: Iterable[Did | TimePasses]) -> Scene:
    """Do all of it, passing over what is refused; anything but a refusal is a defect."""
    scene = spec.given()
    for one in history:
        try:
            scene.do(one)
        except DomainError:
            continue
    return scene


def check(scene: Scene) -> None:
    """The state is what the facts tell; a closed case waits for nobody, an open one for somebody or for time."""
    decider, state = scene.spec.decider, scene.state
    waiting = tasks(decider, state)
    assert fold(decider, scene.facts, stream=scene.spec.stream) == state
    fold_corrected(decider, scene.facts, stream=scene.spec.stream)
    assert [fact.version for fact in scene.facts] == list(range(1, len(scene.facts) + 1))
    assert all(decider.fact(fact.model_dump_json()) == fact for fact in scene.facts[-3:])
    if state.closed and not state.consequences:
        assert waiting == []
    elif decider.workflow and state.status != "none":
        assert waiting or next_wake(state)
    assert len({task.action for task in waiting}) == len(waiting)
