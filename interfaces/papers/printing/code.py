"""A QR code as vectors: sharp on any printer, and nothing but rectangles in the file (二维码)."""

import segno
from reportlab.platypus import Flowable

from interfaces.papers.printing.measures import CODE, INK


class Code(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The code of an address, black on white whatever is behind it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.width = self.height = CODE
        self._rows = tuple(tuple(row) for row in segno.make(address, error="m", micro=False).matrix_iter())

    def draw(self) -> None:
        """Draw each run of dark modules as one rectangle."""
        canvas, module = self.canv, self.width / len(self._rows)
        canvas.setFillGray(1)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(INK)
        for number, row in enumerate(self._rows, 1):
            for start, length in _runs(row):
                canvas.rect(
                    start * module, self.height - number * module, length * module, module, stroke=0, fill=1
                )


def _runs(row: tuple[int, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return runs
