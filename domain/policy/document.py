"""A policy as people write it (TOML), and what differs between two."""

from typing import Any, ClassVar, NamedTuple

from domain.documents import DocumentError, document_digest, parse_document
from domain.model import Sha256
from domain.policy.policy import Policy, rules
from domain.policy.rule import Rule
from domain.refusals import DomainError


class PolicyInvalidError(DocumentError):
    """A policy document lacks a field, has one too many, or a value that its field does not take."""

    rule: ClassVar[str] = "policy.invalid"


class UnknownPolicyPathError(DomainError):
    """No rule of the policy has this path."""

    rule: ClassVar[str] = "policy.unknown-path"

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class Change(NamedTuple):
    """One rule that two policies set differently."""

    path: str
    was: Rule[Any]
    becomes: Rule[Any]


def parse_policy(text: str) -> Policy:
    """Read a policy document. Raises `PolicyInvalidError` naming the first wrong field."""
    return parse_document(text, Policy, PolicyInvalidError)


def policy_digest(policy: Policy | str) -> Sha256:
    """Return the digest entries name a policy by. Raises `PolicyInvalidError` when given a wrong text."""
    return document_digest(parse_policy(policy) if isinstance(policy, str) else policy)


def difference(was: Policy, becomes: Policy) -> list[Change]:
    """Return the rules whose value, unit, source or strength differ, in the order of the document."""
    pairs = zip(rules(was), rules(becomes), strict=True)
    return [Change(old.path, old.rule, new.rule) for old, new in pairs if old.rule != new.rule]


def rule_at(policy: Policy, path: str) -> Rule[Any]:
    """Return the rule at a dotted path, `filing.answer`. Raises `UnknownPolicyPathError`."""
    for named in rules(policy):
        if named.path == path:
            return named.rule
    raise UnknownPolicyPathError(path)
