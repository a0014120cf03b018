"""Subscribers are told of sealed entries: signed, in order, at least once, each by itself."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import rfc8785
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr
from temporalio.client import WorkflowExecutionStatus
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from access.webhooks.keys import PRIVATE, PrivateKey, signing_key, verifying_key
from access.webhooks.posting import Poster
from access.webhooks.signatures import KeyPeriod, check_signature, read_signature
from access.webhooks.subscribers import Subscriber, Subscribers
from activities.telling import Stood, Telling
from infra.clock import now
from journal.journal import Journal
from journal.merkle import leaf_hash
from tests.domain import roster_given
from tests.journal.conftest import journal
from tests.journal.sealers import sealer
from tests.ledger.histories import write
from tests.postgres import Database
from tests.service import short_runs
from tests.workflows.subscribers import KEY, Received, Town, note, receiving, telling, until

__all__ = ["journal"]


@pytest.fixture
async def town(
    temporal: WorkflowEnvironment, journal: Journal, database: Database, tmp_path: Path
) -> AsyncIterator[Town]:
    """A journal that is sealed, and a worker that tells whom the file names."""
    async with sealer(journal, database, tmp_path), telling(temporal, journal, tmp_path) as town:
        yield town


async def test_each_sealed_entry_is_told_once_and_in_order_and_others_verify_it(town: Town) -> None:
    async with receiving() as receiver:
        since = await town.journal.length()
        name = town.add(receiver, since=since, kinds=("case",))
        wanted = [*await note(town.journal, "case.noted.v1", "case.closed.v1"), *await note(town.journal)]
        await until(lambda: len(receiver.came) >= len(wanted))
        more = await note(town.journal)
        await until(lambda: len(receiver.came) > len(wanted))
        assert receiver.proved() == [*wanted, *more]
        await until_position(town, name, more[-1])
    for one in receiver.came:
        (entry,) = await town.journal.at([one.position])
        event = from_http_event(HTTPMessage(one.headers, one.body))
        assert (event.get_id(), event.get_type()) == (str(entry.id), entry.kind)
        assert (event.get_subject(), event.get_time()) == (entry.stream, entry.recorded_at)
        assert one.headers["webhook-id"] == str(entry.id)
        assert event.get_source().startswith("branch-lifecycle/journal/")
        # the bytes that were sealed stand in the message as they are, and can be made again of what was decoded
        assert entry.body in one.body
        assert rfc8785.dumps(one.event["data"]["entry"]) == entry.body
        assert base64.b64decode(one.event["data"]["leaf"]) == leaf_hash(entry.body)
        assert rfc8785.dumps(one.event) == one.body


async def test_what_is_not_sealed_is_not_told(
    temporal: WorkflowEnvironment, journal: Journal, database: Database, tmp_path: Path
) -> None:
    async with receiving() as receiver, telling(temporal, journal, tmp_path) as town:
        name = town.add(receiver, kinds=("case",))
        wanted = await note(journal)
        await until_started(town, name)
        await asyncio.sleep(1.5)  # thrice as long as it takes to look again
        assert receiver.came == []
        async with sealer(journal, database, tmp_path):
            await until(lambda: receiver.positions == wanted)


async def test_a_subscriber_is_told_of_the_kinds_it_asks_for(town: Town) -> None:
    async with receiving() as some, receiving() as one:
        since = await town.journal.length()
        town.add(some, since=since, kinds=("filing", "case.closed.v1"))
        last = town.add(one, since=since, kinds=("filing.acknowledged.v1",))
        told = await note(
            town.journal,
            "filing.submitted.v1",
            "filing.acknowledged.v1",
            "case.noted.v1",
            "case.closed.v1",
            "filings.counted.v1",
        )
        await until(lambda: len(some.came) >= 3)
        await until_position(town, last, told[-1])  # also past what nobody asked for
        assert some.positions == [told[0], told[1], told[3]]
        assert one.positions == [told[1]]


async def test_a_subscriber_is_told_of_its_organisations_and_all_below_them(town: Town) -> None:
    await write(town.journal, roster_given.SPEC.given(roster_given.IMPORTED), roster_given.SPEC.stream)
    since = await town.journal.length()
    places = (roster_given.T1, roster_given.BRANCH, roster_given.T2, roster_given.COUNTY, "o-t10")
    async with receiving() as township, receiving() as county, receiving() as both:
        names = [
            town.add(township, since=since, orgs=(roster_given.T1,)),
            town.add(county, since=since, orgs=(roster_given.COUNTY,)),
            town.add(both, since=since, orgs=(roster_given.T2, roster_given.BRANCH)),
        ]
        told = {org: (await note(town.journal, tags=(f"org:{org}", "case:x")))[0] for org in places}
        (nobodys,) = await note(town.journal, tags=("person:p-1",))
        for name in names:
            await until_position(town, name, nobodys)
        assert township.positions == [told["o-t1"], told["o-t1-b1"]]
        assert county.positions == [told[org] for org in ("o-t1", "o-t1-b1", "o-t2", "o-99")]
        assert both.positions == [told["o-t1-b1"], told["o-t2"]]


async def test_a_slow_and_a_failing_subscriber_hold_up_nobody(town: Town) -> None:
    ended = asyncio.Event()

    async def slow(_: Received) -> int:
        await ended.wait()
        return 200

    async def broken(_: Received) -> int:
        return 500

    async with receiving(slow) as tortoise, receiving(broken) as sick, receiving() as hare:
        since = await town.journal.length()
        for one in (tortoise, sick):
            town.add(one, since=since)
        name = town.add(hare, since=since)
        wanted = [position for _ in range(20) for position in await note(town.journal)]
        await until_position(town, name, wanted[-1])
        assert set(hare.positions) >= set(wanted)
        assert set(sick.positions) == set(tortoise.positions) == {since + 1}  # nothing is passed over
        ended.set()
        await until(lambda: len(tortoise.came) >= 20)


async def test_what_is_refused_is_tried_again_and_nothing_overtakes_it(town: Town) -> None:
    refusals: Iterator[int | str] = iter(
        [500, 302, 404, "HTTP/1.1 429 Later\r\nRetry-After: 1\r\nContent-Length: 0"]
    )

    async def moody(one: Received) -> int | str:
        return next(refusals, 200) if one.position == wanted[1] else 200

    async with receiving(moody) as receiver:
        wanted = [position for _ in range(3) for position in await note(town.journal)]
        name = town.add(receiver, since=wanted[0] - 1)
        await until_position(town, name, wanted[2])
        assert receiver.positions == [wanted[0], *[wanted[1]] * 5, wanted[2]]
        again = [one for one in receiver.came if one.position == wanted[1]]
        assert len({one.headers["webhook-id"] for one in again}) == 1
        assert (
            len({one.headers["webhook-timestamp"] for one in again}) > 1
        )  # signed anew: it would be too old
        assert (await town.standing(name)).reason is None


async def test_why_a_subscriber_does_not_get_on_is_told(town: Town) -> None:
    async def broken(_: Received) -> int:
        return 503

    async with receiving(broken) as receiver:
        (position,) = await note(town.journal)
        sick = town.add(receiver, since=position - 1)
        nobody = town.add("http://127.0.0.1:9/hook", since=position - 1)
        await until(lambda: bool(receiver.came))
        for name, why in ((sick, "503"), (nobody, "connection")):
            await until_reason(town, name, why)
            standing = await town.standing(name)
            assert standing.position == position - 1
            assert standing.failing_since is not None
            assert standing.told_at is None


async def test_a_changed_address_is_tried_at_once(town: Town) -> None:
    async with receiving() as receiver:
        (position,) = await note(town.journal)
        name = town.add("http://127.0.0.1:9/hook", since=position - 1)
        await until_reason(town, name, "connection")
        await asyncio.sleep(4)  # by now the next attempt is seconds away
        town.change(name, url=receiver.url)
        await until(lambda: receiver.positions == [position], 4)


async def test_who_is_gone_is_told_nothing_more(town: Town) -> None:
    async def gone(_: Received) -> int:
        return 410

    async with receiving(gone) as receiver:
        (position,) = await note(town.journal)
        name = town.add(receiver, since=position - 1)
        await until_ended(town, name)
        assert (await town.standing(name)).gone_at is not None
        other = town.add(receiver, since=position - 1)  # the file is looked at again
        await until_ended(town, other)
        assert receiver.positions == [position, position]  # one for each


async def test_who_is_paused_or_removed_is_told_nothing_and_goes_on_where_it_was(town: Town) -> None:
    async with receiving() as receiver:
        first = await note(town.journal)
        name = town.add(receiver, since=first[0] - 1)
        await until(lambda: receiver.positions == first)
        town.change(name, paused=True)
        await until_ended(town, name)
        second = await note(town.journal)
        await asyncio.sleep(1)
        assert receiver.positions == first
        town.change(name, paused=False)
        await until(lambda: receiver.positions == [*first, *second])
        known = town.file.read()
        town.file.write(Subscribers())
        await until_ended(town, name)
        third = await note(town.journal)
        town.file.write(known)
        await until(lambda: receiver.positions == [*first, *second, *third])


async def test_a_worker_that_dies_between_delivery_and_position_tells_one_entry_again(
    temporal: WorkflowEnvironment, journal: Journal, database: Database, tmp_path: Path
) -> None:
    async with sealer(journal, database, tmp_path), receiving() as receiver:
        since = await journal.length()
        wanted = [position for _ in range(3) for position in await note(journal)]
        async with telling(temporal, journal, tmp_path, Dying) as town:
            name = town.add(receiver, since=since, kinds=("case",))
            await until(lambda: receiver.positions == wanted[:2])
        assert (await town.standing(name)).position == wanted[0]
        async with telling(temporal, journal, tmp_path):
            await until(lambda: len(receiver.came) >= 4)
        assert receiver.proved() == [wanted[0], wanted[1], wanted[1], wanted[2]]
        assert len({one.headers["webhook-id"] for one in receiver.came}) == 3


class Dying(Telling):
    """Hangs for ever before the second position is noted, as one who was killed there."""

    def __init__(self, journal: Journal, poster: Poster) -> None:
        super().__init__(journal, poster, now)
        self._moves = 0

    async def _moved(self, subscriber: Subscriber, after: int, upto: int, at: datetime | None) -> Stood:
        self._moves += at is not None
        if self._moves > 1:
            await asyncio.Event().wait()
        return await super()._moved(subscriber, after, upto, at)


async def test_ed25519_signs_as_well_and_both_keys_while_one_is_rotated(town: Town) -> None:
    private = PRIVATE + base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()
    signer = signing_key(private)
    assert isinstance(signer, PrivateKey)
    async with receiving() as receiver:
        (position,) = await note(town.journal)
        name = town.add(receiver, since=position - 1, key=private)
        await until(lambda: receiver.positions == [position])
        town.change(name, keys=(SecretStr(private), SecretStr(KEY)))
        (then,) = await note(town.journal)
        await until(lambda: receiver.positions == [position, then])
    for one in receiver.came:
        signed = read_signature(list(one.headers.items()), one.body, now())
        check_signature(signed, [KeyPeriod(verifying_key(signer.public))], now())
    check_signature(signed, [KeyPeriod(verifying_key(KEY))], now())


async def test_no_address_and_no_key_is_in_what_temporal_keeps(town: Town) -> None:
    async with receiving() as receiver:
        (position,) = await note(town.journal)
        name = town.add(receiver, since=position - 1)
        await until(lambda: bool(receiver.came))
        history = (await town.client.get_workflow_handle(f"subscription/{name}").fetch_history()).to_json()
        assert name in base64_decoded(history)
        for secret in (KEY, KEY.removeprefix("whsec_"), receiver.url):
            assert secret not in history
            assert secret not in base64_decoded(history)


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/hook", "http://localhost:{port}/hook"])
async def test_this_machine_is_not_told_unless_that_is_allowed(
    temporal: WorkflowEnvironment, journal: Journal, database: Database, tmp_path: Path, url: str
) -> None:
    async with (
        sealer(journal, database, tmp_path),
        telling(temporal, journal, tmp_path, private=False) as town,
        receiving() as receiver,
    ):
        (position,) = await note(journal)
        port = receiver.url.split(":")[2].split("/")[0]
        name = town.add(url.format(port=port), since=position - 1)
        await until_reason(town, name, "private")
        assert receiver.came == []


async def test_one_who_never_answers_is_tried_again(
    temporal: WorkflowEnvironment, journal: Journal, database: Database, tmp_path: Path
) -> None:
    silent = asyncio.Event()

    async def mute(_: Received) -> int:
        await silent.wait()
        return 200

    async with (
        sealer(journal, database, tmp_path),
        telling(temporal, journal, tmp_path, patience=0.3) as town,
        receiving(mute) as receiver,
    ):
        (position,) = await note(journal)
        name = town.add(receiver, since=position - 1)
        await until(lambda: receiver.positions[:2] == [position, position])
        assert (await town.standing(name)).reason == "time"
        silent.set()
        await until_position(town, name, position)


async def test_a_long_history_is_continued_by_a_new_one(
    journal: Journal, database: Database, tmp_path: Path
) -> None:
    async with (
        short_runs() as env,
        sealer(journal, database, tmp_path),
        telling(env, journal, tmp_path, watch=0.0) as town,
        receiving() as receiver,
    ):
        name = town.add(receiver)
        await town.until(name, lambda _: True)
        handle = town.client.get_workflow_handle(f"subscription/{name}")
        first = (await handle.describe()).run_id
        wanted: list[int] = []
        while (await handle.describe()).run_id == first:
            wanted += await note(journal)
            await until_position(town, name, wanted[-1])
        wanted += await note(journal)
        await until_position(town, name, wanted[-1])
        assert receiver.positions == wanted


def base64_decoded(history: str) -> str:
    parts = history.replace('"', " ").split()
    found = []
    for one in parts:
        try:
            found.append(base64.b64decode(one, validate=True).decode())
        except ValueError:
            continue
    return " ".join(found)


async def until_started(town: Town, name: str) -> None:
    await town.until(name, lambda _: True)


async def until_position(town: Town, name: str, position: int) -> None:
    await town.until(name, lambda standing: standing.position >= position)


async def until_reason(town: Town, name: str, why: str) -> None:
    await town.until(name, lambda standing: standing.reason == why)


async def until_ended(town: Town, name: str) -> None:
    handle = town.client.get_workflow_handle(f"subscription/{name}")
    async with asyncio.timeout(20):
        while True:
            with contextlib.suppress(RPCError):  # not started yet
                if (await handle.describe()).status is WorkflowExecutionStatus.COMPLETED:
                    return
            await asyncio.sleep(0.05)
