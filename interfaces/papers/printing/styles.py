"""The paragraphs of a printed document (段落样式)."""

from interfaces.papers.printing.block import Align, Style
from interfaces.papers.printing.measures import BODY, GREY, HEAD, INDENT, LEADING, RED, SMALL, TINY, TITLE

HEADING = Style(HEAD, Align.CENTRE, RED, after=BODY, balanced=True)
NUMBER = Style(BODY, Align.CENTRE, after=SMALL)
NAMED = Style(TITLE, Align.CENTRE, before=TITLE, after=SMALL * LEADING, balanced=True)
TO = Style(BODY)
TEXT = Style(BODY, Align.JUSTIFIED, first=INDENT * BODY)
SIGNED = Style(BODY, Align.RIGHT, inset=2 * INDENT * BODY)
BESIDE = Style(SMALL)
WARNING = Style(SMALL, colour=RED)
BEHIND = Style(SMALL, colour=GREY)
FINE = Style(TINY, colour=GREY)
