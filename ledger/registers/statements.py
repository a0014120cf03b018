"""The statements of the registers and of coverage, by name."""

from importlib.resources import files

from ledger.registers.register import Register


def _statement(name: str) -> str:
    return (files("ledger") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


LEDGER_POSITION = _statement("ledger_position")
REGISTERS = {one: _statement(f"register_{one}") for one in Register}
COVERAGE_COUNTS = _statement("coverage_counts")
COVERAGE_DAYS = _statement("coverage_days")
COVERAGE_OVERDUE = _statement("coverage_overdue")
COVERAGE_STARS = _statement("coverage_stars")
FOUNDED_ROWS = _statement("founded_rows")
OVERDUE_ROWS = _statement("overdue_rows")
