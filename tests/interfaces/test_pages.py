"""Pages that are made of the product say what it says."""

import pytest

from domain.orders import Command
from domain.permissions import table
from tests.pages import DOCS, PAGES, made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == made(name), "make docs"


def test_the_page_of_permissions_has_every_command() -> None:
    page = made("permissions.md")
    commands: set[type[Command]] = {one.command for one in table()}
    assert all(f"| `{one.kind_name()}` |" in page for one in commands)
