"""The application: every room's addresses, behind the same limits, with the same answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from interfaces.http.answering import Answerer
from interfaces.http.imports.committing import Committer
from interfaces.http.imports.spool import Spool
from interfaces.http.limits.guard import Guard
from interfaces.http.limits.heads import Heads
from interfaces.http.limits.in_flight import InFlight
from interfaces.http.limits.patience import Patience
from interfaces.http.limits.rates import Rate, Rates
from interfaces.http.metrics import Metrics
from interfaces.http.openapi import describe
from interfaces.http.parts import Parts
from interfaces.http.refused_reads import RefusedReads
from interfaces.http.rooms import routers

_OF_ADDRESS = 4
"""An office's people may share an address: so many times the rate of one of them."""


def application(parts: Parts) -> FastAPI:
    """Return the API on some parts. What it took on is finished before its lifespan ends."""
    app = FastAPI(
        title="党组织全周期服务 The branch lifecycle service",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        lifespan=_lifespan,
    )
    app.state.parts = parts
    app.state.in_flight = InFlight(parts.settings.in_flight)
    app.state.spool = Spool(parts.settings.spool)
    app.state.committer = Committer(parts.desk, app.state.spool)
    app.state.rates = rates = _rates(parts)
    app.state.metrics = metrics = Metrics()
    answerer = Answerer(parts.desk.catalogue, parts.pages)
    answerer.install(app)
    RefusedReads(parts, answerer).install(app)
    for router in (*parts.routers, *routers()):  # a page of the console's comes before what programs are told
        app.include_router(router)
    app.openapi = lambda: describe(app, parts.desk.catalogue)  # type: ignore[method-assign]
    app.add_middleware(Patience, settings=parts.settings)
    app.add_middleware(Heads)
    app.add_middleware(Guard, answerer=answerer, of_address=rates.of_address, new_id=parts.new_id)
    app.add_middleware(metrics.counting)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    in_flight: InFlight = app.state.in_flight
    committer: Committer = app.state.committer
    await committer.stopped()
    await in_flight.drained()
    spool: Spool = app.state.spool
    spool.close()


def _rates(parts: Parts) -> Rates:
    rate, burst = parts.settings.rate, parts.settings.burst

    def clock() -> float:
        return asyncio.get_running_loop().time()

    return Rates(Rate(_OF_ADDRESS * rate, _OF_ADDRESS * burst, clock), Rate(rate, burst, clock))
