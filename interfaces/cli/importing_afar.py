"""Imports through a server: what `branchctl import` and `import-branches` do when somebody is logged in."""

from pathlib import Path

from domain.orders import OrgId
from interfaces.cli.connection import server_at
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_refusal
from interfaces.cli.problems import UsageError
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.cli.wrong import show_wrong
from interfaces.client.login import Login
from interfaces.client.uploading import Uploads
from interfaces.http.imports.told import Import, Kind, Status


async def import_afar(  # noqa: PLR0913  # what is imported, where, and how it is told
    login: Login, file: Path, kind: Kind, org: OrgId | None, *, dry_run: bool, keep: bool, as_json: bool
) -> int:
    """Send a register to the server; JSON is the server's own account of the import."""
    server = server_at(login)
    uploads = Uploads(server)
    try:
        told = await uploads.look_through(file, kind, org, keep=keep)
        if not dry_run and told.rows:
            with progress("导入 importing", quiet=as_json) as advanced:
                told = await uploads.write(told, advanced)
    except OSError as error:
        raise UsageError(zh=f"无法读取 {file}：{error}", en=f"{file} cannot be read: {error}") from None
    finally:
        await server.close()
    if as_json:
        show_json(told.model_dump(mode="json") | {"dry_run": dry_run})
    else:
        _show(told)
    return _exit(told)


def _show(told: Import) -> None:
    wrong = len(told.wrong) + told.more_wrong
    show_wrong(told.wrong, wrong)
    if told.status is Status.SURVEYED:
        say(
            f"可以导入 {told.rows} 行；有误 {wrong} 处。没有写入。",
            f"{told.rows} rows can be imported; {wrong} problems. Nothing was written.",
        )
    elif told.refusal is not None:
        show_refusal(told.refusal, as_json=False)
    elif told.outcome is not None:
        done = told.outcome
        say(
            f"已导入 {told.rows} 行：新登记 {done.registered}，更新 {done.updated}，未变 {done.unchanged}，被拒 {done.refused}。",
            f"Imported {told.rows} rows: {done.registered} registered, {done.updated} updated, "
            f"{done.unchanged} unchanged, {done.refused} refused.",
        )


def _exit(told: Import) -> Exit:
    if told.status is Status.FAILED or not told.rows:
        return Exit.REFUSED
    refused = told.outcome is not None and told.outcome.refused == told.rows
    return Exit.REFUSED if refused else Exit.OK
