"""The headers of a message, as they came: in any order, in any case, and some perhaps twice."""

from collections.abc import Iterable, Sequence

Headers = Sequence[tuple[str, str]]
"""Name and value, as a server or a client of HTTP has them."""


class Named:
    """Headers by their names."""

    def __init__(self, headers: Iterable[tuple[str, str]]) -> None:
        self.pairs = [(name.lower(), value) for name, value in headers]

    def all(self, name: str) -> list[str]:
        """Return every value of a header."""
        return [value for known, value in self.pairs if known == name]

    def one(self, name: str) -> str | None:
        """Return the value of a header that must stand once; None when it stands never, or more than once."""
        values = self.all(name)
        return values[0] if len(values) == 1 else None

    def names(self) -> list[str]:
        """Return the names, in lower case, each once, in order."""
        return list(dict.fromkeys(name for name, _ in self.pairs))
