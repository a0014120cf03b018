"""Who signs, when, and where the seal goes: the end of an official document (署名、成文日期、印章)."""

from reportlab.platypus import Flowable

from interfaces.papers.printing.block import Block
from interfaces.papers.printing.measures import FAINT, STAMP


class Signature(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The issuer's name above the date, on the right; around the date the ring in which the seal is set."""

    def __init__(self, issuer: Block, dated: Block, stamp: Block, inset: float) -> None:
        super().__init__()
        self._lines = (issuer, dated)
        self._stamp, self._inset = stamp, inset

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room it takes; names of several lines take more than the seal."""
        self.width = width
        self._heights = [line.wrap(width, height)[1] for line in self._lines]
        self.height = max(STAMP, sum(self._heights))
        return self.width, self.height

    def draw(self) -> None:
        """Draw the ring, its word at the lower edge, and the name over the middle of the date (GB/T 9704-2012, 7.3.5.1)."""
        canvas, middle = self.canv, self.height / 2
        centre = self.width - self._inset - self._lines[1].widest / 2
        canvas.saveState()
        canvas.setStrokeColor(FAINT)
        canvas.setLineWidth(0.6)
        canvas.setDash(2, 3)
        canvas.circle(centre, middle, STAMP / 2, stroke=1, fill=0)
        canvas.restoreState()
        self._stamp.wrap(STAMP, STAMP)
        self._stamp.drawOn(canvas, centre - STAMP / 2, middle - STAMP * 0.42)
        y = middle + sum(self._heights) / 2
        for line, height in zip(self._lines, self._heights, strict=True):
            y -= height
            beyond = centre + line.widest / 2 - (self.width - self._inset)
            line.drawOn(canvas, min(beyond, self._inset) if beyond > 0 else 0, y)
