"""The pages by which a service is begun, administered and explained, and its rounds of evaluation."""

from fastapi import APIRouter

from access.opening import Access
from interfaces.console import (
    accounts,
    admin,
    beginning,
    delegations,
    helping,
    letters,
    rosters,
    rounds,
    rulebook,
    rules_told,
    sources,
)
from interfaces.upstream.sources import Sources


def routers(access: Access, known: Sources) -> tuple[APIRouter, ...]:
    """Return them. `known`: the systems that may send events."""
    return (
        beginning.router(access),
        rounds.router,
        admin.router,
        accounts.router(access),
        rosters.router(access),
        delegations.router,
        sources.router(known),
        letters.router,
        rulebook.router,
        helping.router,
        rules_told.router,
    )
