"""Exceptions from a limit: what each strength asks for (domain.md, strengths; seams.md, limits and duties)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any, assert_never

from pydantic import Field, StringConstraints

from domain.model import DocumentNumber, Model, Text
from domain.people import PersonId
from domain.policy.rule import Rule, Strength

PolicyPath = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=80)]
"""The dotted path of a rule: `establishment.joint_partners_maximum`."""


class WaiverLevel(StrEnum):
    """In which role somebody granted an exception."""

    SUPERIOR = "superior"
    APPROVER = "approver"


class Waiver(Model):
    """An exception from one rule of the policy, granted by a person for a reason (例外)."""

    field: PolicyPath = Field(title="政策条目", description="the rule of the policy, dotted")
    granted_by: PersonId = Field(title="准予人", description="who granted it")
    level: WaiverLevel = Field(title="准予层级", description="in which role")
    document: DocumentNumber | None = Field(
        default=None, title="文号", description="the document that says so"
    )
    reason: Text = Field(title="理由", description="the reason")


def allows(rule: Rule[Any], path: str, waivers: Iterable[Waiver]) -> bool:
    """
    Tell whether `waivers` lift the limit that stands at `path`.

    必须: never. 应: by the superior, with a document number. 一般: by the approver or the superior. 提倡: always, since it
    never limits. Every waiver has its reason.
    """
    match rule.strength:
        case Strength.MUST:
            return False
        case Strength.SHOULD:
            return any(waiver.field == path and _documented_by_superior(waiver) for waiver in waivers)
        case Strength.NORMALLY:
            return any(waiver.field == path for waiver in waivers)
        case Strength.ENCOURAGED:
            return True
        case unknown:
            assert_never(unknown)


def _documented_by_superior(waiver: Waiver) -> bool:
    return waiver.level is WaiverLevel.SUPERIOR and waiver.document is not None
