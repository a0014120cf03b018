"""Files that are kept, not shown."""

from starlette.responses import Response


def kept(content: bytes, kind: str, name: str) -> Response:
    """Return a file under a name; what stands between slashes in it is joined."""
    headers = {
        "content-disposition": f'attachment; filename="{name.replace("/", "-")}"',
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=kind, headers=headers)
