"""How an enterprise is covered, and what an investigation concludes (覆盖方式). Source: S6, S7, S8."""

from enum import StrEnum


class CoverageLevel(StrEnum):
    """By what an enterprise is covered; a later member is a higher level (domain.md §3, claims)."""

    WORK_COVERAGE = "work_coverage"
    """工作覆盖"""
    AFFILIATED = "affiliated"
    """挂靠建"""
    JOINT = "joint"
    """联合建"""
    INDEPENDENT = "independent"
    """单独建"""

    def above(self, other: "CoverageLevel") -> bool:
        """Tell whether this level is higher than `other`."""
        levels = list(CoverageLevel)
        return levels.index(self) > levels.index(other)


class Conclusion(StrEnum):
    """What follows for an enterprise (排查结论)."""

    INDEPENDENT = "independent"
    """应单独组建"""
    JOINT_OR_AFFILIATED = "joint_or_affiliated"
    """联合或者挂靠组建: enters the pool."""
    WORK_COVERAGE = "work_coverage"
    """工作覆盖"""
    COVERED = "covered"
    """已覆盖"""
    ADJUST = "adjust"
    """已覆盖，应调整: its members fell below, or rose above, what its organisation is for."""
    LISTED = "listed"
    """列入台账: not priority and known to have no member; an operator may still apply."""
    EXCLUDED = "excluded"
    """不在范围: state-owned, collective, a branch office, or an individual business where policy says so."""
