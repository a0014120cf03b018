"""The closed lists of an appointment."""

from enum import StrEnum


class Source(StrEnum):
    """Where a candidate comes from, in the order to be looked at (人选来源). Source: S11–S13."""

    INTERNAL = "internal"
    """内选"""
    DISPATCHED = "dispatched"
    """外派"""
    RECRUITED = "recruited"
    """公开招聘"""


class InternalPost(StrEnum):
    """From which circle inside (内选范围). Source: S11."""

    INVESTOR = "investor"
    """出资人中的党员"""
    MANAGEMENT = "management"
    """管理层"""
    BACKBONE = "backbone"
    """骨干"""


class DispatchOrigin(StrEnum):
    """From where somebody is dispatched (外派来源). Source: S12."""

    ORGAN = "organ"
    """党政机关"""
    STATE_BODY = "state_body"
    """国有企业、事业单位"""
    TOWNSHIP = "township"
    """乡镇、街道"""
    VILLAGE = "village"
    """村、社区"""


class Standard(StrEnum):
    """The eight standards of a secretary (书记标准). Source: S10."""

    FAITH = "faith"
    """守信念"""
    DEDICATION = "dedication"
    """讲奉献"""
    CONDUCT = "conduct"
    """重品行"""
    BUSINESS = "business"
    """懂经营"""
    MANAGEMENT = "management"
    """会管理"""
    COORDINATION = "coordination"
    """善协调"""
    PARTY_WORK = "party_work"
    """热爱党务工作"""
    MASS_WORK = "mass_work"
    """熟悉群众工作"""


class ReviewResult(StrEnum):
    """What the reviewer finds (资格审查结果)."""

    PASSED = "passed"
    """通过"""
    RETURNED = "returned"
    """退回"""
    REJECTED = "rejected"
    """不通过"""


class ElectionFailure(StrEnum):
    """Why an election of the candidate came to nothing (选举未成原因)."""

    NO_QUORUM = "no_quorum"
    """到会人数不足"""
    NOT_ELECTED = "not_elected"
    """候选人未当选"""
