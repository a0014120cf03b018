"""All pages of the console, in the order in which they are looked for."""

from collections.abc import Mapping

from fastapi import APIRouter

from access.opening import Access
from domain.process_map import ProcessMap
from interfaces.console import entering, files, helping, live, maps, worklist
from interfaces.console.acts import batches, checking, opening, ordering, taking
from interfaces.console.admin import (
    accounts,
    beginning,
    delegations,
    letters,
    overview,
    rosters,
    rulebook,
    rules_told,
    sources,
)
from interfaces.console.audit import auditing, packs, replaying
from interfaces.console.cases import attachments, documents, processes, proven
from interfaces.console.registers import browsing, coverage, figure_rows, imports, rounds, views
from interfaces.upstream.sources import Sources


def routers(access: Access, process_maps: Mapping[str, ProcessMap], known: Sources) -> tuple[APIRouter, ...]:
    """
    Return them. What is of a case comes before the case itself, an import before the register of that name.

    `known`: the systems that may send events.
    """
    own = (
        files.router,
        entering.router(access),
        worklist.router,
        live.router(),
        maps.router(process_maps),
        helping.router,
    )
    acts = (
        taking.router,
        batches.router(access),
        checking.router,
        ordering.router(access),
        opening.router,
    )
    cases = (documents.router, attachments.router, proven.router, processes.router(process_maps))
    books = (
        imports.router,
        views.router,
        browsing.router,
        coverage.router,
        figure_rows.router,
        rounds.router,
    )
    audit = (auditing.router, replaying.router, packs.router)
    admin = (
        beginning.router(access),
        overview.router,
        accounts.router(access),
        rosters.router(access),
        delegations.router,
        sources.router(known),
        letters.router,
        rulebook.router,
        rules_told.router,
    )
    return (*own, *acts, *cases, *books, *audit, *admin)
