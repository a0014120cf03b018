"""What an order is based on: whatever cites an entry is found, however deep, and nothing else."""

from domain.citations import NotCitedError, cited
from domain.model import EntryRef
from tests.catalogues import catalogue


def test_citations_are_found_at_any_depth() -> None:
    deep = {
        "facts": [
            {"source": {"stream": "branch/b-1", "version": 3}},
            {"stream": "filing/K-1/1", "version": 1},
        ]
    }
    assert list(cited(deep)) == [
        EntryRef(stream="branch/b-1", version=3),
        EntryRef(stream="filing/K-1/1", version=1),
    ]


def test_what_says_more_or_less_than_an_entry_cites_none() -> None:
    assert list(cited({"stream": "branch/b-1", "version": 3, "field": "name"})) == []
    assert list(cited(["branch/b-1", 3, None])) == []


def test_a_citation_of_nothing_is_told_by_its_place() -> None:
    refusal = catalogue().refusal(NotCitedError("branch/b-1", 9))
    assert "branch/b-1" in refusal.zh
    assert "9" in refusal.en
