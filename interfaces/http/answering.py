"""Every answer that is not what was asked for is a problem document: exceptions to documents, in one place."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain.catalogue import Catalogue
from domain.refusals import DomainError, Refusal
from interfaces.desk.answers import POSTGRESQL, DeskUnavailableError, LedgerBehindError, RefusedError
from interfaces.http.languages import language_of
from interfaces.http.problem import FieldProblem, answer_of, problem_of
from interfaces.http.refusals import (
    BadRequestError,
    BehindError,
    InvalidError,
    MethodError,
    NoSuchAddressError,
    UnavailableError,
)
from interfaces.http.wording import field_problems
from journal.errors import JournalUnavailableError

_NOT_FOUND, _METHOD = 404, 405


Pages = Callable[[Request, Refusal, Sequence[FieldProblem]], Awaitable[Response | None]]
"""Makes a page of what was raised, for who looks with a browser; None for who does not."""


class Answerer:
    """Answers with the document of what was raised, or with a page."""

    def __init__(self, catalogue: Catalogue, pages: Pages | None = None) -> None:
        self._catalogue = catalogue
        self._pages = pages

    def install(self, app: FastAPI) -> None:
        """Let an application answer so."""
        for kind in (
            DomainError,
            RefusedError,
            DeskUnavailableError,
            LedgerBehindError,
            JournalUnavailableError,
        ):
            app.add_exception_handler(kind, self.answer)
        app.add_exception_handler(RequestValidationError, self.answer)
        app.add_exception_handler(HTTPException, self.answer)

    async def answer(self, request: Request, error: Exception) -> Response:
        """Return the document of an error, or its page."""
        language = language_of(request.headers)
        errors: Sequence[FieldProblem] = ()
        if isinstance(error, RequestValidationError):
            errors = field_problems(error.errors(), language)
        refusal = self._refusal(request, error)
        headers = _headers_of(request, error)
        page = await self._pages(request, refusal, errors) if self._pages else None
        return page or answer_of(problem_of(refusal, language, errors), language, headers)

    def _refusal(self, request: Request, error: Exception) -> Refusal:
        if isinstance(error, RefusedError):
            return error.refusal
        return self._catalogue.refusal(_in_our_words(request, error))


def _in_our_words(request: Request, error: Exception) -> DomainError:
    match error:
        case DomainError():
            return error
        case RequestValidationError():
            return InvalidError(len(error.errors()))
        case HTTPException():
            return _of_framework(request, error)
        case _:
            return _of_desk(error)


def _of_desk(error: Exception) -> DomainError:
    match error:
        case DeskUnavailableError(system=system):
            return UnavailableError(system)
        case JournalUnavailableError():
            return UnavailableError(POSTGRESQL)
        case LedgerBehindError(position=position, wanted=wanted):
            return BehindError(position, wanted)
        case _:
            raise error


def _of_framework(request: Request, error: HTTPException) -> DomainError:
    """Return what the framework found, or what it wrapped: a body may be refused while a form is read."""
    if isinstance(error.__cause__, DomainError):
        return error.__cause__
    if error.status_code == _METHOD:
        return MethodError(request.method, _taken(request))
    return NoSuchAddressError() if error.status_code == _NOT_FOUND else BadRequestError(error.detail)


def _headers_of(request: Request, error: Exception) -> Mapping[str, str] | None:
    if not isinstance(error, HTTPException):
        return None
    return {"Allow": ", ".join(_taken(request))} if error.status_code == _METHOD else error.headers


def _taken(request: Request) -> list[str]:
    """Return every method that an address takes; the framework names those of one route alone."""
    routes = list(iter_route_contexts(request.app.routes))
    path = next(one.path for one in routes if one.path_regex.match(request.scope["path"]))
    return sorted({method for one in routes if one.path == path for method in one.methods or ()})
