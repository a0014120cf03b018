"""Events on their way into the journal: once each, whoever repeats, forges or falsifies."""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from cloudevents.core.bindings import http
from cloudevents.core.v1.event import CloudEvent as SdkEvent
from standardwebhooks import Webhook

from access.webhooks.keys import new_secret
from access.webhooks.refusals import KeyEndedError, SignatureStaleError, SignatureWrongError
from domain.refusals import DomainError
from infra.clock import now
from infra.ids import new_id
from interfaces.upstream.cloudevents import attributes_digest
from interfaces.upstream.receipts import Receipt
from interfaces.upstream.refusals import ForeignSourceError, IdReusedError, NotGrantedError, TooLargeError
from interfaces.upstream.sources_file import rotate_key
from journal.entry import StoredEntry
from tests.interfaces.conftest import Office
from tests.interfaces.upstream.conftest import Door, door_of
from tests.interfaces.upstream.systems import SYSTEM, Sent


async def receive(door: Door, sent: Sent) -> Sequence[Receipt]:
    return await door.receiver.receive(sent.headers, sent.body)


async def one(door: Door, event: Any) -> Receipt:
    (receipt,) = await receive(door, door.system.send(event, now()))
    return receipt


async def refused(door: Door, sent: Sent, kind: type[DomainError]) -> DomainError:
    with pytest.raises(kind) as told:
        await receive(door, sent)
    return told.value


async def entries(office: Office, after: int) -> list[StoredEntry]:
    return await office.service.journal.read(after, 10_000)


async def test_an_event_is_on_disk_before_its_receipt(office: Office, door: Door) -> None:
    event = door.system.event(subject="x", data={"n": 1.5}, time="2026-01-05T09:00:00+08:00", extra="y")
    receipt = await one(door, event)
    assert (receipt.source, receipt.event_id, receipt.repeated) == (door.system.source, event["id"], False)
    assert receipt.position is not None
    (entry,) = await office.service.journal.at([receipt.position])
    assert entry.stream.startswith(f"inbox/{SYSTEM}/")
    assert entry.tags == ("org:o-370199", f"system:{SYSTEM}")
    told = entry.decoded()
    assert (told.actor.id, told.actor.role, told.actor.org) == (SYSTEM, "upstream", "o-370199")
    assert told.cause.body is not None
    kept = json.loads(told.cause.body)["event"]
    assert kept["data"] == '{"n":1.5}'
    assert kept["extensions"] == [{"name": "extra", "value": "y"}]


async def test_fifty_at_once_are_one_entry_and_fifty_right_answers(office: Office, door: Door) -> None:
    before = await office.service.journal.length()
    event = door.system.event(data={"a": 1})
    receipts = await asyncio.gather(*(one(door, event) for _ in range(50)))
    assert len({(receipt.position, receipt.received_at) for receipt in receipts}) == 1
    assert [receipt.repeated for receipt in receipts].count(False) == 1
    assert len([one for one in await entries(office, before) if one.stream.startswith("inbox/")]) == 1


async def test_many_events_at_once_are_an_entry_each(office: Office, door: Door) -> None:
    other = door_of(office, door.sources, "s-hr")
    before = await office.service.journal.length()
    receipts = await asyncio.gather(
        *(one(mine, mine.system.event(data={"n": n})) for n in range(40) for mine in (door, other))
    )
    came = [one for one in await entries(office, before) if one.kind == "inbox.received.v1"]
    assert sorted(one.position for one in came) == sorted(receipt.position or 0 for receipt in receipts)
    assert len(came) == 80


async def test_the_same_content_in_any_form_finds_the_first_receipt_and_another_is_refused(
    office: Office, door: Door
) -> None:
    event = door.system.event(data={"a": 1, "b": "示例"})
    first = await one(door, event)
    again = await one(door, dict(reversed(event.items())))
    assert again == first.model_copy(update={"repeated": True})
    before = await office.service.journal.length()
    other = event | {"data": {"a": 2}}
    for _ in range(3):
        error = await refused(door, door.system.send(other, now()), IdReusedError)
        assert error.data["position"] == str(first.position)
    (kept,) = [one for one in await entries(office, before) if one.kind == "refusal.recorded.v1"]
    assert kept.stream.startswith("refusals/o-370199/")
    assert json.loads(kept.decoded().data)["rule"] == "upstream.id-reused"
    assert await one(door, event) == again


async def test_a_bad_event_of_a_batch_refuses_no_other_and_a_repeated_batch_changes_nothing(
    office: Office, door: Door
) -> None:
    good = [door.system.event(data=n) for n in range(3)]
    reused = good[0] | {"data": "other"}
    batch = [good[0], {"id": 7}, good[1], reused, good[2], door.system.event(source="urn:other")]
    receipts = await receive(door, door.system.batch(batch, now()))
    assert [receipt.refused and receipt.refused.rule for receipt in receipts] == [
        None,
        "upstream.attribute",
        None,
        "upstream.id-reused",
        None,
        "upstream.source-foreign",
    ]
    taken = [receipt for receipt in receipts if receipt.position]
    assert [receipt.event_id for receipt in taken] == [event["id"] for event in good]
    assert sorted(taken, key=lambda receipt: receipt.position or 0) == taken
    before = await office.service.journal.length()
    again = await receive(door, door.system.batch(batch, now()))
    assert [receipt.position for receipt in again] == [receipt.position for receipt in receipts]
    assert await office.service.journal.length() == before


async def test_the_sdk_sends_and_the_standards_library_signs(door: Door) -> None:
    sent = SdkEvent(
        {"type": "t", "source": door.system.source, "subject": "郑州", "datacontenttype": "application/json"},
        {"名称": "示例"},
    )
    stamp = Webhook(door.system.key)
    at = now()
    receipts: list[Receipt] = []
    for message in (http.to_structured_event(sent), http.to_binary_event(sent)):
        headers = list(message.headers.items())
        message_id = attributes_digest(headers)
        headers += [
            ("webhook-id", message_id),
            ("webhook-timestamp", str(int(at.timestamp()))),
            ("webhook-signature", stamp.sign(message_id, at, message.body.decode())),
        ]
        receipts += await door.receiver.receive(headers, message.body)
    assert receipts[0].position == receipts[1].position
    assert [receipt.repeated for receipt in receipts] == [False, True]


async def test_whoever_forges_leaves_nothing_behind(office: Office, door: Door) -> None:
    before = await office.service.journal.length()
    event = door.system.event(data={"a": 1})
    stranger = door.system._replace(key=new_secret())
    await refused(door, stranger.send(event, now()), SignatureWrongError)
    sent = door.system.send(event, now())
    changed = sent._replace(body=sent.body.replace(b"1}", b"2}"))
    assert changed.body != sent.body
    await refused(door, changed, SignatureWrongError)
    await refused(door, sent._replace(body=b"{" + sent.body), SignatureWrongError)
    await refused(door, door.system.send(event, now() - timedelta(minutes=6)), SignatureStaleError)
    await refused(door, door.system.send(event, now() + timedelta(minutes=6)), SignatureStaleError)
    assert await office.service.journal.length() == before


async def test_what_is_not_proved_is_not_even_read(door: Door) -> None:
    stranger = door.system._replace(key=new_secret())
    for body in (b"{", b"[" * 100_000, b"\xff"):
        headers = [("content-type", "x"), *stranger.signed(body, now())]
        await refused(door, Sent(headers, body), SignatureWrongError)


async def test_a_key_that_was_rotated_out_proves_nothing_and_its_successor_does(door: Door) -> None:
    successor = new_secret()
    rotate_key(door.sources, door.system.source, successor, now() + timedelta(hours=1), now())
    renewed = door._replace(system=door.system._replace(key=successor))
    event = door.system.event()
    first, again = await one(door, event), await one(renewed, event)
    assert again.position == first.position
    text = door.sources.read_text(encoding="utf-8")
    (until,) = (line.partition("until = ")[2].split(" ")[0] for line in text.splitlines() if "until" in line)
    door.sources.write_text(text.replace(until, "2026-01-01T00:00:00+00:00"), encoding="utf-8")
    await refused(door, door.system.send(event, now()), KeyEndedError)
    assert (await one(renewed, event)).position == first.position


async def test_a_system_sends_in_no_other_name_and_the_attempt_is_on_record(
    office: Office, door: Door
) -> None:
    other = door_of(office, door.sources, "s-hr").system
    before = await office.service.journal.length()
    for _ in range(2):
        forged = door.system.event(id="e-1", source=other.source)
        await refused(door, door.system.send(forged, now()), ForeignSourceError)
    kept = await entries(office, before)
    assert [(one.kind, one.stream.split("/")[1]) for one in kept] == [("refusal.recorded.v1", "none")]


async def test_a_system_that_no_roster_grants_anything_is_refused_on_record(
    office: Office, door: Door
) -> None:
    for system in ("s-nobody", "p-1301"):
        stranger = door_of(office, door.sources, system)
        before = await office.service.journal.length()
        error = await refused(stranger, stranger.system.send(stranger.system.event(), now()), NotGrantedError)
        assert error.data == {"system": system}
        assert [one.kind for one in await entries(office, before)] == ["refusal.recorded.v1"]


async def test_an_event_fills_an_entry_and_not_a_byte_more(office: Office, door: Door) -> None:
    event = door.system.event(data="")
    limit = 0
    size = len(await _body(office, await one(door, event)))
    limit = 65_536 - size
    assert limit > 64_000
    fits = door.system.event(data="x" * limit)
    assert len(await _body(office, await one(door, fits))) == 65_536
    error = await refused(
        door, door.system.send(door.system.event(data="x" * (limit + 1)), now()), TooLargeError
    )
    assert error.data == {"size": "65537", "limit": "65536"}


async def _body(office: Office, receipt: Receipt) -> bytes:
    (entry,) = await office.service.journal.at([receipt.position or 0])
    return entry.body


async def test_nothing_of_a_signature_or_a_key_stands_in_the_journal(office: Office, door: Door) -> None:
    receipt = await one(door, door.system.event(id=f"e-{new_id()}"))
    body = await _body(office, receipt)
    assert door.system.key.encode() not in body
    assert b"whsec" not in body
    assert b"webhook" not in body
