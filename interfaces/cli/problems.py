"""What is wrong with a command line, in one sentence of each language, with what to do next."""


class UsageError(Exception):
    """A command line that cannot be understood: exit code 2."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
