"""What is wrong with the rows of a file, on the terminal."""

from collections.abc import Sequence

from interfaces.cli.output import show_table
from interfaces.http.imports.told import WrongRow

_SHOWN = 200
"""Bad rows in the table; all of them stand in the JSON."""


def show_wrong(wrong: Sequence[WrongRow], in_all: int) -> None:
    """Print what is wrong with which rows, the first of them; `in_all`: how many there are."""
    if not in_all:
        return
    rows = [(one.row, one.column, one.value, f"{one.zh}\n{one.en}", one.severity) for one in wrong[:_SHOWN]]
    show_table(f"有误 problems · {in_all}", ("行 row", "栏 column", "值 value", "原因 reason", ""), rows)
