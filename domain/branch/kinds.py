"""The closed lists of a branch's life."""

from enum import StrEnum


class BranchMode(StrEnum):
    """How a branch covers its enterprises (组建方式). Affiliation and work coverage found no branch."""

    INDEPENDENT = "independent"
    """单独组建"""
    JOINT = "joint"
    """联合组建"""
    PROJECT = "project"
    """项目党支部"""
    TEMPORARY = "temporary"
    """临时党支部"""
    FLOATING = "floating"
    """流动党员党支部"""


OF_ENTERPRISES = frozenset({BranchMode.INDEPENDENT, BranchMode.JOINT, None})
"""Modes that cover enterprises; of a branch from before the system whose mode is unknown (none), its enterprises tell."""


class Office(StrEnum):
    """An office that is filled by an appointment (职务)."""

    SECRETARY = "secretary"
    """书记"""
    DEPUTY = "deputy"
    """副书记"""
    FULL_TIME_DEPUTY = "full_time_deputy"
    """专职副书记"""


class MembershipChange(StrEnum):
    """What happened to the members (党员变动)."""

    JOINED = "joined"
    """发展入党"""
    FULL = "full"
    """转正"""
    TRANSFERRED_IN = "transferred_in"
    """转入"""
    TRANSFERRED_OUT = "transferred_out"
    """转出"""
    LEFT = "left"
    """出党"""
    DIED = "died"
    """死亡"""
    PENALTY = "penalty"
    """党纪处分"""
    RECOUNTED = "recounted"
    """核实"""


ADMITTING = frozenset({MembershipChange.JOINED, MembershipChange.FULL})
"""Changes by which the branch itself admits members; a temporary one does not. Source: B8."""

RAISES = frozenset({MembershipChange.JOINED, MembershipChange.FULL, MembershipChange.TRANSFERRED_IN})
LOWERS = frozenset(
    {
        MembershipChange.TRANSFERRED_OUT,
        MembershipChange.LEFT,
        MembershipChange.DIED,
        MembershipChange.PENALTY,
    }
)
"""Changes after which there cannot be fewer, or more, counted members than before."""


class Direction(StrEnum):
    """Which way the members crossed a threshold."""

    UP = "up"
    """达到"""
    DOWN = "down"
    """低于"""


class ThresholdAnswer(StrEnum):
    """What the superior decides when the members crossed a threshold (党员人数变动的处理)."""

    KEEP = "keep"
    """维持现状"""
    ADJUST = "adjust"
    """调整设置"""
    SPLIT = "split"
    """分设"""
    DISSOLVE = "dissolve"
    """撤销"""


class OfficeAnswer(StrEnum):
    """What the superior decides about a secretary in question (职务处理)."""

    KEEP = "keep"
    """保留职务"""
    VACATE = "vacate"
    """免去职务"""


class OfficeCause(StrEnum):
    """Why the superior is asked about an office (职务处理事由)."""

    CONTRACT_ENDED = "contract_ended"
    """劳动合同解除或者终止"""
    CONTRACT_RESTORED = "contract_restored"
    """劳动合同恢复"""
    PENALTY = "penalty"
    """党纪处分"""
    APPRAISAL = "appraisal"
    """连续评为不称职"""


class VacancyGround(StrEnum):
    """Why an office is vacant, or is to be filled (空缺事由)."""

    FOUNDING = "founding"
    """新组建"""
    VACATED = "vacated"
    """免去职务"""
    RESIGNATION = "resignation"
    """辞职"""
    DEATH = "death"
    """死亡"""
    TRANSFER = "transfer"
    """调离"""
    EXPIRY = "expiry"
    """任期届满"""
    DUTY = "duty"
    """应当配备"""
    LEGACY = "legacy"
    """登记时空缺"""


LOSING = frozenset(
    {VacancyGround.VACATED, VacancyGround.RESIGNATION, VacancyGround.DEATH, VacancyGround.TRANSFER}
)
"""Grounds by which whoever holds an office loses it."""


class Grade(StrEnum):
    """The yearly grade of a secretary (述职评议等次). Source: S16, L."""

    EXCELLENT = "excellent"
    """优秀"""
    COMPETENT = "competent"
    """称职"""
    BASIC = "basic"
    """基本称职"""
    UNSATISFACTORY = "unsatisfactory"
    """不称职"""


class Merit(StrEnum):
    """What is recorded to a secretary's credit. Source: S17."""

    TRAINING = "training"
    """集中轮训"""
    HONOUR = "honour"
    """评先推优"""


class DissolutionGround(StrEnum):
    """Why a branch is dissolved (撤销事由)."""

    TOO_FEW_MEMBERS = "too_few_members"
    """党员人数不足"""
    ENTERPRISE_ENDED = "enterprise_ended"
    """企业注销"""
    BODY_ENDED = "body_ended"
    """项目或者临时任务结束"""
    MERGED = "merged"
    """合并"""
    OTHER = "other"
    """其他"""


class ReelectionFailure(StrEnum):
    """Why a re-election came to nothing (换届未成原因)."""

    NO_QUORUM = "no_quorum"
    """到会人数不足"""
    NO_SECRETARY = "no_secretary"
    """未选出书记"""
    INCOMPLETE = "incomplete"
    """未选出全部人选"""


class UnknownFact(StrEnum):
    """A fact of a branch from before the system that nobody knows yet (待补事项)."""

    BRANCH_KIND = "branch_kind"
    """设置形式"""
    MODE = "mode"
    """组建方式"""
    FOUNDED_ON = "founded_on"
    """成立日期"""
    MEMBERS = "members"
    """党员人数"""
    EMPLOYEES = "employees"
    """职工人数"""
    SECRETARY = "secretary"
    """书记"""
    TERM = "term"
    """任期"""
