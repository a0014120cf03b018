"""Documents are adopted with a date, under the name that is theirs."""

from datetime import date
from typing import Any

import pytest

from domain.decider import Decider
from domain.policy.document import PolicyInvalidError, policy_digest
from domain.rulebook.decider import (
    CALENDAR,
    POLICY,
    SCHEME,
    AdoptDocument,
    DocumentAdopted,
    VersionTakenError,
    WrongDocumentStreamError,
    calendar_stream,
    policy_stream,
    scheme_stream,
)
from domain.rules import AdoptedPolicy
from infra import documents
from tests.policies import default_policy, policy_with
from tests.spec import Spec, by_service, like, rules

POLICY_TEXT = documents.default_policy()
CALENDAR_TEXT = documents.calendars()[0]
SCHEME_TEXT = documents.schemes()[0]


def adopt(text: str, since: str = "2026-01-01") -> AdoptDocument:
    return AdoptDocument(org="o-37", text=text, since=date.fromisoformat(since))


@pytest.mark.parametrize(
    ("decider", "stream", "text"),
    [
        (POLICY, policy_stream(POLICY_TEXT), POLICY_TEXT),
        (CALENDAR, calendar_stream(CALENDAR_TEXT), CALENDAR_TEXT),
        (SCHEME, scheme_stream(SCHEME_TEXT), SCHEME_TEXT),
    ],
    ids=["policy", "calendar", "scheme"],
)
def test_a_document_is_adopted_once_from_a_day(decider: Decider[Any], stream: str, text: str) -> None:
    spec = Spec(decider, stream=stream)
    scene = spec.given()
    scene.when(by_service(adopt(text))).then(like(DocumentAdopted, text=text)).waiting()
    scene.when(by_service(adopt(text))).then_already_so()
    scene.when(by_service(adopt(text, since="2026-07-01"))).then(
        like(DocumentAdopted, since=date(2026, 7, 1))
    )


def test_a_document_under_a_wrong_name_is_told_its_right_one() -> None:
    Spec(POLICY, stream="policy/0000").given().when(by_service(adopt(POLICY_TEXT))).then_refused(
        WrongDocumentStreamError, belongs=policy_stream(POLICY_TEXT)
    )


def test_another_text_of_a_scheme_is_another_version() -> None:
    spec = Spec(SCHEME, stream=scheme_stream(SCHEME_TEXT))
    scene = spec.given(by_service(adopt(SCHEME_TEXT)))
    rewritten = SCHEME_TEXT.replace("value = 600", "value = 610", 1)
    assert rewritten != SCHEME_TEXT
    scene.when(by_service(adopt(rewritten))).then_refused(
        VersionTakenError, stream=spec.stream, digest=scene.state.digest[:16]
    )
    scene.when(by_service(adopt(f"# 说明\n{SCHEME_TEXT}"))).then_already_so()


def test_another_text_of_a_years_calendar_replaces_it() -> None:
    corrected = CALENDAR_TEXT.replace("  2023-01-02,", "", 1)
    assert corrected != CALENDAR_TEXT
    Spec(CALENDAR, stream=calendar_stream(CALENDAR_TEXT)).given(by_service(adopt(CALENDAR_TEXT))).when(
        by_service(adopt(corrected))
    ).then(like(DocumentAdopted, text=corrected))


def test_a_wrong_document_is_refused_by_its_own_rules() -> None:
    Spec(POLICY, stream="policy/0000").given().when(by_service(adopt("version = 1"))).then_refused(
        PolicyInvalidError
    )


def test_a_policy_stands_under_its_digest() -> None:
    assert policy_stream(POLICY_TEXT) == f"policy/{policy_digest(default_policy())[:16]}"


@pytest.mark.parametrize(("day", "answer"), [("2026-06-30", 5), ("2026-07-01", 7)])
def test_a_meeting_is_judged_by_the_policy_of_its_day(day: str, answer: int) -> None:
    later = policy_with("filing.answer", value=7)
    both = rules(later=(AdoptedPolicy(since=date(2026, 7, 1), policy=later),))
    assert both.policy_on(date.fromisoformat(day)).filing.answer.value == answer
