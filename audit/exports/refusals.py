"""Why there is no export, or none that can be read."""

from typing import ClassVar

from domain.refusals import DomainError


class NothingSealedError(DomainError):
    """There is no checkpoint yet."""

    rule: ClassVar[str] = "export.nothing-sealed"

    def __init__(self) -> None:
        super().__init__()


class NoCheckpointWithinError(DomainError):
    """No checkpoint is over as few entries as were asked for. `first`: how many the earliest covers."""

    rule: ClassVar[str] = "export.no-checkpoint-within"

    def __init__(self, asked: int, first: int) -> None:
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
