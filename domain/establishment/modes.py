"""In which ways an organisation or coverage is set up, and the choices its steps leave."""

from enum import StrEnum


class Mode(StrEnum):
    """组建方式. Source: S6–S8; B5, B8 for the last three."""

    INDEPENDENT = "independent"
    """单独建: one enterprise with members enough."""
    JOINT = "joint"
    """联合建: several enterprises, none of which has enough alone."""
    AFFILIATED = "affiliated"
    """挂靠建: joins a host branch."""
    WORK_COVERAGE = "work_coverage"
    """工作覆盖: no member; an adviser, trade union and youth league."""
    PROJECT = "project"
    """项目党支部: a project body that lasts."""
    TEMPORARY = "temporary"
    """临时党支部: a body for one task; relations stay where they are."""
    FLOATING = "floating"
    """流动党员党支部: in the place where they live."""


OF_ENTERPRISES = frozenset({Mode.INDEPENDENT, Mode.JOINT, Mode.AFFILIATED, Mode.WORK_COVERAGE})
"""Modes that cover enterprises and claim them; the others are founded in a body."""

FULL_PATH = frozenset({Mode.INDEPENDENT, Mode.JOINT, Mode.PROJECT, Mode.FLOATING})
"""Modes with a founding meeting."""

OWN_BRANCH = FULL_PATH | {Mode.TEMPORARY}
"""Modes that make a branch of their own, which is filed."""


class JointGround(StrEnum):
    """联合组建的依据. Source: B."""

    NEAR = "near"
    """地域相邻"""
    SAME_INDUSTRY = "same_industry"
    """行业相近"""
    SUITABLE_SIZE = "suitable_size"
    """规模适当"""
    EASY_TO_MANAGE = "easy_to_manage"
    """便于管理"""


class ReturnReason(StrEnum):
    """退回事由 [P]."""

    INCOMPLETE = "incomplete"
    """材料不全"""
    MEMBERS_UNCLEAR = "members_unclear"
    """党员人数、组织关系不清"""
    MODE_UNSUITABLE = "mode_unsuitable"
    """组建方式不当"""
    CANDIDATE_UNSUITABLE = "candidate_unsuitable"
    """书记人选不当"""
    DUPLICATE = "duplicate"
    """重复申请"""
    HOST_DECLINED = "host_declined"
    """挂靠党支部不同意"""
    OTHER = "other"
    """其他"""


class MeetingFailure(StrEnum):
    """为什么大会没有结果."""

    NO_QUORUM = "no_quorum"
    """到会人数不足"""
    NO_RESULT = "no_result"
    """未选出全部人选"""


class ShortfallChoice(StrEnum):
    """党员人数不足后的处理. Source: domain.md §5 [P]."""

    WAIT = "wait"
    """等待"""
    CHANGE_MODE = "change_mode"
    """改变组建方式"""
    REVOKE = "revoke"
    """撤销批复"""


class RepetitionChoice(StrEnum):
    """多次开会未成后的处理. Source: domain.md §5 [P]."""

    MEET_AGAIN = "meet_again"
    """再次召开"""
    REVOKE = "revoke"
    """撤销批复"""
