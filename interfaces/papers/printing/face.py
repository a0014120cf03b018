"""The typeface of printed documents, and which signs it has (字体)."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

SONG = "STSong-Light"
"""Of the fonts that every PDF reader brings along for Chinese: none is shipped, none embedded."""

LATIN = "Times-Roman"
"""Beside it, for figures and Latin letters: one of the fonts that every reader has (ISO 32000-1, 9.6.2.2)."""

GETA = "〓"
"""Stands where a sign cannot be printed, as printers have always set it."""

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ALSO_SPACE = "\n\t"


class FaceUnusableError(Exception):
    """The font file that was named cannot be embedded: a fault of the setting, told at the start."""


class Face(NamedTuple):
    """
    A typeface that documents are set in.

    `latin`: for figures and Latin letters; `glyphs`: the signs it has, None: those of a Chinese reader's own font.
    """

    name: str
    latin: str
    glyphs: frozenset[int] | None = None

    def printable(self, text: str) -> str:
        """
        Return a text as it can be set: what nobody would see is left out, what the face lacks becomes `GETA`.

        Signs that order others about (U+202E and its kin) are left out: what is printed reads as it was recorded.
        Scripts written from right to left are not set at all.
        """
        return "".join(self._sign(one) for one in text)

    def _sign(self, sign: str) -> str:
        if sign in _ALSO_SPACE:
            return " "
        if unicodedata.category(sign) in _UNSEEN:
            return ""
        has = unicodedata.bidirectional(sign) not in _RIGHT_TO_LEFT and self._has(sign)
        return sign if has else GETA

    def _has(self, sign: str) -> bool:
        if self.glyphs is not None:
            return ord(sign) in self.glyphs
        return _in_chinese_fonts(sign)


def _in_chinese_fonts(sign: str) -> bool:
    """Whether the character collection Adobe-GB1 has a sign: that of GBK, and the first extension of Han signs."""
    if "\u3400" <= sign <= "\u4db5":
        return True
    try:
        sign.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


@cache
def face_of(font: Path | None) -> Face:
    """
    Return the face of a TrueType font file, which is embedded; without one the reader's own Song.

    Raises `FaceUnusableError` when the file is missing, or holds outlines that cannot be embedded (PostScript ones).
    """
    if font is None:
        registerFont(UnicodeCIDFont(SONG))
        return Face(SONG, LATIN)
    try:
        loaded = TTFont(f"file-{font.stem}", str(font))
    except (TTFError, OSError) as error:
        message = f"{font.name}: {error}"
        raise FaceUnusableError(message) from error
    registerFont(loaded)
    return Face(loaded.fontName, loaded.fontName, frozenset(loaded.face.charToGlyph))
