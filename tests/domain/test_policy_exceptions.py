import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.policy.exceptions import Waiver, WaiverLevel, allows
from domain.policy.rule import Rule, Strength
from tests.policies import default_policy

PATH = "establishment.joint_partners_maximum"


def rule(strength: Strength) -> Rule[int]:
    return Rule[int](value=5, source="B", strength=strength)


def waiver(level: WaiverLevel, document: str | None = None, field: str = PATH) -> Waiver:
    return Waiver(
        field=field, granted_by="p-1", level=level, document=document, reason="园区企业集中，便于管理"
    )


SUPERIOR = waiver(WaiverLevel.SUPERIOR)
SUPERIOR_IN_WRITING = waiver(WaiverLevel.SUPERIOR, "示组〔2026〕1号")
APPROVER = waiver(WaiverLevel.APPROVER)
APPROVER_IN_WRITING = waiver(WaiverLevel.APPROVER, "示组〔2026〕2号")
ELSEWHERE = waiver(WaiverLevel.SUPERIOR, "示组〔2026〕3号", "establishment.committee_minimum")
ALL = (SUPERIOR, SUPERIOR_IN_WRITING, APPROVER, APPROVER_IN_WRITING, ELSEWHERE)


def test_what_must_be_has_no_exception() -> None:
    assert not allows(rule(Strength.MUST), PATH, ALL)


@pytest.mark.parametrize("granted", [SUPERIOR, APPROVER, APPROVER_IN_WRITING, ELSEWHERE])
def test_what_should_be_is_not_waived_without_the_superiors_document(granted: Waiver) -> None:
    assert not allows(rule(Strength.SHOULD), PATH, (granted,))


def test_what_should_be_is_waived_by_the_superiors_document() -> None:
    assert allows(rule(Strength.SHOULD), PATH, (ELSEWHERE, SUPERIOR_IN_WRITING))


@pytest.mark.parametrize("granted", [SUPERIOR, SUPERIOR_IN_WRITING, APPROVER, APPROVER_IN_WRITING])
def test_what_normally_holds_is_waived_by_approver_or_superior(granted: Waiver) -> None:
    assert allows(rule(Strength.NORMALLY), PATH, (granted,))


@pytest.mark.parametrize("waivers", [(), (ELSEWHERE,)])
def test_what_normally_holds_is_not_waived_by_nobody_or_for_another_rule(waivers: tuple[Waiver, ...]) -> None:
    assert not allows(rule(Strength.NORMALLY), PATH, waivers)


def test_what_is_encouraged_never_limits() -> None:
    assert allows(rule(Strength.ENCOURAGED), PATH, ())


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_waiver_without_a_reason(reason: str) -> None:
    with pytest.raises(ValidationError):
        Waiver(field=PATH, granted_by="p-1", level=WaiverLevel.APPROVER, reason=reason)


def test_a_waiver_names_one_rule_of_the_policy() -> None:
    with pytest.raises(ValidationError):
        waiver(WaiverLevel.SUPERIOR, field="establishment")


@given(st.sampled_from(Strength), st.lists(st.sampled_from(ALL)), st.sampled_from(ALL))
def test_one_more_waiver_never_takes_an_exception_away(
    strength: Strength, waivers: list[Waiver], more: Waiver
) -> None:
    assert allows(rule(strength), PATH, waivers) <= allows(rule(strength), PATH, [*waivers, more])


def test_the_shipped_policy_lets_the_approver_admit_a_sixth_partner_but_nobody_a_two_member_branch() -> None:
    establishment = default_policy().establishment
    assert allows(establishment.joint_partners_maximum, PATH, (APPROVER,))
    path = "establishment.independent_minimum"
    granted = waiver(WaiverLevel.SUPERIOR, "示组〔2026〕4号", path)
    assert not allows(establishment.independent_minimum, path, (granted,))
