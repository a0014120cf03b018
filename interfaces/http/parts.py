"""What the API is put together from, by whoever starts it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from fastapi import APIRouter, Request, Response

from access.principal import Door
from domain.refusals import Refusal
from interfaces.desk.desk import Desk
from interfaces.http.problem import FieldProblem
from interfaces.http.settings import HttpSettings
from journal.journal import Journal


class Parts(NamedTuple):
    """
    The desk and all that stands beside it.

    `now`: the machine's clock, by which credentials and signatures are judged (acts go by the desk's); `new_id`: ids that
    nobody gave. `routers`: of the rooms that bring addresses of their own: signing in, upstream events, the console. `pages`:
    as `interfaces.http.answering.Pages` says. `anchors`: the file of checkpoints that are kept outside the database, None:
    there is none.
    """

    desk: Desk
    journal: Journal
    door: Door
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    settings: HttpSettings = HttpSettings()
    routers: tuple[APIRouter, ...] = ()
    pages: Callable[[Request, Refusal, Sequence[FieldProblem]], Awaitable[Response | None]] | None = None
    anchors: Path | None = None
