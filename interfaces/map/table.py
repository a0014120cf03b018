"""The same as a table: for who listens instead of looking, and for print."""

from collections.abc import Iterable
from typing import NamedTuple

from domain.process_map import Place, ProcessMap, Transition
from interfaces.desk.stands import StandCount
from interfaces.map.words import Words


class Step(NamedTuple):
    """A step: its name, how many cases are `standing` there (nothing where none is), and what can happen."""

    place: Place
    name: str
    standing: str
    overdue: bool
    moves: tuple["Line", ...]


class Line(NamedTuple):
    """A command, who may give it, what it does, and where the case stands then; None: where it stood."""

    command: str
    roles: str
    does: str
    after: str | None


def table(process: ProcessMap, stands: Iterable[StandCount], words: Words) -> tuple[Step, ...]:
    """Return every step in the drawing's order, also with what leads nowhere else."""
    counts = {one.place: one for one in stands if one.process == process.process}
    return tuple(_step(place, process, counts.get(place), words) for place in process.places)


def _step(place: Place, process: ProcessMap, stand: StandCount | None, words: Words) -> Step:
    here = [one for one in process.transitions if one.before == place]
    lines = dict.fromkeys(_line(one, words) for one in sorted(here, key=lambda one: not one.moves))
    overdue = stand is not None and stand.overdue > 0
    return Step(place, words.whole_name(place), words.standing(stand), overdue, tuple(lines))


def _line(one: Transition, words: Words) -> Line:
    after = words.whole_name(one.after) if one.moves else None
    return Line(words.command(one.command), words.roles(one), words.does(one.command), after)
