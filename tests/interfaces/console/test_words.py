"""Every text of the console exists in Chinese and in English, once."""

import re
from collections import Counter

from interfaces.console.speaking import Speech
from interfaces.http.languages import Language
from tests.interfaces.console.words import ROOM, key_of, placeholders, said, texts_of, translated

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_text_has_an_english_one_and_no_translation_is_left_over() -> None:
    wanted, there = {one.text for one in said()}, {key_of(message) for _, message in translated()}
    assert len(wanted) > 30
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


def test_no_text_is_translated_twice() -> None:
    counted = Counter(key_of(message) for _, message in translated())
    assert [text for text, times in counted.items() if times > 1] == []


def test_a_translation_says_something_and_fills_in_the_same() -> None:
    wrong = [
        key_of(message)
        for _, message in translated()
        for text in texts_of(message)
        if not text.strip()
        or _CHINESE.search(text)
        or "fuzzy" in message.flags
        or placeholders(text) - {"num"} != placeholders(key_of(message)) - {"num"}
    ]
    assert wrong == []


def test_no_template_says_anything_past_the_catalogue() -> None:
    spoken = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
    allowed = {"中文"}
    found = {
        (path.name, text)
        for path in (ROOM / "templates").rglob("*.html")
        for text in re.findall(r"[\u4e00-\u9fff]+", spoken.sub("", path.read_text(encoding="utf-8")))
    }
    assert {one for one in found if one[1] not in allowed} == set()


def test_both_languages_speak() -> None:
    zh, en = Speech(Language.ZH), Speech(Language.EN)
    assert (zh._("待办"), en._("待办")) == ("待办", "To do")
