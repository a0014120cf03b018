"""Whatever is tried on an establishment, in whatever order: it is decided or refused, never lost."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deciding import fold, next_wake, tasks
from domain.establishment import commands as c
from domain.establishment.decider import DECIDER
from domain.establishment.modes import Mode, RepetitionChoice, ReturnReason, ShortfallChoice
from domain.refusals import DomainError
from tests.catalogues import catalogue
from tests.domain import establishment_given as told
from tests.spec import LI, QIAN, SUN, WANG, ZHAO, Did, by_service, did, time_passes

COMMANDS = st.sampled_from(
    [
        told.opened(),
        *(told.apply(told.application(mode)) for mode in Mode),
        *(c.Resubmit(application=told.application(mode)) for mode in Mode),
        c.CancelPreparation(reason="x"),
        c.HostAgrees(),
        c.HostDeclines(reason="x"),
        c.ReturnApplication(reasons=(ReturnReason.OTHER,), note="x"),
        told.WITHDRAW,
        told.APPROVE,
        told.SIMPLY,
        told.REJECT,
        told.approve(founding_group=(), officers=told.officers()),
        c.DecideDirectly(
            org="o-1", application=told.application(), document="文件", founding_group=told.GROUP
        ),
        told.candidates(),
        told.convene("2026-01-05"),
        told.convene("2026-03-20"),
        told.held(),
        told.short_meeting(),
        told.committee_held(),
        told.report(),
        told.ACCEPT,
        told.SECRETARY_APPROVED,
        told.REFUSE_SECRETARY,
        told.DECLINE,
        *(c.ReportMembers(counted=counted) for counted in (2, 3, 4, 7)),
        *(
            c.DecideShortfall(choice=one, mode=Mode.JOINT, successor="b-2", reason="x", document="文件")
            for one in ShortfallChoice
        ),
        *(c.DecideRepetition(choice=one, reason="x", document="文件") for one in RepetitionChoice),
        told.REVOKE,
        told.place(),
        told.UNIONS,
        told.FILE,
        c.RequestFilingCorrection(items=("x",)),
        told.ACKNOWLEDGE,
    ]
)
ACTS = st.one_of(
    st.builds(
        lambda command, by: did(command, by=by),
        COMMANDS,
        st.sampled_from([WANG, ZHAO, QIAN, SUN, LI, "m-1"]),
    ),
    st.just(by_service(c.EndCoverage(by="establishment/b-2"))),
)
TIME = st.sampled_from([time_passes(f"2026-{month:02}-20") for month in range(1, 9)])


def tried(acts: list[Any]) -> Any:
    """Begin well on the way, try everything, and skip what is refused."""
    scene = told.SPEC.given()
    for act in acts:
        try:
            scene.do(act)
        except DomainError:
            continue
    return scene


def usually(history: tuple[Did, ...]) -> list[Any]:
    return list(history)


STARTS = st.sampled_from(
    [
        [],
        usually(told.approved()),
        usually(told.convened()),
        usually(told.reported()),
        usually(told.founded()),
    ]
)


@settings(max_examples=150, deadline=None)
@given(STARTS, st.lists(st.one_of(ACTS, TIME), max_size=25))
def test_any_sequence_keeps_the_invariants(start: list[Any], acts: list[Any]) -> None:
    scene = tried([*start, *acts])
    state = scene.state
    assert all(catalogue().story(fact.event).zh for fact in scene.facts)
    assert fold(DECIDER, scene.facts, stream=state.stream) == state
    waiting = tasks(DECIDER, state)
    if state.closed:
        assert waiting == []
    elif state.status != "none":
        assert waiting or next_wake(state) is not None
