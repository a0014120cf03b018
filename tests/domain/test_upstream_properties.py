"""Whatever systems tell, in whatever order: it is taken or refused, nothing crashes, and nothing newer is undone."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.filing import commands as filing
from domain.orders import Role
from domain.refusals import DomainError
from domain.upstream.data import UpstreamData
from tests.domain import test_upstream_contracts as contracts
from tests.domain import test_upstream_enterprises as enterprises
from tests.domain import test_upstream_head_counts as counts
from tests.domain import test_upstream_incidents as incidents
from tests.domain import test_upstream_relations as relations
from tests.domain.soundness import check
from tests.domain.test_investigation import here
from tests.domain.upstream_world import (
    BRANCH,
    ENTERPRISE,
    STREAM,
    Office,
    accepted,
    registered,
    with_branch,
    with_enterprise,
    with_investigation,
)
from tests.spec import ZHAO

FIRST_DAY = date(2026, 2, 20)
days = st.integers(0, 12).map(lambda number: str(FIRST_DAY + timedelta(number)))


def with_accepted() -> Office:
    office = with_investigation()
    accepted(office, here(3))
    return office


OFFICES = (
    Office,
    with_enterprise,
    with_investigation,
    with_accepted,
    relations.awaiting,
    with_branch,
    lambda: with_branch(relations.awaiting()),
    enterprises.with_both,
    contracts.registered,
    incidents.evaluated,
    lambda: incidents.evaluated(4),
)

events: st.SearchStrategy[UpstreamData] = st.one_of(
    st.builds(registered, employees=st.sampled_from([{}, {"total": 9}, {"total": 12}])),
    st.builds(registered, st.just("enterprise.changed"), name=st.sampled_from(["甲公司", "乙公司"])),
    st.builds(enterprises.life, st.sampled_from(list(enterprises.DETAILS)), happened_on=st.just(FIRST_DAY)),
    st.builds(counts.count, st.sampled_from([9, 12, None]), days),
    st.builds(relations.moved, direction=st.sampled_from(["in", "out"]), counted=st.integers(2, 6)),
    st.builds(contracts.told, st.sampled_from(list(contracts.GROUNDS)), days),
    st.builds(incidents.incident, days, st.sampled_from(["pollution", "bad-credit", "none"])),
)
tellings = st.lists(st.tuples(events, days, days), max_size=10)
ANSWERS: tuple[tuple[Any, Role], ...] = (
    (filing.AcknowledgeFiling(), Role.REGISTRAR),
    (filing.RequestCorrection(items=("日期",)), Role.REGISTRAR),
)


def answered(office: Office, answer: int) -> None:
    """The registrar answers the open filing, one way or the other."""
    opened = office.state("contract/K-1").serials.opened("filing")
    if opened is not None:
        command, role = ANSWERS[answer]
        office.order(opened, command, by=ZHAO, role=role)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(OFFICES), tellings, st.lists(st.integers(0, 1), max_size=10))
def test_whatever_is_told_is_taken_or_refused_and_every_case_stays_sound(
    made: Any, told: list[tuple[UpstreamData, str, str]], answers: list[int]
) -> None:
    office = made()
    for number, (data, day, received) in enumerate(told):
        with suppress(DomainError):
            office.tell(data, on=day, received=max(day, received))
        if number < len(answers):
            with suppress(DomainError):
                answered(office, answers[number])
    for scene in office.scenes.values():
        if scene.spec.stream.split("/")[0] in {"filing", "investigation", "branch", "evaluation"}:
            check(scene)


@settings(max_examples=25, deadline=None)
@given(st.lists(days, min_size=1, max_size=8))
def test_the_newest_number_of_employees_stands_however_they_arrive(told: list[str]) -> None:
    office = with_branch()
    taken: list[tuple[str, int]] = []
    for total, day in enumerate(told):
        with suppress(DomainError):
            office.tell(counts.count(total, on=day), on=day, received="2026-03-10")
            taken.append((day, total))
    assert [day for day, _ in taken] == sorted(day for day, _ in taken)
    assert taken[-1][0] == max(told)
    assert office.state(BRANCH).partner(ENTERPRISE).employees == taken[-1][1]


@settings(max_examples=25, deadline=None)
@given(st.lists(days, min_size=1, max_size=8))
def test_the_newest_word_of_a_register_stands_however_they_arrive(told: list[str]) -> None:
    office = with_enterprise()
    newest = ("2026-01-05", "示例制造有限公司")
    for name, day in ((f"第{number}名", day) for number, day in enumerate(told)):
        with suppress(DomainError):
            office.tell(registered("enterprise.changed", name=name), on=day, received="2026-03-10")
        newest = (day, name) if day >= newest[0] else newest
    assert office.state(STREAM).row.name == newest[1]
