"""What an act asks of another stream is judged there by that stream's own rules, one claim after the other."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from domain.claiming import Claimed, decide_claims
from domain.matter import commands as m
from domain.orders import Act, Actor, Order, Role
from domain.person.decider import DECIDER, ClaimOffice, OfficeHeldError, PersonState, ReleaseOffice
from tests.domain.test_person import claim
from tests.spec import WANG, rules

NOBODY_YET = PersonState(stream="person/p-han")


def asked(*commands: ClaimOffice | ReleaseOffice) -> Claimed:
    order = Order[Any](
        command_id=UUID(int=7),
        actor=Actor(id=WANG, role=Role.OPERATOR, org="o-1"),
        command=m.Comment(text="what claims"),
    )
    act = Act(order=order, at=datetime(2026, 10, 12, 4, tzinfo=UTC), rules=rules())
    return decide_claims(DECIDER, [m.claim(NOBODY_YET.stream, one) for one in commands], act, NOBODY_YET)


def test_claims_follow_each_other() -> None:
    claimed = asked(claim("b-1"), ReleaseOffice(branch="b-1"), claim("b-2"))
    assert [event.kind for event in claimed.events] == [
        "person.office_claimed.v1",
        "person.office_released.v1",
        "person.office_claimed.v1",
    ]
    assert claimed.tags == ("person:p-han",)


def test_what_is_so_already_causes_nothing() -> None:
    assert asked(ReleaseOffice(branch="b-1")).events == ()


def test_what_the_other_stream_refuses_is_refused() -> None:
    with pytest.raises(OfficeHeldError):
        asked(claim("b-1"), claim("b-2"))
