"""
What a year brings by itself: who takes part in the evaluation, and a round of investigation (年度轮次).

Source: S22 and S3; at least once a year [L].
"""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from domain.branch.state import BranchState, BranchStatus
from domain.campaign.commands import REGISTERS_MAXIMUM, OpenCampaign, RegisterPart
from domain.campaign.state import CampaignState
from domain.dates import before
from domain.evaluation_round.commands import EnrolBranches, OpenRound
from domain.evaluation_round.rows import BATCH, EnrolledBranch
from domain.evaluation_round.state import RoundState
from domain.investigation.sections import Operations
from domain.investigation.state import InvestigationState, InvestigationStatus
from domain.model import EntryRef, Name, StreamName, Year
from domain.orders import Command, OrgId
from domain.roster.directory import Directory
from domain.rules import Rules


class Opening(NamedTuple):
    """
    A case that the year opens, and what it is told after it is open: the further pages of a long list.

    Without commands it is open, and knows all.
    """

    stream: StreamName
    commands: tuple[Command, ...]


class Living(NamedTuple):
    """
    A branch with what chooses its scheme.

    `industry` (GB/T 4754): its first enterprise's, None = not known; `chains`: those its enterprises take part in.
    """

    branch: BranchState
    industry: str | None
    chains: tuple[Name, ...] = ()


def chains_told(investigations: Iterable[InvestigationState]) -> tuple[Name, ...]:
    """Return the chains of enterprises: of each what its last accepted investigation tells. Source: S1, S22."""
    accepted = [one for one in investigations if one.status is InvestigationStatus.ACCEPTED]
    latest = {
        one.enterprise: content.chain
        for one in sorted(accepted, key=attrgetter("number"))
        for content in one.sections
        if isinstance(content, Operations)
    }
    return tuple(sorted({chain for chain in latest.values() if chain is not None}))


def evaluation_rounds(
    org: OrgId, year: Year, branches: Iterable[Living], directory: Directory, on: date
) -> list[Opening]:
    """
    Return a round for every organisation below `org`, itself included, that leads living branches or other rounds.

    The superior awaits the rounds of its subordinates, since cohorts too small move up before either ranks. A branch
    that was founded after the evaluated year waits for its own.
    """
    holders: dict[OrgId, list[Living]] = {}
    for living in branches:
        branch = living.branch
        if _takes_part(branch, year) and branch.superior and org in directory.path(branch.superior, on):
            holders.setdefault(branch.superior, []).append(living)
    awaited: dict[OrgId, set[OrgId]] = {}
    for holder in list(holders):
        path = directory.path(holder, on)
        within = path[: path.index(org) + 1]
        for below, above in itertools.pairwise(within):
            awaited.setdefault(above, set()).add(below)
    return [
        _round(
            one,
            year,
            holders.get(one, []),
            tuple(sorted(awaited.get(one, ()))),
            _above(one, org, directory, on),
        )
        for one in sorted({*holders, *awaited})
    ]


def outstanding(opening: Opening, state: RoundState) -> Opening:
    """Return what of an opening a round was not told yet; branches and their facts may have changed meanwhile."""
    if not state.opened:
        return opening
    if state.complete:
        return opening._replace(commands=())
    known = {row.branch for row in state.rows}
    left = [one for page in opening.commands for one in _branches(page) if one.branch not in known]
    return opening._replace(commands=tuple(_pages(left)))


def _branches(command: Command) -> tuple[EnrolledBranch, ...]:
    return command.branches if isinstance(command, OpenRound | EnrolBranches) else ()


def _takes_part(branch: BranchState, year: Year) -> bool:
    founded_later = branch.founded_on is not None and branch.founded_on.year > year
    return branch.status is BranchStatus.ACTIVE and not founded_later


def _above(org: OrgId, top: OrgId, directory: Directory, on: date) -> OrgId | None:
    return None if org == top else directory.path(org, on)[1]


def _round(
    org: OrgId,
    year: Year,
    branches: list[Living],
    subordinates: tuple[OrgId, ...],
    superior: OrgId | None,
) -> Opening:
    first, *further = _pages(
        [_enrolled(one, year) for one in sorted(branches, key=lambda one: one.branch.id)]
    )
    opened = OpenRound(
        superior=superior, subordinates=subordinates, branches=first.branches, complete=first.complete
    )
    return Opening(f"evaluation-round/{org}/{year}", (opened, *further))


def _pages(enrolled: Sequence[EnrolledBranch]) -> list[EnrolBranches]:
    """Return a list in pages, the last of which says that it is complete: at least that one."""
    starts = range(0, max(len(enrolled), 1), BATCH)
    return [
        EnrolBranches(branches=tuple(enrolled[at : at + BATCH]), complete=at == starts[-1]) for at in starts
    ]


def _enrolled(living: Living, year: Year) -> EnrolledBranch:
    branch = living.branch
    last = next((one.star for one in branch.stars if one.year == year - 1), 0)
    return EnrolledBranch(
        branch=branch.id,
        org=branch.org,
        industry=living.industry,
        chains=living.chains,
        founded_on=branch.founded_on,
        last_star=last,
        source=EntryRef(stream=branch.stream, version=branch.version),
    )


def investigation_rounds(  # what the year's rounds depend on
    org: OrgId,
    year: Year,
    registers: Iterable[RegisterPart],
    held: Sequence[CampaignState],
    *,
    earlier: Iterable[Year],
    rules: Rules,
) -> list[Opening]:
    """
    Return campaigns over the complete registers of an organisation, each register in one of them, when they are due.

    `held`: the year's campaigns that are open already, and what they took is not taken again; `earlier`: the years of
    its rounds so far. More registers than one campaign takes go on in further rounds: 2026, 2026-2 … Source: S3; at
    least once a year [L].
    """
    due_since = before(date(year, 1, 1), rules.policy.investigation.repeat, rules.calendar)
    if any(due_since < date(one, 1, 1) < date(year, 1, 1) for one in earlier):
        return []
    taken = {part.stream for one in held for part in one.registers}
    left = [one for one in registers if one.stream not in taken]
    pages = [tuple(left[at : at + REGISTERS_MAXIMUM]) for at in range(0, len(left), REGISTERS_MAXIMUM)]
    known = {one.stream for one in held}
    first = f"campaign/{org}/{year}"
    names = itertools.chain((first,), (f"{first}-{number}" for number in itertools.count(2)))
    free = (name for name in names if name not in known)
    new = [Opening(next(free), (OpenCampaign(registers=page),)) for page in pages]
    return [*(Opening(one.stream, ()) for one in held), *new]
