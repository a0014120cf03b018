"""The maps of `domain/maps/`: the tables' lines for the product to read, without what was refused or changed nothing."""

import json
from collections.abc import Iterable

from domain.decider import SHARED_COMMANDS
from domain.processes import CASES, DECIDERS
from tests.proved import Proved


def maps(lines: Iterable[Proved]) -> dict[str, str]:
    """Return the text of each process's map, by file name; what has no cases has no steps, and no map."""
    found: dict[str, list[str]] = {}
    for line in sorted(set(lines)):
        if _led_somewhere(line):
            found.setdefault(line.process, []).append(_transition(line))
    return {f"{process}.json": _page(process, rows) for process, rows in found.items()}


def _led_somewhere(line: Proved) -> bool:
    rests = "at rest" in line.before + line.after
    nothing = line.result.startswith(("✗", "matter.already_so"))
    return line.process in CASES and not rests and not nothing


def _transition(line: Proved) -> str:
    told = {
        "before": _place(line.before),
        "command": _kind(line.process, line.command),
        "roles": line.by.split(" / "),
        "events": line.result.split("; "),
        "after": _place(line.after),
    }
    return json.dumps(told, ensure_ascii=False)


def _place(state: str) -> dict[str, str | bool]:
    return {"status": state.removesuffix(" ∎"), "closed": state.endswith(" ∎")}


def _kind(process: str, command: str) -> str:
    known = (*DECIDERS[process].commands, *SHARED_COMMANDS)
    return next(one.kind_name() for one in known if one.__name__ == command)


def _page(process: str, rows: list[str]) -> str:
    return f'{{"process": "{process}", "transitions": [\n' + ",\n".join(rows) + "\n]}\n"
