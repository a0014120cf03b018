"""An adviser serves at most three enterprises at a time. Source: L (domain.md §5)."""

from datetime import date

import pytest

from domain.adviser.commands import AssignAdviser, ReleaseAdviser
from domain.adviser.decider import DECIDER, AdviserAssigned, AdviserReleased
from domain.adviser.refusals import TooManyEnterprisesError
from domain.deciding import tasks
from tests.domain.elections_given import by_approver
from tests.spec import Did, Spec, by_service, like

SPEC = Spec(DECIDER, stream="adviser/a-1")


def assign(number: int, starts: str = "2026-04-01", ends: str = "2028-03-31", **more: object) -> Did:
    return by_service(
        AssignAdviser(
            enterprise=f"e-{number}",
            by=f"establishment/b-{number}",
            starts_on=date.fromisoformat(starts),
            ends_on=date.fromisoformat(ends),
            **more,  # type: ignore[arg-type]
        )
    )


def release(number: int) -> Did:
    return by_service(ReleaseAdviser(by=f"establishment/b-{number}"))


@pytest.mark.parametrize(("served", "free"), [(1, True), (2, True), (3, False)])
def test_three_enterprises_at_a_time(served: int, free: bool) -> None:  # noqa: FBT001
    outcome = SPEC.given(*(assign(number) for number in range(served))).when(assign(9))
    if free:
        outcome.then(like(AdviserAssigned, enterprise="e-9"))
    else:
        outcome.then_refused(TooManyEnterprisesError, served="e-0, e-1, e-2", limit=3)


def test_a_fourth_with_an_exception() -> None:
    waivers = (by_approver("establishment.adviser_enterprises_maximum"),)
    full = SPEC.given(assign(1), assign(2), assign(3))
    full.when(assign(4, waivers=waivers)).then(like(AdviserAssigned))


def test_a_fourth_after_one_was_given_back() -> None:
    SPEC.given(assign(1), assign(2), assign(3), release(2)).when(assign(4)).then(like(AdviserAssigned))


@pytest.mark.parametrize(("starts", "free"), [("2028-03-31", False), ("2028-04-01", True)])
def test_terms_that_do_not_overlap_do_not_count_together(starts: str, free: bool) -> None:  # noqa: FBT001
    outcome = SPEC.given(assign(1), assign(2), assign(3)).when(assign(4, starts, "2030-03-31"))
    assert (outcome.refused is None) is free


def test_the_same_again_is_already_so_another_term_is_a_renewal() -> None:
    scene = SPEC.given(assign(1), assign(2), assign(3))
    scene.when(assign(1)).then_already_so()
    scene.when(assign(1, "2027-01-01", "2028-12-31")).then(like(AdviserAssigned)).where(
        lambda state: len(state.serves) == 3
    )


def test_the_enterprises_of_one_branch_count_each() -> None:
    both = [
        by_service(
            AssignAdviser(
                enterprise=enterprise,
                by="branch/b-1",
                starts_on=date(2026, 4, 1),
                ends_on=date(2028, 3, 31),
            )
        )
        for enterprise in ("e-1", "e-2")
    ]
    scene = SPEC.given(*both, assign(3))
    scene.when(assign(4)).then_refused(TooManyEnterprisesError, served="e-1, e-2, e-3")
    scene.when(by_service(ReleaseAdviser(by="branch/b-1"))).then(like(AdviserReleased)).where(
        lambda state: [one.enterprise for one in state.serves] == ["e-3"]
    )


def test_what_was_not_taken_is_not_given_back() -> None:
    SPEC.given(assign(1)).when(release(1)).then(like(AdviserReleased)).where(lambda state: not state.serves)
    SPEC.given(assign(1)).when(release(2)).then_already_so()


def test_an_adviser_waits_for_nobody_and_is_found_by_enterprise_and_person() -> None:
    scene = SPEC.given(assign(1))
    assert tasks(DECIDER, scene.state) == []
    assert DECIDER.tags(scene.state) == {"enterprise:e-1", "person:a-1"}
