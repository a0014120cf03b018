"""Who is expected at a meeting that elects, who came, and whether they are enough."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from domain.elections.errors import (
    MoreListedThanRollError,
    MorePresentThanEligibleError,
    NobodyEligibleError,
    PersonListedTwiceError,
    ProxyVotesError,
    QuorumNotMetError,
)
from domain.model import Count, Model
from domain.people import PersonId
from domain.policy.policy import Policy


class AbsenceGround(StrEnum):
    """
    For what a member who cannot come need not be expected; the list is closed (可以不计算在应到会人数之内).

    The value names the legal ground only: no illness, no offence, no place. Source: E, and L for the last.
    """

    CANNOT_EXPRESS_WILL = "cannot_express_will"
    """因病不能表达本人意志"""
    ABROAD = "abroad"
    """自费出国半年以上"""
    SERVING_SENTENCE = "serving_sentence"
    """服刑，但未受留党察看以上处分"""
    CANNOT_CARE_FOR_SELF = "cannot_care_for_self"
    """年老体弱卧床不起、长期生病生活不能自理"""
    RELATION_NOT_MOVED = "relation_not_moved"
    """工作调动、外出学习或者工作半年以上，应转而未转组织关系"""
    RETIRED_TO_HOMETOWN = "retired_to_hometown"
    """离退休后回原籍长期居住，未转组织关系"""


class Absence(Model):
    """A member who cannot come, on a listed ground; counts only if the superior and the meeting both accept it."""

    person: PersonId = Field(title="党员", description="the member")
    ground: AbsenceGround = Field(title="缺席事由", description="the listed ground")
    superior_accepts: bool = Field(title="上级同意", description="the superior accepts it")
    meeting_accepts: bool = Field(title="大会通过", description="the meeting accepts it")

    @property
    def accepted(self) -> bool:
        """Whether the member is not expected. Source: E."""
        return self.superior_accepts and self.meeting_accepts


class RightsGround(StrEnum):
    """Why a full member has no vote and cannot be elected for the time being. Source: E5."""

    PROBATION = "probation"
    """留党察看期间"""
    CUSTODY = "custody"
    """被依法留置、逮捕，权利中止"""


class Suspension(Model):
    """A full member whose rights to vote and to be elected are suspended (表决权、选举权、被选举权)."""

    person: PersonId = Field(title="党员", description="the member")
    ground: RightsGround = Field(title="中止事由", description="why the rights are suspended")


class Attendance(Model):
    """
    Who was expected and who came.

    `roll`: full members here; in a congress its delegates, in a committee's meeting its members. `present`: those who
    came and have a vote. `proxies`: votes somebody gave for another, if the record reports any. Source: E5, B.
    """

    roll: Count = Field(title="正式党员数", description="full members here; delegates; committee members")
    absences: tuple[Absence, ...] = Field(
        default=(), max_length=5000, title="因故缺席", description="each with its ground"
    )
    suspensions: tuple[Suspension, ...] = Field(
        default=(), max_length=5000, title="权利中止", description="each with its ground"
    )
    present: Count = Field(title="实到会有选举权人数", description="present and entitled to vote")
    proxies: Count = Field(default=0, title="委托投票数", description="votes given for another; refused")

    @property
    def eligible(self) -> int:
        """应到会人数: the roll less accepted absences, less those whose rights are suspended. Source: E, E5."""
        return self.roll - sum(absence.accepted for absence in self.absences) - len(self.suspensions)


def quorum(attendance: Attendance, policy: Policy) -> int:
    """
    How many must be present: at least four fifths of the eligible, exactly (不少于).

    Source: E (`election.quorum`).
    """
    return policy.election.quorum.value.least(attendance.eligible)


def has_quorum(attendance: Attendance, policy: Policy) -> bool:
    """Whether enough are present; a meeting without them is recorded as failed. Source: E."""
    return attendance.present >= quorum(attendance, policy)


def check_quorum(attendance: Attendance, policy: Policy) -> None:
    """
    Refuse a meeting at which too few are present, or whose record contradicts itself.

    Raises what `check_attendance` raises, and `QuorumNotMetError`. Source: E.
    """
    check_attendance(attendance)
    if not has_quorum(attendance, policy):
        raise QuorumNotMetError(attendance.present, quorum(attendance, policy))


def check_attendance(attendance: Attendance) -> None:
    """
    Refuse a record of attendance that contradicts itself, or that counts votes given for another.

    Whoever is listed as absent or suspended cannot be among those present, accepted or not. Source: E, E5.
    """
    if attendance.proxies:
        raise ProxyVotesError(attendance.proxies)
    listed = [absence.person for absence in attendance.absences]
    listed += [suspension.person for suspension in attendance.suspensions]
    _each_once(listed)
    if len(listed) > attendance.roll:
        raise MoreListedThanRollError(len(listed), attendance.roll)
    if not attendance.eligible:
        raise NobodyEligibleError(attendance.roll)
    if attendance.present > attendance.roll - len(listed):
        raise MorePresentThanEligibleError(attendance.present, attendance.roll - len(listed))


def _each_once(people: Iterable[PersonId]) -> None:
    seen: set[PersonId] = set()
    for person in people:
        if person in seen:
            raise PersonListedTwiceError(person)
        seen.add(person)
