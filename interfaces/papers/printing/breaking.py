"""Where lines of Chinese and Latin text break (换行禁则). Source: GB/T 15834-2011, 5.1; words of Latin script stay whole."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

NEVER_FIRST = frozenset("，。、；：？！”’）〕］｝》〉」』】．·…—～％‰℃°々,.;:?!)]}%")
"""Signs that never begin a line."""
NEVER_LAST = frozenset("“‘（〔［｛《〈「『【￥$([{")
"""Signs that never end one."""

Measure = Callable[[str], float]
"""How wide a text is, in points."""


class Line(NamedTuple):
    """One line: its text without the space at its end, how wide it is, and whether the paragraph ends with it."""

    text: str
    width: float
    last: bool


def lines_of(text: str, room: Callable[[int], float], measure: Measure) -> list[Line]:
    """Return the lines of a paragraph; `room`: points that the line of a number, from 0, has."""
    lines: list[str] = []
    line = ""
    for atom in _atoms(text):
        for piece in _fitting(atom, room(len(lines) + bool(line)), measure):
            if line and measure((line + piece).rstrip()) > room(len(lines)):
                lines.append(line)
                line = ""
            line += piece if line else piece.lstrip()
    lines.append(line)
    shown = [one.rstrip() for one in lines]
    return [Line(one, measure(one), number == len(shown)) for number, one in enumerate(shown, 1)]


def is_latin(sign: str) -> bool:
    """Whether a sign is set in the Latin face."""
    return " " <= sign <= "~"


def _atoms(text: str) -> Iterator[str]:
    """Yield what no line breaks apart: a Han sign, a Latin word, each with the punctuation that clings to it."""
    atom = ""
    for sign in text:
        if atom and _may_part(atom[-1], sign):
            yield atom
            atom = ""
        atom += sign
    if atom:
        yield atom


def _may_part(before: str, after: str) -> bool:
    if after in NEVER_FIRST or after == " " or before in NEVER_LAST:
        return False
    return before == " " or not (is_latin(before) and is_latin(after))


def _fitting(atom: str, room: float, measure: Measure) -> Iterator[str]:
    """Yield an atom whole, or, where no line could hold it, in pieces that fit."""
    piece = ""
    for sign in atom:
        if piece and measure((piece + sign).rstrip()) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece
