"""`/help`: the keys, how one decides, what sealed means, where a rule comes from; for anybody."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from interfaces.console.drawing import page
from interfaces.console.visiting import Anybody

router = APIRouter(include_in_schema=False)


@router.get("/help")
async def explain(request: Request, visitor: Anybody) -> Response:
    """Return the page."""
    return page(request, visitor, "help.html")
