"""Who may read which case: by where it lies, and by what kind of book it is."""

from typing import Annotated

from fastapi import Depends

from domain.places import DOCUMENTS
from domain.processes import decider_of
from domain.reading import Enquiry, NotForYouError
from interfaces.desk.answers import Line, Reading
from interfaces.desk.desk import Desk
from interfaces.desk.names import check_stream
from interfaces.http.needs import Caller, Need, Needs
from interfaces.http.refusals import NoSuchCaseError

Reader = Annotated[Caller, Depends(Needs(Need.READ))]
"""Whoever may read anything at all; what, is narrowed to their organisations."""

BOOKS = {
    "account": Enquiry.ADMINISTER,
    "identity": Enquiry.ADMINISTER,
    "inbox": Enquiry.ADMINISTER,
    "door": Enquiry.AUDIT,
    "refusals": Enquiry.AUDIT,
}
"""Streams that are no cases, and what one must be to read them."""


def check_reading(caller: Caller, reading: Reading) -> None:
    """Refuse a case that lies elsewhere, or a book that is another's to read. Raises `NotForYouError`."""
    name = decider_of(reading.stream).name
    caller.check(None if name in DOCUMENTS else reading.state.org, BOOKS.get(name))


async def readable(lines: tuple[Line, ...], caller: Caller, desk: Desk) -> tuple[Line, ...]:
    """Return the lines of cases that somebody may read."""
    seen: dict[str, bool] = {}
    for stream in dict.fromkeys(line.stream for line in lines):
        seen[stream] = may_read(caller, await desk.state(stream))
    return tuple(line for line in lines if seen[line.stream])


async def check_audited(stream: str, caller: Caller, desk: Desk) -> Reading:
    """
    Return a stream that an auditor asks about, as it stands.

    Refuse one that is not there, or lies where the auditor does not look. Raises `NoSuchCaseError`, `NotForYouError`.
    """
    check_stream(stream)
    reading = await desk.state(stream)
    if not reading.version:
        raise NoSuchCaseError(stream)
    caller.check(None if decider_of(stream).name in DOCUMENTS else reading.state.org)
    return reading


def may_read(caller: Caller, reading: Reading) -> bool:
    """Whether a case lies where somebody may look, and is theirs to read."""
    try:
        check_reading(caller, reading)
    except NotForYouError:
        return False
    return True
