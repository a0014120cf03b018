"""The kinds of organisation a branch can be (domain.md §1)."""

from enum import StrEnum


class BranchKind(StrEnum):
    """What is founded, and what holds an election (党组织设置形式)."""

    BRANCH = "branch"
    """党支部"""
    GENERAL_BRANCH = "general_branch"
    """党总支部"""
    COMMITTEE = "committee"
    """基层委员会"""
