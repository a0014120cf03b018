"""What an evaluation can be refused for; sentences in `domain/messages/evaluation.toml`."""

from datetime import date

from domain.refusals import DomainError


class SchemeMissingError(DomainError):
    """The scheme that the round froze is not among those adopted."""

    rule = "evaluation.scheme-missing"

    def __init__(self, digest: str) -> None:
        super().__init__(digest=digest[:16])


class OwnBranchError(DomainError):
    """Nobody reviews or decides about the branch of his own organisation (回避)."""

    rule = "evaluation.own-branch"

    def __init__(self, org: str) -> None:
        super().__init__(org=org)


class SelfAssessmentTooLateError(DomainError):
    """The time for the self-assessment is over."""

    rule = "evaluation.self-assessment-too-late"
    policy = "evaluation.self_assessment"

    def __init__(self, until: date) -> None:
        super().__init__(until=until)


class NothingSubmittedError(DomainError):
    """Nothing was submitted: there is nothing to score; only findings are recorded."""

    rule = "evaluation.nothing-submitted"

    def __init__(self, scores: int) -> None:
        super().__init__(scores=scores)


class OtherScorerError(DomainError):
    """The indicator is not the evaluator's to score."""

    rule = "evaluation.other-scorer"

    def __init__(self, indicator: str, scorer: str) -> None:
        super().__init__(indicator=indicator, scorer=scorer)


class NoticeOverError(DomainError):
    """Objections are for the time of the public notice."""

    rule = "evaluation.notice-over"
    policy = "evaluation.notice"

    def __init__(self, until: date | None) -> None:
        super().__init__(until=until)


class NoSuchObjectionError(DomainError):
    """No objection of that number is open."""

    rule = "evaluation.no-such-objection"

    def __init__(self, number: int, waiting: str) -> None:
        super().__init__(number=number, waiting=waiting)


class NotInvestigatedError(DomainError):
    """An objection is investigated before it is decided."""

    rule = "evaluation.not-investigated"

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class ObjectionOpenError(DomainError):
    """No star is awarded while an objection is open."""

    rule = "evaluation.objection-open"

    def __init__(self, numbers: str) -> None:
        super().__init__(numbers=numbers)


class AppealTooLateError(DomainError):
    """The time to appeal against the award is over."""

    rule = "evaluation.appeal-too-late"
    policy = "evaluation.appeal"

    def __init__(self, until: date) -> None:
        super().__init__(until=until)


class VetoTooLateError(DomainError):
    """The star's year is over: what comes up now counts in the next round."""

    rule = "evaluation.veto-too-late"
    policy = "evaluation.repeat"

    def __init__(self, until: date) -> None:
        super().__init__(until=until)


class NoSuchVetoError(DomainError):
    """No veto of that code waits to be concluded."""

    rule = "evaluation.no-such-veto"

    def __init__(self, veto: str, waiting: str) -> None:
        super().__init__(veto=veto, waiting=waiting)


class NotLowerError(DomainError):
    """A downgrade gives a lower star than the branch has."""

    rule = "evaluation.not-lower"

    def __init__(self, star: int, has: int) -> None:
        super().__init__(star=star, has=has)


class SameStarError(DomainError):
    """An appeal that is upheld gives another star."""

    rule = "evaluation.same-star"

    def __init__(self, star: int) -> None:
        super().__init__(star=star)


class AboveMergedError(DomainError):
    """Until the next round a branch has no more stars than the one that was merged into it had."""

    rule = "evaluation.above-merged"

    def __init__(self, star: int, cap: int) -> None:
        super().__init__(star=star, cap=cap)
