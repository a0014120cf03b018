"""Every reason and every refusal of the stars can be said in both languages."""

import re
import tomllib
from importlib.resources import files

import pytest

from domain.stars.reasons import (
    BelowThreshold,
    FirstYearReason,
    GateMissed,
    Lowered,
    NotSubmitted,
    PromotionCapped,
    QuotaFull,
    ReasonCode,
    TieUndecided,
    Vetoed,
)
from tests.domain.star_cases import DEFAULT

CATALOGUE = tomllib.loads((files("domain") / "messages" / "stars.toml").read_text("utf-8"))

REASONS: list[tuple[Lowered, str, str]] = [
    (
        Vetoed(before=5, after=0, vetoes=("pollution", "bad-credit")),
        "存在一票否决情形：重大环境污染事件、严重失信记录，本年度不授星。",
        "Vetoed for major pollution, record of serious breach of credit: no star this year.",
    ),
    (
        FirstYearReason(before=5, after=0),
        "评定年度内成立，按《非公企业党组织星级评定通用方案》只评分、不授星。",
        (
            "Established in the evaluated year: scored, but given no star "
            "(“General scheme for the stars of branches in private enterprises”)."
        ),
    ),
    (
        GateMissed(before=5, after=2, gate="six-haves", missing=("flag", "rules")),
        "未达到“六有齐备”的要求，缺：有党旗、有制度，最高 2 星。",
        "Not all six haves: missing flag, rules. At most 2★ without.",
    ),
    (
        NotSubmitted(before=5, after=0, total=0),
        "未提交自评，按 0.0 分计，0 星。",
        "No self-assessment was submitted, which counts 0.0 points: 0★.",
    ),
    (
        BelowThreshold(before=5, after=3, total=899, needed=900),
        "得 89.9 分，未达到 4 星的 90.0 分，按分数为 3 星。",
        "89.9 points; 4★ takes 90.0. By points: 3★.",
    ),
    (
        PromotionCapped(before=5, after=3, last_star=2, at_most=1),
        "上年 2 星，一年至多晋升 1 星，由 5 星降为 3 星；经上级批准可以例外。",
        "2★ last year, and at most 1 more in one year: 3★ instead of 5★. The superior may except.",
    ),
    (
        QuotaFull(before=5, after=4, base=12, places=1),
        "5 星名额 1 个（基数 12）已由排序在前者占满，降为 4 星。",
        "All 5★ places (1 of a base of 12) went to those ranked before: 4★.",
    ),
    (
        TieUndecided(before=5, after=4, base=12, places=1),
        "与他人并列争 5 星的名额（共 1 个，基数 12），评定会议尚未排出先后，暂列 4 星。",
        (
            "Level with others for 5★ places (1 of a base of 12), not yet put in order by the round meeting: "
            "4★ until then."
        ),
    ),
]


@pytest.mark.parametrize(("reason", "zh", "en"), REASONS, ids=lambda value: getattr(value, "code", ""))
def test_a_reason_is_said_in_both_languages(reason: Lowered, zh: str, en: str) -> None:
    sentences = CATALOGUE[f"stars.reason.{reason.model_dump(mode='json')['code']}"]
    assert sentences["zh"].format_map(reason.data(DEFAULT)) == zh
    assert sentences["en"].format_map(reason.data(DEFAULT)) == en


def test_no_reason_is_without_a_sentence_and_no_sentence_without_a_reason() -> None:
    said = {key.removeprefix("stars.reason.") for key in CATALOGUE if key.startswith("stars.reason.")}
    assert said == {code.value for code in ReasonCode} == {_code(reason) for reason, _, _ in REASONS}


def test_every_sentence_of_the_room_says_the_same_in_both_languages() -> None:
    for sentences in CATALOGUE.values():
        chinese, english = (set(re.findall(r"\{(\w+)\}", sentences[language])) for language in ("zh", "en"))
        assert {name.removesuffix("_en") for name in english} <= {*chinese, "scheme"}


def _code(reason: Lowered) -> str:
    return str(reason.model_dump(mode="json")["code"])
