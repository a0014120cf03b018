"""The shipped sentences."""

from functools import cache
from pathlib import Path

import domain
from domain.catalogue import Catalogue


@cache
def catalogue() -> Catalogue:
    folder = Path(domain.__file__).parent / "messages"
    return Catalogue(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml")))
