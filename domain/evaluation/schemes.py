"""Which scheme counts: the one that was frozen, found by its digest among those adopted (评定方案)."""

from domain.evaluation.refusals import SchemeMissingError
from domain.model import Sha256
from domain.rules import Rules
from domain.stars.scheme import Scheme, scheme_digest


def frozen_scheme(digest: Sha256, rules: Rules) -> Scheme:
    """Return the scheme of a digest. Raises SchemeMissingError. Source: seams.md [P]."""
    for scheme in rules.schemes:
        if scheme_digest(scheme) == digest:
            return scheme
    raise SchemeMissingError(digest)
