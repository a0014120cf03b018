import tomllib
from pathlib import Path
from string import Formatter

import pytest

import domain
from domain.elections import errors
from domain.policy.policy import rules
from domain.refusals import DomainError
from tests.policies import default_policy

CATALOGUE = tomllib.loads(
    (Path(domain.__file__).parent / "messages" / "elections.toml").read_text(encoding="utf-8")
)
REFUSALS = [
    found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, DomainError) and found is not DomainError
]


def test_every_refusal_of_elections_has_its_sentences_and_none_is_left_over() -> None:
    assert set(CATALOGUE) == {refusal.rule for refusal in REFUSALS}
    assert len(CATALOGUE) == len(REFUSALS)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_both_sentences_use_what_the_refusal_knows(refusal: type[DomainError]) -> None:
    names = [name for name in refusal.__init__.__annotations__ if name not in {"return", "data"}]
    known = set(names)
    for language in ("zh", "en"):
        used = {name for _, name, _, _ in Formatter().parse(CATALOGUE[refusal.rule][language]) if name}
        assert used == known
    refusal(**dict.fromkeys(names, 1))


def test_every_number_that_refuses_is_a_rule_of_the_policy() -> None:
    paths = {named.path for named in rules(default_policy())}
    assert {refusal.policy for refusal in REFUSALS if refusal.policy} <= paths
