"""What a campaign can be refused for; sentences in `domain/messages/campaign.toml`."""

from domain.refusals import DomainError


class TooManyRowsError(DomainError):
    """More rows than one campaign takes."""

    rule = "campaign.too-many-rows"
    policy = "investigation.campaign_rows_maximum"

    def __init__(self, rows: int, maximum: int) -> None:
        super().__init__(rows=rows, maximum=maximum)


class RegisterTwiceError(DomainError):
    """The same register is named twice: its rows would be gone through twice."""

    rule = "campaign.register-twice"

    def __init__(self, register: str) -> None:
        super().__init__(register=register)


class BatchOrderError(DomainError):
    """Batches follow each other without gaps, and end with the last row."""

    rule = "campaign.batch-order"

    def __init__(self, first: int, last: int, following: int, rows: int) -> None:
        super().__init__(first=first, last=last, following=following, rows=rows)


class BatchCountError(DomainError):
    """Each row of a batch stands in exactly one count."""

    rule = "campaign.batch-count"

    def __init__(self, counted: int, rows: int) -> None:
        super().__init__(counted=counted, rows=rows)


class WindowFullError(DomainError):
    """More cases would be open than the campaign's window holds."""

    rule = "campaign.window-full"

    def __init__(self, open_cases: int, window: int) -> None:
        super().__init__(open_cases=open_cases, window=window)
