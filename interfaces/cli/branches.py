"""`branchctl import-branches`: a list of branches from before the system, from CSV or Excel."""

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import ExistingFile

from domain.catalogue import Catalogue
from interfaces.cli.connection import Signed, desk_of, login_of
from interfaces.cli.exits import Exit
from interfaces.cli.importing import wrong_told
from interfaces.cli.importing_afar import import_afar
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_json, show_table
from interfaces.cli.progress import progress
from interfaces.cli.speech import err, say
from interfaces.cli.wrong import show_wrong
from interfaces.desk.takeover import BranchSurvey, Registered, Result, register_branches, survey_branches
from interfaces.http.imports.told import Kind, wrong_rows


async def import_branches(
    file: ExistingFile,
    /,
    *,
    org: Annotated[
        str | None,
        Parameter(help="没有写明上级的党组织归哪个上级 the superior of the branches that name none"),
    ] = None,
    dry_run: Annotated[bool, Parameter(negative=(), help="只检查，不写入 look only, write nothing")] = False,
    acting: Signed | None = None,
) -> int:
    """
    导入既有党组织清单（CSV、Excel） (take over a list of branches from before the system).

    每行一个党组织，留空表示不清楚，“无”表示没有。有误的行逐一列出，其余登记后由所属组织的上级审批人员确认：branchctl batch
    confirm_branch_registration STREAM …。企业须先导入台账；同一文件再次导入不会有任何变化。

    One row a branch; an empty cell is unknown, 无 is none. Bad rows are listed, the others are registered and wait for
    an approver above the organisation they lie in. Import the register of enterprises first. The same file again changes nothing.
    """
    acting = acting or Signed()
    login = login_of(acting)
    if login is not None:
        return await import_afar(
            login, file, Kind.BRANCHES, org, dry_run=dry_run, keep=False, as_json=acting.json
        )
    by = acting.sender()
    async with desk_of(acting) as desk:
        await check_known(desk, org=org)
        found = await survey_branches(desk, file, org)
        if dry_run:
            _show_survey(found, desk.catalogue, as_json=acting.json)
            return Exit.OK if found.rows else Exit.REFUSED
        done: list[Registered] = []
        with progress("登记 registering", quiet=acting.json) as advanced:
            async for one in register_branches(desk, found, by):
                done.append(one)
                advanced(1, len(found.ready))
        _show_import(found, done, desk.catalogue, as_json=acting.json)
    refused = sum(one.result is Result.REFUSED for one in done)
    return Exit.REFUSED if refused == found.rows else Exit.OK


def _show_survey(found: BranchSurvey, sentences: Catalogue, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "dry_run": True,
                "rows": found.rows,
                "unchanged": found.unchanged,
                "ignored": found.ignored,
                "wrong": wrong_told(found.wrong, sentences),
            }
        )
        return
    show_wrong(wrong_rows(found.wrong, sentences), len(found.wrong))
    _say_ignored(found)
    say(
        f"可以登记 {len(found.ready)} 个，已登记 {found.unchanged} 个；有误 {len(found.wrong)} 处。没有写入。",
        f"{len(found.ready)} branches can be registered, {found.unchanged} are already; "
        f"{len(found.wrong)} problems. Nothing was written.",
    )


def _show_import(
    found: BranchSurvey, done: Sequence[Registered], sentences: Catalogue, *, as_json: bool
) -> None:
    registered = [one.ready for one in done if one.result is Result.REGISTERED]
    refused = [one.error for one in done if one.error]
    unchanged = found.rows - len(registered) - len(refused)
    wrong = sorted((*found.wrong, *refused), key=lambda one: one.row)
    nothing = not (registered or refused)
    if as_json:
        show_json(
            {
                "rows": found.rows,
                "registered": [one.stream for one in registered],
                "unchanged": unchanged,
                "refused": len(refused),
                "changed_nothing": nothing,
                "ignored": found.ignored,
                "wrong": wrong_told(wrong, sentences),
            }
        )
        return
    show_wrong(wrong_rows(tuple(wrong), sentences), len(wrong))
    _say_ignored(found)
    if nothing:
        say(
            f"没有变化：{unchanged} 个党组织都已登记过；有误 {len(wrong)} 处。",
            f"Nothing changed: all {unchanged} branches were registered before; {len(wrong)} problems.",
        )
        return
    say(
        f"新登记 {len(registered)} 个，未变 {unchanged} 个，被拒 {len(refused)} 个；有误 {len(found.wrong)} 处。",
        f"{len(registered)} registered, {unchanged} unchanged, {len(refused)} refused; "
        f"{len(found.wrong)} problems in the file.",
    )
    if registered:
        rows = [(one.number, one.command.name, one.command.superior, one.stream) for one in registered]
        headings = ("行 row", "名称 name", "上级 superior", "事项 stream")
        show_table(f"待确认 to be confirmed · {len(registered)}", headings, rows)
        confirming = "branchctl batch confirm_branch_registration STREAM … --as PERSON"
        say(
            f"由所属组织的上级审批人员确认：{confirming}",
            f"An approver above the organisation they lie in confirms them: {confirming}",
        )


def _say_ignored(found: BranchSurvey) -> None:
    if found.ignored:
        names = "、".join(found.ignored)
        say(f"没有读取的栏：{names}。", f"Columns that were not read: {names}.", err)
