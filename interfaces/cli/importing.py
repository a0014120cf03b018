"""`branchctl import`: a register of enterprises, from CSV or Excel."""

from collections.abc import Iterable
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import ExistingFile

from domain.catalogue import Catalogue
from domain.register.row import RowError
from interfaces.cli.connection import Signed, desk_of, login_of
from interfaces.cli.exits import Exit
from interfaces.cli.importing_afar import import_afar
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_json
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.cli.wrong import show_wrong
from interfaces.desk.registers import Imported, Survey, bring_in, survey
from interfaces.http.imports.told import Kind, wrong_rows


async def import_register(
    file: ExistingFile,
    /,
    *,
    org: Annotated[
        str | None, Parameter(help="没有写明组织的企业归哪个组织 where rows lie that name no organisation")
    ] = None,
    dry_run: Annotated[bool, Parameter(negative=(), help="只检查，不写入 look only, write nothing")] = False,
    keep: Annotated[
        bool,
        Parameter(
            negative=(),
            help="没有变化也保存名单，供排查之用 keep the rows as a register even if they tell nothing new, for a campaign",
        ),
    ] = False,
    acting: Signed | None = None,
) -> int:
    """
    导入企业台账（CSV、Excel） (import a register of enterprises).

    有误的行逐一列出（行、栏、值、原因），其余照常导入；同一文件再次导入不会有任何变化。

    Excel 中显示错误的单元格（如 #DIV/0!）按未填写处理。

    Bad rows are listed with row, column, value and reason; the good ones go in. The same file again changes nothing,
    and neither does an exported register (branchctl register enterprises --xlsx).
    A cell of Excel that shows an error (as #DIV/0!) counts as not filled in.
    """
    acting = acting or Signed()
    login = login_of(acting)
    if login is not None:
        return await import_afar(
            login, file, Kind.ENTERPRISES, org, dry_run=dry_run, keep=keep, as_json=acting.json
        )
    by = acting.sender()
    async with desk_of(acting) as desk:
        await check_known(desk, org=org)
        found = survey(file, org, await desk.directory(), desk.today)
        if dry_run:
            _show_survey(found, desk.catalogue, as_json=acting.json)
            return Exit.OK if found.rows else Exit.REFUSED
        with progress("导入 importing", quiet=acting.json) as advanced:
            done = await bring_in(desk, found, by, advanced, keep=keep)
        _show_import(found, done, desk.catalogue, as_json=acting.json)
    return Exit.REFUSED if len(done.refused) == done.rows else Exit.OK


def _show_survey(found: Survey, sentences: Catalogue, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "dry_run": True,
                "register": found.stream,
                "rows": found.rows,
                "wrong": wrong_told(found.wrong, sentences),
            }
        )
        return
    show_wrong(wrong_rows(found.wrong, sentences), len(found.wrong))
    say(
        f"可以导入 {found.rows} 行；有误 {len(found.wrong)} 处。没有写入。",
        f"{found.rows} rows can be imported; {len(found.wrong)} problems. Nothing was written.",
    )


def _show_import(found: Survey, done: Imported, sentences: Catalogue, *, as_json: bool) -> None:
    wrong = (*found.wrong, *done.refused)
    if as_json:
        told = done.model_dump(mode="json", exclude={"refused"})
        show_json({**told, "changed_nothing": done.changed_nothing, "wrong": wrong_told(wrong, sentences)})
        return
    show_wrong(wrong_rows(wrong, sentences), len(wrong))
    if done.changed_nothing:
        kept = f" ({done.register_stream})" if done.register_stream else ""
        say(
            f"没有变化：{done.rows} 行都已登记过{kept}。",
            f"Nothing changed: all {done.rows} rows tell what is known already{kept}.",
        )
        return
    say(
        f"已导入 {done.rows} 行到 {done.register_stream}：新登记 {done.registered}，更新 {done.updated}，"
        f"未变 {done.unchanged}，被拒 {len(done.refused)}；有误 {len(found.wrong)} 处。",
        f"Imported {done.rows} rows into {done.register_stream}: {done.registered} registered, {done.updated} updated, "
        f"{done.unchanged} unchanged, {len(done.refused)} refused; {len(found.wrong)} problems in the file.",
    )
    say(
        f"启动排查：branchctl campaign open {found.org} ROUND {done.register_stream}",
        f"Investigate them: branchctl campaign open {found.org} ROUND {done.register_stream}",
    )


def wrong_told(wrong: Iterable[RowError], sentences: Catalogue) -> list[dict[str, object]]:
    """Return what is wrong with which rows, each with its sentences, for programs."""
    return [one.model_dump(mode="json") | sentences.refused(one.rule, one.data).model_dump() for one in wrong]
