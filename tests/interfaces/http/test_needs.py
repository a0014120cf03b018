"""Every address says whom it is for: one that says nothing is found here."""

from collections.abc import Iterator
from typing import cast

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from access.opening import Access
from interfaces.console import rooms
from interfaces.http.needs import Needs, nothing
from interfaces.upstream.sources import Sources
from tests.interfaces.http.conftest import Api


def calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for one in dependant.dependencies:
        yield from calls(one)


def says_whom_it_is_for(route: RouteContext) -> bool:
    if not isinstance(route.original_route, APIRoute):
        return False
    return any(isinstance(one, Needs) or one is nothing for one in calls(route.dependant))


def silent(app: FastAPI) -> list[str | None]:
    return [one.path for one in iter_route_contexts(app.routes) if not says_whom_it_is_for(one)]


def test_every_address_says_whom_it_is_for(api: Api) -> None:
    assert len(list(iter_route_contexts(api.app.routes))) > 15
    assert silent(api.app) == []


def test_every_page_of_the_console_says_whom_it_is_for() -> None:
    app = FastAPI(openapi_url=None)
    access, sources = cast("Access", None), cast("Sources", None)  # nobody comes through its door here
    for router in rooms.routers(access, {}, sources):
        app.include_router(router)
    assert len(list(iter_route_contexts(app.routes))) > 5
    assert silent(app) == []


def test_an_address_that_says_nothing_would_be_found() -> None:
    app, router = FastAPI(openapi_url=None), APIRouter(prefix="/v1")
    router.add_api_route("/x", lambda: None)
    router.add_route("/y", lambda _: None)  # type: ignore[arg-type,return-value]
    app.include_router(router)
    assert silent(app) == ["/v1/x", "/y"]
