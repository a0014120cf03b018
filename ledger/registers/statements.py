"""The statements of the registers and of coverage, by name."""

from functools import partial

from journal.statements import statement
from ledger.registers.register import Order, Register

_statement = partial(statement, "ledger")

_FOUNDED_DAY = _statement("founded_day")
_ORDERS = {
    Order.ORG: {"first": "org", "second": "sort_key", "first_after": 7, "second_after": 8},
    Order.NAME: {"first": "sort_key", "second": "org", "first_after": 8, "second_after": 7},
}
REGISTERS = {
    (register, order): _statement(f"register_{register}").format(**columns)
    for register in Register
    for order, columns in _ORDERS.items()
}
REGISTER_COUNTS = _statement("register_counts")
COVERAGE_COUNTS = _statement("coverage_counts")
COVERAGE_DAYS = _statement("coverage_days").format(founded_day=_FOUNDED_DAY)
COVERAGE_OVERDUE = _statement("coverage_overdue")
COVERAGE_STARS = _statement("coverage_stars")
FOUNDED_ROWS = _statement("founded_rows").format(founded_day=_FOUNDED_DAY)
OVERDUE_ROWS = _statement("overdue_rows")
