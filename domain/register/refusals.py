"""Why a register, a row or a cell is not taken; their sentences stand in `messages/register.toml`."""

from domain.refusals import DomainError


class ColumnsMissingError(DomainError):
    """The header row does not name a column that every register needs."""

    rule = "register.columns-missing"

    def __init__(self, missing: str, found: str, known: str) -> None:
        super().__init__(missing=missing, found=found, known=known)


class ColumnTwiceError(DomainError):
    """Two columns of the header mean the same."""

    rule = "register.column-twice"

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first=first, second=second)


class FileKindUnknownError(DomainError):
    """The file's name does not end as one of a kind that can be read."""

    rule = "register.file-kind"

    def __init__(self, file: str, known: str) -> None:
        super().__init__(file=file, known=known)


class FileUnreadableError(DomainError):
    """The file is missing, damaged, or not what its name says."""

    rule = "register.file-unreadable"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file=file, reason=reason)


class FileEncryptedError(DomainError):
    """The workbook is protected by a password."""

    rule = "register.file-encrypted"

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class FileEmptyError(DomainError):
    """The file holds no row at all."""

    rule = "register.file-empty"

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class FileTooLargeError(DomainError):
    """The file is larger than the limit; sizes in bytes."""

    rule = "register.file-too-large"

    def __init__(self, file: str, size: int, limit: int) -> None:
        super().__init__(file=file, size=size, limit=limit)


class FileEncodingError(DomainError):
    """The text is neither UTF-8 nor UTF-16 with a mark nor GB 18030."""

    rule = "register.file-encoding"

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class CellEmptyError(DomainError):
    """A cell that every row needs is empty."""

    rule = "register.cell-empty"

    def __init__(self, column: str) -> None:
        super().__init__(column=column)


class RowTooLongError(DomainError):
    """A row has more filled cells than the header has columns, so its cells may stand under wrong headings."""

    rule = "register.row-too-long"

    def __init__(self, cells: int, columns: int) -> None:
        super().__init__(cells=cells, columns=columns)


class CellValueError(DomainError):
    """A cell's value cannot be taken; `value` is cut for showing."""

    def __init__(self, value: str) -> None:
        super().__init__(value=value)


class TextUnrecordableError(DomainError):
    """A text is too long or holds control characters."""

    rule = "register.text"

    def __init__(self, value: str, most: int) -> None:
        super().__init__(value=value, most=most)


class DateUnreadableError(CellValueError):
    """Not a day."""

    rule = "register.date"


class CountUnreadableError(CellValueError):
    """Not a whole number of people."""

    rule = "register.count"


class AnswerUnreadableError(CellValueError):
    """Neither yes nor no."""

    rule = "register.yes-no"


class IndustryCodeError(CellValueError):
    """Not a code of GB/T 4754."""

    rule = "register.industry-code"


class CapitalUnreadableError(CellValueError):
    """Not an amount of money."""

    rule = "register.capital"


class CapitalUnitMissingError(CellValueError):
    """An amount without 元, 万元 or 亿元 in the cell or in the heading."""

    rule = "register.capital-unit"


class CodeAsNumberError(CellValueError):
    """A code was typed as a number, so that Excel rounded it to 15 digits."""

    rule = "register.code-as-number"


class OldRegistrationNumberError(CellValueError):
    """The 15-digit registration number used before 2015."""

    rule = "register.code-old-registration-number"


class CodeLengthError(DomainError):
    """A code that is not 18 characters long."""

    rule = "register.code-length"

    def __init__(self, value: str, length: int) -> None:
        super().__init__(value=value, length=length)


class CodeCharactersError(CellValueError):
    """A code with characters that codes never hold (I, O, S, V, Z …)."""

    rule = "register.code-characters"


class CodeCheckDigitError(CellValueError):
    """A code whose last character does not fit the others."""

    rule = "register.code-check-digit"


class OrgIdError(CellValueError):
    """Not the id of an organisation."""

    rule = "register.org-id"


class OrgUnknownError(CellValueError):
    """An id that the roster does not hold."""

    rule = "register.org-unknown"


class OwnershipDisagreesError(DomainError):
    """The type of the enterprise and the column of ownership tell different things."""

    rule = "register.ownership-disagrees"

    def __init__(self, by_type: str, by_ownership: str) -> None:
        super().__init__(by_type=by_type, by_ownership=by_ownership)


class EmployeesDisagreeError(DomainError):
    """The kinds of contract do not add up to the total."""

    rule = "register.employees-disagree"

    def __init__(self, total: int, by_kind: int) -> None:
        super().__init__(total=total, by_kind=by_kind)


class RowRepeatedError(DomainError):
    """The same row stands in the file before: left out, nothing is lost."""

    rule = "register.row-repeated"

    def __init__(self, first: int) -> None:
        super().__init__(first=first)


class CodeTwiceError(DomainError):
    """The same code stands in an earlier row with other content."""

    rule = "register.code-twice"

    def __init__(self, value: str, first: int) -> None:
        super().__init__(value=value, first=first)
