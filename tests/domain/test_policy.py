import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.policy.document import (
    Change,
    PolicyInvalidError,
    UnknownPolicyPathError,
    difference,
    parse_policy,
    policy_digest,
    rule_at,
)
from domain.policy.investigation import ParkLevel
from domain.policy.policy import membership_thresholds, rules
from domain.policy.rule import Rule, Strength, Term, Unit
from domain.policy.values import Fraction
from infra import documents
from infra.remarks import names_of_rules
from tests.policies import default_policy, default_policy_text, policy_with

SOURCE = re.compile(r"^(S[1-9]\d?|B\d*|E\d*|L|P|X)( (S[1-9]\d?|B\d*|E\d*|L|P|X))*$")

# domain.md §§2–9 by number: value (a period as "10 working_days"), source, strength.
PUBLISHED = """
shared.returned                          10 working_days  P      normally
shared.remind_before                     5 days           P      normally
shared.escalate_after                    5 working_days   P      normally
shared.recording_grace                   10 working_days  P      normally
shared.extension_limit                   30 days          P      normally
shared.life_event_decision               20 working_days  P      normally
shared.keep_or_undo                      10 working_days  P      normally
shared.unknown_facts                     60 days          P      normally
shared.deciders_minimum                  2                P      normally
investigation.employees_minimum          10               S2     must
investigation.park_level_minimum         city             S2     must
investigation.individual_business        False            P      normally
investigation.completion                 30 days          P      normally
investigation.review                     10 working_days  P      normally
investigation.transfer                   60 days          S4 P   normally
investigation.repeat                     1 years          S3 L   normally
investigation.campaign_rows_minimum      10               P      encouraged
investigation.campaign_rows_maximum      1000000          P      must
establishment.independent_minimum        3                S6 X   must
establishment.joint_partners_minimum     2                B      must
establishment.joint_partners_maximum     5                B      normally
establishment.project_minimum            6 months         B5     should
establishment.branch_members_maximum     50               B L    normally
establishment.general_branch_minimum     50               B L    normally
establishment.committee_minimum          100              B L    normally
establishment.secretary_candidate_named  True             L      normally
establishment.application                30 days          P      normally
establishment.host_consent               10 working_days  P      normally
establishment.decision                   1 months         B6     normally
establishment.candidates_approval        10 working_days  E14 P  normally
establishment.founding_meeting           30 days          P      normally
establishment.meeting_repetitions        2                P      normally
establishment.result_report              5 working_days   P      normally
establishment.result_acceptance          10 working_days  P      normally
establishment.shortfall_decision         20 working_days  P      normally
establishment.filing                     15 working_days  P      normally
establishment.acknowledgement            5 working_days   P      normally
establishment.adviser_in_place           30 days          S8 P   normally
establishment.adviser_enterprises_maximum  3              L      normally
establishment.adviser_term               2 years          L      normally
election.quorum                          4/5              E      must
election.majority                        1/2              E      must
election.majority_base                   present          E X    must
election.candidates_excess               120              E      must
election.officer_candidates              1                B21    should
election.committee_from                  7                B      should
election.committee_seats                 3,5              B      normally
election.committee_seats_maximum         7                B      normally
election.deputy_maximum                  1                B      should
election.congress_from                   500              E      normally
branch.committee_term                    5 years          B L    normally
branch.general_branch_term               3 years          B L    normally
branch.branch_term                       3 years          B L    normally
branch.village_term                      5 years          B L    normally
branch.reelection_reminder               6 months         L      normally
branch.term_shift_maximum                1 years          E3     normally
branch.threshold_decision                20 working_days  P      normally
branch.adjustment_decision               20 working_days  P      normally
branch.members_transfer                  60 days          P      normally
branch.registration_confirmation         20 working_days  P      normally
appointment.opened                       60 days          P      normally
appointment.membership_minimum           1 years          B23    normally
appointment.offices_maximum              1                P      should
appointment.standards_minimum            8                S10    should
appointment.review                       10 working_days  P      normally
appointment.notice_required              True             P      normally
appointment.notice                       5 working_days   P      normally
appointment.objection_decision           10 working_days  P      normally
appointment.report                       5 working_days   P      normally
appointment.approval                     10 working_days  P      normally
appointment.taking_office                10 working_days  P      normally
appointment.deputy_employees             300              S14 P  normally
appointment.deputy_members               50               S14 P  normally
appointment.deputy_within                60 days          S14    should
appointment.union_chair_advised          True             S15    encouraged
appointment.appraisal_every              1 years          S16    must
appointment.unsatisfactory_in_a_row      2                L      normally
filing.mode                              file             S18    normally
filing.answer                            5 working_days   P      normally
filing.silence_is_consent                True             P      normally
filing.late_after                        10 working_days  P      normally
filing.correction                        5 working_days   P      normally
filing.objection_decision                10 working_days  P      normally
filing.office_decision                   5 working_days   P      normally
filing.linking                           10 working_days  P      normally
filing.appeal                            30 days          P      normally
evaluation.repeat                        1 years          S22 L  normally
evaluation.self_assessment               10 working_days  P      normally
evaluation.not_submitted_points          0                P      normally
evaluation.review                        21 days          P      normally
evaluation.verification                  21 days          P      normally
evaluation.verification_share            100              P      normally
evaluation.ranking                       10 working_days  P      normally
evaluation.cohort_minimum                10               P      normally
evaluation.notice                        5 working_days   P      normally
evaluation.objection_decision            10 working_days  P      normally
evaluation.award                         10 working_days  P      normally
evaluation.appeal                        30 days          P      normally
evaluation.veto_decision                 20 working_days  P      normally
"""


def _written(rule: Rule[Any]) -> str:
    if isinstance(rule, Term):
        return f"{rule.value} {rule.unit}"
    if isinstance(rule.value, Fraction):
        return f"{rule.value.numerator}/{rule.value.denominator}"
    if isinstance(rule.value, tuple):
        return ",".join(str(one) for one in rule.value)
    return str(rule.value)


def test_the_shipped_policy_says_what_the_page_says() -> None:
    shipped = [
        [path, *_written(rule).split(), *rule.source.split(), str(rule.strength)]
        for path, rule in rules(default_policy())
    ]
    assert shipped == [line.split() for line in PUBLISHED.strip().splitlines()]


def test_every_number_has_its_source_and_strength() -> None:
    for path, rule in rules(default_policy()):
        assert SOURCE.match(rule.source), path
        assert rule.strength in Strength, path


def test_document_and_model_hold_the_same_fields_in_the_same_order() -> None:
    sections = tomllib.loads(default_policy_text())
    assert (sections.pop("version"), bool(sections.pop("title"))) == ("2026.1", True)
    written = [f"{section}.{field}" for section, fields in sections.items() for field in fields]
    assert written == [named.path for named in rules(default_policy())]


def test_every_number_of_the_document_stands_under_a_comment_in_both_languages() -> None:
    comment = ""
    for line in default_policy_text().splitlines():
        if line.startswith(("#", "[")):
            comment = line
        elif "source =" in line:
            assert re.match(r"# .*[\u4e00-\u9fff].*[a-z]{2}", comment), line


def test_a_missing_number_is_named_by_its_path() -> None:
    lines = [line for line in default_policy_text().splitlines() if not line.startswith("quorum =")]
    with pytest.raises(PolicyInvalidError) as refused:
        parse_policy("\n".join(lines))
    assert refused.value.data["path"] == "election.quorum"


@pytest.mark.parametrize(
    ("was", "becomes", "path", "given"),
    [
        ("quorum = {", "quorums = {", "election.quorum", ""),
        ("value = 10, source", 'value = "10", source', "investigation.employees_minimum.value", "10"),
        ("value = 10, source", "value = 10.0, source", "investigation.employees_minimum.value", "10.0"),
        ("value = 10, source", "value = true, source", "investigation.employees_minimum.value", "True"),
        ("value = 10, source", "value = -1, source", "investigation.employees_minimum.value", "-1"),
        (
            "value = 10, source",
            "value = 2026-01-01, source",
            "investigation.employees_minimum.value",
            "2026-01-01",
        ),
        ('value = "city"', 'value = "village"', "investigation.park_level_minimum.value", "village"),
        ("value = false", "value = 0", "investigation.individual_business.value", "0"),
        ('unit = "months"', 'unit = "moons"', "establishment.project_minimum.unit", "moons"),
        ("value = 6, unit", "value = 3651, unit", "establishment.project_minimum.value", "3651"),
        ('source = "S10"', 'source = ""', "appointment.standards_minimum.source", ""),
        (
            'strength = "encouraged"',
            'strength = "wished"',
            "investigation.campaign_rows_minimum.strength",
            "wished",
        ),
        ('version = "2026.1"', "", "version", ""),
        ("[filing]", "[filing", "TOML", ""),
    ],
)
def test_a_wrong_number_is_named_by_its_path(was: str, becomes: str, path: str, given: str) -> None:
    assert was in default_policy_text()
    with pytest.raises(PolicyInvalidError) as refused:
        parse_policy(default_policy_text().replace(was, becomes, 1))
    assert refused.value.data["path"] == path
    assert refused.value.data["given"] == given
    assert refused.value.data["problem"]


def test_a_field_unknown_to_the_model_is_refused() -> None:
    with pytest.raises(PolicyInvalidError) as refused:
        parse_policy(default_policy_text() + '\nextra = { value = 1, source = "P", strength = "must" }\n')
    assert refused.value.data["path"] == "evaluation.extra"


def test_a_long_wrong_value_is_shortened() -> None:
    with pytest.raises(PolicyInvalidError) as refused:
        parse_policy(default_policy_text().replace('"city"', f'"{"x" * 500}"'))
    assert refused.value.data["given"] == "x" * 80


@pytest.mark.parametrize(
    ("path", "last_lawful", "contradiction"),
    [
        ("investigation.campaign_rows_minimum", 1_000_000, 1_000_001),
        ("establishment.joint_partners_minimum", 5, 6),
        ("establishment.general_branch_minimum", 51, 52),
        ("establishment.committee_minimum", 51, 50),
        ("election.committee_seats", (3, 5, 7), (3, 5, 8)),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(
    path: str, last_lawful: object, contradiction: object
) -> None:
    assert rule_at(policy_with(path, value=last_lawful), path).value == last_lawful
    with pytest.raises(ValidationError):
        policy_with(path, value=contradiction)


def test_a_contradiction_is_named_by_its_section() -> None:
    with pytest.raises(PolicyInvalidError) as refused:
        parse_policy(default_policy_text().replace("[3, 5]", "[3, 9]"))
    assert refused.value.data["path"] == "election"
    assert "committee_seats_maximum" in refused.value.data["problem"]


def test_comments_do_not_change_the_digest_and_values_do() -> None:
    text = default_policy_text()
    assert policy_digest(text) == policy_digest(text + "\n# 备注\n") == policy_digest(default_policy())
    assert policy_digest(policy_with("filing.answer", value=6)) != policy_digest(text)
    assert re.fullmatch("[0-9a-f]{64}", policy_digest(text))


def test_a_difference_names_the_rule_with_both_its_states() -> None:
    other = policy_with("filing.answer", value=7)
    was, becomes = rule_at(default_policy(), "filing.answer"), rule_at(other, "filing.answer")
    assert difference(default_policy(), other) == [Change("filing.answer", was, becomes)]
    assert difference(other, default_policy()) == [Change("filing.answer", becomes, was)]
    assert difference(other, other) == []


@pytest.mark.parametrize(
    "changes",
    [{"unit": Unit.DAYS}, {"source": "L"}, {"strength": Strength.MUST}],
    ids=lambda change: next(iter(change)),
)
def test_another_unit_source_or_strength_is_a_difference_too(changes: dict[str, Any]) -> None:
    changed = difference(default_policy(), policy_with("filing.answer", **changes))
    assert [change.path for change in changed] == ["filing.answer"]


def test_a_rule_is_found_by_its_path() -> None:
    policy = default_policy()
    for named in rules(policy):
        assert rule_at(policy, named.path) is named.rule
    with pytest.raises(UnknownPolicyPathError) as refused:
        rule_at(policy, "filing.reply")
    assert refused.value.data == {"path": "filing.reply"}


def test_the_superior_is_asked_at_3_7_50_and_100_members() -> None:
    assert [named.rule.value for named in membership_thresholds(default_policy())] == [3, 7, 50, 100]


@pytest.mark.parametrize(
    ("level", "reaches"),
    [
        (ParkLevel.NATIONAL, True),
        (ParkLevel.PROVINCE, True),
        (ParkLevel.CITY, True),
        (ParkLevel.COUNTY, False),
    ],
)
def test_a_park_at_city_level_or_above_gives_priority(level: ParkLevel, *, reaches: bool) -> None:
    assert level.reaches(default_policy().investigation.park_level_minimum.value) is reaches


@pytest.mark.parametrize(
    ("eligible", "needed"), [(1, 1), (4, 4), (5, 4), (6, 5), (9, 8), (10, 8), (11, 9), (0, 0)]
)
def test_four_fifths_are_not_undercut(eligible: int, needed: int) -> None:
    assert default_policy().election.quorum.value.least(eligible) == needed


@pytest.mark.parametrize(("present", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (9, 5), (10, 6)])
def test_half_is_not_more_than_half(present: int, needed: int) -> None:
    assert default_policy().election.majority.value.more_than(present) == needed


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 10_000))
def test_a_fraction_is_exact(numerator: int, denominator: int, whole: int) -> None:
    part = Fraction(numerator=numerator, denominator=denominator)
    assert (part.least(whole) - 1) * denominator < whole * numerator <= part.least(whole) * denominator
    assert (
        (part.more_than(whole) - 1) * denominator <= whole * numerator < part.more_than(whole) * denominator
    )


def test_every_rule_has_a_name_in_both_languages_above_its_number() -> None:
    names = tomllib.loads(names_of_rules(documents.default_policy()))
    assert set(names) == {f"policy.{one.path}" for one in rules(default_policy())}
    assert names["policy.branch.reelection_reminder"] == {
        "zh": "换届提醒",
        "en": "reminder of the re-election",
    }
