"""What stands on every sheet: how it is verified, its number, and in a rehearsal the watermark (每页)."""

import math

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, KeepInFrame

from domain.catalogue import Said
from interfaces.papers.paper import Paper
from interfaces.papers.printing import measures as m
from interfaces.papers.printing import styles
from interfaces.papers.printing.code import Code
from interfaces.papers.printing.setter import Setter


class Sheet:
    """Draws around the text; a single sheet of several is verified as well as the first."""

    def __init__(self, paper: Paper, setter: Setter, address: str) -> None:
        self._paper, self._setter, self._address = paper, setter, address

    def draw(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw it, below the text."""
        canvas.saveState()
        if self._paper.rehearsal:
            self._watermark(canvas)
        canvas.setStrokeColor(m.FAINT)
        canvas.setLineWidth(0.4)
        canvas.line(m.LEFT, m.BOTTOM - m.SMALL / 2, m.LEFT + m.TEXT_WIDTH, m.BOTTOM - m.SMALL / 2)
        Code(self._address).drawOn(canvas, m.LEFT, m.FOOT)
        self._verification(canvas)
        canvas.setFont(self._setter.face.latin, m.SMALL)
        canvas.setFillColor(m.INK)
        canvas.drawRightString(m.LEFT + m.TEXT_WIDTH, m.FOOT, f"- {document.page} -")
        canvas.restoreState()

    def _verification(self, canvas: Canvas) -> None:
        lines: tuple[Said | str, ...] = (*self._paper.place, self._paper.wording.scan, self._address)
        blocks = [self._setter.block(one, styles.FINE) for one in lines]
        width = m.TEXT_WIDTH - m.CODE - m.BODY - 2 * m.BODY
        room = KeepInFrame(width, m.CODE, blocks, mode="shrink")
        _, height = room.wrapOn(canvas, width, m.CODE)
        room.drawOn(canvas, m.LEFT + m.CODE + m.SMALL, m.FOOT + m.CODE - height)

    def _watermark(self, canvas: Canvas) -> None:
        word, face = self._paper.wording.rehearsal, self._setter.face
        parts = ((face.name, f"{word.zh} "), (face.latin, word.en))
        width = sum(stringWidth(text, font, 1) for font, text in parts)
        size = math.hypot(m.WIDTH, m.HEIGHT) * _SHARE / width
        canvas.saveState()
        canvas.translate(m.WIDTH / 2, m.HEIGHT / 2)
        canvas.rotate(math.degrees(math.atan2(m.HEIGHT, m.WIDTH)))
        canvas.setFillColor(m.WATER)
        text = canvas.beginText(-width * size / 2, -size / 3)
        for font, part in parts:
            text.setFont(font, size)
            text.textOut(part)
        canvas.drawText(text)
        canvas.restoreState()


_SHARE = 0.72
"""Of the sheet's diagonal that the watermark takes."""
