"""统一社会信用代码: the code of an enterprise (GB 32100), and the id its first registration gives."""

import re
from functools import lru_cache
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

from pydantic import AfterValidator
from stdnum.cn import uscc as gb32100

from domain.refusals import DomainError
from domain.register.cells import Cell, half_width, plain, shown
from domain.register.refusals import (
    CodeAsNumberError,
    CodeCharactersError,
    CodeCheckDigitError,
    CodeLengthError,
    OldRegistrationNumberError,
)

NAMESPACE = uuid5(NAMESPACE_URL, "urn:gb32100:uscc")
"""Where the ids of enterprises come from; changing it would give every enterprise a second id."""

LENGTH = 18
_EXACT_DIGITS = 15  # what Excel keeps of a number
_OLD_REGISTRATION_NUMBER = re.compile(r"[0-9]{15}")
_CHARACTERS = re.compile(r"[0-9]{8}[0-9A-HJ-NP-RTUWXY]{10}")
_ROUNDED = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+")
_IGNORED = re.compile(r"[\s'`\-\u200b\u200c\u200d\u2060\ufeff]")


@lru_cache(maxsize=64)
def is_uscc(code: str) -> bool:
    """Whether `code` is a code in canonical form with a right check digit (a row asks twice, hence the cache)."""
    return bool(_CHARACTERS.fullmatch(code)) and gb32100.is_valid(code)


def _checked(code: str) -> str:
    if not is_uscc(code):
        message = "not a unified social credit code with a right check digit"
        raise ValueError(message)
    return code


Uscc = Annotated[str, AfterValidator(_checked)]
"""A unified social credit code: 18 upper-case ASCII characters with a right check digit."""


def enterprise_id(code: str) -> str:
    """
    Return the id that an enterprise gets at its first registration under `code`: `e-` and a UUID of version 5.

    The code stays an alias: when it changes, the id does not. Source: seams.md, "Claims".
    """
    return f"e-{uuid5(NAMESPACE, code)}"


def read_uscc(cell: Cell) -> str | None:
    """
    Read a code as people type it: full-width, lower-case, with blanks, hyphens or Excel's leading apostrophe.

    A number of more than 15 digits is refused even where its digits look right: Excel has rounded it.
    """
    text = half_width(plain(cell))
    code = _IGNORED.sub("", text).upper()
    if not code:
        return None
    if isinstance(cell, int | float) and len(code) > _EXACT_DIGITS:
        raise CodeAsNumberError(shown(cell))
    if not is_uscc(code):
        raise _refusal(code, shown(cell))
    return code


def _refusal(code: str, value: str) -> DomainError:
    if _ROUNDED.fullmatch(code):
        return CodeAsNumberError(value)
    if _OLD_REGISTRATION_NUMBER.fullmatch(code):
        return OldRegistrationNumberError(value)
    if len(code) != LENGTH:
        return CodeLengthError(value, len(code))
    if not _CHARACTERS.fullmatch(code):
        return CodeCharactersError(value)
    return CodeCheckDigitError(value)
