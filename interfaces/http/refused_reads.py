"""Who asks what is not theirs to ask is refused, and that goes on record, once a day and question."""

import structlog
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from activities.refused import RefusedReading
from domain.matter.state import Matter
from domain.orders import Actor, Role
from domain.reading import ROLES, Enquiry, NotForYouError
from interfaces.desk.answers import DeskUnavailableError
from interfaces.http.answering import Answerer
from interfaces.http.parts import Parts

log = structlog.get_logger("http")

_NOWHERE = "-"
"""What a refusal says of a question about no organisation in particular."""
_LONGEST = 300
"""Characters of an address that are kept."""


class RefusedReads:
    """Answers a question that was refused, and puts it on record."""

    def __init__(self, parts: Parts, answerer: Answerer) -> None:
        self._parts = parts
        self._answerer = answerer

    def install(self, app: FastAPI) -> None:
        """Let an application do so."""
        app.add_exception_handler(NotForYouError, self.answer)

    async def answer(self, request: Request, error: Exception) -> Response:
        """Return the document of the refusal; it is one also while nothing can be put on record."""
        if isinstance(error, NotForYouError):
            try:
                await self._parts.desk.put_refused_reading_on_record(self._refused(request, error))
            except DeskUnavailableError:
                log.warning("http.refusal_not_recorded", rule=error.rule)
        return await self._answerer.answer(request, error)

    def _refused(self, request: Request, error: NotForYouError) -> RefusedReading:
        org = error.data["org"]
        role = min(ROLES[Enquiry(error.data["enquiry"])], default=Role.OPERATOR)
        return RefusedReading(
            asked=f"{request.method} {request.url.path}"[:_LONGEST],
            actor=Actor(id=error.data["person"], role=role, org=Matter().org if org == _NOWHERE else org),
            refusal=self._parts.desk.catalogue.refusal(error),
        )
