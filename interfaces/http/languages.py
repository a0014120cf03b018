"""Which language somebody reads: Chinese first, English for who asks for it (RFC 9110, 12.5.4)."""

from enum import StrEnum

from starlette.datastructures import Headers


class Language(StrEnum):
    """A language that the catalogue speaks."""

    ZH = "zh-CN"
    EN = "en"


_LONGEST = 200
"""Characters of the header that are looked at."""


def language_of(headers: Headers) -> Language:
    """Return the language that `Accept-Language` prefers; Chinese where it prefers none."""
    asked = [_weighed(part) for part in headers.get("accept-language", "")[:_LONGEST].split(",")]
    zh, en = (
        max((weight for tag, weight in asked if tag.startswith(one)), default=0.0) for one in ("zh", "en")
    )
    return Language.EN if en > zh else Language.ZH


def _weighed(part: str) -> tuple[str, float]:
    tag, _, weight = part.strip().lower().partition(";q=")
    try:
        return tag, float(weight or 1)
    except ValueError:
        return tag, 0.0
