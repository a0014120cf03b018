"""The rows of figures that stand in no register: organisations that were set up, overdue steps; and the stars of a round."""

from collections.abc import Iterable, Sequence

from domain.figures import Figure
from domain.orders import Role
from interfaces.console.registers.cells import Head, Line, Table, Telling, table
from interfaces.console.speaking import marked as _
from interfaces.desk.overview import Rows
from ledger.coverage.counted import FoundedCase, OverdueTask
from ledger.registers.evaluations import ShownEvaluation
from ledger.registers.register import Register

_FOUNDED = (_("企业"), _("组织"), _("排查结论日期"), _("组建日期"), _("天数"))
_DAYS = _("天数")
_OVERDUE = (_("环节"), _("组织"), _("由谁办"), _("期限"))


def whole(figure: Figure, rows: Rows, telling: Telling) -> Table:
    """Return the rows of such a figure."""
    match figure:
        case Figure.FOUNDED:
            return _founded((one for one in rows if isinstance(one, FoundedCase)), telling)
        case Figure.OVERDUE:
            return _overdue((one for one in rows if isinstance(one, OverdueTask)), telling)
        case _:
            stars = [one for one in rows if isinstance(one, ShownEvaluation)]
            return table(Register.EVALUATIONS, stars, (), telling)


def _founded(rows: Iterable[FoundedCase], telling: Telling) -> Table:
    lines = [
        Line(
            one.establishment,
            (
                one.name,
                telling.org(one.org),
                one.decided_on.isoformat(),
                one.founded_on.isoformat(),
                str(one.days),
            ),
        )
        for one in rows
    ]
    return _table(_FOUNDED, lines, telling)


def _overdue(rows: Iterable[OverdueTask], telling: Telling) -> Table:
    told, sentences = telling.speech.told, telling.catalogue
    lines = [
        Line(
            one.stream,
            (
                told(sentences.step(one.step)),
                telling.org(one.org),
                told(sentences.label(Role(one.role))),
                one.due_on.isoformat() if one.due_on else None,
            ),
        )
        for one in rows
    ]
    return _table(_OVERDUE, lines, telling)


def _table(names: Sequence[str], lines: Iterable[Line], telling: Telling) -> Table:
    heads = tuple(Head(name, telling.speech._(name), number=name == _DAYS) for name in names)
    return Table(heads, tuple(lines), heads)
