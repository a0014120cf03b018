"""What a process says of one document; the rest is the same for all of them."""

from typing import NamedTuple

from domain.catalogue import Said
from domain.events import Event
from domain.model import Digested, DocumentNumber, EntryRef
from domain.policy.exceptions import Waiver
from interfaces.papers.paper import Listing, PaperKind


class Draft(NamedTuple):
    """
    The part of a document that only its process knows.

    `close`: which closing line; `rests_on`: the last entry of each of these groups, one before it, is a ground;
    `cites`: entries of other cases; `ended_by`: what, when it happens later, ends what the document says.
    """

    kind: PaperKind
    close: str
    title: Said
    body: tuple[Said, ...]
    number: DocumentNumber | None = None
    addressee: Said | None = None
    listing: Listing | None = None
    attachments: tuple[Digested, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    rests_on: tuple[tuple[type[Event], ...], ...] = ()
    cites: tuple[EntryRef, ...] = ()
    ended_by: tuple[type[Event], ...] = ()
