"""Which of several schemes a branch is evaluated under: by industry and chain (S22)."""

from collections.abc import Iterable
from operator import attrgetter

from domain.stars.parts import Scope
from domain.stars.refusals import NoSchemeError
from domain.stars.scheme import Scheme


def choose_scheme(schemes: Iterable[Scheme], industry: str | None, chains: Iterable[str] = ()) -> Scheme:
    """
    Return the scheme made most closely for a branch, whatever order they come in.

    One made for a chain of the enterprise goes before one made for its industry (GB/T 4754; the longer code is the
    closer), and that before one for all. An unknown industry is nobody's. Of one scheme the highest version counts,
    whatever an older one was made for. Raises NoSchemeError.
    """
    newest = {one.id: one for one in sorted(schemes, key=attrgetter("version"))}
    taken_part_in = frozenset(chains)
    fits = [(_closeness(scheme.applies_to, industry, taken_part_in), scheme) for scheme in newest.values()]
    fitting = [(closeness, scheme.id, scheme) for closeness, scheme in fits if closeness is not None]
    if not fitting:
        raise NoSchemeError(industry)
    return min(fitting, key=lambda fit: (-fit[0], fit[1]))[2]


_CHAIN = 100


def _closeness(scope: Scope, industry: str | None, chains: frozenset[str]) -> int | None:
    """Return how closely a scope fits; None = not at all, 0 = it is for all."""
    if chains & frozenset(scope.chains):
        return _CHAIN
    lengths = [
        len(prefix) for prefix in scope.industries if industry is not None and industry.startswith(prefix)
    ]
    if lengths:
        return max(lengths)
    return None if scope.industries or scope.chains else 0
