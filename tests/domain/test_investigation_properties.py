"""Whatever is ordered of an investigation, in whatever order: it never crashes, and its state is what its facts tell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.coverage import CoverageLevel
from domain.investigation import commands as c
from domain.investigation import sections as s
from domain.matter import commands as m
from domain.orders import Role
from domain.register.ownership import Ownership
from tests.domain.soundness import check, ran, time
from tests.domain.test_investigation import (
    ACCEPT,
    OPEN,
    RETURN,
    SPEC,
    SUBMIT,
    SYSTEM,
    corrected,
    coverage,
    from_register,
    here,
    investors,
    member,
    members,
    operations,
    resolved,
    told,
    workforce,
)
from tests.spec import LI, WANG, ZHAO, Did, TimePasses, by_service, did

MIXED = members(member(1), member(2), member(3, s.Relation.TRANSFERABLE))
SECTIONS = [
    investors(),
    investors(Ownership.UNKNOWN),
    investors(Ownership.STATE, 9_000, 2_000),
    workforce(),
    workforce(9),
    MIXED,
    here(0),
    here(3),
    members(member(1), member(1)),
    operations(),
    coverage(),
    coverage(CoverageLevel.JOINT),
]
FULL: list[Did] = [told(one) for one in (investors(), workforce(), MIXED, operations(), coverage())]

sections = st.sampled_from(SECTIONS)
reports = st.builds(
    lambda section, who: told(section, by=who[0], role=who[1]),
    sections,
    st.sampled_from([(WANG, Role.OPERATOR), (LI, Role.OPERATOR), (SYSTEM, Role.UPSTREAM)]),
)
commands = st.one_of(
    st.sampled_from(
        [
            OPEN,
            SUBMIT,
            ACCEPT,
            RETURN,
            c.AssignInvestigator(to=LI),
            c.CancelInvestigation(ground=c.CancelGround.DUPLICATE, reason="重复"),
            c.CancelInvestigation(ground=c.CancelGround.MERGED, reason="合并"),
            c.RecordTransfer(person="p-m3", transferred=True),
            c.RecordTransfer(person="p-m3", transferred=False, reason="不转"),
            c.RecordTransfer(person="p-m9", transferred=False),
            m.Comment(text="备注"),
            m.Reassign(action="investigate", to=ZHAO),
            m.ExtendDeadline(action="investigate", days=3, reason="多"),
            m.Suspend(ground=m.SuspensionGround.MOVED, reason="停"),
            m.Resume(reason="续"),
            m.RevokeDecision(version=2, reason="错", document="示1号"),
        ]
    ),
    st.builds(corrected, sections),
    st.builds(resolved, sections),
)
acts = st.builds(did, commands, by=st.sampled_from([WANG, ZHAO, LI]))
service = st.sampled_from(
    [
        by_service(from_register()),
        by_service(c.CancelInvestigation(ground=c.CancelGround.DEREGISTERED, reason="注销")),
        by_service(m.RaiseConsequence(origin={"stream": "filing/K-9/1", "version": 1}, followed="x")),  # type: ignore[arg-type]
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(acts, reports, time, service), max_size=14))
def test_any_history_is_sound(history: list[Did | TimePasses]) -> None:
    check(ran(SPEC, [did(OPEN), *history]))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(acts, reports, time, service), max_size=10))
def test_any_history_of_a_full_investigation_is_sound(history: list[Did | TimePasses]) -> None:
    check(ran(SPEC, [did(OPEN), *FULL, did(SUBMIT), *history]))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(acts, reports, service), max_size=4))
def test_any_beginning_is_sound(history: list[Did | TimePasses]) -> None:
    check(ran(SPEC, history))
