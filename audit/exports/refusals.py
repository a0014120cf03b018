"""Why there is no export, or none that can be read."""

from typing import ClassVar

from domain.refusals import DomainError


class NothingSealedError(DomainError):
    """No checkpoint covers the journal yet, or none over as few entries as were asked for."""

    rule: ClassVar[str] = "export.nothing-sealed"

    def __init__(self, asked: int | None, first: int | None) -> None:
        super().__init__(asked=asked, first=first)


class DirectoryTakenError(DomainError):
    """There is something in the directory already: evidence is never written over."""

    rule: ClassVar[str] = "export.directory-taken"

    def __init__(self, directory: str) -> None:
        super().__init__(directory=directory)


class DirectoryUnusableError(DomainError):
    """The directory cannot be written."""

    rule: ClassVar[str] = "export.directory-unusable"

    def __init__(self, directory: str, problem: str) -> None:
        super().__init__(directory=directory, problem=problem)


class NotAnExportError(DomainError):
    """A file of an export is missing, or is not what it must be."""

    rule: ClassVar[str] = "export.unreadable"

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path=path, problem=problem)
