"""The pages of docs/ that are made of the product: `python -m tests.pages` writes them, a test compares them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from domain.catalogue import Catalogue
from domain.upstream.data import UpstreamData
from domain.upstream.routing import EVENT_TYPES
from infra import documents
from interfaces.documentation import events, permissions, problems, schemas


def _schema(event: type[UpstreamData], _sentences: Catalogue) -> str:
    return schemas.text_of(event)


DOCS = Path(__file__).parents[1] / "docs"
PAGES: dict[str, Callable[[Catalogue], str]] = {
    "permissions.md": permissions.page,
    "events.md": events.page,
    **{f"{events.SCHEMAS}/{name}.json": partial(_schema, one) for name, one in EVENT_TYPES.items()},
    "problems.md": problems.page,
}


def made(name: str) -> str:
    return PAGES[name](Catalogue(documents.messages()))


def main() -> None:
    for name in PAGES:
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made(name), encoding="utf-8")


if __name__ == "__main__":
    main()
