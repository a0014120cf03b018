"""Times as RFC 3339 has them."""

import re
from datetime import UTC, datetime

_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?P<fraction>\.\d{1,12})?(?P<zone>[Zz]|[+-]\d\d:\d\d)"
)
_MICROSECONDS = 7
"""Characters of a fraction that a moment keeps: the point and six digits."""


def moment(text: str) -> datetime | None:
    """Return the moment that a text names, in UTC; None when it is not RFC 3339."""
    found = _RFC3339.fullmatch(text)
    if found is None or not text.isascii():
        return None
    fraction = found["fraction"] or ""
    zone = found["zone"].upper()
    written = text[:19].upper() + fraction[:_MICROSECONDS] + zone
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
