"""The console's style sheet, script and icon, each under an address that names its content."""

from fastapi import APIRouter, Depends
from starlette.responses import FileResponse

from interfaces.console.drawing import STATIC, static
from interfaces.http.needs import nothing
from interfaces.http.refusals import NoSuchAddressError

router = APIRouter(include_in_schema=False, dependencies=[Depends(nothing)])
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@router.get("/static/{digest}/{name}")
async def file(digest: str, name: str) -> FileResponse:
    """Return a file, for ever. Raises `NoSuchAddressError`, also for another content than it has now."""
    # among those that are there, so that nothing that is asked for is ever taken for a path
    path = next((one for one in STATIC.iterdir() if one.name == name), None)
    if path is None or path.suffix not in _KINDS or static(name) != f"/static/{digest}/{name}":
        raise NoSuchAddressError
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return FileResponse(path, headers=kept, media_type=_KINDS[path.suffix])
