"""No refusal and no event is without its sentences, and no sentence asks for what is not there."""

import importlib
import inspect
import pkgutil
import string

import pytest

import domain
from domain.catalogue import Catalogue, NoSentenceError
from domain.decider import SHARED_EVENTS
from domain.events import Event
from domain.processes import DECIDERS
from domain.refusals import DomainError, all_refusals
from tests.catalogues import catalogue

for found in pkgutil.walk_packages(domain.__path__, "domain."):
    importlib.import_module(found.name)

EVENTS = sorted(
    {*SHARED_EVENTS, *(event for one in DECIDERS.values() for event in one.events)},
    key=lambda event: event.__name__,
)


def fields_of(sentence: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("refusal", all_refusals(), ids=lambda one: one.rule)
def test_every_refusal_has_its_sentences(refusal: type[DomainError]) -> None:
    sentence = catalogue().sentence(refusal.rule)
    takes = set(inspect.signature(refusal.__init__).parameters) - {"self"}
    for text in (sentence.zh, sentence.en):
        assert text
        assert fields_of(text) <= takes


@pytest.mark.parametrize("event", EVENTS, ids=lambda one: one.__name__)
def test_every_event_has_its_story(event: type[Event]) -> None:
    sentence = catalogue().sentence(event.kind_name())
    for text in (sentence.zh, sentence.en):
        assert text
        assert fields_of(text) <= set(event.model_fields)


def test_chinese_is_chinese_and_english_speaks_english() -> None:
    for key, sentence in catalogue().items():
        assert any(_is_chinese(character) for character in sentence.zh), key
        assert sum(map(_is_chinese, sentence.en)) * 2 < len(sentence.en), key  # it may quote a Chinese word


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def test_a_missing_sentence_is_a_defect_that_says_so() -> None:
    with pytest.raises(NoSentenceError, match=r"no\.such"):
        catalogue().sentence("no.such")


def test_a_sentence_stands_once() -> None:
    text = '["a.b"]\nzh = "甲"\nen = "a"\n'
    with pytest.raises(NoSentenceError, match=r"two sentences for a\.b"):
        Catalogue([text, text])
