"""How often one client may ask: a bucket of tokens each, refilled steadily."""

import math
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from interfaces.http.refusals import TooManyRequestsError

_REMEMBERED = 10_000
"""Clients; who was not seen for the longest is forgotten first, with a full bucket."""


class _Bucket(NamedTuple):
    tokens: float
    at: float


class Rate:
    """`rate` requests a second in the long run, `burst` at once, for each client. `clock`: seconds that only grow."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, client: str) -> None:
        """Count a request. Raises `TooManyRequestsError`, which tells when the next one may come."""
        now = self._clock()
        before = self._buckets.pop(client, _Bucket(self._burst, now))
        tokens = min(self._burst, before.tokens + (now - before.at) * self._rate)
        enough = tokens >= 1
        self._buckets[client] = _Bucket(tokens - enough, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        if not enough:
            raise TooManyRequestsError(max(1, math.ceil((1 - tokens) / self._rate)))


class Rates(NamedTuple):
    """Who is counted: addresses before sign-in, persons behind it."""

    of_address: Rate
    of_person: Rate
