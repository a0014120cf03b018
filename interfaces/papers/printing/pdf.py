"""A document as PDF: the same bytes for the same document, whenever and wherever it is made."""

import io

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from interfaces.http.languages import Language
from interfaces.papers.paper import Paper
from interfaces.papers.printing import measures as m
from interfaces.papers.printing.face import Face, face_of
from interfaces.papers.printing.flow import flow
from interfaces.papers.printing.setter import Setter
from interfaces.papers.printing.sheet import Sheet


def pdf(paper: Paper, language: Language, verification_address: str, face: Face | None = None) -> bytes:
    """
    Return a document as PDF, A4, its text extractable, its title and language in the metadata.

    `verification_address`: the public address with `paper.verification` behind it, absolute: a code on paper is read
    far from here. `face`: of `face_of`; None: the reader's own Song.
    """
    setter = Setter(language, face or face_of(None))
    into = io.BytesIO()
    document = BaseDocTemplate(
        into,
        pagesize=(m.WIDTH, m.HEIGHT),
        title=setter.text(paper.title),
        author=setter.text(paper.issuer),
        subject=setter.text(paper.numbered or paper.wording.kind),
        creator="branch-lifecycle",
        lang=str(language),
        invariant=1,
        pageCompression=1,
    )
    sheet = Sheet(paper, setter, verification_address)
    frame = Frame(m.LEFT, m.BOTTOM, m.TEXT_WIDTH, m.TEXT_HEIGHT, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=sheet.draw)])
    document.build(list(flow(paper, setter)))
    return into.getvalue()
