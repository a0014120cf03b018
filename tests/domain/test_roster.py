"""The roster: places in the tree today and then, offices, delegations; idempotent imports; every refusal."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from domain.orders import Role
from domain.people import Person
from domain.roster import commands as c
from domain.roster import events as e
from domain.roster import refusals as r
from domain.roster.commands import PORTION
from domain.roster.directory import Directory, Office
from domain.roster.document import parse_roster
from domain.roster.offices import Delegation
from tests.domain.roster_given import (
    BRANCH,
    COUNTY,
    IMPORTED,
    PARK,
    PROVINCE,
    SPEC,
    START,
    T1,
    T2,
    directory,
    grant,
    listed,
    roster,
    some,
)
from tests.spec import Did, did, like

EXAMPLE = Path(__file__).parents[2] / "interfaces" / "examples" / "roster.toml"
SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 1)
DAY = date(2026, 1, 5)


def admin(command: object, on: str = "2026-01-05", org: str = PROVINCE) -> Did:
    return did(command, by="p-admin", role=Role.ADMIN, org=org, on=on)  # type: ignore[arg-type]


def rename(name: str = "新名", since: date = SPRING, org: str = T1) -> c.ReorganiseOrg:
    return c.ReorganiseOrg(org=org, change=c.Rename(name=name), since=since)


def move(parent: str, since: date = SPRING, org: str = T1) -> c.ReorganiseOrg:
    return c.ReorganiseOrg(org=org, change=c.Move(parent=parent), since=since)


def merge(into: str = T2, since: date = SPRING, org: str = T1) -> c.ReorganiseOrg:
    return c.ReorganiseOrg(org=org, change=c.Merge(into=into), since=since)


def lend(**more: object) -> c.DelegateOffice:
    told: dict[str, object] = {
        "org": T1,
        "role": Role.REGISTRAR,
        "principal": "p-registrar",
        "to": "p-operator",
        "since": DAY,
        "until": date(2026, 1, 20),
    }
    return c.DelegateOffice.model_validate(told | more)


END = c.EndDelegation(org=T1, role=Role.REGISTRAR, principal="p-registrar", to="p-operator")


def test_an_import_is_one_event_of_all_that_is_new() -> None:
    whole = roster()
    SPEC.given().when(IMPORTED).then(
        e.RosterImported(orgs=whole.orgs, persons=whole.persons, grants=whole.grants)
    ).waiting()


def test_the_same_roster_again_is_already_so() -> None:
    SPEC.given(IMPORTED).when(IMPORTED).then_already_so()


def test_of_a_changed_roster_only_the_change_is_an_event() -> None:
    more = Person(id="p-new", name="新示例")
    office = grant("p-new", Role.OPERATOR, T2)
    SPEC.given(IMPORTED).when(
        admin(roster(persons=(*roster().persons, more), grants=(*roster().grants, office)))
    ).then(e.RosterImported(persons=(more,), grants=(office,)))


def test_an_office_is_ended_by_its_last_day_and_its_holder_loses_it_the_day_after() -> None:
    ended = admin(some(grants=(grant("p-other", Role.REGISTRAR, T2, until=SPRING),)))
    known = directory(ended)
    assert known.offices("p-other", SPRING) == (Office(Role.REGISTRAR, T2),)
    assert known.offices("p-other", date(2026, 3, 2)) == ()
    assert known.offices("p-other", date(2019, 12, 31)) == ()


def test_a_roster_may_rename_and_move_from_its_day() -> None:
    known = directory(admin(some(orgs=(listed(T1, PROVINCE, since=SPRING, name="升格"),))))
    org = known.org(T1)
    assert org is not None
    assert [org.name_on(day) for day in (DAY, SPRING)] == [f"{T1} 示例", "升格"]
    assert known.path(T1, DAY) == (T1, COUNTY, PROVINCE)
    assert known.path(T1, SPRING) == (T1, PROVINCE)


def test_whom_an_organisation_guides_is_what_the_last_roster_says() -> None:
    guiding = admin(some(orgs=(listed(PARK, COUNTY, guides=(T1, T2)),)))
    assert directory(guiding).org(PARK).guides == (T1, T2)  # type: ignore[union-attr]
    only_one = admin(some(orgs=(listed(PARK, COUNTY, guides=(T2,)),)))
    known = directory(guiding, only_one)
    assert known.org(PARK).guides == (T2,)  # type: ignore[union-attr]
    assert known.path(T2, DAY) == (T2, COUNTY, PROVINCE)


def test_before_its_first_day_an_organisation_is_as_it_was_first_known() -> None:
    known = directory()
    org = known.org(T1)
    assert org is not None
    assert org.name_on(date(2000, 1, 1)) == f"{T1} 示例"
    assert known.path(T1, date(2000, 1, 1)) == (T1, COUNTY, PROVINCE)


@pytest.mark.parametrize(
    ("command", "refusal", "data"),
    [
        (some(orgs=(listed("o-x", None),)), r.SecondRootError, {"org": "o-x"}),
        (some(orgs=(listed("o-x", "o-y"),)), r.UnknownOrgError, {"org": "o-y"}),
        (some(orgs=(listed(COUNTY, T1),)), r.CircleError, {"org": COUNTY, "on": START}),
        (some(org=T1, orgs=(listed("o-x", T2),)), r.OutsideScopeError, {"org": "o-x", "scope": T1}),
        (
            some(org=T1, orgs=(listed(T2, T1, since=START),)),
            r.OutsideScopeError,
            {"org": T2, "scope": T1},
        ),
        (some(grants=(grant("p-no", Role.OPERATOR, T1),)), r.UnknownPersonError, {"person": "p-no"}),
        (some(grants=(grant("p-other", Role.OPERATOR, "o-x"),)), r.UnknownOrgError, {"org": "o-x"}),
        (some(grants=(grant("p-other", Role.SERVICE, T1),)), r.RoleNotGrantedError, {"role": "service"}),
        (some(org=T1, grants=(grant("p-other", Role.OPERATOR, T2),)), r.OutsideScopeError, {"org": T2}),
        (
            some(grants=(grant("p-other", Role.OPERATOR, T1, until=date(2019, 12, 31)),)),
            r.PeriodReversedError,
            {"since": START, "until": date(2019, 12, 31)},
        ),
    ],
)
def test_an_import_is_refused(
    command: c.ImportRoster, refusal: type[Exception], data: dict[str, object]
) -> None:
    SPEC.given(IMPORTED).when(admin(command)).then_refused(refusal, **data)  # type: ignore[arg-type]


def test_an_office_of_one_day_is_none_too_short() -> None:
    one_day = grant("p-other", Role.OPERATOR, T1, until=START)
    SPEC.given(IMPORTED).when(admin(some(grants=(one_day,)))).then(e.RosterImported(grants=(one_day,)))


def test_a_county_keeps_its_own_part_of_the_roster() -> None:
    part = some(org=COUNTY, orgs=(listed("o-t3", COUNTY),))
    SPEC.given(IMPORTED).when(admin(part, org=COUNTY)).then(like(e.RosterImported, orgs=part.orgs))


def test_a_portion_is_bounded_so_that_an_entry_holds_it() -> None:
    people = tuple(Person(id=f"p-{number}", name="某") for number in range(PORTION + 1))
    some(persons=people[:PORTION])
    with pytest.raises(ValidationError):
        some(persons=people)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (rename(), e.OrgRenamed(org=T1, name="新名", since=SPRING)),
        (move(PROVINCE), e.OrgMoved(org=T1, parent=PROVINCE, since=SPRING)),
        (merge(), e.OrgMerged(org=T1, into=T2, since=SPRING)),
    ],
)
def test_an_organisation_is_renamed_moved_or_merged_from_a_day(
    command: c.ReorganiseOrg, event: e.RosterEvent
) -> None:
    SPEC.given(IMPORTED).when(admin(command)).then(event)
    SPEC.given(IMPORTED, admin(command)).when(admin(command)).then_already_so()


def test_a_renamed_organisation_had_its_old_name_then() -> None:
    org = directory(admin(rename("甲", SPRING)), admin(rename("乙", SUMMER))).org(T1)
    assert org is not None
    assert [org.name_on(day) for day in (DAY, SPRING, SUMMER)] == [f"{T1} 示例", "甲", "乙"]


def test_rights_follow_the_place_of_the_day() -> None:
    known = directory(admin(move(PARK)))
    assert known.path(T1, DAY) == (T1, COUNTY, PROVINCE)
    assert known.path(T1, SPRING) == (T1, PARK, COUNTY, PROVINCE)
    assert [known.within(BRANCH, PARK, day) for day in (DAY, SPRING)] == [False, True]


def test_a_merged_organisation_is_its_successor_and_offices_in_it_have_ended() -> None:
    known = directory(admin(merge()))
    assert known.path(T1, DAY) == (T1, COUNTY, PROVINCE)
    assert known.path(T1, SPRING) == (T2, COUNTY, PROVINCE)
    assert known.path(BRANCH, SPRING) == (BRANCH, T2, COUNTY, PROVINCE)
    assert known.within(BRANCH, T1, SPRING)
    assert known.below(T2, DAY) == (T2,)
    assert set(known.below(T2, SPRING)) == {T1, T2, BRANCH}
    assert known.below("o-unknown", SPRING) == ("o-unknown",)
    assert known.offices("p-registrar", DAY) == (Office(Role.REGISTRAR, T1),)
    assert known.offices("p-registrar", SPRING) == ()
    assert known.current("o-none", SPRING) == "o-none"


@pytest.mark.parametrize(
    ("command", "org", "refusal"),
    [
        (rename(org="o-x"), PROVINCE, r.UnknownOrgError),
        (move("o-x"), PROVINCE, r.UnknownOrgError),
        (move(BRANCH), PROVINCE, r.CircleError),
        (move(T1), PROVINCE, r.CircleError),
        (merge(into=BRANCH), PROVINCE, r.CircleError),
        (move(PROVINCE), COUNTY, r.OutsideScopeError),
    ],
)
def test_a_reorganisation_is_refused(command: c.ReorganiseOrg, org: str, refusal: type[Exception]) -> None:
    SPEC.given(IMPORTED).when(admin(command, org=org)).then_refused(refusal)  # type: ignore[arg-type]


@pytest.mark.parametrize("command", [rename(), move(PROVINCE), merge(into=PARK)])
def test_a_merged_organisation_is_not_changed_any_more(command: c.ReorganiseOrg) -> None:
    SPEC.given(IMPORTED, admin(merge())).when(admin(command)).then_refused(r.OrgMergedError, into=T2)


def test_the_tree_of_any_day_is_told_however_many_days_are_asked_about() -> None:
    known = Directory([SPEC.given(IMPORTED).state])
    days = [date(2026, 1, day) for day in range(1, 32)]
    first = [known.below(COUNTY, day) for day in days]
    assert [known.below(COUNTY, day) for day in days] == first
    assert {known.path(T1, day) for day in days} == {known.path(T1, days[0])}
    assert set(first[0]) == {one.id for one in known.orgs() if known.within(one.id, COUNTY, days[0])}


def test_organisations_merged_into_each_other_end_somewhere() -> None:
    known = directory(admin(merge(T2, SPRING, T1)))
    circle = [
        one.model_copy(update={"into": T1, "merged_on": SPRING}) for one in known.orgs() if one.id == T2
    ]
    state = SPEC.given(IMPORTED, admin(merge())).state
    broken = state.model_copy(update={"orgs": (*(o for o in state.orgs if o.id != T2), *circle)})
    assert Directory([broken]).current(T1, SPRING) in {T1, T2}


def test_the_holder_lends_an_office_until_a_day_included() -> None:
    lent = did(lend(), by="p-registrar", role=Role.REGISTRAR, org=T1)
    SPEC.given(IMPORTED).when(lent).then(
        e.OfficeDelegated(delegation=Delegation.model_validate(lend().model_dump(exclude={"kind"})))
    )
    SPEC.given(IMPORTED, lent).when(lent).then_already_so()
    known = directory(lent)
    in_force = Office(Role.REGISTRAR, T1, "p-registrar")
    assert in_force in known.offices("p-operator", date(2026, 1, 20))
    assert in_force not in known.offices("p-operator", date(2026, 1, 21))
    assert in_force not in known.offices("p-operator", date(2026, 1, 4))
    assert [one.to for one in known.delegations(DAY)] == ["p-operator"]


def test_what_was_lent_is_lost_with_the_office() -> None:
    ended = admin(some(grants=(grant("p-registrar", Role.REGISTRAR, T1, until=date(2026, 1, 10)),)))
    known = directory(did(lend(), by="p-registrar", role=Role.REGISTRAR, org=T1), ended)
    assert len(known.offices("p-operator", date(2026, 1, 10))) == 2
    assert len(known.offices("p-operator", date(2026, 1, 11))) == 1


@pytest.mark.parametrize("by", ["p-registrar", "p-operator", "p-county-admin"])
def test_a_delegation_is_ended_by_either_or_by_an_administrator(by: str) -> None:
    lent = did(lend(), by="p-registrar", role=Role.REGISTRAR, org=T1)
    ended = did(END, by=by, role=Role.OPERATOR, on="2026-01-08")
    SPEC.given(IMPORTED, lent).when(ended).then(
        e.DelegationEnded(
            org=T1,
            role=Role.REGISTRAR,
            principal="p-registrar",
            to="p-operator",
            ended_on=date(2026, 1, 8),
        )
    )
    SPEC.given(IMPORTED, lent, ended).when(ended).then_already_so()
    known = directory(lent, ended)
    assert [len(known.delegations(date(2026, 1, day))) for day in (7, 8)] == [1, 0]


def test_ending_one_delegation_leaves_another() -> None:
    lent = did(lend(), by="p-registrar", role=Role.REGISTRAR, org=T1)
    other = did(lend(to="p-reviewer"), by="p-registrar", role=Role.REGISTRAR, org=T1)
    known = directory(lent, other, did(END, by="p-registrar", role=Role.REGISTRAR, on="2026-01-08"))
    assert [one.to for one in known.delegations(date(2026, 1, 8))] == ["p-reviewer"]


def test_an_administrator_above_may_lend_for_somebody_who_is_away() -> None:
    SPEC.given(IMPORTED).when(did(lend(), by="p-county-admin", role=Role.ADMIN, org=COUNTY)).then(
        like(e.OfficeDelegated)
    )


@pytest.mark.parametrize(
    ("command", "by", "refusal"),
    [
        (lend(to="p-registrar"), "p-registrar", r.ToOneselfError),
        (lend(to="p-no"), "p-registrar", r.UnknownPersonError),
        (lend(until=date(2026, 1, 4)), "p-registrar", r.PeriodReversedError),
        (lend(since=date(2026, 2, 1)), "p-registrar", r.PeriodReversedError),
        (lend(role=Role.APPROVER), "p-registrar", r.NotHolderError),
        (lend(), "p-operator", r.NotOwnOfficeError),
        (END, "p-other", r.NotOwnOfficeError),
    ],
)
def test_a_delegation_is_refused(command: c.OwnCommand, by: str, refusal: type[Exception]) -> None:
    SPEC.given(IMPORTED).when(did(command, by=by, role=Role.REGISTRAR, org=T1)).then_refused(refusal)  # type: ignore[arg-type]


def test_a_delegation_of_today_alone_is_taken() -> None:
    SPEC.given(IMPORTED).when(did(lend(until=DAY), by="p-registrar", role=Role.REGISTRAR, org=T1)).then(
        like(e.OfficeDelegated)
    )


def test_a_step_goes_to_the_nearest_office_that_has_enough_people() -> None:
    known = directory()
    assert known.office_for(Role.REGISTRAR, T1, DAY, deciders_minimum=2) == T1
    assert known.office_for(Role.REGISTRAR, T1, DAY, deciders_minimum=3) is None
    assert known.office_for(Role.REGISTRAR, BRANCH, DAY, deciders_minimum=2) == T1
    assert known.office_for(Role.REGISTRAR, T2, DAY, deciders_minimum=2) == COUNTY
    assert known.office_for(Role.REGISTRAR, T2, DAY, deciders_minimum=1) == T2
    assert known.office_for(Role.OPERATOR, BRANCH, DAY, deciders_minimum=9) == BRANCH
    assert known.office_for(Role.EVALUATOR, T1, DAY, deciders_minimum=1) is None


def test_a_directory_tells_who_and_what_there_is() -> None:
    known = directory()
    assert not known.empty
    assert not known.unmanned
    assert Directory().empty
    assert Directory().unmanned
    assert [one.id for one in known.orgs()] == sorted([PROVINCE, COUNTY, T1, T2, PARK, BRANCH])
    assert "p-branch" in known.persons()
    assert known.knows_person("p-branch")
    assert (known.name_of("p-branch"), known.name_of("p-no")) == ("某示例", "p-no")
    assert known.administers("p-county-admin", T1, DAY)
    assert not known.administers("p-county-admin", PROVINCE, DAY)
    assert known.holders(Role.OPERATOR, T1, DAY) == ("p-operator",)
    assert Directory().path("o-x", DAY) == ("o-x",)


def test_the_first_office_a_file_gives_is_an_administrators() -> None:
    document = parse_roster(EXAMPLE.read_text(encoding="utf-8"))
    offices = [office for portion in document.portions() for office in portion.grants]
    assert offices[0].role is Role.ADMIN


def test_the_example_roster_is_complete() -> None:
    document = parse_roster(EXAMPLE.read_text(encoding="utf-8"))
    spec_of_example = SPEC.given(*(admin(portion) for portion in document.portions()))
    known = Directory([spec_of_example.state])
    today = DAY
    for township in ("o-370199-t1", "o-370199-t2", "o-370199-t3"):
        assert len(known.holders(Role.OPERATOR, township, today)) == 2
        for role in (Role.REVIEWER, Role.APPROVER, Role.REGISTRAR, Role.EVALUATOR):
            assert known.office_for(role, township, today, deciders_minimum=2) == township
    assert known.office_for(Role.APPROVER, "o-370199-k1", today, deciders_minimum=2) == "o-370199"
    roles = {office.role for person in known.persons() for office in known.offices(person, today)}
    assert roles == set(Role) - {Role.SERVICE}
    assert all(known.path(org.id, today)[-1] == "o-37" for org in known.orgs())


def test_a_roster_file_may_name_its_organisations_in_any_order() -> None:
    orgs = "".join(
        f'[[orgs]]\nid = "o-{number}"\nname = "某"\nlevel = "township"\nparent = "o-{number + 1}"\n'
        for number in range(200)
    )
    root = '[[orgs]]\nid = "o-200"\nname = "省"\nlevel = "province"\n'
    document = parse_roster(f'province = "o-200"\nsince = 2020-01-01\n{orgs}{root}')
    assert document.stream == "roster/o-200"
    spec_of_file = type(SPEC)(SPEC.decider, document.stream)
    scene = spec_of_file.given(*(admin(one, org="o-200") for one in document.portions()))
    assert len(scene.state.orgs) == 201
    assert Directory([scene.state]).path("o-0", DAY)[-1] == "o-200"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("province = 37", "province"),
        ('province = "o-37"\nsince = "soon"', "since"),
        ("province = ", "TOML"),
        ('province = "o-37"\nsince = 2020-01-01\nmore = 1', "more"),
    ],
)
def test_a_wrong_roster_file_names_the_first_wrong_field(text: str, path: str) -> None:
    with pytest.raises(r.RosterInvalidError) as refused:
        parse_roster(text)
    assert refused.value.data["path"] == path
