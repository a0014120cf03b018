"""What an adviser's stream can refuse; sentences in `domain/messages/adviser.toml`."""

from domain.refusals import DomainError


class TooManyEnterprisesError(DomainError):
    """An adviser would serve too many enterprises at a time."""

    rule = "adviser.too-many-enterprises"
    policy = "establishment.adviser_enterprises_maximum"

    def __init__(self, served: str, limit: int) -> None:
        super().__init__(served=served, limit=limit)
