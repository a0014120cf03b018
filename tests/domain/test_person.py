"""The secretary's offices of one person: one, unless the superior allows more."""

import pytest

from domain.person.decider import (
    DECIDER,
    ClaimOffice,
    OfficeClaimed,
    OfficeHeldError,
    OfficeReleased,
    ReleaseOffice,
)
from tests.spec import Outcome, Spec, by_service

SPEC = Spec(DECIDER, stream="person/p-han")


def claim(branch: str = "b-1", limit: int = 1, *, allowed: bool = False) -> ClaimOffice:
    return ClaimOffice(branch=branch, by=f"appointment/{branch}/1", limit=limit, allowed=allowed)


def second(limit: int, *, allowed: bool = False, held: int = 1) -> Outcome:
    before = [by_service(claim(f"b-{number}", allowed=True)) for number in range(1, held + 1)]
    return SPEC.given(*before).when(by_service(claim("b-9", limit, allowed=allowed)))


def test_a_person_takes_a_first_office_whatever_the_limit() -> None:
    SPEC.given().when(by_service(claim(limit=1))).then(OfficeClaimed(branch="b-1", by="appointment/b-1/1"))
    SPEC.given().when(by_service(claim(limit=0))).then(OfficeClaimed(branch="b-1", by="appointment/b-1/1"))


@pytest.mark.parametrize(("limit", "held"), [(1, 1), (1, 2), (2, 2), (2, 3)])
def test_an_office_at_or_above_the_limit_is_refused_and_says_which_is_held(limit: int, held: int) -> None:
    second(limit, held=held).then_refused(OfficeHeldError, branch="b-1", by="appointment/b-1/1", limit=limit)


def test_an_office_below_the_limit_is_taken() -> None:
    second(2).then(OfficeClaimed(branch="b-9", by="appointment/b-9/1"))


def test_the_superior_may_allow_another_office() -> None:
    second(1, allowed=True).then(OfficeClaimed(branch="b-9", by="appointment/b-9/1"))


def test_the_same_office_again_is_already_so() -> None:
    SPEC.given(by_service(claim())).when(by_service(claim())).then_already_so()


def test_an_office_given_back_leaves_room_for_another() -> None:
    left = SPEC.given(by_service(claim()), by_service(ReleaseOffice(branch="b-1")))
    left.when(by_service(claim("b-2"))).then(OfficeClaimed(branch="b-2", by="appointment/b-2/1"))


def test_giving_back_an_office_not_held_is_already_so() -> None:
    SPEC.given(by_service(claim())).when(by_service(ReleaseOffice(branch="b-2"))).then_already_so()
    SPEC.given(by_service(claim())).when(by_service(ReleaseOffice(branch="b-1"))).then(
        OfficeReleased(branch="b-1")
    )


def test_nobody_is_awaited_by_a_person() -> None:
    SPEC.given(by_service(claim())).then_waiting()
    assert DECIDER.tags(SPEC.given().state) == {"person:p-han"}
