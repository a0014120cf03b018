"""`branchctl coverage`: the figures of domain.md §11, a line for each organisation, each opening into its rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from cyclopts import Parameter

from domain.catalogue import Catalogue
from domain.figures import Figure
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel
from interfaces.cli.connection import Common, counter_of
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import say
from interfaces.cli.standing import en_of, zh_of
from interfaces.desk.counter import Counter
from interfaces.desk.overview import CoverageShown, FiguresRows
from interfaces.sheets.column import cells_of
from interfaces.sheets.columns import BRIEF, columns_of, heading
from ledger.coverage.counted import OF_WHOLE, Figures, FoundedCase, OverdueTask, Share
from ledger.registers.register import ROWS, Register, Row


async def coverage(  # noqa: PLR0913  # what is asked, and how much of it
    *,
    org: Annotated[str | None, Parameter(help="某组织及其下级 an organisation and those below")] = None,
    by: Annotated[
        OrgLevel | None,
        Parameter(
            help="按哪一级分列，默认下一级 a line for each of a level; those directly below, if absent"
        ),
    ] = None,
    year: Annotated[int | None, Parameter(help="星级的评定年度 of the stars; the last, if absent")] = None,
    on: Annotated[
        date | None, Parameter(help="截至某日终了，不写为现在 as that day ended; as they are now, if absent")
    ] = None,
    figure: Annotated[Figure | None, Parameter(help="只看某项指标 one figure only")] = None,
    rows: Annotated[
        bool, Parameter(negative=(), help="列出该指标所依据的各行 the rows that the figure counted")
    ] = False,
    common: Common | None = None,
) -> int:
    """
    覆盖情况：组织覆盖、工作覆盖、重点企业、逾期、任期、备案、星级 (coverage and the other figures that offices ask for).

    以企业计，分母只有一个：已排查的在营非公企业。每项指标都可以用 --figure 指标 --rows 展开。

    Counted in enterprises against one denominator: private, operating, investigated. Every figure opens into the rows
    it counted: --figure FIGURE --rows.
    """
    common = common or Common()
    if rows and figure is None:
        raise UsageError(
            zh="--rows 须同时用 --figure 指明哪一项指标。", en="--rows needs to be told which --figure."
        )
    if rows and on is not None:
        raise UsageError(
            zh="--rows 列出的是现在的各行，不能与 --on 同用。", en="--rows are those of now: leave out --on."
        )
    async with counter_of(common) as desk:
        await check_known(desk, org=org)
        if rows and figure is not None:
            await _open(desk, figure, org, year, as_json=common.json)
            return Exit.OK
        found = await desk.coverage(org, by, year, on=on)
        if common.json:
            show_json(_told(found))
        else:
            _show(found, figure, await desk.directory(), desk)
    return Exit.OK


async def _open(desk: Counter, figure: Figure, org: str | None, year: int | None, *, as_json: bool) -> None:
    found = await desk.opened(figure, org, year)
    said = desk.catalogue.label(figure)
    if as_json:
        told = [one.model_dump(mode="json") for one in found.rows]
        show_json({"figure": figure, "org": org, **found.standing.model_dump(mode="json"), "rows": told})
        return
    if found.rows:
        _show_rows(found, f"{said.zh} {said.en}", desk.catalogue)
    say(
        f"{said.zh}：{len(found.rows)}，{zh_of(found.standing)}。",
        f"{said.en}: {len(found.rows)}, {en_of(found.standing)}.",
    )


def _show_rows(found: FiguresRows, name: str, sentences: Catalogue) -> None:
    match found.rows[0]:
        case FoundedCase():
            headings = tuple(FoundedCase.model_fields)
        case OverdueTask():
            headings = tuple(OverdueTask.model_fields)
        case row:
            _show_register(
                _register_of(row), [one for one in found.rows if isinstance(one, type(row))], name, sentences
            )
            return
    show_table(name, headings, [tuple(one.model_dump().values()) for one in found.rows])


def _show_register(register: Register, rows: Sequence[Row], name: str, sentences: Catalogue) -> None:
    columns = [one for one in columns_of(register) if one.key in BRIEF[register]]
    said = [heading(one, sentences) for one in columns]
    cells = cells_of(columns, sentences)
    show_table(name, [f"{one.zh} {one.en}" for one in said], [cells(row) for row in rows])


def _register_of(row: Row) -> Register:
    return next(register for register, kind in ROWS.items() if isinstance(row, kind))


def _show(found: CoverageShown, figure: Figure | None, directory: Directory, desk: Counter) -> None:
    lines = (*found.lines, found.total)
    sentences = desk.catalogue

    def named(one: Figures) -> str:
        known = directory.org(one.org) if one.org else None
        return f"{known.name_on(desk.today)}\n{one.org}" if known else one.org or "全部 all"

    heads = [named(one) for one in found.lines] + [f"合计 total\n{found.org or ''}".strip()]
    shown = [(name, [_cell(one, kind) for one in lines]) for name, kind in _figures(figure, sentences)]
    if figure in {None, Figure.FOUNDED} and found.on is None:
        shown += _days(lines, sentences)
    show_table("统计指标 figures", ("指标 figure", *heads), [(name, *cells) for name, cells in shown])
    if figure in {None, Figure.OVERDUE} and found.overdue:
        steps = [(one.org, _step(one.step, sentences), one.counted) for one in found.overdue]
        show_table("逾期待办 overdue", ("组织 org", "环节 step", "项 tasks"), steps)
    if figure in {None, Figure.STARS} and found.stars:
        quotas = [
            (
                one.round_org,
                one.year,
                f"{'★' * one.star}",
                f"{one.awarded}/{one.places}",
                one.base,
                one.scheme[:8],
            )
            for one in found.stars
        ]
        headings = (
            "组织 org",
            "年度 year",
            "星级 star",
            "已评/名额 awarded of places",
            "基数 base",
            "方案 scheme",
        )
        show_table("星级名额 stars against quota", headings, quotas)
    say(
        f"任期截至 {found.until}；{zh_of(found.standing)}。",
        f"Terms up to {found.until}; {en_of(found.standing)}.",
    )


def _figures(only: Figure | None, sentences: Catalogue) -> Iterator[tuple[str, Figure]]:
    for figure in Figure if only is None else (only,):
        said = sentences.label(figure)
        yield f"{said.zh}\n{said.en}", figure


def _days(lines: Sequence[Figures], sentences: Catalogue) -> list[tuple[str, list[str]]]:
    shown = []
    for name in ("days_median", "days_p90"):
        said = sentences.sentence(f"register.{name}")
        days = [getattr(one, name) for one in lines]
        shown.append((f"{said.zh}\n{said.en}", ["—" if one is None else str(one) for one in days]))
    return shown


def _cell(line: Figures, figure: Figure) -> str:
    if figure not in OF_WHOLE:
        return str(line.count(figure))
    share = line.share(figure)
    if not share.whole:
        return "—"
    return f"{share.part}/{share.whole}\n{percent(share)}"


def percent(share: Share) -> str:
    """Return a share of something as a percentage with two places, rounded half up."""
    hundredths = (share.part * 20_000 + share.whole) // (2 * share.whole)
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def _step(step: str, sentences: Catalogue) -> str:
    said = sentences.step(step)
    return f"{said.zh} {said.en}"


def _told(found: CoverageShown) -> dict[str, object]:
    """Return the figures for programs: each share with its part and its whole."""
    told = found.model_dump(mode="json", exclude={"standing", "lines", "total"})
    lines = [_line(one) for one in found.lines]
    return {**found.standing.model_dump(mode="json"), **told, "lines": lines, "total": _line(found.total)}


def _line(one: Figures) -> dict[str, object]:
    shares = {figure.value: one.share(figure)._asdict() for figure in OF_WHOLE}
    return {**one.model_dump(mode="json"), "shares": shares}
