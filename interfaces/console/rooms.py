"""All pages of the console, in the order in which they are looked for."""

from fastapi import APIRouter

from access.opening import Access
from interfaces.console import (
    coverage,
    entering,
    figure_rows,
    files,
    imports,
    opening,
    ordering,
    processes,
    registers,
    worklist,
)


def routers(access: Access) -> tuple[APIRouter, ...]:
    """Return them."""
    return (
        files.router,
        entering.router(access),
        worklist.router,
        ordering.router(access),
        opening.router(access),
        processes.router,
        imports.router,
        registers.router,
        coverage.router,
        figure_rows.router,
    )
