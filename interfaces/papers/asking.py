"""The documents of a case, asked for at the desk: entries, seal, roster, and the names they need."""

from typing import Any

from interfaces.desk.enquiries import Enquiries
from interfaces.papers.case import case_of
from interfaces.papers.making import papers_of
from interfaces.papers.names import Asked, Named, Names
from interfaces.papers.paper import Paper


async def papers_at(desk: Enquiries, stream: str, *, version: int | None = None) -> tuple[Paper, ...]:
    """
    Return the documents of a stream in their order, or the one of a version; () where there is none.

    Who may read the case may read its documents: whoever asks sees to that. Raises what `Enquiries.state` raises.
    """
    seal = await desk.seal()
    case = case_of(stream, await desk.entries(stream), seal.sealed, rehearsal=desk.rehearsal)
    directory, wanting = await desk.directory(), Names()
    papers = papers_of(case, desk.catalogue, directory, wanting, version=version)
    if not wanting.missed:
        return papers
    names = Names([await _named(desk, one) for one in wanting.missed])
    return papers_of(case, desk.catalogue, directory, names, version=version)


async def _named(desk: Enquiries, asked: Asked) -> Named:
    """Return what a branch or enterprise was called at a moment; nothing, where nobody knew it yet."""
    state: Any = (await desk.state(asked.stream, at=asked.at)).state
    name = getattr(getattr(state, "row", state), "name", None)
    return Named(asked.stream, name or "", asked.at)
