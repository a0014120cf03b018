"""What can be filed, on which ground, and about whom."""

from enum import StrEnum


class FilingKind(StrEnum):
    """备案类型. Source: S18; `register`, `renew` and `reverse` are this project's [P]."""

    REGISTER = "register"
    """登记"""
    RENEW = "renew"
    """续订"""
    CHANGE = "change"
    """变更"""
    RESCISSION = "rescission"
    """解除"""
    TERMINATION = "termination"
    """终止"""
    REVERSE = "reverse"
    """恢复: by arbitration or court"""


ENDING = frozenset({FilingKind.RESCISSION, FilingKind.TERMINATION})


class LegalGround(StrEnum):
    """法定事由."""

    AGREEMENT = "agreement"
    """协商一致"""
    EMPLOYEE_RESIGNS = "employee_resigns"
    """劳动者提出解除"""
    EMPLOYER_DISMISSES = "employer_dismisses"
    """用人单位提出解除"""
    EXPIRY = "expiry"
    """期满"""
    RETIREMENT = "retirement"
    """退休"""
    DEATH = "death"
    """死亡或者宣告失踪"""
    EMPLOYER_ENDS = "employer_ends"
    """用人单位破产、注销、解散"""
    ARBITRATION = "arbitration"
    """仲裁裁决"""
    COURT = "court"
    """法院判决"""


_BY_AGREEMENT = frozenset({LegalGround.AGREEMENT})
GROUNDS = {
    FilingKind.REGISTER: _BY_AGREEMENT,
    FilingKind.RENEW: _BY_AGREEMENT,
    FilingKind.CHANGE: _BY_AGREEMENT,
    FilingKind.RESCISSION: frozenset(
        {LegalGround.AGREEMENT, LegalGround.EMPLOYEE_RESIGNS, LegalGround.EMPLOYER_DISMISSES}
    ),
    FilingKind.TERMINATION: frozenset(
        {LegalGround.EXPIRY, LegalGround.RETIREMENT, LegalGround.DEATH, LegalGround.EMPLOYER_ENDS}
    ),
    FilingKind.REVERSE: frozenset({LegalGround.ARBITRATION, LegalGround.COURT}),
}
"""Which ground each kind can have, by the wording of the labour contract law; this project's table [P]."""


class Post(StrEnum):
    """Whose contract is filed. Source: S18."""

    SECRETARY = "secretary"
    """书记"""
    DEPUTY = "deputy"
    """副书记"""
    PARTY_WORKER = "party_worker"
    """专职党务工作者"""
