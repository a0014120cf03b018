"""An upload is taken: kept where it waits, and looked through at once."""

import asyncio
from typing import IO

from starlette.datastructures import UploadFile

from domain.orders import OrgId
from domain.people import PersonId
from domain.refusals import DomainError
from interfaces.desk.answers import RefusedError
from interfaces.desk.desk import Desk
from interfaces.http.imports.spool import Spool, safe_name
from interfaces.http.imports.surveying import look_through, surveyed
from interfaces.http.imports.told import Import, Kind, Upload
from interfaces.http.parts import Parts


def arrived(  # a form has that many fields
    parts: Parts, person: PersonId, file: UploadFile, kind: Kind, org: OrgId | None, *, keep: bool
) -> Upload:
    """Return a file that somebody sends as an upload of its own: now, under a name that is safe to keep."""
    return Upload(
        id=parts.new_id().hex,
        person=person,
        kind=kind,
        name=safe_name(file.filename),
        org=org,
        keep=keep,
        at=parts.now(),
    )


async def taken(desk: Desk, spool: Spool, upload: Upload, content: IO[bytes]) -> Import:
    """
    Return what an upload holds; nothing of one that cannot be read is kept.

    Raises what `look_through` raises.
    """
    path = await asyncio.to_thread(spool.put, upload, content)
    try:
        told = surveyed(upload, await look_through(desk, upload, path), desk)
    except (DomainError, RefusedError):
        spool.drop(upload)
        raise
    spool.tell(told)
    return told
