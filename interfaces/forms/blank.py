"""What counts as not given."""

from domain.register.cells import half_width
from interfaces.forms.moments import zoned
from interfaces.forms.schemas import Schema


def is_blank(given: object) -> bool:
    """Whether nothing was written; a row or group that is marked (`_here`) is never blank."""
    if isinstance(given, str):
        return not given.strip()
    if isinstance(given, dict):
        return all(is_blank(one) for one in given.values())
    if isinstance(given, list):
        return all(is_blank(one) for one in given)
    return False


def plain_text(schema: Schema, given: str) -> str:
    """Return a text trimmed; numbers and days in half width (as an input method may write them), moments with a zone."""
    told = given.strip()
    if schema.get("format") == "date-time":
        return zoned(told)
    return half_width(told) if schema.get("type") == "integer" or schema.get("format") == "date" else told
