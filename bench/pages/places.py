"""Who lives which life, and where. All names are drawn, the same every time; nobody has them."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.pages.lives import Life, sounds
from bench.pages.territory import Territory
from tests.domain.enterprise_cases import code

_SIGNS = "华东瑞丰恒信达鑫宏盛康佳利源泰兴安顺和美"
_TRADES = ("机械", "食品", "纺织", "建材", "物流", "电子", "化工", "农业", "家具", "服装")


class Place(NamedTuple):
    """An enterprise, or a county with its round. `life`: which; `base`: the position of the journal after which it begins."""

    n: int
    life: int
    base: int
    org: str
    county: str
    code: str
    name: str
    sounds: str

    @property
    def number(self) -> str:
        """As ids end."""
        return f"{self.n:07}"


def places(territory: Territory, enterprises: int, told: Sequence[Life], base: int) -> Iterator[Place]:
    """Yield so many enterprises, township by township in turn; then the counties, each with the last life, its round."""
    drawn = random.Random(1)  # noqa: S311  # names
    shares = [nth for nth, life in enumerate(told) for _ in range(life.share)]
    for n in range(1, enterprises + 1):
        org, county = territory.townships[n % len(territory.townships)]
        name = "".join(drawn.choices(_SIGNS, k=3)) + drawn.choice(_TRADES)
        life = drawn.choice(shares)
        yield Place(n, life, base, org, county, code(n), name, sounds(name))
        base += len(told[life].entries)
    for n, county in enumerate(territory.counties, start=enterprises + 1):
        yield Place(n, len(told) - 1, base, county, county, "", "", "")
        base += len(told[-1].entries)
