"""The root of `branchctl`: its commands, and what an exit code means."""

import gc
import sys
from importlib.metadata import version

from cyclopts import App, CycloptsError
from pydantic import ValidationError

from domain.refusals import DomainError
from infra.errors import EngineError
from interfaces.cli.accounts import account
from interfaces.cli.audits.app import audit
from interfaces.cli.batch import batch
from interfaces.cli.branches import import_branches
from interfaces.cli.campaigns import campaign
from interfaces.cli.connection import catalogue
from interfaces.cli.coverage import coverage
from interfaces.cli.demo import demo
from interfaces.cli.doctor import doctor
from interfaces.cli.documents import calendar, policy, scheme
from interfaces.cli.exits import Exit
from interfaces.cli.importing import import_register
from interfaces.cli.inboxes import inbox
from interfaces.cli.looking import show, timeline
from interfaces.cli.migrate import migrate
from interfaces.cli.ordering import do, open_case
from interfaces.cli.output import show_problem, show_refusal
from interfaces.cli.problems import UsageError
from interfaces.cli.rebuild import rebuild
from interfaces.cli.registers import register
from interfaces.cli.rosters import permissions, roster
from interfaces.cli.schedules import schedule
from interfaces.cli.signing import login, logout, whoami
from interfaces.cli.sources import source
from interfaces.cli.speech import speak_anywhere
from interfaces.cli.subscribers import subscriber
from interfaces.cli.up import up
from interfaces.cli.usage import of_command_line, of_validation
from interfaces.cli.working import pool, take, work
from interfaces.desk.answers import DeskUnavailableError, LedgerBehindError, RefusedError

app = App(
    name="branchctl",
    help="党组织全周期服务。 The branch lifecycle service.",
    version=lambda: version("branch-lifecycle"),
    result_action="return_value",
    exit_on_error=False,
)
for engine in (up, demo, doctor, migrate):
    app.command(engine)
# the web server and all schemas are loaded by who serves, not by every command
app.command("interfaces.cli.serving:serve", name="serve", help="启动接口服务 (serve the API).")
for session in (login, logout, whoami):
    app.command(session)
# `do` and `open` explain a command of the case themselves, so that --help is theirs
app.command(do, help_flags=[])
app.command(open_case, name="open", help_flags=[])
app.command(batch)
for enquiry in (show, timeline, work, take, pool, register, coverage, permissions):
    app.command(enquiry)
app.command(import_register, name="import")
app.command(import_branches)
for documents in (
    roster,
    account,
    policy,
    calendar,
    scheme,
    campaign,
    schedule,
    audit,
    rebuild,
    inbox,
    source,
    subscriber,
):
    app.command(documents)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 ok, 1 refused by a rule, 2 usage, 3 unreachable."""
    if arguments is None:  # a process of its own, which ends with the command
        gc.freeze()  # what is imported stays: looking through it for garbage took a third of decoding a journal
    words = sys.argv[1:] if arguments is None else arguments
    speak_anywhere()
    try:
        result = app(words, print_error=False)
    except Exception as error:  # noqa: BLE001  # what is not ours to explain is raised again
        return _explained(error, as_json="--json" in words)
    return result if isinstance(result, int) else Exit.OK


def _explained(error: Exception, *, as_json: bool) -> Exit:
    match _in_our_words(error):
        case UsageError(zh=zh, en=en):
            show_problem(zh, en, as_json=as_json)
            return Exit.USAGE
        case RefusedError(refusal=refusal):
            show_refusal(refusal, as_json=as_json)
            return Exit.REFUSED
        case DomainError() as refused:  # a file that is not valid, a name that no process has
            show_refusal(catalogue().refusal(refused), as_json=as_json)
            return Exit.REFUSED
        case EngineError(zh=zh, en=en) | DeskUnavailableError(zh=zh, en=en) | LedgerBehindError(zh=zh, en=en):
            show_problem(zh, en, as_json=as_json)
            return Exit.UNREACHABLE
        case _:
            raise error


def _in_our_words(error: Exception) -> Exception:
    match error:
        case CycloptsError():
            return of_command_line(error)
        case ValidationError():
            return of_validation(error)
        case _:
            return error
