"""What was measured, as the table that stands in `docs/performance.md`."""

from bench.journals.report import Report, Row

_THREE_DIGITS = 100


def markdown(made: Report) -> str:
    """Return the table, an aim that was missed in bold, under the machine, the versions and the command."""
    versions = ", ".join(f"{name} {version}" for name, version in made.versions.items())
    head = (
        f"{made.cores} cores {made.processor}, {made.memory_gib} GiB, {made.system}; {versions}; load {made.load:.1f}.",
        f"`{made.command}`",
        "",
        "| what | ours | theirs | ratio | target | against |",
        "|---|---:|---:|---:|---:|---|",
    )
    return "\n".join((*head, *(_line(row) for row in made.rows))) + "\n"


def _line(row: Row) -> str:
    ratio = f"{row.ratio:.2f}" if row.against else ""
    cells = (row.what, _value(row.ours, row), _value(row.theirs, row), ratio, _aim(row), row.against or "")
    return f"| {' | '.join(cells)} |"


def _aim(row: Row) -> str:
    if row.aim is None:
        return ""
    unit = "" if row.against else _unit(row)
    return f"{'≤' if row.at_most else '≥'} {row.aim:g}{unit}{' **missed**' if row.missed else ''}"


def _value(value: float | None, row: Row) -> str:
    if value is None:
        return ""
    number = f"{value:,.0f}".replace(",", " ") if value >= _THREE_DIGITS else f"{value:.1f}"
    return f"{number}{_unit(row)}"


def _unit(row: Row) -> str:
    return "/s" if row.unit == "entries/s" else f" {row.unit}"
