"""A scheme is data, and wrong data is refused with its place."""

import re

import pytest

from domain.policy.rule import Strength
from domain.refusals import DomainError
from domain.stars.choice import choose_scheme
from domain.stars.parts import FirstYear, Scope, in_points
from domain.stars.refusals import (
    CodeRepeatedError,
    NoSchemeError,
    PointsSumError,
    SchemeInvalidError,
    ThresholdNotHigherError,
    ThresholdStarsError,
    TieOrderError,
)
from domain.stars.scheme import Scheme, parse_scheme, scheme_digest
from tests.domain.star_cases import DEFAULT, PLATFORM, SIX_HAVES, shipped

TEXT = shipped("default")


def changed(was: str, becomes: str) -> str:
    assert was in TEXT
    return TEXT.replace(was, becomes, 1)


def refused(text: str, kind: type[DomainError]) -> dict[str, str]:
    with pytest.raises(kind) as caught:
        parse_scheme(text)
    return caught.value.data


def test_the_default_scheme_has_six_categories_eighteen_indicators_and_a_hundred_points() -> None:
    assert len(DEFAULT.categories) == 6
    assert len(DEFAULT.indicators) == 18
    assert sum(indicator.points for indicator in DEFAULT.indicators) == 1000


def test_the_default_scheme_has_the_numbers_of_the_page_with_source_and_strength() -> None:
    assert [(line.star, line.value) for line in DEFAULT.thresholds] == [
        (1, 600),
        (2, 700),
        (3, 800),
        (4, 900),
        (5, 950),
    ]
    assert [(quota.star, quota.value) for quota in DEFAULT.quotas] == [(5, 10), (4, 20)]
    assert {line.source for line in DEFAULT.thresholds} | {quota.source for quota in DEFAULT.quotas} == {"L"}
    assert (DEFAULT.promotion.value, DEFAULT.promotion.strength) == (1, Strength.NORMALLY)
    assert DEFAULT.first_year.value is FirstYear.SCORE_ONLY
    (gate,) = DEFAULT.gates
    assert (gate.from_star.value, gate.from_star.source) == (3, "S20 P")
    assert tuple(standard.code for standard in gate.needs) == SIX_HAVES


def test_six_haves_and_basic_institutions_come_first() -> None:
    assert [category.code for category in DEFAULT.categories][:2] == ["six-haves", "institutions"]
    assert {indicator.source for indicator in DEFAULT.categories[0].indicators} == {"S20"}
    assert {indicator.source for indicator in DEFAULT.categories[1].indicators} == {"S21"}


def test_designations_by_two_strong_and_six_good_are_not_scored_here() -> None:
    assert all("S43" not in indicator.source.split() for indicator in DEFAULT.indicators)


@pytest.mark.parametrize("scheme", [DEFAULT, PLATFORM], ids=lambda scheme: scheme.id)
def test_every_indicator_of_a_shipped_scheme_cites_the_programme(scheme: Scheme) -> None:
    assert all(re.fullmatch(r"S\d+( S\d+)*", indicator.source) for indicator in scheme.indicators)


def test_another_industry_has_other_categories_indicators_weights_and_gates() -> None:
    assert {category.code for category in PLATFORM.categories}.isdisjoint(
        category.code for category in DEFAULT.categories
    )
    assert len(PLATFORM.indicators) == 16
    assert [category.points for category in PLATFORM.categories] == [300, 240, 220, 120, 120]
    assert [(gate.code, gate.from_star.value) for gate in PLATFORM.gates] == [
        ("six-haves", 3),
        ("floating-members-known", 4),
    ]


def test_comments_and_the_order_of_keys_do_not_change_the_digest() -> None:
    moved = changed('id = "default"\nversion = 1', '# other\nversion = 1\nid = "default"')
    assert scheme_digest(parse_scheme(moved)) == scheme_digest(DEFAULT)


def test_another_number_changes_the_digest() -> None:
    assert scheme_digest(parse_scheme(changed("value = 950", "value = 951"))) != scheme_digest(DEFAULT)


def test_a_scheme_survives_its_json() -> None:
    assert Scheme.model_validate_json(DEFAULT.model_dump_json(), strict=True) == DEFAULT


def test_a_text_that_is_no_toml_is_refused() -> None:
    assert refused("id = ", SchemeInvalidError)["path"] == "TOML"


def test_points_written_as_a_fraction_are_refused_where_they_stand() -> None:
    data = refused(changed("points = 40\n", "points = 4.0\n"), SchemeInvalidError)
    assert data["path"] == "categories.0.indicators.0.points"


def test_an_unknown_field_is_refused_by_name() -> None:
    assert refused(changed("version = 1", "version = 1\nbonus = 5"), SchemeInvalidError)["path"] == "bonus"


def test_a_source_that_is_no_row_article_or_letter_is_refused() -> None:
    data = refused(changed('source = "S20"', 'source = "somewhere"'), SchemeInvalidError)
    assert data["path"] == "categories.0.indicators.0.source"


@pytest.mark.parametrize(("points", "total"), [(39, "99.9"), (41, "100.1")])
def test_indicators_that_miss_full_marks_by_a_tenth_are_refused(points: int, total: str) -> None:
    data = refused(changed("points = 40\n", f"points = {points}\n"), PointsSumError)
    assert data == {"total": total, "wanted": "100.0"}


@pytest.mark.parametrize(
    ("was", "becomes", "place", "code"),
    [
        ('code = "institutions"', 'code = "six-haves"', "categories.1", "six-haves"),
        ('code = "theme-day"', 'code = "premises"', "categories.1.indicators.1", "premises"),
        ('code = "pollution"', 'code = "major-safety"', "vetoes.2", "major-safety"),
        ('{ code = "flag"', '{ code = "signs"', "gates.0.needs.3", "signs"),
        ("star = 4\nvalue = 20", "star = 5\nvalue = 20", "quotas.1", "5"),
    ],
)
def test_a_code_that_stands_twice_is_refused_where_it_comes_again(
    was: str, becomes: str, place: str, code: str
) -> None:
    assert refused(changed(was, becomes), CodeRepeatedError) == {"place": place, "code": code}


def test_two_gates_of_one_code_are_refused() -> None:
    gate = TEXT[TEXT.index("[[gates]]") : TEXT.index("[[vetoes]]")]
    assert refused(changed("[[vetoes]]", f"{gate}\n[[vetoes]]"), CodeRepeatedError)["place"] == "gates.1"


@pytest.mark.parametrize(("value", "accepted"), [(899, True), (900, False), (901, False)])
def test_each_threshold_must_be_higher_than_the_one_below(value: int, *, accepted: bool) -> None:
    text = changed("star = 3\nvalue = 800", f"star = 3\nvalue = {value}")
    if accepted:
        assert parse_scheme(text).thresholds[2].value == value
    else:
        data = refused(text, ThresholdNotHigherError)
        assert data == {"star": "4", "points": "90.0", "below": in_points(value)}


def test_a_star_without_a_threshold_is_refused() -> None:
    text = changed('[[thresholds]]\nstar = 2\nvalue = 700\nsource = "L"\nstrength = "must"\n', "")
    assert refused(text, ThresholdStarsError)["stars"] == "1, 3, 4, 5"


def test_thresholds_in_another_order_are_refused() -> None:
    text = changed("star = 1\nvalue = 600", "star = 2\nvalue = 600")
    assert refused(text, ThresholdStarsError)["stars"] == "2, 2, 3, 4, 5"


@pytest.mark.parametrize("order", ['["six-haves"]', '["six-haves", "six-haves"]'])
def test_a_tie_order_that_does_not_name_every_category_once_is_refused(order: str) -> None:
    text = re.sub(r"tie_order = .*", f"tie_order = {order}", TEXT)
    assert refused(text, TieOrderError)["categories"].startswith("six-haves, institutions")


@pytest.mark.parametrize(("tenths", "shown"), [(0, "0.0"), (5, "0.5"), (925, "92.5"), (1000, "100.0")])
def test_tenths_are_shown_as_points(tenths: int, shown: str) -> None:
    assert in_points(tenths) == shown


@pytest.mark.parametrize(
    ("industry", "chains", "chosen"),
    [
        ("C17", [], "default"),
        (None, [], "default"),
        ("G60", [], "platform-economy"),
        ("G6020", [], "platform-economy"),
        ("G59", [], "default"),
        ("I64", [], "default"),
        ("I6432", [], "platform-economy"),
        ("C17", ["平台经济"], "platform-economy"),
        ("C17", ["纺织"], "default"),
    ],
)
def test_the_scheme_made_most_closely_for_a_branch_is_chosen(
    industry: str | None, chains: list[str], chosen: str
) -> None:
    assert choose_scheme([DEFAULT, PLATFORM], industry, chains).id == chosen
    assert choose_scheme([PLATFORM, DEFAULT], industry, chains).id == chosen


def test_of_one_scheme_the_highest_version_is_chosen_whatever_the_older_was_made_for() -> None:
    second = DEFAULT.model_copy(update={"version": 2})
    tenth = DEFAULT.model_copy(update={"version": 10})
    for schemes in ([DEFAULT, tenth, second], [tenth, second, DEFAULT]):
        assert choose_scheme(schemes, "C17").version == 10
    for_all = PLATFORM.model_copy(update={"version": 2, "applies_to": Scope()})
    assert choose_scheme([PLATFORM, for_all, DEFAULT], "G60") == DEFAULT


def test_without_a_scheme_for_all_an_unknown_industry_has_none() -> None:
    with pytest.raises(NoSchemeError):
        choose_scheme([PLATFORM], None)
