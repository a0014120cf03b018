"""An embedded stack with its API, its roster, somebody who is signed in, and a system whose key is known."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from temporalio.client import Client

from access.webhooks.keys import new_secret
from activities.founding import found
from activities.wire import TASK_QUEUE
from bench.online.wire import Wire
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.account.standing import FOUNDER
from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.roster.document import parse_roster
from infra import documents
from infra.api_process import COMMAND
from infra.clock import now
from infra.ids import new_id
from infra.runtime import Runtime
from infra.scratch import scratch_directory
from infra.stack import Options, Stack
from interfaces.cli.entering import door_on
from interfaces.cli.up import Teller
from interfaces.desk.desk import Desk, Sender
from interfaces.upstream.sources_file import add_source
from journal.journal import Journal
from journal.shelf import Documents
from workflows.plugin import plugin

OPERATOR, SYSTEM, SOURCE = "p-1301", "s-market", "urn:example:market"
ORG = "o-370199-t1"
_ROSTER = Path(__file__).parents[2] / "interfaces" / "examples" / "roster.toml"
_PASSWORD = "nobody guesses this bench 7"  # noqa: S105  # of a stack that is gone a minute later


class Office(NamedTuple):
    """Where all answers, the operator's token, and the system's key."""

    runtime: Runtime
    client: Client
    journal: Journal
    token: str
    key: str

    @property
    def api(self) -> str:
        """Where the API is."""
        assert self.runtime.api is not None  # noqa: S101  # this stack has one
        return self.runtime.api


@asynccontextmanager
async def office() -> AsyncIterator[Office]:
    """Run one, with no limit on how often somebody may ask."""
    os.environ["BRANCHCTL_RATE"] = "1000000"
    with scratch_directory() as directory:
        data, key = directory / "data", new_secret()
        async with Stack(Options(data, api=COMMAND), Teller(), _begun) as runtime:
            add_source(data / "sources.toml", SYSTEM, SOURCE, key)
            client = await Client.connect(
                runtime.temporal_address, plugins=[plugin(Catalogue(documents.messages()))]
            )
            journal = await Journal.open(runtime.database_url)
            one_time = await _let_in(journal, client)
            token = await _signed_in(str(runtime.api), one_time)
            yield Office(runtime, client, journal, token, key)
            await journal.close()


async def _begun(runtime: Runtime) -> None:
    journal = await Journal.open(runtime.database_url)
    shipped = Documents(documents.default_policy(), documents.calendars(), documents.schemes())
    await found(journal, RealOrRehearsal(), shipped, now())
    await journal.close()


async def _let_in(journal: Journal, client: Client) -> str:
    """Bring in the roster, and make the operator's account; return its one-time password."""
    clock = RealOrRehearsal()
    sentences = Catalogue(documents.messages())
    desk = Desk(journal, client, sentences, clock, now=now, new_id=new_id, task_queue=TASK_QUEUE)
    await desk.settle(account_stream(OPERATOR), AddAccount(org=ORG), Sender(FOUNDER))
    roster = parse_roster(_ROSTER.read_text(encoding="utf-8"))
    for portion in roster.portions():
        await desk.settle(roster.stream, portion, Sender("p-1001"))
    async with door_on(journal, clock) as access:
        return await access.signing_in.issue(OPERATOR)


async def _signed_in(server: str, one_time: str) -> str:
    wire = await Wire.open(server)
    shown = {"login": OPERATOR, "password": one_time, "new_password": _PASSWORD}
    await wire.send("/v1/password", _JSON, json.dumps(shown).encode(), "PUT")
    answer = await wire.send(
        "/v1/sessions", _JSON, json.dumps({"login": OPERATOR, "password": _PASSWORD}).encode()
    )
    wire.close()
    token: str = json.loads(answer)["token"]
    return token


_JSON = (("content-type", "application/json"),)
