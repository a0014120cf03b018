"""Pages: how much is asked for, from where on, and at which position it is true."""

from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query, Request

from domain.model import Model
from interfaces.desk.answers import AsOf, SealReach
from interfaces.http.asked import parts_of
from interfaces.http.cursors import cursor, place_of
from interfaces.http.refusals import CursorError, NoSuchPositionError

Item = TypeVar("Item", bound=Model)

_MOST = 500
_LAST = 2**53 - 1

Limit = Annotated[int, Query(ge=1, le=_MOST, description="每页至多几项 items on a page, at most")]
After = Annotated[
    str | None, Query(max_length=2000, description="上一页给出的 after what the page before gave as `after`")
]
_Position = Annotated[
    int | None,
    Query(
        ge=0,
        le=_LAST,
        description="至少到账本某位置（如刚才办理的答复），至多等两秒 as it is at a position of the journal, or later, for "
        "example that of one's own order; waits two seconds, then 503",
    ),
]


async def _at_least(request: Request, at_least: _Position = None) -> int | None:
    """Return the position that is asked for. Raises `NoSuchPositionError` for one that the journal has not come to."""
    if at_least is not None:
        length = (await parts_of(request).desk.standing()).position
        if at_least > length:
            raise NoSuchPositionError(at_least, length)
    return at_least


AtLeast = Annotated[int | None, Depends(_at_least)]


class Told(Model, Generic[Item]):
    """
    A page of what the ledger tells, and the position of the journal at which it is true.

    `behind`: entries that were recorded by then and that it does not know of yet. `after`: give it to get the next page;
    absent on the last one. `seal`: how far the seal reached.
    """

    position: int
    behind: int = 0
    items: tuple[Item, ...]
    after: str | None = None
    seal: SealReach


def position_after(question: tuple[object, ...], after: str | None) -> int:
    """Return the position behind which a page begins. Raises `CursorError`."""
    if after is None:
        return 0
    match place_of(question, after):
        case [int(position)] if 0 <= position <= _LAST:
            return position
        case _:
            raise CursorError


def page(found: AsOf[Item], question: tuple[object, ...]) -> Told[Item]:
    """Return a page whose place is a position of the journal."""
    return Told[Item](
        position=found.position,
        behind=found.behind,
        items=found.items,
        after=cursor(question, [found.after]) if found.after is not None else None,
        seal=found.seal,
    )
