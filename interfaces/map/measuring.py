"""How wide a text is, roughly: the server has no fonts. Chinese is as wide as high, other letters a little over half."""

import unicodedata

_WIDE = frozenset("WFA")
_LATIN = 0.56


def width_of(text: str, size: float) -> float:
    """Return the width of a text in pixels; `size`: of the font, pixels."""
    return sum(size if unicodedata.east_asian_width(one) in _WIDE else size * _LATIN for one in text)
