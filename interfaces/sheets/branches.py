"""
The columns of the register of branches (党组织台账).

Those that a list of branches is imported by come first (`domain.takeover.columns`), with the branch's id, so that the
file is taken back without change; one column for each year that has stars. The rest is not read.
"""

from collections.abc import Callable, Iterable, Sequence

from domain.branch.kinds import BranchMode
from domain.branch.state import BranchStatus
from domain.branch_kinds import BranchKind
from interfaces.sheets.column import Column, Value, field
from ledger.registers.branches import ShownBranch

NONE = "无"
"""What a cell says where there is known to be none, as it is imported again."""
_NOT_KNOWN, _BETWEEN = "不详", "；"


def branch_columns(years: Iterable[int]) -> tuple[Column, ...]:
    """Return the columns, `years` being those that have stars."""
    stars = (Column(f"stars.{year}", _star(year), 10) for year in sorted(years))
    return (*_TOLD, *stars, *_MORE)


def _codes(row: ShownBranch) -> str:
    """Return the codes of its enterprises; the id of one that no register told, since without it a count would shift."""
    codes = [code or one for code, one in zip(row.codes, row.enterprises, strict=True)]
    return _BETWEEN.join(codes) or NONE


def _counts(each: Callable[[ShownBranch], Sequence[int | None]]) -> Callable[[ShownBranch], Value]:
    def value(row: ShownBranch) -> Value:
        counts = each(row)
        if all(one is None for one in counts):
            return None
        if len(counts) == 1:
            return counts[0]
        return _BETWEEN.join(_NOT_KNOWN if one is None else str(one) for one in counts)

    return value


def _secretary_name(row: ShownBranch) -> str | None:
    return NONE if row.vacant else row.secretary_name


def _enterprise_names(row: ShownBranch) -> str | None:
    return _BETWEEN.join(one or "" for one in row.enterprise_names) or None


def _unknown(row: ShownBranch) -> str | None:
    return _BETWEEN.join(row.unknown) or None


def _star(year: int) -> Callable[[ShownBranch], Value]:
    def value(row: ShownBranch) -> Value:
        return dict(zip(row.star_years, row.stars, strict=True)).get(year)

    return value


_TOLD = (
    field("branch", 40),
    field("name", 36, key="branch_name"),
    field("superior", 16),
    field("org", 16),
    Column("enterprise_codes", _codes, 22),
    field("branch_kind", 12, BranchKind),
    field("mode", 16, BranchMode),
    field("founded_on", 12),
    Column("counted_each", _counts(lambda row: row.counted_each), 12),
    Column("employees_each", _counts(lambda row: row.employees_each), 12),
    field("secretary", 16),
    Column("secretary_name", _secretary_name, 12),
    field("term_starts_on", 12),
    field("term_ends_on", 12),
    field("contract", 16),
)
_MORE = (
    field("status", 12, BranchStatus, key="branch_status"),
    Column("enterprise_names", _enterprise_names, 36),
    field("counted", 12, key="counted_in_all"),
    Column("unknown", _unknown, 20),
    field("ended_by", 20),
    field("ended_into", 40),
    field("position", 10),
)
