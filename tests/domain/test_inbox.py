"""The inbox: what came in, what became of it, and who may have it delivered again."""

from domain.inbox.commands import (
    ConfirmEvent,
    InboxCommand,
    Planned,
    ReceiveEvent,
    RedriveEvent,
    RouteEvent,
    SetEventAside,
)
from domain.inbox.decider import DECIDER, InboxState, NotDeadError
from domain.inbox.events import EventDelivered, EventDied, EventReceived, EventRedriven, EventRouted
from domain.inbox.told import CloudEvent
from domain.model import EntryRef
from domain.orders import Role
from tests.catalogues import catalogue
from tests.spec import Did, Spec, by_service, did, like

SPEC = Spec(DECIDER, stream="inbox/s-market/2026-01")
EVENT = CloudEvent(
    source="urn:example:market",
    event_id="e-1",
    type="cn.branch-lifecycle.enterprise.registered.v1",
    subject="91410199MA00001011",
    time="2026-01-05T09:00:00Z",
    data='{"name":"示例"}',
)
REDRIVE = did(RedriveEvent(of=1, reason="登记已补"), by="p-admin", role=Role.ADMIN, org="o-0")


def received(event: CloudEvent = EVENT) -> Did:
    command = ReceiveEvent(event=event, content="a" * 64, body="b" * 64)
    return did(command, by="s-market", role=Role.UPSTREAM)


def dead(of: int = 1, turn: int = 1) -> Did:
    return of_office(
        SetEventAside(of=of, turn=turn, rule="upstream.unknown-enterprise", data=(("code", "9"),))
    )


def of_office(command: InboxCommand) -> Did:
    """The service puts it down in the name of the system's office."""
    return did(command, by="service", role=Role.SERVICE, org="o-1")


def test_what_a_system_says_is_put_down_and_lies_in_its_office() -> None:
    SPEC.given().when(received()).then(
        like(EventReceived, system="s-market", event_id="e-1", subject="91410199MA00001011", content="a" * 64)
    ).waiting().where(lambda state: (state.org, state.received, state.dead) == ("o-1", 1, ()))


def test_an_inbox_remembers_nobody_since_events_come_by_the_thousand() -> None:
    state: InboxState = SPEC.given(*[received()] * 5).state
    assert (state.acts, state.last_acts, state.received) == ((), (), 5)


def test_an_event_is_routed_and_delivered() -> None:
    order = Planned(
        stream="enterprise/e-1", command_kind="x", command="{}", acted_on=SPEC.given(received()).today
    )
    arrived = (EntryRef(stream="enterprise/e-1", version=1),)
    SPEC.given(received()).when(of_office(RouteEvent(of=1, turn=1, orders=(order,)))).then(
        like(EventRouted, to=("enterprise/e-1",))
    )
    SPEC.given(received()).when(of_office(ConfirmEvent(of=1, turn=1, reached=arrived))).then(
        like(EventDelivered, of=1, turn=1, reached=arrived)
    ).where(lambda state: state.dead == ())


def test_a_dead_letter_keeps_its_reason_and_is_delivered_again_once() -> None:
    SPEC.given(received()).when(dead()).then(like(EventDied, rule="upstream.unknown-enterprise")).where(
        lambda state: state.dead == (1,)
    )
    SPEC.given(received(), dead()).when(REDRIVE).then(like(EventRedriven, of=1)).where(
        lambda state: (state.dead, state.org) == ((), "o-1")
    )
    SPEC.given(received(), dead(), REDRIVE).when(REDRIVE).then_refused(NotDeadError)
    SPEC.given(received(), dead(), REDRIVE, dead(turn=3)).when(REDRIVE).then(like(EventRedriven, of=1))


def test_what_waits_or_was_delivered_is_not_delivered_again() -> None:
    SPEC.given(received()).when(REDRIVE).then_refused(NotDeadError)
    SPEC.given(received(), received(), dead(of=2)).when(REDRIVE).then_refused(NotDeadError)


def test_an_inbox_is_found_by_system_and_office() -> None:
    assert DECIDER.tags(SPEC.given(received()).state) == {"org:o-1", "system:s-market"}


def test_its_story_names_event_and_reason() -> None:
    told = catalogue().story(SPEC.given(received()).facts[0].event)
    assert "e-1" in told.zh
    died = catalogue().story(SPEC.given(received(), dead()).facts[1].event)
    assert "upstream.unknown-enterprise" in died.en


def test_nobody_but_the_service_puts_anything_down() -> None:
    assert [one.kind_name() for one in DECIDER.commands if one.roles - {Role.SERVICE}] == ["redrive_event"]
    assert by_service(RedriveEvent(of=1, reason="x")).role not in RedriveEvent.roles


def test_an_event_is_known_by_source_and_id_together() -> None:
    others = [EVENT.model_copy(update=change) for change in ({"source": "urn:x"}, {"event_id": "e-2"})]
    assert len({one.identity for one in (EVENT, *others)}) == 3
    assert EVENT.model_copy(update={"type": "t"}).identity == EVENT.identity
