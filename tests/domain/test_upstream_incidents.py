"""Upstream tells of an incident that is a veto: the evaluations it could cost a star hear of it."""

from datetime import date
from typing import Any

import pytest

from domain.branch.state import NotedStar
from domain.evaluation.commands import DismissVeto
from domain.matter.commands import Suspend, SuspensionGround
from domain.matter.errors import ActedInFutureError
from domain.orders import Role
from domain.stars.refusals import VetoUnknownError
from domain.upstream.refusals import NobodyTakesItError, UnknownEnterpriseError
from tests.domain import evaluation_given as given
from tests.domain.enterprise_cases import CODE
from tests.domain.upstream_world import ALREADY_SO, Office, of_type, with_branch, with_enterprise

REPORTED = ["evaluation.veto_reported.v1"]
OF_2025, OF_2026 = "evaluation/b-1/2025", "evaluation/b-1/2026"
UNDER_WAY = (
    given.opened(on="2026-01-12"),
    given.assessed(on="2026-01-13"),
    given.reviewed(),
    given.visited(),
    given.proposed(),
    given.posted(),
)


def incident(happened: str = "2026-03-01", veto: str = "pollution", **where: str) -> Any:
    return of_type(
        "incident.reported",
        veto=veto,
        happened_on=date.fromisoformat(happened),
        reasons="超标排放",
        **(where or {"uscc": CODE}),
    )


def evaluated(star: int | None = None, stream: str = OF_2025) -> Office:
    office = with_branch()
    office.do(stream, *UNDER_WAY)
    if star is not None:
        office.do(stream, given.awarded(star))
    return office


def test_nobody_takes_it_where_nothing_is_evaluated() -> None:
    with pytest.raises(UnknownEnterpriseError):
        Office().tell(incident())
    for office in (with_enterprise(), with_branch()):
        with pytest.raises(NobodyTakesItError):
            office.tell(incident())
    with pytest.raises(NobodyTakesItError, match="b-9"):
        with_branch().tell(incident(branch="b-9"))


@pytest.mark.parametrize("where", [{"uscc": CODE}, {"branch": "b-1"}, {"uscc": CODE, "branch": "b-1"}])
def test_the_star_that_counts_hears_of_it(where: dict[str, str]) -> None:
    office = evaluated(4)
    assert office.tell(incident(**where)) == REPORTED
    assert office.state(OF_2025).awaited_vetoes == ("pollution",)
    assert office.tell(incident(**where), on="2026-03-03") == ALREADY_SO
    assert office.tell(incident("2026-03-02", **where), on="2026-03-03") == REPORTED


def test_what_an_evaluator_dismissed_is_not_opened_again_by_a_repetition() -> None:
    office = evaluated(4)
    office.tell(incident())
    dismissal = DismissVeto(veto="pollution", reasons="系同名企业")
    office.order(OF_2025, dismissal, by=given.EVALUATOR, role=Role.EVALUATOR, on="2026-03-05")
    assert office.tell(incident(), on="2026-03-06") == ALREADY_SO
    assert office.state(OF_2025).closed


def test_the_evaluation_of_its_year_hears_of_it_before_the_award() -> None:
    office = evaluated()
    assert office.tell(incident("2025-11-20")) == REPORTED
    with pytest.raises(NobodyTakesItError):
        office.tell(incident("2026-03-01"))


def test_the_star_of_last_year_and_the_evaluation_of_this_year_both_hear_of_it() -> None:
    office = evaluated(4)
    office.do(OF_2026, given.opened(on="2026-12-28"))
    assert office.tell(incident("2026-12-29"), on="2026-12-30") == REPORTED * 2


def test_a_star_that_is_none_or_void_or_rests_or_is_out_of_date_has_nothing_to_lose() -> None:
    ended = evaluated(4)
    ended.do(OF_2025, given.ended(on="2026-02-12"))
    resting = evaluated()
    rest = Suspend(ground=SuspensionGround.DISPUTE, reason="核实")
    resting.order(OF_2025, rest, by=given.OTHER, role=Role.APPROVER, on="2026-02-12")
    for office in (evaluated(0), ended, resting):
        with pytest.raises(NobodyTakesItError):
            office.tell(incident("2025-11-20"))
    office = evaluated(4)
    with pytest.raises(NobodyTakesItError):
        office.tell(incident(), on="2027-02-12")
    assert office.tell(incident(), on="2027-02-11") == REPORTED


def test_a_star_from_before_the_system_has_no_evaluation_to_tell() -> None:
    office = with_branch()
    state = office.state("branch/b-1")
    legacy = NotedStar(year=2025, star=4)
    office.scene("branch/b-1").state = state.model_copy(update={"stars": (legacy,)})
    with pytest.raises(NobodyTakesItError):
        office.tell(incident())


def test_what_the_scheme_does_not_name_or_has_not_happened_is_refused() -> None:
    with pytest.raises(VetoUnknownError):
        evaluated(4).tell(incident(veto="bad-weather"))
    with pytest.raises(ActedInFutureError):
        evaluated(4).tell(incident("2026-03-03"))


def test_one_that_comes_before_another_that_was_told_is_told_as_of_today() -> None:
    office = evaluated(4)
    office.tell(incident("2026-02-20"), on="2026-03-05")
    (order,) = office.routed(incident("2026-02-25"), "2026-03-04")
    assert order.acted_on is None
    assert office.tell(incident("2026-02-25"), on="2026-03-04", received="2026-03-06") == REPORTED
