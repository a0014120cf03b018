"""What counts in which figure of domain.md §11."""

from datetime import date

import pytest

from domain.branch.facts import TermOfOffice
from domain.branch.state import BranchState
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.claims import Claims, Held
from domain.enterprise.state import EnterpriseState, EnterpriseStatus, Noted
from domain.establishment.modes import Mode
from domain.establishment.state import EstablishmentState
from domain.establishment.state import Status as EstablishmentStatus
from domain.evaluation.state import EvaluationState
from domain.evaluation.state import Status as EvaluationStatus
from domain.figures import (
    Figure,
    asked_on,
    founded_on,
    of_branch,
    of_enterprise,
    of_evaluation,
    of_filing,
)
from domain.filing.state import FilingState
from domain.filing.state import Status as FilingStatus
from domain.investigation.state import InvestigationState
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow
from tests.domain.enterprise_cases import CODE

DAY = date(2026, 3, 2)


def enterprise(
    conclusion: Conclusion | None = None,
    level: CoverageLevel | None = None,
    *,
    priority: bool | None = None,
    ownership: Ownership = Ownership.PRIVATE,
    status: EnterpriseStatus = EnterpriseStatus.OPERATING,
) -> EnterpriseState:
    noted = Noted(by="investigation/e-1/1", conclusion=conclusion, priority=priority) if conclusion else None
    granted = Held(level=level, by="establishment/x-1") if level else None
    return EnterpriseState(
        status=status,
        row=RegisterRow(uscc=CODE, name="示例机械有限公司", ownership=ownership),
        noted=noted,
        covering=Claims(granted=granted),
    )


@pytest.mark.parametrize(
    ("level", "counted"),
    [
        (None, ()),
        (CoverageLevel.INDEPENDENT, (Figure.ORGANISATION, Figure.INDEPENDENT)),
        (CoverageLevel.JOINT, (Figure.ORGANISATION, Figure.JOINT)),
        (CoverageLevel.AFFILIATED, (Figure.ORGANISATION, Figure.AFFILIATED)),
        (CoverageLevel.WORK_COVERAGE, (Figure.WORK,)),
    ],
)
def test_whoever_was_investigated_counts_by_its_coverage(
    level: CoverageLevel | None, counted: tuple[Figure, ...]
) -> None:
    assert of_enterprise(enterprise(Conclusion.INDEPENDENT, level)) == (Figure.BASE, *counted)
    assert of_enterprise(enterprise(None, level)) == (Figure.UNINVESTIGATED,)


def test_priority_is_reached_by_an_organisation_alone() -> None:
    def counted(level: CoverageLevel | None) -> tuple[Figure, ...]:
        return of_enterprise(enterprise(Conclusion.INDEPENDENT, level, priority=True))

    assert counted(None) == (Figure.BASE, Figure.PRIORITY_BASE)
    assert Figure.PRIORITY in counted(CoverageLevel.AFFILIATED)
    assert Figure.PRIORITY not in counted(CoverageLevel.WORK_COVERAGE)


@pytest.mark.parametrize("ownership", [Ownership.STATE, Ownership.COLLECTIVE, Ownership.BRANCH_OFFICE])
def test_who_is_never_private_counts_nowhere(ownership: Ownership) -> None:
    assert of_enterprise(enterprise(ownership=ownership)) == ()
    assert of_enterprise(enterprise(Conclusion.INDEPENDENT, ownership=ownership)) == ()


@pytest.mark.parametrize("ownership", [Ownership.UNKNOWN, Ownership.INDIVIDUAL_BUSINESS])
def test_whose_ownership_is_open_counts_as_the_investigation_found(ownership: Ownership) -> None:
    assert of_enterprise(enterprise(ownership=ownership)) == (Figure.UNINVESTIGATED,)
    assert of_enterprise(enterprise(Conclusion.LISTED, ownership=ownership)) == (Figure.BASE,)
    assert of_enterprise(enterprise(Conclusion.EXCLUDED, ownership=ownership)) == ()


def test_what_does_not_operate_or_was_never_registered_counts_nowhere() -> None:
    gone = enterprise(Conclusion.INDEPENDENT, status=EnterpriseStatus.DEREGISTERED)
    assert of_enterprise(gone) == ()
    assert of_enterprise(EnterpriseState(status=EnterpriseStatus.OPERATING)) == ()


def test_filings_count_unless_withdrawn_and_late_ones_are_told() -> None:
    assert of_filing(FilingState(status=FilingStatus.SUBMITTED)) == (Figure.FILINGS,)
    assert of_filing(FilingState(status=FilingStatus.FILED, late_by_days=1)) == (Figure.FILINGS, Figure.LATE)
    assert of_filing(FilingState(status=FilingStatus.WITHDRAWN, late_by_days=1)) == ()
    assert of_filing(FilingState()) == ()


def test_a_branch_counts_once_its_term_is_known() -> None:
    assert of_branch(BranchState()) == ()
    assert of_branch(BranchState(term=TermOfOffice(starts_on=DAY, ends_on=date(2029, 3, 1)))) == (
        Figure.TERMS,
    )


def test_a_star_counts_once_it_is_awarded() -> None:
    assert of_evaluation(EvaluationState(status=EvaluationStatus.AWARDED)) == (Figure.STARS,)
    assert of_evaluation(EvaluationState(status=EvaluationStatus.PROPOSED)) == ()


@pytest.mark.parametrize(
    ("conclusion", "asks"),
    [
        (Conclusion.INDEPENDENT, True),
        (Conclusion.JOINT_OR_AFFILIATED, True),
        (Conclusion.ADJUST, True),
        (Conclusion.WORK_COVERAGE, False),
        (Conclusion.COVERED, False),
        (None, False),
    ],
)
def test_days_count_from_the_conclusion_that_asks_for_an_organisation(
    conclusion: Conclusion | None, *, asks: bool
) -> None:
    state = InvestigationState(conclusion=conclusion, decided_on=DAY)
    assert asked_on(state) == (DAY if asks else None)


def test_days_count_to_the_founding_meeting_or_the_approval_of_an_affiliated_one() -> None:
    def founded(mode: Mode, held: date | None, status: EstablishmentStatus) -> date | None:
        return founded_on(
            EstablishmentState(mode=mode, held_on=held, approved_on=date(2026, 2, 1), status=status)
        )

    active = EstablishmentStatus.ACTIVE
    assert founded(Mode.INDEPENDENT, DAY, active) == DAY
    assert founded(Mode.AFFILIATED, None, active) == date(2026, 2, 1)
    assert founded(Mode.WORK_COVERAGE, DAY, active) is None
    assert founded(Mode.INDEPENDENT, DAY, EstablishmentStatus.HELD) is None
