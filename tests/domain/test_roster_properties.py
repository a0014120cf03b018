"""Whatever is ordered of a roster, in whatever order: it never crashes, and every organisation has a way to the top."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deciding import fold, tasks
from domain.matter.commands import Comment
from domain.orders import Role
from domain.people import Person
from domain.roster import commands as c
from domain.roster.directory import Directory
from tests.domain.roster_given import (
    BRANCH,
    COUNTY,
    PARK,
    PROVINCE,
    SPEC,
    T1,
    T2,
    grant,
    listed,
    roster,
    some,
)
from tests.domain.soundness import FIRST_DAY, ran
from tests.spec import did

orgs = st.sampled_from([PROVINCE, COUNTY, T1, T2, PARK, BRANCH, "o-new"])
people = st.sampled_from(["p-admin", "p-operator", "p-registrar", "p-new"])
roles = st.sampled_from(Role)
days = st.integers(-30, 90).map(lambda days: date.fromordinal(FIRST_DAY) + timedelta(days=days))
listings = st.builds(listed, orgs, st.none() | orgs, days)
grants = st.builds(grant, people, roles, orgs, days, st.none() | days)
commands = st.one_of(
    st.builds(
        lambda scope, places, offices: some(
            org=scope, orgs=tuple(places), persons=(Person(id="p-new", name="某"),), grants=tuple(offices)
        ),
        orgs,
        st.lists(listings, max_size=3),
        st.lists(grants, max_size=3),
    ),
    st.builds(
        c.ReorganiseOrg,
        org=orgs,
        change=st.one_of(
            st.builds(c.Rename, name=st.sampled_from(["甲", "乙"])),
            st.builds(c.Move, parent=orgs),
            st.builds(c.Merge, into=orgs),
        ),
        since=days,
    ),
    st.builds(c.DelegateOffice, org=orgs, role=roles, principal=people, to=people, since=days, until=days),
    st.builds(c.EndDelegation, org=orgs, role=roles, principal=people, to=people),
    st.just(Comment(text="备注")),
)
acts = st.builds(
    lambda command, by, org: did(command, by=by, role=Role.ADMIN, org=org), commands, people, orgs
)


@settings(max_examples=50, deadline=None)
@given(st.lists(acts, max_size=12), days)
def test_every_organisation_has_a_way_to_the_top_on_every_day(history: list[object], day: date) -> None:
    scene = ran(SPEC, [did(roster(), by="p-admin", org=PROVINCE), *history])  # type: ignore[list-item]
    known = Directory([scene.state])
    for org in known.orgs():
        path = known.path(org.id, day)
        assert len(set(path)) == len(path)
    assert tasks(SPEC.decider, scene.state) == []
    assert fold(SPEC.decider, scene.facts, stream=SPEC.stream) == scene.state
    assert all(SPEC.decider.fact(fact.model_dump_json()) == fact for fact in scene.facts)


@settings(max_examples=40, deadline=None)
@given(st.lists(acts, max_size=8), commands)
def test_an_act_that_was_taken_is_already_so_when_it_is_repeated(
    history: list[object], again: c.OwnCommand
) -> None:
    start = [did(roster(), by="p-admin", org=PROVINCE), *history]
    once = did(again, by="p-admin", role=Role.ADMIN, org=PROVINCE)
    if isinstance(again, Comment):
        return
    before = ran(SPEC, [*start, once])  # type: ignore[list-item]
    twice = ran(SPEC, [*start, once, once])  # type: ignore[list-item]
    assert _content(twice.state) == _content(before.state)


def _content(state: object) -> tuple[object, ...]:
    return tuple(getattr(state, name) for name in ("orgs", "persons", "grants", "delegations"))
