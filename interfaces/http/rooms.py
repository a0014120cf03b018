"""All addresses of the API's own rooms, in the order in which they are looked for."""

from fastapi import APIRouter

from interfaces.http import (
    audits,
    batches,
    coverage,
    exports,
    health,
    knowing,
    letters,
    openapi,
    ordering,
    orgs,
    problem_pages,
    processes,
    published,
    refused_orders,
    registers,
    sealing,
    worklists,
)
from interfaces.http.imports import addresses as imports
from interfaces.http.opening import openings


def routers() -> tuple[APIRouter, ...]:
    """Return them. What names a file, or a part of a case, comes before the case itself."""
    orders = (batches.router, openings(), ordering.router)
    reads = (
        imports.router,
        exports.router,
        registers.router,
        processes.router,
        worklists.router,
        coverage.router,
        orgs.router,
        knowing.router,
        letters.router,
    )
    audit = (audits.router, sealing.router, refused_orders.router, published.router)
    operations = (health.router, openapi.router, problem_pages.router)
    return (*orders, *reads, *audit, *operations)
