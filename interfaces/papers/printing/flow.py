"""A document as the parts that flow over its sheets, from the heading to what it rests on (版式)."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Spacer, Table

from domain.catalogue import Said
from interfaces.papers.paper import Listing, Paper
from interfaces.papers.printing import styles
from interfaces.papers.printing.block import Align, Style
from interfaces.papers.printing.measures import BODY, FAINT, RED, SMALL, TEXT_WIDTH
from interfaces.papers.printing.setter import Setter
from interfaces.papers.printing.signature import Signature


def flow(paper: Paper, setter: Setter) -> Iterator[Flowable]:
    """Yield everything in order."""
    yield from _heading(paper, setter)
    yield from _text(paper, setter)
    yield KeepTogether([*_closing(paper, setter), Spacer(0, BODY), _signature(paper, setter)])
    yield from _behind(paper, setter)
    yield from _notes(paper, setter)


def _heading(paper: Paper, setter: Setter) -> Iterator[Flowable]:
    yield setter.block(paper.issuer, styles.HEADING)
    if paper.numbered:
        yield setter.block(paper.numbered, styles.NUMBER)
    yield HRFlowable(width="100%", thickness=1.6, color=RED, spaceBefore=0, spaceAfter=0)
    yield from _section(paper.wording.afterwards, paper.afterwards, styles.WARNING, setter)
    yield setter.block(paper.title, styles.NAMED)
    if paper.addressee:
        yield setter.block(paper.addressee, styles.TO)


def _text(paper: Paper, setter: Setter) -> Iterator[Flowable]:
    for one in paper.body:
        yield setter.block(one, _running(setter))
    if paper.listing:
        yield Spacer(0, SMALL)
        yield _listing(paper.listing, setter)
        yield Spacer(0, SMALL)


def _closing(paper: Paper, setter: Setter) -> Iterator[Flowable]:
    """Yield what stands with the signature: a sheet that bears it bears some of the text (GB/T 9704-2012, 7.3.5.5)."""
    yield setter.block(paper.closing, _running(setter))
    if paper.attached:
        yield Spacer(0, BODY)
        yield from (setter.block(one, styles.BESIDE) for one in (paper.wording.attachments, *paper.attached))


def _running(setter: Setter) -> Style:
    return styles.TEXT._replace(align=Align.LEFT, after=SMALL / 2) if setter.english else styles.TEXT


def _signature(paper: Paper, setter: Setter) -> Flowable:
    issuer, dated = setter.block(paper.issuer, styles.SIGNED), setter.block(paper.dated, styles.SIGNED)
    stamp = styles.BEHIND._replace(align=Align.CENTRE, colour=FAINT)
    return Signature(issuer, dated, setter.block(paper.wording.stamp, stamp), styles.SIGNED.inset)


def _behind(paper: Paper, setter: Setter) -> Iterator[Flowable]:
    yield from _section(
        paper.wording.grounds, tuple(one.said for one in paper.grounds), styles.BEHIND, setter
    )


def _section(head: Said, lines: tuple[Said, ...], style: Style, setter: Setter) -> Iterator[Flowable]:
    """Yield lines under their heading, which never stands alone at the foot of a sheet."""
    if lines:
        heading = setter.block(head, styles.BESIDE._replace(before=SMALL))
        yield KeepTogether([heading, setter.block(lines[0], style)])
        yield from (setter.block(one, style) for one in lines[1:])


def _notes(paper: Paper, setter: Setter) -> Iterator[Flowable]:
    notes = [paper.wording.prevails] if setter.english else []
    notes += [paper.wording.rehearsed] if paper.rehearsal else []
    notes += [paper.wording.lacking] if setter.lacking else []
    yield Spacer(0, SMALL)
    yield from (setter.block(one, styles.FINE) for one in notes)


def _listing(listing: Listing, setter: Setter) -> Flowable:
    rows = [[setter.block(cell, styles.BESIDE) for cell in row] for row in (listing.heads, *listing.rows)]
    narrow, wide = 3 * BODY, 8 * BODY
    return Table(rows, colWidths=[narrow, TEXT_WIDTH - narrow - wide, wide], repeatRows=1, style=_RULED)


_RULED = [
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, FAINT),
    ("LINEABOVE", (0, 0), (-1, 0), 0.8, FAINT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, FAINT),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]
