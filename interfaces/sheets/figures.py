"""覆盖 as a workbook: the figures of a day line by line, those of an earlier day, and what changed between the two."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from domain.catalogue import Catalogue
from domain.figures import Figure
from domain.orders import OrgId
from interfaces.sheets.column import Value
from interfaces.sheets.exporting import About, about_sheet
from interfaces.sheets.workbook import Heading, Sheet, write_workbook
from ledger.coverage.counted import OF_WHOLE, Figures, paired

_WIDTH = 14

Named = Callable[[OrgId | None], str]
"""How an organisation is called; None: those that nothing places."""


class Page(NamedTuple):
    """The figures of one day, under the name of their sheet."""

    name: str
    lines: tuple[Figures, ...]
    total: Figures


def export_figures(
    path: Path, now: Page, before: Page | None, about: About, sentences: Catalogue, named: Named
) -> None:
    """Write figures to a workbook; with those of an earlier day, also what changed. Raises `UnwritableError`."""
    telling = _Telling(sentences, named)
    sheets = [telling.sheet(now)]
    if before:
        sheets += [telling.sheet(before), telling.changes(now, before)]
    said = sentences.sentence("coverage.title")
    sheets.append(about_sheet(f"{said.zh} {said.en}", len(now.lines), about, sentences))
    write_workbook(path, sheets, about.asked_at)


class _Telling(NamedTuple):
    """In which words."""

    sentences: Catalogue
    named: Named

    def sheet(self, page: Page) -> Sheet:
        """Return the figures of a day."""
        rows = [(one, list(_numbers(one))) for one in page.lines]
        return self._sheet(page.name, rows, (page.total, list(_numbers(page.total))))

    def changes(self, now: Page, before: Page) -> Sheet:
        """Return what changed; a line that one of the days does not have was nothing then."""
        rows = [(line, list(_differences(line, then))) for line, then in paired(now.lines, before.lines)]
        total = (now.total, list(_differences(now.total, before.total)))
        return self._sheet(self._said("change"), rows, total)

    def _sheet(
        self,
        name: str,
        rows: Sequence[tuple[Figures, list[Value]]],
        total: tuple[Figures, list[Value]],
    ) -> Sheet:
        told = [[self.named(line.org), line.org, *numbers] for line, numbers in rows]
        line, numbers = total
        told.append([self._said("total"), line.org, *numbers])
        return Sheet(name, tuple(self._headings()), told)

    def _headings(self) -> Iterator[Heading]:
        for name, width in (("org", 28), ("org_id", 18)):
            both = self.sentences.sentence(f"coverage.{name}")
            yield Heading(f"{both.zh} ({both.en})", width)
        share = self.sentences.sentence("coverage.share")
        for figure in Figure:
            said = self.sentences.label(figure)
            yield Heading(f"{said.zh} ({said.en})", _WIDTH)
            if figure in OF_WHOLE:
                yield Heading(f"{said.zh} {share.zh} ({said.en}, {share.en})", _WIDTH)

    def _said(self, name: str) -> str:
        return self.sentences.sentence(f"coverage.{name}").zh


def _numbers(line: Figures) -> Iterator[Value]:
    for figure in Figure:
        yield line.count(figure)
        if figure in OF_WHOLE:
            yield _percent(line.share(figure).tenths)


def _differences(now: Figures, then: Figures) -> Iterator[Value]:
    for figure in Figure:
        yield now.count(figure) - then.count(figure)
        if figure in OF_WHOLE:
            later, earlier = now.share(figure).tenths, then.share(figure).tenths
            yield None if later is None or earlier is None else _percent(later - earlier)


def _percent(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
