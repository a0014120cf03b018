"""Whatever is ordered of a branch, in whatever order: it never crashes, and its state is what its facts tell."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.branch import adjusting as a
from domain.branch import commands as c
from domain.branch.decider import DECIDER
from domain.branch.facts import Destination, Officer
from domain.branch.kinds import (
    BranchMode,
    DissolutionGround,
    Grade,
    MembershipChange,
    Merit,
    Office,
    ThresholdAnswer,
    UnknownFact,
    VacancyGround,
)
from domain.branch.onboarding import LegacyFacts
from domain.branch.state import APPOINTMENT, BranchState, BranchStatus
from domain.deciding import fold, fold_corrected, next_wake, tasks
from domain.elections.slate import Seat
from domain.filing.kinds import FilingKind
from domain.matter import commands as m
from domain.model import EntryRef
from domain.orders import Command
from domain.refusals import DomainError
from domain.serials.serials import ReleaseSerial
from tests.domain.branch_given import (
    DOC,
    HAN,
    INVESTOR,
    LIN,
    MEI,
    PAPER,
    SECRETARY,
    SPEC,
    activate,
    begin,
    contract,
    day,
    facts,
    members,
    office,
    partner,
    register,
    seated,
    term,
    vacancy,
)
from tests.domain.test_branch_term import CONFIRM, election, member_vote, of_committee, secretary_vote, shift
from tests.spec import LI, QIAN, WANG, ZHAO, Did, Scene, TimePasses, by_service, did

TWO = (partner(2, 300, "e-1"), partner(2, 20, "e-2"))
PUBLIC: list[Command] = [
    register(),
    register(facts(secretary=None, term=None, partners=(partner(None),)), "secretary", "term", "members"),
    c.ConfirmRegistration(),
    c.RejectRegistration(reason="查无此支部"),
    c.CompleteFacts(facts=LegacyFacts(secretary=SECRETARY), known=(UnknownFact.SECRETARY,)),
    c.CompleteFacts(facts=LegacyFacts(), known=(UnknownFact.SECRETARY,)),
    c.CompleteFacts(facts=LegacyFacts(term=term("2023-06-01", "2026-05-31")), known=(UnknownFact.TERM,)),
    *(members(count) for count in (0, 2, 3, 6, 7, 50, 100)),
    members(3, enterprise="e-2"),
    c.ReportMembership(change=MembershipChange.RECOUNTED, counted=2),
    *(members(5, change, HAN) for change in MembershipChange),
    members(5, MembershipChange.DIED, LIN),
    c.ReportEmployees(enterprise="e-1", employees=300),
    c.ReportEmployees(enterprise="e-1", employees=299),
    *(c.DecideThreshold(threshold=one, answer=ThresholdAnswer.KEEP, reason="维持") for one in (3, 7, 50)),
    c.DecideThreshold(threshold=3, enterprise="e-2", answer=ThresholdAnswer.SPLIT, reason="分设"),
    office("keep").command,
    office("vacate").command,
    *(
        vacancy(ground, which)
        for ground in VacancyGround
        for which in (Office.SECRETARY, Office.FULL_TIME_DEPUTY)
    ),
    c.ExcuseDeputy(reason="暂缓", document=DOC),
    shift("2029-06-30"),
    shift("2026-12-31"),
    election("2026-01-05"),
    election("2029-01-05", (secretary_vote(8, 8),)),
    election("2028-12-01", (member_vote(), of_committee(Seat.SECRETARY, "p-mei"))),
    CONFIRM,
    c.RefuseReelection(reason="程序不符"),
    *(
        c.ReportSecretaryYear(year=year, to_members=True, to_employees=False, report=PAPER)
        for year in (2025, 2026)
    ),
    *(c.GradeSecretary(year=year, grade=Grade.UNSATISFACTORY) for year in (2025, 2026)),
    c.RecordMerit(person=HAN, merit=Merit.HONOUR, title="优秀党务工作者"),
    *(
        c.AdjustBranch(change=change, document=DOC, reason="调整")
        for change in (
            a.Rename(name="新名称"),
            a.ChangeMode(mode=BranchMode.JOINT),
            a.ChangeMode(mode=BranchMode.INDEPENDENT),
            a.Join(enterprise="e-3", counted=1),
            a.Split(enterprise="e-2"),
            a.Move(superior="o-2"),
            a.Merge(into="b-2"),
        )
    ),
    c.DissolveBranch(
        ground=DissolutionGround.OTHER,
        reason="撤销",
        document=DOC,
        filed_with="o-0",
        destinations=(Destination(organisation="b-3", members=4),),
    ),
    c.ConfirmMembersTransferred(),
    m.Comment(text="备注"),
    m.Urge(action="keep_or_vacate", reason="急"),
    m.ExtendDeadline(action="decide_threshold", days=3, reason="多"),
    m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"),
    m.Resume(reason="续"),
    m.RevokeDecision(version=2, reason="错", document="示1号"),
    m.SettleConsequence(
        origin=EntryRef(stream="appointment/b-1/1", version=1), choice=m.KeepOrUndo.UNDO, reason="错"
    ),
    m.SettleConsequence(
        origin=EntryRef(stream="establishment/b-1", version=1), choice=m.KeepOrUndo.UNDO, reason="错"
    ),
]
SERVICE: list[Did] = [
    activate(None),
    activate(INVESTOR, deputy=Officer(person=LIN)),
    activate(INVESTOR, deputy=Officer(person=MEI), further_deputies=(Officer(person=LIN),)),
    *(by_service(contract(on, kind)) for on in ("2026-01-05", "2026-02-10") for kind in FilingKind),
    by_service(contract("2026-02-10", number=2, contract_id="K-2")),
    by_service(contract("2026-02-11", FilingKind.REVERSE, number=3)),
    by_service(seated(MEI, until=term("2026-02-02", "2029-02-01"))),
    by_service(seated(HAN, number=2, investor=True)),
    by_service(seated(LIN, acting=True)),
    by_service(seated(LIN, which=Office.FULL_TIME_DEPUTY)),
    by_service(c.NoteEvaluation(evaluation="evaluation/b-1/2026")),
    by_service(c.NoteStar(year=2026, star=4, evaluation="evaluation/b-1/2026")),
    by_service(c.CheckHost(org="o-1-b1")),
    by_service(c.NotePartnerLeft(enterprise="e-1", by="establishment/x-2")),
    by_service(c.AbandonBranch(reason="x")),
    by_service(c.NoteAffiliation(enterprise="e-7", establishment="establishment/x-1")),
    by_service(c.AdmitMerger(branch="b-4", enterprises=("e-4",))),
    by_service(c.ReceiveBranch(branch="b-4", partners=(partner(2, 5, "e-4"),), document=DOC)),
    by_service(ReleaseSerial(by="appointment/b-1/1")),
    by_service(m.RaiseConsequence(origin=EntryRef(stream="appointment/b-1/1", version=1), followed="x")),
    by_service(m.RaiseConsequence(origin=EntryRef(stream="establishment/b-1", version=1), followed="y")),
]
OPENINGS: list[list[Did]] = [
    [],
    [begin()],
    [begin(partners=TWO, mode=BranchMode.JOINT), activate(INVESTOR)],
    [begin(partners=(partner(50, 300),)), activate(INVESTOR)],
    [begin(mode=BranchMode.FLOATING, partners=(), body_counted=8), activate(INVESTOR)],
    [begin(mode=BranchMode.TEMPORARY, ends_on=day("2026-03-31")), activate(None)],
    [did(register(), by=WANG), did(c.ConfirmRegistration(), by=ZHAO)],
]


def undated(one: Did) -> Did:
    """Whatever it follows, it is ordered today."""
    return Did(one.command, by=one.by, role=one.role)


acts = st.builds(did, st.sampled_from(PUBLIC), by=st.sampled_from([WANG, ZHAO, QIAN, LI, HAN.id]))
internal = st.sampled_from(SERVICE).map(undated)
told = st.builds(
    lambda days: TimePasses(date.fromordinal(date(2026, 1, 5).toordinal() + days)), st.integers(0, 1200)
)


def run(history: list[Did | TimePasses]) -> Scene:
    scene = SPEC.given()
    for one in history:
        try:
            scene.do(one)
        except DomainError:
            continue
    return scene


def awaits_another(branch: BranchState) -> bool:
    """A founded branch waits for its establishment, a vacant office for its appointment."""
    appointed = any(one.of == APPOINTMENT for one in branch.serials.open)
    return branch.status == BranchStatus.FOUNDED or appointed


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OPENINGS), st.lists(st.one_of(acts, internal, told), max_size=14))
def test_any_history_is_sound(opening: list[Did], history: list[Any]) -> None:
    scene = run([*opening, *history])
    branch = scene.state
    waiting = tasks(DECIDER, branch)
    assert fold(DECIDER, scene.facts, stream=SPEC.stream) == branch
    fold_corrected(DECIDER, scene.facts, stream=SPEC.stream)
    assert [fact.version for fact in scene.facts] == list(range(1, len(scene.facts) + 1))
    if branch.closed and not branch.consequences:
        assert waiting == []
    elif branch.status != BranchStatus.NONE:
        assert waiting or next_wake(branch) or awaits_another(branch)
    assert all(set(task.commands) for task in waiting)
    actions = [deadline.action for deadline in branch.deadlines]
    assert len(actions) == len(set(actions))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(acts, internal, told), max_size=14))
def test_no_number_of_an_appointment_is_given_twice(history: list[Any]) -> None:
    scene = run([begin(), activate(None), *history])
    numbers = [
        fact.event.appointment for fact in scene.facts if fact.event.kind == "branch.appointment_called.v1"
    ]
    assert len(numbers) == len(set(numbers))
