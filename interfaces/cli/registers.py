"""`branchctl register`: the registers (台账), on the terminal, as JSON, or as a workbook that is imported again."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import PositiveInt

from domain.catalogue import Catalogue
from interfaces.cli.connection import Common, counter_of
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.cli.standing import en_of, zh_of
from interfaces.client.desk import RemoteDesk
from interfaces.desk.counter import Counter
from interfaces.desk.desk import Desk
from interfaces.desk.overview import AskedOf, Page, Standing
from interfaces.sheets.column import cells_of
from interfaces.sheets.columns import BRIEF, STATUSES, columns_of, heading, title
from interfaces.sheets.exporting import About, export
from interfaces.sheets.spool import spooled
from interfaces.sheets.workbook import UnwritableError
from ledger.registers.register import FIRST, Key, Register


async def register(  # noqa: PLR0913  # a register is narrowed by that much
    register: Register,
    /,
    *,
    org: Annotated[str | None, Parameter(help="只看某组织及其下级 an organisation and those below")] = None,
    status: Annotated[list[str] | None, Parameter(help="只看某些状态 only these statuses")] = None,
    text: Annotated[str | None, Parameter(help="名称或者编号中含有 within a name or an id")] = None,
    year: Annotated[
        int | None, Parameter(help="评定年度，或者提交年份 the evaluated year, or that of the submission")
    ] = None,
    limit: Annotated[PositiveInt, Parameter(help="最多显示多少行 rows shown at most")] = 100,
    after: Annotated[
        str | None, Parameter(help="接着上一页显示 go on where a page said it ended (after)")
    ] = None,
    xlsx: Annotated[
        Path | None, Parameter(help="全部导出到 Excel 文件 write all rows to a workbook instead")
    ] = None,
    person: Annotated[
        str | None,
        Parameter(name="--as", env_var="BRANCHCTL_AS", help="导出人编号 who exports, named in the workbook"),
    ] = None,
    common: Common | None = None,
) -> int:
    """
    台账：企业、党组织、书记、备案、星级评定 (a register: enterprises, branches, secretaries, filings, evaluations).

    每次都注明数据所依据的账本位置。企业和党组织的 Excel 文件可以原样导回（branchctl import、import-branches），不会有任何变化。

    Each answer names the position of the journal it is true at. A workbook of enterprises or branches can be imported
    again as it is (branchctl import, import-branches) and changes nothing.
    """
    common = common or Common()
    asked = AskedOf(org, _statuses(register, status), text, year=year)
    async with counter_of(common) as desk:
        await check_known(desk, org=org, person=person)
        if xlsx is not None:
            return await _export(desk, register, asked, xlsx, person, as_json=common.json)
        page = await desk.register_page(register, asked, _key(after), limit)
        if common.json:
            _show_json(register, asked, page)
        else:
            _show(register, page, desk.catalogue)
    return Exit.OK


async def _export(  # what is written, where, for whom
    desk: Counter, register: Register, asked: AskedOf, path: Path, person: str | None, *, as_json: bool
) -> int:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            zh=f"--xlsx 应为 .xlsx 文件：{path}", en=f"--xlsx takes a file that ends in .xlsx: {path}"
        )
    try:
        if isinstance(desk, RemoteDesk):
            standing, rows = await desk.workbook(register, asked, path)
        else:
            assert isinstance(desk, Desk)  # noqa: S101  # there is no third kind of counter
            standing, rows = await _written(desk, register, asked, path, person, quiet=as_json)
    except (UnwritableError, OSError) as error:
        raise UsageError(zh=f"无法写入 {path}：{error}", en=f"{path} cannot be written: {error}") from None
    if as_json:
        told = standing.model_dump(mode="json")
        show_json({"register": register, "org": asked.org, **told, "rows": rows, "file": str(path)})
    else:
        say(
            f"已导出 {rows} 行到 {path}（{zh_of(standing)}）。",
            f"{rows} rows written to {path} ({en_of(standing)}).",
        )
    return Exit.OK


async def _written(  # as above
    desk: Desk, register: Register, asked: AskedOf, path: Path, person: str | None, *, quiet: bool
) -> tuple[Standing, int]:
    """Write the workbook; return where it is true, and how many rows it has."""
    directory = await desk.directory()
    with spooled(register) as spool:
        standing = await desk.gather(asked, spool, lambda _more: None)
        org = directory.org(asked.org) if asked.org else None
        about = About(
            org=f"{org.name_on(desk.today)} {asked.org}" if org else asked.org,
            position=standing.position,
            at=standing.at,
            asked_at=desk.moment,
            asked_by=f"{directory.name_of(person)} {person}" if person else None,
            narrowed=_narrowed(asked),
        )
        with progress("写入 writing", quiet=quiet) as advanced:
            export(path, spool, about, desk.catalogue, advanced)
        return standing, spool.rows


def _show_json(register: Register, asked: AskedOf, page: Page) -> None:
    show_json(
        {
            "register": register,
            "org": asked.org,
            **page.standing.model_dump(mode="json"),
            "rows": [row.model_dump(mode="json") for row in page.rows],
            "after": json.dumps(page.after, ensure_ascii=False) if page.after else None,
        }
    )


def _show(register: Register, page: Page, sentences: Catalogue) -> None:
    wanted = {one.key: one for one in columns_of(register)}
    columns = [wanted[key] for key in BRIEF[register]]
    cells = cells_of(columns, sentences)
    headings = [f"{said.zh} {said.en}" for said in (heading(one, sentences) for one in columns)]
    name = title(register, sentences)
    if page.rows:
        show_table(f"{name.zh} {name.en}", headings, [cells(row) for row in page.rows])
    say(
        f"{name.zh}：{len(page.rows)} 行，{zh_of(page.standing)}。",
        f"{name.en}: {len(page.rows)} rows, {en_of(page.standing)}.",
    )
    if page.after is not None:
        token = json.dumps(page.after, ensure_ascii=False)
        say(f"后面还有：--after '{token}'", f"There are more: --after '{token}'")


def _statuses(register: Register, asked: Sequence[str] | None) -> tuple[str, ...] | None:
    if not asked:
        return None
    known = [one.value for one in STATUSES[register] if one.value != "none"]
    for one in asked:
        if one not in known:
            raise UsageError(
                zh=f"没有状态“{one}”；可用：{'、'.join(known)}。",
                en=f"There is no status '{one}'; known: {', '.join(known)}.",
            )
    return tuple(asked)


def _key(after: str | None) -> Key:
    if after is None:
        return FIRST
    try:
        org, sort_key, stream = (str(part) for part in json.loads(after))
    except (ValueError, TypeError):
        raise UsageError(
            zh=f"--after 应为上一页末尾所示的内容：{after}",
            en=f"--after takes what the page before said at its end: {after}",
        ) from None
    return Key(org, sort_key, stream)


def _narrowed(asked: AskedOf) -> str:
    told = {"status": " ".join(asked.statuses or ()), "text": asked.text, "year": asked.year}
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value)
