"""What the tests of the stars are told with: the shipped schemes, and candidates made from a total."""

from collections.abc import Iterable
from importlib.resources import files

from domain.policy.rule import Rule
from domain.stars.candidates import Candidate
from domain.stars.ranking import Proposal, Ranking, rank
from domain.stars.scheme import Scheme, parse_scheme
from domain.stars.scoring import CategoryTotal, Score, ScoreSheet


def shipped(name: str) -> str:
    return (files("domain") / "schemes" / f"{name}.toml").read_text("utf-8")


DEFAULT = parse_scheme(shipped("default"))
PLATFORM = parse_scheme(shipped("platform-economy"))
SIX_HAVES = ("premises", "facilities", "signs", "flag", "books", "rules")


def spread(total: int, scheme: Scheme = DEFAULT) -> tuple[CategoryTotal, ...]:
    """A total, laid on the categories in their order as far as each holds."""
    parts: list[CategoryTotal] = []
    for category in scheme.categories:
        part = min(total, category.points)
        total -= part
        parts.append(CategoryTotal(category=category.code, tenths=part))
    return tuple(parts)


def shifted(total: int, **changes: int) -> tuple[CategoryTotal, ...]:
    """A total as `spread`, with some categories changed by so many tenths (`six_haves=-1`)."""
    return tuple(
        CategoryTotal(
            category=part.category, tenths=part.tenths + changes.get(part.category.replace("-", "_"), 0)
        )
        for part in spread(total)
    )


def branch(name: str, total: int = 0, last: int = 5, **facts: object) -> Candidate:
    """A branch of the cohort `county` that meets the gate and is held back by nothing but what is said."""
    given: dict[str, object] = {
        "branch": name,
        "cohort": "county",
        "totals": spread(total),
        "met": SIX_HAVES,
        "last_star": last,
    }
    return Candidate.model_validate(given | facts)


def crowd(size: int, total: int = 0) -> list[Candidate]:
    """Branches that only enlarge the base."""
    return [branch(f"x{number:03}", total) for number in range(size)]


def stars(ranking: Ranking) -> dict[str, int]:
    return {proposal.branch: proposal.star for proposal in ranking.proposals}


def proposal_for(
    candidate: Candidate, others: Iterable[Candidate] = (), scheme: Scheme = DEFAULT
) -> Proposal:
    ranking = rank([candidate, *others], scheme)
    return next(proposal for proposal in ranking.proposals if proposal.branch == candidate.branch)


def codes(proposal: Proposal) -> list[str]:
    return [reason.code.value for reason in proposal.reasons]


def without_quotas(scheme: Scheme = DEFAULT) -> Scheme:
    return scheme.model_copy(update={"quotas": ()})


def with_rule(field: str, value: object, scheme: Scheme = DEFAULT) -> Scheme:
    """The scheme with another value of its rule `promotion` or `first_year`."""
    rule: Rule[object] = getattr(scheme, field)
    return scheme.model_copy(update={field: rule.model_copy(update={"value": value})})


def full_sheet(scheme: Scheme = DEFAULT) -> ScoreSheet:
    """Everything achieved."""
    scores = (Score(indicator=indicator.code, tenths=indicator.points) for indicator in scheme.indicators)
    return ScoreSheet(scores=tuple(scores), met=SIX_HAVES)
