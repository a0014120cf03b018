"""Documents that people write as TOML: read strictly, told apart by a digest of what they say."""

import hashlib
import tomllib
from typing import TypeVar

import rfc8785
from pydantic import ValidationError
from pydantic_core import ErrorDetails, to_json

from domain.model import Model, Sha256
from domain.refusals import DomainError

M = TypeVar("M", bound=Model)


class DocumentError(DomainError):
    """
    The base of refused documents: a subclass names the kind of document by its `rule`.

    `path`: the first wrong field, dotted (`TOML` when the text is no TOML); `problem`: what is wrong with it;
    `given`: what stands there, shortened.
    """

    def __init__(self, path: str, problem: str, given: str) -> None:
        super().__init__(path=path, problem=problem, given=given)


def parse_document(text: str, kind: type[M], refusal: type[DocumentError]) -> M:
    """
    Read a document of one kind; nothing is converted silently: `"3"`, `3.0` and `true` are no number.

    Raises `refusal` naming the first wrong field.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refusal(path="TOML", problem=str(error), given="") from error
    try:
        return kind.model_validate_json(to_json(table), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise refusal(path=_dotted(first, kind), problem=first["msg"], given=_shortened(first)) from error


def document_digest(document: Model) -> Sha256:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of what a document says; comments do not count."""
    return hashlib.sha256(rfc8785.dumps(document.model_dump(mode="json"))).hexdigest()


def _dotted(error: ErrorDetails, kind: type[Model]) -> str:
    return ".".join(str(part) for part in error["loc"]) or kind.__name__


def _shortened(error: ErrorDetails) -> str:
    given = "" if isinstance(error["input"], dict) else str(error["input"])
    return given[:80]
