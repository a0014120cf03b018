import inspect
import tomllib
from pathlib import Path

import pytest

import domain
from domain.refusals import DomainError, all_refusals
from domain.register import refusals

CATALOGUE = tomllib.loads((Path(domain.__file__).parent / "messages" / "register.toml").read_text("utf-8"))
CLASSES = [refusal for refusal in all_refusals() if refusal.__module__ == refusals.__name__]


def _example(refusal: type[DomainError]) -> DomainError:
    parameters = list(inspect.signature(refusal).parameters.values())
    return refusal(*[7 if parameter.annotation is int else "示例" for parameter in parameters])


@pytest.mark.parametrize("refusal", CLASSES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_of_a_register_has_a_sentence_its_data_fill(
    refusal: type[DomainError], language: str
) -> None:
    sentence = CATALOGUE[refusal.rule][language].format(**_example(refusal).data)
    assert sentence.endswith(("。", "."))


def test_no_sentence_is_left_without_a_refusal() -> None:
    assert set(CATALOGUE) == {refusal.rule for refusal in CLASSES}
