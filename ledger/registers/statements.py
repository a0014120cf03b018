"""The statements of the registers and of coverage, by name."""

from functools import partial

from journal.statements import statement
from ledger.registers.register import Order, Register

_statement = partial(statement, "ledger")

_FOUNDED_DAY = _statement("founded_day").format(ledger="ledger.")
_ORDERS = {
    Order.ORG: {"first": "org", "second": "sort_key", "first_after": 7, "second_after": 8},
    Order.NAME: {"first": "sort_key", "second": "org", "first_after": 8, "second_after": 7},
}
_PLACES = {
    True: {"places": "unnest($1::text[]) as place (org)", "there": "r.org = place.org"},
    False: {
        "places": "(values (true)) as place",
        "there": "($1::text[] is null or r.org in (select unnest($1::text[])))",
    },
}
"""
Which rows are looked through: those of each organisation, from its place in the index, or all in the order of the page.

What is compared with many organisations is looked up by hash: `= any` would go through all of them for each row. Names
from other registers are asked for row by row, for those that are shown: row security lets no join come before it.
"""

REGISTERS = {
    (register, order, by_org): _statement(f"register_{register}").format(**columns, **places)
    for register in Register
    for order, columns in _ORDERS.items()
    for by_org, places in _PLACES.items()
}
"""`by_org`: organisation by organisation, which pays where they are few."""
REGISTER_COUNTS = _statement("register_counts")
COVERAGE_COUNTS = _statement("coverage_counts")
COVERAGE_ON = _statement("coverage_on")
COVERAGE_DAYS = _statement("coverage_days").format(founded_day=_FOUNDED_DAY)
COVERAGE_OVERDUE = _statement("coverage_overdue")
COVERAGE_STARS = _statement("coverage_stars")
FOUNDED_ROWS = _statement("founded_rows").format(founded_day=_FOUNDED_DAY)
STANDING_ON = _statement("standing_on")
OVERDUE_ROWS = _statement("overdue_rows")
