"""Whether a register tells of an enterprise what is known already, so that a file that comes back changes nothing [P]."""

from domain.register.cells import is_nothing, plain
from domain.register.row import RegisterRow

_TEXTS = ("type_text", "province", "city", "county", "address", "park")


def tells_again(known: RegisterRow, told: RegisterRow) -> bool:
    """
    Tell whether `told` says what `known` does.

    Left out are the code, by which both were found (an earlier one names the same enterprise), the organisation, which
    may have been told beside the row, blanks that no cell keeps, and the words of a capital whose amount is the same.
    """
    return _essence(known) == _essence(told)


def _essence(row: RegisterRow) -> RegisterRow:
    texts = {name: _as_read(getattr(row, name)) for name in _TEXTS}
    named = {"uscc": "", "org": None, "name": plain(row.name)}
    words = {"capital_text": None if row.capital is not None else _as_read(row.capital_text)}
    return row.model_copy(update={**texts, **named, **words})


def _as_read(text: str | None) -> str | None:
    read = plain(text)
    return None if not read or is_nothing(read) else read
