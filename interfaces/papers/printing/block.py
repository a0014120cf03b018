"""A paragraph: text set line by line, which is never read as markup (段落)."""

from enum import Enum
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from interfaces.papers.printing.breaking import Line, is_latin, lines_of
from interfaces.papers.printing.face import Face
from interfaces.papers.printing.measures import INK, LEADING


class Align(Enum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


class Style(NamedTuple):
    """How a paragraph is set; sizes in points. `first`: the first line's indent; `inset`: of all lines, on the right."""

    size: float
    align: Align = Align.LEFT
    colour: Color = INK
    first: float = 0
    inset: float = 0
    before: float = 0
    after: float = 0
    balanced: bool = False

    @property
    def leading(self) -> float:
        """From line to line."""
        return self.size * LEADING


class Block(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """One paragraph. It may be divided between two sheets, at any line but the first and the last."""

    def __init__(self, text: str, style: Style, face: Face, lines: list[Line] | None = None) -> None:
        super().__init__()
        self._text, self._style, self._face = text, style, face
        self._lines = lines or []
        self._divided = lines is not None
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the lines; return the room they take."""
        self.width = width
        if not self._divided:
            self._lines = self._broken(width - self._style.inset)
        self.height = len(self._lines) * self._style.leading
        return width, self.height

    @property
    def widest(self) -> float:
        """How wide its widest line is."""
        return max((line.width for line in self._lines), default=0)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what fits, and the rest; nothing, where one line would stand alone."""
        self.wrap(width, height)
        fit = min(int(height / self._style.leading), len(self._lines) - _TOGETHER)
        if fit < _TOGETHER:
            return []
        rest = self._style._replace(first=0, before=0)
        return [
            Block(self._text, self._style._replace(after=0), self._face, self._lines[:fit]),
            Block(self._text, rest, self._face, self._lines[fit:]),
        ]

    def draw(self) -> None:
        """Set the lines."""
        canvas: Canvas = self.canv
        canvas.setFillColor(self._style.colour)
        y = self.height
        for number, line in enumerate(self._lines):
            y -= self._style.leading
            self._set(
                canvas,
                number,
                line,
                y + (self._style.leading - self._style.size) / 2 + self._style.size * 0.16,
            )

    def measure(self, text: str) -> float:
        """Return how wide a text is in this style."""
        return float(sum(stringWidth(run, font, self._style.size) for font, run in self._runs(text)))

    def _broken(self, width: float) -> list[Line]:
        style = self._style
        whole = self.measure(self._text)
        if style.balanced and whole > width:
            count = int(whole / width) + 1
            width = min(width, whole / count + 2 * style.size)
        return lines_of(self._text, lambda number: width - (0 if number else style.first), self.measure)

    def _set(self, canvas: Canvas, number: int, line: Line, y: float) -> None:
        style = self._style
        indent = 0 if number else style.first
        free = self.width - style.inset - indent - line.width
        before = {Align.CENTRE: free / 2, Align.RIGHT: free}.get(style.align, 0)
        spread = style.align is Align.JUSTIFIED and not line.last and len(line.text) > 1
        text = canvas.beginText(indent + before, y)
        text.setCharSpace(free / (len(line.text) - 1) if spread and free < _LOOSE * style.size else 0)
        for font, run in self._runs(line.text):
            text.setFont(font, style.size)
            text.textOut(run)
        canvas.drawText(text)

    def _runs(self, text: str) -> list[tuple[str, str]]:
        return [
            (self._face.latin if latin else self._face.name, "".join(run))
            for latin, run in groupby(text, key=is_latin)
        ]


_TOGETHER = 2
"""Lines of a divided paragraph that stay together on either sheet."""
_LOOSE = 3
"""Signs by whose room a line may be spread; a shorter line is left as it is."""
