"""`/admin`: the way to all that is administered, with what waits there."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from domain.reading import NotForYouError
from interfaces.console.drawing import page
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.desk import Desk
from interfaces.http.asked import parts_of
from interfaces.http.needs import Need
from ledger.letters import LetterStanding, LettersWanted

router = APIRouter(include_in_schema=False)

_MOST = 100
"""Dead letters that are counted; of more it is said that there are more."""


class Waiting(NamedTuple):
    """What there is to administer. `dead`: letters, at most one more than are counted."""

    accounts: int
    delegations: int
    dead: int
    most: int = _MOST


@router.get("/admin")
async def admin(request: Request, visitor: Reader) -> Response:
    """Return the page: for an administrator with numbers, for others with what anybody may read."""
    desk = parts_of(request).desk
    waiting = await _waiting(desk, visitor) if _administers(visitor) else None
    return page(request, visitor, "admin/admin.html", room="/admin", waiting=waiting)


async def _waiting(desk: Desk, visitor: Visitor) -> Waiting:
    dead = await desk.letters(LettersWanted(LetterStanding.DEAD, None, 0, _MOST + 1), realm=visitor.realm)
    lent = [one for one in visitor.directory.delegations(desk.today) if one.org in visitor.caller.orgs]
    return Waiting(len(await desk.streams("account")), len(lent), len(dead.items))


def _administers(visitor: Visitor) -> bool:
    try:
        visitor.caller._replace(need=Need.ADMINISTER).check(None)
    except NotForYouError:
        return False
    return True
