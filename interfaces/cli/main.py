"""The root of `branchctl`: its commands, and what an exit code means."""

import sys
from importlib.metadata import version

from cyclopts import App, CycloptsError
from pydantic import ValidationError

from infra.errors import EngineError
from interfaces.cli.doctor import doctor
from interfaces.cli.exits import Exit
from interfaces.cli.migrate import migrate
from interfaces.cli.speech import err, say
from interfaces.cli.up import up

app = App(
    name="branchctl",
    help="党组织全周期服务。 The branch lifecycle service.",
    version=lambda: version("branch-lifecycle"),
    result_action="return_value",
    exit_on_error=False,
)
app.command(up)
app.command(doctor)
app.command(migrate)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 ok, 1 refused by a rule, 2 usage, 3 unreachable."""
    try:
        result = app(sys.argv[1:] if arguments is None else arguments)
    except CycloptsError:
        return Exit.USAGE  # cyclopts has said what is wrong
    except ValidationError as error:
        say(f"设置有误：{error}", "The settings (environment or secret files) are not valid, see above.", err)
        return Exit.USAGE
    except EngineError as error:
        say(error.zh, error.en, err)
        return Exit.UNREACHABLE
    return result if isinstance(result, int) else Exit.OK
