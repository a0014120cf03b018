from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

from infra.ids import new_id

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_id_is_a_version_seven_of_its_moment() -> None:
    made = new_id(NEW_YEAR + timedelta(milliseconds=7))
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == int(NEW_YEAR.timestamp()) * 1000 + 7


def test_ids_sort_by_time_within_a_millisecond_too() -> None:
    moments = [NEW_YEAR + timedelta(microseconds=n) for n in range(2000)]
    made = [new_id(moment) for moment in moments]
    assert made == sorted(made)


def test_ids_of_one_moment_differ() -> None:
    assert len({new_id(NEW_YEAR) for _ in range(1000)}) == 1000
