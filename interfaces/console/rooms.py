"""All pages of the console, in the order in which they are looked for."""

from fastapi import APIRouter

from access.opening import Access
from interfaces.console import entering, files, imports, processes, registers, worklist


def routers(access: Access) -> tuple[APIRouter, ...]:
    """Return them."""
    return (
        files.router,
        entering.router(access),
        worklist.router,
        processes.router,
        imports.router,
        registers.router,
    )
