"""Subscribers for tests: servers of their own that keep what they were told, and answer as they like."""

import asyncio
import base64
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import SecretStr
from standardwebhooks import Webhook
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from access.webhooks.posting import Poster
from access.webhooks.standing import Standing, Standings
from access.webhooks.subscribers import Subscriber
from access.webhooks.subscribers_file import SubscribersFile
from activities.notifying import Notifier
from activities.subscribing import Subscribing, subscribers_queue
from activities.telling import Telling
from domain.catalogue import Catalogue
from infra import documents
from infra.clock import now
from infra.ids import new_id
from journal.entry import Slice
from journal.journal import Journal
from tests.journal.acts import act, draft
from workflows.plugin import plugin

KEY = "whsec_" + base64.b64encode(b"only for the tests of subscribers").decode()


class Received(NamedTuple):
    """A message as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> Any:
        return json.loads(self.body)

    @property
    def position(self) -> int:
        position: int = self.event["data"]["position"]
        return position


Answering = Callable[[Received], Awaitable[int | str]]


async def accept(_: Received) -> int:
    return 204


class Receiver:
    """An HTTP server that answers what `answering` says: a status, or a whole head of an answer."""

    def __init__(self, answering: Answering = accept) -> None:
        self.answering = answering
        self.came: list[Received] = []
        self.url = ""
        self.writers: set[asyncio.StreamWriter] = set()

    @property
    def positions(self) -> list[int]:
        return [one.position for one in self.came]

    def proved(self) -> list[int]:
        """The positions of what came, each of it verified by another implementation of the standard."""
        for one in self.came:
            Webhook(KEY).verify(one.body, one.headers)
        return self.positions

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await self._answer(reader, writer)
        self.writers.discard(writer)
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = await reader.readexactly(int(headers["content-length"]))
        assert first.startswith("POST /hook")
        received = Received(headers, body)
        self.came.append(received)
        answer = await self.answering(received)
        head = answer if isinstance(answer, str) else f"HTTP/1.1 {answer} Told\r\nContent-Length: 0"
        writer.write(f"{head}\r\n\r\n".encode())
        await writer.drain()


@asynccontextmanager
async def receiving(answering: Answering = accept) -> AsyncIterator[Receiver]:
    receiver = Receiver(answering)
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    try:
        yield receiver
    finally:
        server.close()
        for writer in receiver.writers:
            writer.close()


class Town(NamedTuple):
    """A journal, the file of its subscribers, and a worker that tells them."""

    journal: Journal
    file: SubscribersFile
    client: Client

    def add(self, receiver: Receiver | str, **more: Any) -> str:
        """Have somebody told; return the id."""
        name = f"s-{new_id().hex[-12:]}"
        more.setdefault("kinds", ("case",))  # the journal has entries of its own, and the seal adds one
        url = receiver if isinstance(receiver, str) else receiver.url
        one = Subscriber(id=name, url=url, keys=(SecretStr(more.pop("key", KEY)),), **more)
        self.file.write(self.file.read().with_one(one))
        return name

    def change(self, name: str, **fields: Any) -> None:
        known = self.file.read().known(name)
        self.file.write(self.file.read().with_one(known.model_copy(update=fields)))

    async def standing(self, name: str) -> Standing:
        return (await Standings(self.journal).all())[name]

    async def until(self, name: str, holds: Callable[[Standing], bool], seconds: float = 30) -> None:
        """Wait until a subscriber stands somewhere."""
        async with asyncio.timeout(seconds):
            while True:
                standing = (await Standings(self.journal).all()).get(name)
                if standing is not None and holds(standing):
                    return
                await asyncio.sleep(0.05)


async def note(
    journal: Journal, *kinds: str, stream: str | None = None, tags: tuple[str, ...] = ()
) -> list[int]:
    """Append entries; return their positions."""
    name = stream or f"case/{new_id().hex}"
    drafts = tuple(draft(kind, tags) for kind in kinds or ("case.noted.v1",))
    done = await journal.append(act(new_id().hex, Slice(name, None, drafts)))
    return [one.position for one in done.entries]


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  # another process is watched
            await asyncio.sleep(0.02)


@asynccontextmanager
async def telling(
    env: WorkflowEnvironment,
    journal: Journal,
    directory: Path,
    telling: Callable[[Journal, Poster], Telling] = lambda journal, poster: Telling(journal, poster, now),
    **more: Any,
) -> AsyncIterator[Town]:
    """Run what tells subscribers, as the worker does."""
    config = env.client.config()
    config["plugins"] = [plugin(Catalogue(documents.messages()))]
    client = Client(**config)
    queue = f"town-{new_id().hex}"
    file = SubscribersFile(directory / "subscribers.toml")
    poster = Poster(now, private=more.pop("private", True), patience=more.pop("patience", 5))
    notifier = Notifier(file, telling(journal, poster), **more)
    async with Worker(client, task_queue=subscribers_queue(queue), activities=[notifier.tell]):
        subscribing = Subscribing(client, journal, file, queue)
        try:
            yield Town(journal, file, client)
        finally:
            await subscribing.close()
            for one in file.read().subscriber:
                with contextlib.suppress(Exception):
                    await client.get_workflow_handle(f"subscription/{one.id}").terminate()
