import hashlib
from typing import ClassVar

import pytest
from pydantic import model_validator

from domain.documents import DocumentError, document_digest, parse_document
from domain.model import Model


class PairInvalidError(DocumentError):
    rule: ClassVar[str] = "test.pair"


class Pair(Model):
    low: int
    high: int

    @model_validator(mode="after")
    def _in_order(self) -> "Pair":
        if self.low > self.high:
            message = "low is above high"
            raise ValueError(message)
        return self


def test_a_document_is_read_whatever_the_order_of_its_fields() -> None:
    pair = parse_document("low = 1\nhigh = 2", Pair, PairInvalidError)
    assert pair == parse_document("high = 2 # 上限\nlow = 1", Pair, PairInvalidError) == Pair(low=1, high=2)


def test_a_document_wrong_as_a_whole_is_named_by_its_kind() -> None:
    with pytest.raises(PairInvalidError) as refused:
        parse_document("low = 2\nhigh = 1", Pair, PairInvalidError)
    assert refused.value.data == {"path": "Pair", "problem": "Value error, low is above high", "given": ""}


def test_the_digest_is_that_of_the_canonical_json() -> None:
    canonical = b'{"high":2,"low":1}'
    assert document_digest(Pair(low=1, high=2)) == hashlib.sha256(canonical).hexdigest()
