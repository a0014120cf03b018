"""The branches of a round, as facts on their way in, and as compact rows while it goes on."""

from typing import Annotated, NamedTuple

from pydantic import Field

from domain.evaluation.facts import Scored
from domain.evaluation.service_commands import Reasons
from domain.model import Count, Day, EntryRef, Identifier, Model, Name, Sha256
from domain.orders import OrgId
from domain.stars.parts import Industry, SomeStar, Star, Tenths
from domain.stars.quotas import QuotaUse

BATCH = 80
"""Rows that one act handles: their events stay within an entry's 64 KiB, with every reason a row can have."""


class EnrolledBranch(Model):
    """
    A branch that is to be evaluated, with the facts it is judged on.

    `org`: the branch's own organisation; `industry` (GB/T 4754) and `chains` choose its scheme; `founded_on` tells
    whether it is in its first year, unknown is not; `last_star`: last year's, imported ones count; `source`: the
    entry that says so.
    """

    branch: Identifier = Field(title="党支部", description="id of the branch")
    org: OrgId = Field(title="所属组织", description="the branch's own organisation")
    industry: Industry | None = Field(default=None, title="行业", description="GB/T 4754 code")
    chains: Annotated[tuple[Name, ...], Field(max_length=50)] = Field(
        default=(), title="产业链", description="chains it takes part in"
    )
    founded_on: Day | None = Field(default=None, title="成立日期", description="founded on, if known")
    last_star: Star = Field(default=0, title="上年星级", description="last year's star, 0 = none")
    source: EntryRef | None = Field(default=None, title="依据记录", description="the entry that tells it")


class PlacedBranch(Model):
    """A branch with the scheme it is evaluated under, frozen by digest."""

    branch: Identifier
    org: OrgId
    scheme: Sha256
    first_year: bool = False
    last_star: Star = 0
    source: EntryRef | None = None


class Row(PlacedBranch):
    """
    A branch of a running round.

    `star`, `total`, `place`, `reasons` (digest): the proposal, as of the ranking that changed it last. `contested`: a
    quota has a say in it. `stale`: scored again since it was ranked. `notice`: the last day of its public notice.
    `left`: gone before it was ranked, not in the base; `void`: gone afterwards, the base stays.
    """

    opened: bool = False
    visit: bool = True
    scored: Scored | None = None
    promotion_exception: bool = False
    star: Star | None = None
    total: Tenths = 0
    place: int | None = None
    reasons: Sha256 | None = None
    contested: bool = False
    stale: bool = False
    notice: Day | None = None
    objections: tuple[int, ...] = ()
    awarded: Star | None = None
    left: bool = False
    void: bool = False

    @property
    def live(self) -> bool:
        """Whether the branch is still there."""
        return not (self.left or self.void)


class Opening(Model):
    """An evaluation that is opened. `visit`: it is in the sample verified on the spot."""

    branch: Identifier
    visit: bool


class RankedRow(Model):
    """
    What the ranking proposes for one branch.

    `contested`: a quota has a say in it; `fresh`: another proposal than stood on notice, so that it stands again.
    """

    branch: Identifier
    star: Star
    total: Tenths
    place: int | None = Field(default=None, ge=1)
    reasons: Reasons = ()
    contested: bool = False
    fresh: bool = True


class AwardedRow(Model):
    """The star a branch is awarded."""

    branch: Identifier
    star: Star


class Tie(Model):
    """Branches that are level for fewer places of a star than they are; the meeting puts them in order."""

    star: SomeStar
    places: Count
    branches: tuple[Identifier, ...]


class RankedCohort(Model):
    """The branches ranked under one scheme: how many the quotas are a share of, and how far each was used."""

    scheme: Sha256
    base: Count
    quotas: tuple[QuotaUse, ...]


class RankedRound(NamedTuple):
    """A whole ranking: a row for each branch, by cohort and merit; the undecided ties; its digest."""

    rows: tuple[RankedRow, ...]
    ties: tuple[Tie, ...]
    cohorts: tuple[RankedCohort, ...]
    digest: Sha256
