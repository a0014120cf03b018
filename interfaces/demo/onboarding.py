"""A dozen branches and one that existed before the service are taken over, with last year's stars (既有党组织登记)."""

from datetime import date
from typing import NamedTuple

from domain.branch.facts import HeldContract, Officer, Partner, TermOfOffice, YearStar
from domain.branch.kinds import BranchMode, UnknownFact
from domain.branch.onboarding import (
    CompleteFacts,
    ConfirmRegistration,
    LegacyFacts,
    RegisterExistingBranch,
)
from domain.branch_kinds import BranchKind
from domain.contract.terms import ContractTerms, Duration
from domain.coverage import CoverageLevel
from domain.filing.kinds import Post
from domain.investigation.sections import Coverage
from interfaces.demo.cast import COUNTY, THIRD
from interfaces.demo.enterprises import Enterprise, enterprise
from interfaces.demo.stage import Stage

LAST_YEAR = 2024


class TakenOver(NamedTuple):
    """
    A branch from before the service.

    `star`: last year's; `points`: what it will be found to deserve this year, in tenths; 0 = it submits nothing.
    """

    name: str
    star: int
    points: int

    @property
    def enterprise(self) -> Enterprise:
        """Its enterprise."""
        return enterprise(self.name)

    @property
    def id(self) -> str:
        """Its id."""
        return f"b-t3-{self.enterprise.number}"

    @property
    def stream(self) -> str:
        """Its stream."""
        return f"branch/{self.id}"

    @property
    def contract(self) -> str:
        """The id of its secretary's labour contract."""
        return f"K-{self.enterprise.number}"


TAKEN_OVER = (
    TakenOver("木棉", 5, 985),
    TakenOver("海棠", 4, 970),
    TakenOver("丁香", 4, 960),
    TakenOver("石榴", 4, 930),
    TakenOver("芦苇", 3, 915),
    TakenOver("银杏", 3, 905),
    TakenOver("紫藤", 3, 850),
    TakenOver("蔷薇", 2, 845),
    TakenOver("胡杨", 2, 830),
    TakenOver("水仙", 1, 760),
    TakenOver("茉莉", 1, 720),
    TakenOver("忍冬", 0, 660),
    TakenOver("合欢", 1, 0),
)

TERMS = ContractTerms(
    duration=Duration.FIXED, starts_on=date(2023, 1, 1), ends_on=date(2025, 12, 31), position="党支部书记"
)
_TERM = TermOfOffice(starts_on=date(2024, 6, 1), ends_on=date(2027, 5, 31))
_FOUNDED_ON = date(2015, 6, 1)
_INCOMPLETE = "合欢"
"""Of which nobody knows any more when it was founded."""


def taken_over(name: str) -> TakenOver:
    """Return one of the branches by its enterprise."""
    return next(one for one in TAKEN_OVER if one.name == name)


def coverage_of(one: Enterprise) -> Coverage:
    """Return what an investigator finds about the coverage of an enterprise."""
    for branch in TAKEN_OVER:
        if branch.enterprise == one:
            return Coverage(level=CoverageLevel.INDEPENDENT, branch=branch.id)
    return Coverage()


async def take_over_all(stage: Stage) -> None:
    """Register each by the township's operators; the county confirms, since the superior must be somebody else."""
    await stage.all_of(_take_over(stage, one) for one in TAKEN_OVER)
    living = [one for one in TAKEN_OVER if str((await stage.state(one.stream)).status) == "active"]
    stage.need(
        len(living) == len(TAKEN_OVER), "十三个既有党组织均已确认", "all thirteen branches are confirmed"
    )
    await _complete(stage, taken_over(_INCOMPLETE))
    stage.tell(f"接收既有党组织 {len(living)} 个。", f"{len(living)} branches from before are taken over.")


async def _take_over(stage: Stage, one: TakenOver) -> None:
    secretary = one.enterprise.member(1)
    unknown = one.name == _INCOMPLETE
    held = HeldContract(contract=one.contract, person=secretary, post=Post.SECRETARY, terms=TERMS)
    registered = RegisterExistingBranch(
        org=THIRD.org,
        superior=THIRD.org,
        name=f"{one.enterprise.row.name}党支部",
        facts=LegacyFacts(
            branch_kind=BranchKind.BRANCH,
            mode=BranchMode.INDEPENDENT,
            founded_on=None if unknown else _FOUNDED_ON,
            secretary=Officer(person=secretary, investor=False),
            term=_TERM,
            partners=(_partner(one.enterprise),),
        ),
        unknown=(UnknownFact.FOUNDED_ON,) if unknown else (),
        contracts=(held,),
        stars=(YearStar(year=LAST_YEAR, star=one.star),),
    )
    await stage.open(THIRD.operator, "branch", registered, one.id)
    await stage.act(COUNTY.approver, one.stream, ConfirmRegistration())


async def _complete(stage: Stage, one: TakenOver) -> None:
    found = CompleteFacts(facts=LegacyFacts(founded_on=_FOUNDED_ON), known=(UnknownFact.FOUNDED_ON,))
    await stage.act(THIRD.operator, one.stream, found)
    state = await stage.state(one.stream)
    stage.expect(not state.unknown, "合欢：未知事项已补齐", "合欢: what was unknown is known now")


def _partner(one: Enterprise) -> Partner:
    return Partner(enterprise=one.id, counted=one.counted, employees=one.row.employees.total)
