"""What holds in every process that a workflow lives for: time is told, a case rests and goes on. Source: domain.md §3."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.appointment.events import NoticeEnded
from domain.branch.events import (
    AppointmentCalled,
    ContractEndReached,
    OfficeQuestioned,
    TermExpired,
)
from domain.deciding import tasks
from domain.evaluation.events import SelfAssessmentMissed
from domain.events import Event
from domain.filing.commands import RequestCorrection
from domain.filing.events import ConsentedBySilence, FilingLapsed
from domain.matter.commands import Resume, Suspend, SuspensionGround, Urge
from domain.matter.errors import NotSuspendedError, SuspendedError
from domain.matter.events import (
    DeadlineEscalated,
    DeadlinePassed,
    DeadlineReminded,
    PeriodEnded,
    Resumed,
    Suspended,
)
from domain.processes import DECIDERS, is_decided
from domain.serials.serials import SerialClaimed
from tests.domain import branch_given as branch
from tests.domain import establishment_given as establishment
from tests.domain import evaluation_given as evaluation
from tests.domain import round_given as rounds
from tests.domain import test_appointment as appointment
from tests.domain import test_campaign as campaign
from tests.domain import test_enterprise as enterprise
from tests.domain import test_filing as filing
from tests.domain import test_investigation as investigation
from tests.spec import SUN, WANG, ZHAO, Scene, by_service, did, like, time_passes

AWAITED: dict[str, Callable[[], Scene]] = {
    "appointment": appointment.nominated,
    "branch": lambda: branch.SPEC.given(did(branch.register(), by=WANG)),
    "enterprise": lambda: enterprise.known(enterprise.told()),
    "establishment": lambda: establishment.SPEC.given(did(establishment.apply(), by=WANG)),
    "evaluation-round": rounds.at_ready,
    "filing": lambda: filing.SPEC.given(did(filing.submit(), on="2026-10-12")),
    "investigation": lambda: investigation.SPEC.given(did(investigation.OPEN)),
}
"""A case of each process in which one step is awaited, and nothing happens by itself when it is not taken."""

OPEN: dict[str, Callable[[], Scene]] = AWAITED | {
    "campaign": campaign.running,
    "evaluation": lambda: evaluation.SPEC.given(evaluation.opened()),
}
"""An open case of each process."""

SUSPEND = did(Suspend(ground=SuspensionGround.OTHER, reason="停"), by=SUN)
RESUME = did(Resume(reason="续"), by=SUN)
TELLINGS = (DeadlineReminded, DeadlinePassed, DeadlineEscalated)


def test_every_process_is_among_them() -> None:
    assert OPEN.keys() == {one.name for one in DECIDERS.values() if one.workflow}


def test_the_journals_own_streams_have_no_decider() -> None:
    assert all(is_decided(f"{name}/x") for name in DECIDERS)
    assert not is_decided("journal/keys")


@pytest.mark.parametrize("process", AWAITED)
def test_a_step_is_reminded_of_overdue_and_escalated(process: str) -> None:
    scene = AWAITED[process]()
    (deadline,) = scene.state.deadlines
    told = [like(telling, action=deadline.action, due_on=deadline.due_on) for telling in TELLINGS]
    scene.when(time_passes(str(deadline.escalate_on))).then(*told)


@pytest.mark.parametrize("process", OPEN)
def test_a_case_rests_until_the_superior_lets_it_go_on(process: str) -> None:
    scene = OPEN[process]()
    waiting = [task.action for task in tasks(scene.spec.decider, scene.state)]
    scene.when(RESUME).then_refused(NotSuspendedError)
    scene.when(SUSPEND).then(like(Suspended, ground=SuspensionGround.OTHER)).waiting("decide_suspension")
    scene.when(SUSPEND).then_already_so()
    scene.when(did(Urge(action=waiting[0], reason="急"))).then_refused(SuspendedError)
    scene.when(RESUME).then(like(Resumed)).waiting(*waiting)


@pytest.mark.parametrize("process", OPEN)
def test_while_a_case_rests_only_the_superior_is_reminded(process: str) -> None:
    scene = OPEN[process]()
    scene.do(SUSPEND)
    scene.when(time_passes(str(scene.today + timedelta(days=60)))).then(
        *(like(telling, action="decide_suspension") for telling in TELLINGS)
    )


def on_notice() -> Scene:
    scene = appointment.passed()
    scene.do(did(appointment.NOTICE, by=ZHAO))
    return scene


@pytest.mark.parametrize(
    ("scene", "until", "told"),
    [
        (
            lambda: filing.SPEC.given(
                did(filing.submit(), on="2026-10-12"), did(RequestCorrection(items=("缺页",)), by=ZHAO)
            ),
            "2026-10-19",
            (DeadlineReminded, DeadlinePassed, FilingLapsed),
        ),
        (
            lambda: filing.CONSENT.given(did(filing.DISMISSAL, on="2026-10-12")),
            "2026-10-19",
            (DeadlineReminded, DeadlinePassed, ConsentedBySilence),
        ),
        (
            lambda: evaluation.SPEC.given(evaluation.opened()),
            "2026-01-19",
            (DeadlineReminded, DeadlinePassed, SelfAssessmentMissed),
        ),
        (on_notice, "2026-03-09", (PeriodEnded, NoticeEnded)),
        (
            lambda: branch.SPEC.given(
                *branch.living(branch.INVESTOR), by_service(branch.contract("2026-04-14"))
            ),
            "2026-04-14",
            (PeriodEnded, ContractEndReached, OfficeQuestioned),
        ),
        (
            lambda: branch.SPEC.given(*branch.living(), time_passes("2029-01-10")),
            "2029-01-11",
            (DeadlinePassed, TermExpired, AppointmentCalled, SerialClaimed),
        ),
    ],
    ids=[
        "a correction lapses",
        "silence is consent",
        "nothing is submitted",
        "a notice ends",
        "a contract ends",
        "a term expires",
    ],
)
def test_what_happens_by_itself_when_time_passes(
    scene: Callable[[], Scene], until: str, told: tuple[type[Event], ...]
) -> None:
    scene().when(time_passes(until)).then(*(like(one) for one in told))
