"""Why a scheme, a score sheet, or a set of candidates is refused."""

from domain.documents import DocumentError
from domain.refusals import DomainError


class SchemeInvalidError(DocumentError):
    """A scheme is no TOML, lacks a field, has one too many, or a value that its field does not take."""

    rule = "stars.scheme-invalid"


class CodeRepeatedError(DomainError):
    """A code (or the star of a quota) stands twice where it must be unique."""

    rule = "stars.code-repeated"

    def __init__(self, place: str, code: str) -> None:
        super().__init__(place=place, code=code)


class PointsSumError(DomainError):
    """The indicators do not add up to full marks; both in points."""

    rule = "stars.points-sum"

    def __init__(self, total: str, wanted: str) -> None:
        super().__init__(total=total, wanted=wanted)


class ThresholdStarsError(DomainError):
    """The thresholds are not those of one to five stars, in this order."""

    rule = "stars.threshold-stars"

    def __init__(self, stars: str) -> None:
        super().__init__(stars=stars)


class ThresholdNotHigherError(DomainError):
    """A star takes no more points than the one below it; both in points."""

    rule = "stars.threshold-not-higher"

    def __init__(self, star: int, points: str, below: str) -> None:
        super().__init__(star=star, points=points, below=below)


class TieOrderError(DomainError):
    """The order that decides ties does not name every category once."""

    rule = "stars.tie-order"

    def __init__(self, order: str, categories: str) -> None:
        super().__init__(order=order, categories=categories)


class IndicatorUnknownError(DomainError):
    """A score is given for something the scheme does not score."""

    rule = "stars.indicator-unknown"

    def __init__(self, indicator: str, scheme: str) -> None:
        super().__init__(indicator=indicator, scheme=scheme)


class ScoreRepeatedError(DomainError):
    """An indicator is scored twice in one sheet."""

    rule = "stars.score-repeated"

    def __init__(self, indicator: str) -> None:
        super().__init__(indicator=indicator)


class ScoreMissingError(DomainError):
    """An indicator is not scored; nothing achieved is 0, not nothing."""

    rule = "stars.score-missing"

    def __init__(self, indicator: str) -> None:
        super().__init__(indicator=indicator)


class ScoreTooHighError(DomainError):
    """More is awarded than the indicator has; both in points."""

    rule = "stars.score-too-high"

    def __init__(self, indicator: str, awarded: str, points: str) -> None:
        super().__init__(indicator=indicator, awarded=awarded, points=points)


class StandardUnknownError(DomainError):
    """A standard is reported that no gate of the scheme asks for."""

    rule = "stars.standard-unknown"

    def __init__(self, standard: str, scheme: str) -> None:
        super().__init__(standard=standard, scheme=scheme)


class VetoUnknownError(DomainError):
    """A veto is reported that the scheme does not know."""

    rule = "stars.veto-unknown"

    def __init__(self, veto: str, scheme: str) -> None:
        super().__init__(veto=veto, scheme=scheme)


class OtherSchemeError(DomainError):
    """A candidate was not scored by the categories of the scheme it is ranked under."""

    rule = "stars.other-scheme"

    def __init__(self, branch: str, scheme: str) -> None:
        super().__init__(branch=branch, scheme=scheme)


class CandidateTwiceError(DomainError):
    """A branch is to be ranked twice."""

    rule = "stars.candidate-twice"

    def __init__(self, branch: str) -> None:
        super().__init__(branch=branch)


class OrgCircleError(DomainError):
    """The orgs to pool over lead each other in a circle."""

    rule = "stars.org-circle"

    def __init__(self, org: str) -> None:
        super().__init__(org=org)


class NoSchemeError(DomainError):
    """No scheme was made for the industry, and none is for all."""

    rule = "stars.no-scheme"

    def __init__(self, industry: str | None) -> None:
        super().__init__(industry=industry)
