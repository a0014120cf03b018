"""How a new journal begins: its nature, and the documents that acts are judged by."""

from collections.abc import Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from activities.direct import DirectRecorder
from activities.recording import Recorder
from domain.clock import RealOrRehearsal
from domain.orders import Actor, Order, Role
from domain.rulebook.decider import AdoptDocument, calendar_stream, policy_stream, scheme_stream
from journal.errors import JournalNotOpenedError
from journal.journal import Journal
from journal.rulebook import Rulebook
from journal.shelf import SHIPPED_SINCE, Documents


async def found(
    journal: Journal, wished: RealOrRehearsal, documents: Documents, now: datetime
) -> RealOrRehearsal:
    """
    Begin a new journal, or look at what an old one is; return its nature.

    A rehearsal goes on by the epoch it was begun with. The shipped documents are adopted only where nobody adopted a
    policy before; a repetition changes nothing. Raises `NatureMismatchError` when real and rehearsal would mix.
    """
    nature = await _nature(journal, wished)
    await journal.begin(nature)
    if not await journal.streams("policy/", limit=1):
        recorder = DirectRecorder(Recorder(journal, Rulebook(journal, documents)), nature)
        for stream, adoption in adoptions(documents):
            await recorder.settle(stream, adoption, now)
    return nature


async def _nature(journal: Journal, wished: RealOrRehearsal) -> RealOrRehearsal:
    try:
        existing = await journal.nature()
    except JournalNotOpenedError:
        return wished
    same = (existing.rehearsal, existing.scale) == (wished.rehearsal, wished.scale)
    return existing if same else wished


def adoptions(documents: Documents) -> Iterator[tuple[str, Order[AdoptDocument]]]:
    """Yield the orders by which documents are adopted, each with its stream; the same documents, the same orders."""
    return ((stream, _adoption(stream, text)) for stream, text in _named(documents))


def _named(documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield every document with the stream it belongs in; the policy last, since it says that all is there."""
    yield from ((calendar_stream(text), text) for text in documents.calendars)
    yield from ((scheme_stream(text), text) for text in documents.schemes)
    yield policy_stream(documents.policy), documents.policy


def _adoption(stream: str, text: str) -> Order[AdoptDocument]:
    service = Actor(id="service", role=Role.SERVICE, org="service")
    command = AdoptDocument(org="service", text=text, since=SHIPPED_SINCE)
    return Order(command_id=uuid5(NAMESPACE_URL, f"found {stream}"), actor=service, command=command)
