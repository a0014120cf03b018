"""The shipped sentences."""

from functools import cache

from domain.catalogue import Catalogue
from infra import documents


@cache
def catalogue() -> Catalogue:
    return Catalogue(documents.messages())
