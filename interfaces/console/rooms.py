"""All pages of the console, in the order in which they are looked for."""

from collections.abc import Mapping

from fastapi import APIRouter

from access.opening import Access
from domain.process_map import ProcessMap
from interfaces.console import (
    coverage,
    documents,
    entering,
    figure_rows,
    files,
    imports,
    maps,
    opening,
    ordering,
    processes,
    registers,
    worklist,
)


def routers(access: Access, process_maps: Mapping[str, ProcessMap]) -> tuple[APIRouter, ...]:
    """Return them. What is of a case comes before the case itself."""
    own = (files.router, entering.router(access), worklist.router)
    cases = (ordering.router(access), opening.router(access), documents.router, processes.router)
    overviews = (imports.router, registers.router, coverage.router, figure_rows.router)
    return (*own, *cases, maps.router(process_maps), *overviews)
