"""Whatever is ordered of an enterprise, in whatever order: it never crashes, and nobody is covered twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise import commands as c
from domain.enterprise.claims import ClaimPending, GrantClaim, ReleaseClaim
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.matter import commands as m
from domain.serials.serials import ClaimSerial, ReleaseSerial
from tests.domain.enterprise_cases import CODE, NEW_CODE, register
from tests.domain.soundness import check, ran, time
from tests.domain.test_enterprise import SPEC
from tests.spec import LI, WANG, ZHAO, Did, TimePasses, by_service, did

STREAMS = ("establishment/e-1-1", "establishment/e-1-2", "branch/b-1")
levels, streams = st.sampled_from(CoverageLevel), st.sampled_from(STREAMS)
branches = st.sampled_from([None, "b-1", "b-2"])
claims = st.one_of(
    st.builds(ClaimPending, level=levels, by=streams),
    st.builds(GrantClaim, level=levels, by=streams, branch=branches),
    st.builds(ReleaseClaim, by=streams),
    st.builds(
        c.NoteInvestigation,
        by=st.just("investigation/e-1/1"),
        conclusion=st.sampled_from(Conclusion),
        priority=st.booleans(),
        transfers=st.integers(0, 1),
    ),
    st.builds(c.WithdrawNote, by=st.just("investigation/e-1/1"), version=st.integers(0, 3)),
    st.builds(
        ClaimSerial,
        of=st.just("investigation"),
        number=st.integers(1, 2),
        by=st.sampled_from(["investigation/e-1/1", "investigation/e-1/2"]),
        again=st.booleans(),
    ),
    st.builds(ReleaseSerial, by=st.just("investigation/e-1/1")),
    st.just(m.RaiseConsequence(origin={"stream": "filing/K-9/1", "version": 1}, followed="x")),  # type: ignore[arg-type]
)
kinds = st.sampled_from(LifeEventKind)
lives = st.builds(
    LifeEvent,
    what=kinds,
    happened_on=st.sampled_from(["2026-01-04", "2026-01-05", "2026-03-01"]),
    successor=st.sampled_from([None, "e-1", "e-2"]),
    to_org=st.sampled_from([None, "o-1", "o-2"]),
    code=st.sampled_from([None, CODE, NEW_CODE]),
    typing_error=st.booleans(),
)
human = st.one_of(
    st.sampled_from([register(), register(premises=True), register(org="o-2"), register(uscc=NEW_CODE)]),
    st.builds(c.ReportLifeEvent, life=lives),
    st.builds(c.ConcludeLifeEvent, what=kinds, confirmed=st.booleans(), reason=st.just("经核实")),
    st.sampled_from(
        [
            c.AcceptTransfer(),
            c.DeclineTransfer(reason="不在辖区"),
            c.PlaceMembers(where="社区党支部"),
            m.Comment(text="备注"),
            m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"),
            m.Resume(reason="续"),
            m.RevokeDecision(version=2, reason="错", document="示1号"),
        ]
    ),
)
acts = st.builds(did, human, by=st.sampled_from([WANG, ZHAO, LI]))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(acts, st.builds(by_service, claims), time), max_size=14))
def test_any_history_is_sound(history: list[Did | TimePasses]) -> None:
    scene = ran(SPEC, [did(register()), *history])
    check(scene)
    held = scene.state.covering
    assert not (held.pending and held.granted and held.pending == held.granted)
    assert len({one.of for one in scene.state.serials.open}) == len(scene.state.serials.open)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(acts, st.builds(by_service, claims)), max_size=6))
def test_before_its_registration_nothing_happens_to_it(history: list[Did | TimePasses]) -> None:
    check(ran(SPEC, history))
