"""What a year brings: rounds for everybody who leads branches, with the branches read from the journal."""

from datetime import date
from typing import Any

import pytest

from domain.branch.state import BranchState, BranchStatus, NotedStar
from domain.campaign.commands import RegisterPart
from domain.evaluation_round.commands import OpenRound
from domain.yearly import evaluation_rounds, investigation_round
from tests.domain.roster_given import COUNTY, PROVINCE, T1, T2, directory

YEAR, ON = 2025, date(2026, 1, 5)


def branch(number: int, superior: str = T1, **more: Any) -> BranchState:
    fields: dict[str, Any] = {
        "status": BranchStatus.ACTIVE,
        "org": T1,
        "superior": superior,
        "version": 1,
    }
    return BranchState(stream=f"branch/b-{number}", **(fields | more))


def rounds(*branches: BranchState, org: str = COUNTY) -> dict[str, OpenRound]:
    openings = evaluation_rounds(org, YEAR, branches, directory(), ON)
    return {one.stream: one.command for one in openings if isinstance(one.command, OpenRound)}


def test_everybody_who_leads_branches_has_a_round_and_the_superior_awaits_it() -> None:
    opened = rounds(branch(1), branch(2, T2), branch(3, COUNTY))
    county = opened[f"evaluation-round/{COUNTY}/2025"]
    assert set(opened) == {f"evaluation-round/{org}/2025" for org in (COUNTY, T1, T2)}
    assert (county.subordinates, county.superior) == ((T1, T2), None)
    assert opened[f"evaluation-round/{T1}/2025"].superior == COUNTY


def test_a_branch_takes_part_with_last_years_star_and_the_entry_that_says_so() -> None:
    stars = (NotedStar(year=2024, star=3), NotedStar(year=2023, star=5))
    enrolled = rounds(branch(1, stars=stars))[f"evaluation-round/{T1}/2025"].branches[0]
    assert (enrolled.branch, enrolled.last_star) == ("b-1", 3)
    assert enrolled.source is not None
    assert enrolled.source.stream == "branch/b-1"


@pytest.mark.parametrize(
    ("more", "takes_part"),
    [
        ({"founded_on": None}, True),
        ({"founded_on": date(2025, 12, 31)}, True),
        ({"founded_on": date(2026, 1, 1)}, False),
        ({"status": BranchStatus.FOUNDED}, False),
        ({"status": BranchStatus.DISSOLVED}, False),
        ({"superior": None}, False),
    ],
)
def test_who_lives_and_was_founded_by_the_end_of_the_year_takes_part(
    more: dict[str, Any], *, takes_part: bool
) -> None:
    assert bool(rounds(branch(1, **more))) == takes_part


def test_branches_of_elsewhere_are_not_the_organisations_matter() -> None:
    assert rounds(branch(1, T2), org=T1) == {}
    assert f"evaluation-round/{PROVINCE}/2025" in rounds(branch(1, T2), org=PROVINCE)


def test_a_year_of_investigation_takes_every_register_and_is_none_without() -> None:
    part = RegisterPart(stream="register/r-1", rows=3, version=2)
    opened = investigation_round(COUNTY, YEAR, [part])
    assert opened is not None
    assert opened.stream == f"campaign/{COUNTY}/2025"
    assert investigation_round(COUNTY, YEAR, []) is None
