"""Pages that are made of the product say what it says."""

import pytest

from domain.orders import Command
from domain.permissions import table
from interfaces.documentation.problems import refusals
from interfaces.http.problems import FAMILIES, STATUSES, TITLES, WAITS, status_of
from tests.pages import DOCS, PAGES, made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == made(name), "make docs"


def test_the_page_of_permissions_has_every_command() -> None:
    page = made("permissions.md")
    commands: set[type[Command]] = {one.command for one in table()}
    assert all(f"| `{one.kind_name()}` |" in page for one in commands)


def test_the_page_of_problems_has_every_rule_that_refuses() -> None:
    page = made("problems.md")
    assert len(refusals()) > 250
    assert all(f"| `{one.rule}` | {status_of(one.rule)}" in page for one in refusals())


def test_the_table_of_problems_names_no_rule_that_is_not_there() -> None:
    rules = {one.rule for one in refusals()}
    assert set(STATUSES) - rules == set()
    assert set(WAITS) - rules == set()
    assert set(FAMILIES) <= {rule.partition(".")[0] for rule in rules}
    assert {status_of(rule) for rule in rules} <= set(TITLES)
