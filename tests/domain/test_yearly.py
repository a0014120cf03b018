"""Who takes part in a year's rounds: read from branches, registers and the roster."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from domain.branch.state import BranchState, BranchStatus, NotedStar
from domain.campaign.commands import REGISTERS_MAXIMUM, OpenCampaign, RegisterPart
from domain.campaign.state import CampaignState
from domain.evaluation_round.commands import EnrolBranches, OpenRound
from domain.evaluation_round.decider import DECIDER as ROUND
from domain.evaluation_round.rows import BATCH, Row
from domain.evaluation_round.state import RoundState
from domain.investigation.sections import Operations, Report
from domain.investigation.state import InvestigationState, InvestigationStatus, Told
from domain.roster.directory import Directory
from domain.rules import Rules
from domain.stars.scheme import scheme_digest
from domain.yearly import (
    Living,
    Opening,
    chains_told,
    evaluation_rounds,
    investigation_rounds,
    outstanding,
)
from tests.domain.evaluation_given import RULES
from tests.domain.roster_given import COUNTY, SPEC, T1, T2, roster
from tests.domain.star_cases import PLATFORM
from tests.policies import policy_with
from tests.spec import Spec, did, rules

TODAY = date(2026, 1, 5)
ROSTER = Directory([SPEC.given(did(roster())).state])


def living(name: str, superior: str | None = T1, industry: str | None = None, **more: Any) -> Living:
    fields = {"status": BranchStatus.ACTIVE, "org": superior or T1, "superior": superior, "version": 3} | more
    return Living(BranchState(stream=f"branch/{name}", **fields), industry)


def opened(*branches: Living, org: str = COUNTY) -> dict[str, Opening]:
    return {one.stream: one for one in evaluation_rounds(org, 2025, branches, ROSTER, TODAY)}


def campaigns(
    registers: Sequence[RegisterPart],
    held: Sequence[CampaignState],
    earlier: Sequence[int] = (),
    judged_by: Rules | None = None,
) -> list[Opening]:
    return investigation_rounds("o-1", 2026, registers, held, earlier=earlier, rules=judged_by or rules())


def test_every_organisation_with_branches_holds_a_round_and_its_superior_awaits_it() -> None:
    found = opened(living("b-1"), living("b-2", T2))
    assert sorted(found) == [f"evaluation-round/{org}/2025" for org in (COUNTY, T1, T2)]
    county = found[f"evaluation-round/{COUNTY}/2025"].commands[0]
    assert isinstance(county, OpenRound)
    assert (county.superior, county.subordinates, county.branches) == (None, (T1, T2), ())
    township = found[f"evaluation-round/{T1}/2025"].commands[0]
    assert isinstance(township, OpenRound)
    assert (township.superior, township.complete) == (COUNTY, True)
    assert [one.branch for one in township.branches] == ["b-1"]


def test_only_living_branches_below_take_part() -> None:
    assert opened(living("b-1", status=BranchStatus.DISSOLVED)) == {}
    assert opened(living("b-1", T2), org=T1) == {}
    assert opened(living("b-1", superior=None)) == {}


def test_a_branch_comes_with_last_years_star_and_its_industry() -> None:
    stars = (NotedStar(year=2023, star=5), NotedStar(year=2024, star=3))
    command = opened(living("b-1", industry="I6513", stars=stars))[f"evaluation-round/{T1}/2025"].commands[0]
    assert isinstance(command, OpenRound)
    enrolled = command.branches[0]
    assert (enrolled.last_star, enrolled.industry) == (3, "I6513")
    assert enrolled.source is not None
    assert (enrolled.source.stream, enrolled.source.version) == ("branch/b-1", 3)


def investigated(enterprise: str, number: int, chain: str | None, **more: Any) -> InvestigationState:
    operations = Operations(premises=True, in_production=True, chain=chain)
    told = Told(report=Report(content=operations, source="p-wang", observed_on=TODAY))
    fields = {"status": InvestigationStatus.ACCEPTED, "told": (told,)} | more
    return InvestigationState(stream=f"investigation/{enterprise}/{number}", **fields)


def test_a_branch_comes_with_the_chains_its_enterprises_were_found_to_take_part_in() -> None:
    found = (
        investigated("e-1", 10, "平台经济"),
        investigated("e-1", 9, "纺织"),
        investigated("e-1", 11, None, told=()),
        investigated("e-1", 12, "食品", status=InvestigationStatus.RETURNED),
        investigated("e-2", 1, "平台经济"),
        investigated("e-3", 1, "装备"),
        investigated("e-4", 1, None),
    )
    assert chains_told(found) == ("平台经济", "装备")
    command = opened(living("b-1")._replace(chains=chains_told(found)))[f"evaluation-round/{T1}/2025"]
    round_ = Spec(ROUND, f"evaluation-round/{T1}/2025", RULES).given(did(command.commands[0], by="p-li"))
    assert round_.state.row("b-1").scheme == scheme_digest(PLATFORM)


def test_a_long_list_goes_on_in_pages() -> None:
    for count, pages in ((BATCH, 1), (BATCH + 1, 2), (2 * BATCH + 1, 3)):
        many = [living(f"b-{number:04}") for number in range(count)]
        first, *further = opened(*many)[f"evaluation-round/{T1}/2025"].commands
        assert 1 + len(further) == pages
        assert isinstance(first, OpenRound)
        assert first.complete is (pages == 1)
        assert [one.complete for one in further if isinstance(one, EnrolBranches)] == [False] * (
            pages - 2
        ) + [True] * (pages > 1)


STREAM = f"evaluation-round/{T1}/2025"


def misses(count: int, state: RoundState) -> list[tuple[list[str], bool]]:
    """Return the pages that a round in a state is still told, of which branches, and whether the list is complete."""
    opening = opened(*(living(f"b-{number:04}") for number in range(count)))[STREAM]
    return [
        ([one.branch for one in page.branches], page.complete)
        for page in outstanding(opening, state).commands
        if isinstance(page, OpenRound | EnrolBranches)
    ]


def knowing(*numbers: int, complete: bool = False) -> RoundState:
    rows = tuple(
        Row(branch=f"b-{number:04}", org=T1, scheme="a" * 64, last_star=0, source=None) for number in numbers
    )
    return RoundState(stream=STREAM, opened=True, complete=complete, rows=rows)


def test_a_round_that_is_not_open_is_told_all() -> None:
    assert misses(2, RoundState(stream=STREAM)) == [(["b-0000", "b-0001"], True)]


def test_a_round_that_is_open_and_complete_is_told_nothing() -> None:
    assert misses(2, knowing(0, complete=True)) == []


def test_a_round_whose_list_was_cut_off_is_told_the_branches_it_misses_whatever_page_they_are_on() -> None:
    told = misses(BATCH + 2, knowing(*range(1, BATCH + 1)))
    assert told == [(["b-0000", f"b-{BATCH + 1:04}"], True)]


def test_a_round_that_misses_nobody_is_told_that_its_list_is_complete() -> None:
    assert misses(1, knowing(0)) == [([], True)]


def parts(count: int) -> list[RegisterPart]:
    return [RegisterPart(stream=f"register/r-{number}", rows=4, version=3) for number in range(count)]


def took(opening: Opening) -> list[RegisterPart]:
    return [part for one in opening.commands if isinstance(one, OpenCampaign) for part in one.registers]


def test_a_campaign_takes_the_registers_there_are() -> None:
    (opening,) = campaigns(parts(1), [])
    assert opening.stream == "campaign/o-1/2026"
    assert took(opening) == parts(1)
    assert campaigns([], []) == []


def test_more_registers_than_a_campaign_takes_go_on_in_further_rounds() -> None:
    for count, rounds in (
        (REGISTERS_MAXIMUM - 1, [""]),
        (REGISTERS_MAXIMUM, [""]),
        (REGISTERS_MAXIMUM + 1, ["", "-2"]),
        (2 * REGISTERS_MAXIMUM + 1, ["", "-2", "-3"]),
    ):
        found = campaigns(parts(count), [])
        assert [one.stream for one in found] == [f"campaign/o-1/2026{suffix}" for suffix in rounds]
        assert [part for one in found for part in took(one)] == parts(count)


def test_a_register_is_taken_once_a_year_though_its_version_changed() -> None:
    first, second = parts(2)
    held = CampaignState(stream="campaign/o-1/2026", registers=(first,))
    later = first.model_copy(update={"version": 4})
    assert campaigns([later], [held]) == [Opening(held.stream, ())]
    same, new = campaigns([later, second], [held])
    assert same == Opening(held.stream, ())
    assert (new.stream, took(new)) == ("campaign/o-1/2026-2", [second])


def test_a_name_that_a_round_of_the_year_has_is_not_given_to_another() -> None:
    held = CampaignState(stream="campaign/o-1/2026-2", registers=tuple(parts(1)))
    found = campaigns(parts(REGISTERS_MAXIMUM + 2), [held])
    assert [one.stream for one in found] == [held.stream, "campaign/o-1/2026", "campaign/o-1/2026-3"]


@pytest.mark.parametrize(
    ("years", "earlier", "due"),
    [
        (1, [2025], True),
        (1, [2024, 2025, 2026], True),
        (2, [2025], False),
        (2, [2024], True),
        (2, [2023], True),
        (2, [2027], True),
    ],
)
def test_a_campaign_comes_again_as_often_as_the_policy_says(
    years: int, earlier: list[int], *, due: bool
) -> None:
    judged_by = rules(policy_with("investigation.repeat", value=years))
    assert bool(campaigns(parts(1), [], earlier, judged_by)) is due
