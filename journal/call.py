"""One call of the append function: its arguments and its answer (infra/migrations/0004_append.sql is the contract)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

import asyncpg

from journal.preparing import PreparedCommand


class Verdict(NamedTuple):
    """What the append function says of one command."""

    outcome: str
    place: int | None
    stream: str | None
    actual: int | None


def arguments(commands: Sequence[PreparedCommand]) -> tuple[object, ...]:
    """Return what the function is called with for these commands, which are of one nature."""
    slices = [part for command in commands for part in command.slices]
    entries = [entry for command in commands for entry in command.entries]
    return (
        commands[0].nature,
        [command.command_id for command in commands],
        [command.fingerprint for command in commands],
        [command.recorded_at for command in commands],
        _beginnings(len(command.slices) for command in commands),
        [part.stream for part in slices],
        [part.expected for part in slices],
        _beginnings(part.entries for part in slices),
        [entry.kind for entry in entries],
        [" ".join(entry.tags) for entry in entries],
        [entry.body for entry in entries],
    )


def verdicts(commands: Sequence[PreparedCommand], rows: Sequence[asyncpg.Record]) -> list[Verdict]:
    """Return what the function answered, one verdict a command."""
    if rows[0]["command"] != 0:
        return [Verdict(row["outcome"], row["place"], row["stream"], row["actual"]) for row in rows]
    places = accumulate((len(command.entries) for command in commands[:-1]), initial=rows[0]["place"])
    return [Verdict("appended", place, None, None) for place in places]


def _beginnings(lengths: Iterable[int]) -> list[int]:
    """Return where runs of these lengths begin, from 1, and where the last one ends."""
    return list(accumulate(lengths, initial=1))
