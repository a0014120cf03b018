"""The measures of the sheet, in points. Source: GB/T 9704-2012 (党政机关公文格式), 5.2, 7.2, 7.3; sizes 5.1."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

WIDTH, HEIGHT = A4
TOP, LEFT = 37 * mm, 28 * mm
TEXT_WIDTH = 156 * mm
TEXT_HEIGHT = 225 * mm
RIGHT = WIDTH - LEFT - TEXT_WIDTH
BOTTOM = HEIGHT - TOP - TEXT_HEIGHT

HEAD, TITLE, BODY, SMALL, TINY = 26.0, 20.0, 15.0, 10.5, 7.5
"""The heading, the title, the text, what goes with it, and how it is verified."""
LEADING = 1.6
"""Of a line, in sizes of its type."""
INDENT = 2
"""Characters by which a paragraph begins, and the date ends, inwards twice that."""

RED = HexColor("#b3261e")
INK = HexColor("#141414")
GREY = HexColor("#5f5f5f")
FAINT = HexColor("#9a9a9a")
WATER = Color(0.70, 0.15, 0.12, alpha=0.11)

STAMP = 42 * mm
"""Across; round seals of offices have 42 mm (国发〔1999〕25号)."""

FOOT, CODE = 9 * mm, 22 * mm
"""From the lower edge to the verification, and its height: that of the QR code."""
