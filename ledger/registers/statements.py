"""The statements of the registers and of coverage, by name."""

from functools import partial

from journal.statements import statement
from ledger.registers.register import Register

_statement = partial(statement, "ledger")

_FOUNDED_DAY = _statement("founded_day")
REGISTERS = {one: _statement(f"register_{one}") for one in Register}
COVERAGE_COUNTS = _statement("coverage_counts")
COVERAGE_DAYS = _statement("coverage_days").format(founded_day=_FOUNDED_DAY)
COVERAGE_OVERDUE = _statement("coverage_overdue")
COVERAGE_STARS = _statement("coverage_stars")
FOUNDED_ROWS = _statement("founded_rows").format(founded_day=_FOUNDED_DAY)
OVERDUE_ROWS = _statement("overdue_rows")
