"""How far long work is, on the error stream of a terminal; nothing of it stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from interfaces.cli.speech import err


@contextmanager
def progress(name: str, *, quiet: bool) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar, and yield what tells it how much more is done, of how much in all (None: nobody knows)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet) as shown:
        bar = shown.add_task(name, total=None)

        def advanced(more: int, total: int | None) -> None:
            shown.update(bar, advance=more, total=total)

        yield advanced
