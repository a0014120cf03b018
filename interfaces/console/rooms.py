"""All pages of the console, in the order in which they are looked for."""

from collections.abc import Mapping

from fastapi import APIRouter

from access.opening import Access
from domain.process_map import ProcessMap
from interfaces.console import (
    attachments,
    auditing,
    batches,
    checking,
    coverage,
    documents,
    entering,
    figure_rows,
    files,
    imports,
    live,
    maps,
    opening,
    ordering,
    packs,
    processes,
    proven,
    registers,
    replaying,
    taking,
    views,
    worklist,
)


def routers(access: Access, process_maps: Mapping[str, ProcessMap]) -> tuple[APIRouter, ...]:
    """Return them. What is of a case comes before the case itself, an import before the register of that name."""
    own = (
        files.router,
        entering.router(access),
        worklist.router,
        taking.router,
        batches.router(access),
        live.router(),
    )
    cases = (
        checking.router,
        ordering.router(access),
        opening.router,
        documents.router,
        attachments.router,
        processes.router(process_maps),
    )
    books = (imports.router, views.router, registers.router, coverage.router, figure_rows.router)
    audit = (auditing.router, replaying.router, packs.router, proven.router)
    return (*own, *cases, *books, *audit, maps.router(process_maps))
