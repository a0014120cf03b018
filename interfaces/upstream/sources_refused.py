"""Why the file of sources is not used, or not changed as asked."""

from domain.refusals import DomainError


class SourcesExposedError(DomainError):
    """Others can read the file of keys: whoever has one can send events in that system's name."""

    rule = "upstream.sources-exposed"

    def __init__(self, path: str, mode: int) -> None:
        super().__init__(path=path, mode=f"{mode:04o}")


class SourcesInvalidError(DomainError):
    """The file does not read as it must. `problem`: where and why; never a key."""

    rule = "upstream.sources-invalid"

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path=path, problem=problem)


class SourceKnownError(DomainError):
    """The source is there already: it gets another key by rotation."""

    rule = "upstream.source-known"

    def __init__(self, source: str, system: str) -> None:
        super().__init__(source=source, system=system)


class SourceUnknownError(DomainError):
    """No system has that source."""

    rule = "upstream.source-unknown"

    def __init__(self, source: str, known: str) -> None:
        super().__init__(source=source, known=known)
