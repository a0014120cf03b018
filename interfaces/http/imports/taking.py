"""An upload is taken: kept where it waits, and looked through at once."""

import asyncio
from typing import IO

from domain.refusals import DomainError
from interfaces.desk.answers import RefusedError
from interfaces.desk.desk import Desk
from interfaces.http.imports.spool import Spool
from interfaces.http.imports.surveying import look_through, surveyed
from interfaces.http.imports.told import Import, Upload


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
