"""Where lines break."""

from hypothesis import given
from hypothesis import strategies as st

from interfaces.papers.printing.breaking import NEVER_FIRST, NEVER_LAST, Line, lines_of


def measure(text: str) -> float:
    """Han signs are as wide as two Latin ones."""
    return float(sum(1 if one <= "~" else 2 for one in text))


def broken(text: str, room: float = 10) -> list[str]:
    return [line.text for line in lines_of(text, lambda _: room, measure)]


def test_han_signs_break_anywhere_and_latin_words_between_words() -> None:
    assert broken("一二三四五六七") == ["一二三四五", "六七"]
    assert broken("one two three four") == ["one two", "three four"]
    assert broken("一二三 word五六") == ["一二三", "word五六"]


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    assert broken("一二三四五，六七") == ["一二三四", "五，六七"]
    assert broken("一二三四（五）六") == ["一二三四", "（五）六"]


def test_a_word_wider_than_any_line_is_broken_after_all() -> None:
    assert broken("a" * 25) == ["a" * 10, "a" * 10, "a" * 5]
    assert broken("一" + "，" * 12) == ["一，，，，", "，，，，，", "，，，"]


def test_the_first_line_may_be_shorter_and_the_last_is_known() -> None:
    lines = lines_of("一二三四五六", lambda number: 10 if number else 6, measure)
    assert lines == [Line("一二三", 6, last=False), Line("四五六", 6, last=True)]


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines_of("", lambda _: 10, measure) == [Line("", 0, last=True)]


SIGNS = st.sampled_from("一二，。（）“”ab c.,(") | st.characters(exclude_categories=["C", "Z"])


@given(st.text(SIGNS, max_size=80), st.integers(8, 40))
def test_nothing_is_lost_and_nothing_is_wider_than_its_line(text: str, room: int) -> None:
    lines = lines_of(text, lambda _: room, measure)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= room for line in lines)


def test_the_lists_of_signs_do_not_contradict_each_other() -> None:
    assert not NEVER_FIRST & NEVER_LAST
