"""Accounts: who may sign in, and by which identities; who administers whose account."""

from datetime import date

import pytest

from domain.account import refusals as r
from domain.account.commands import (
    AccountCommand,
    AddAccount,
    DisableAccount,
    EnableAccount,
    LinkIdentity,
    ResetCredentials,
    UnlinkIdentity,
)
from domain.account.decider import DECIDER
from domain.account.events import (
    AccountAdded,
    AccountDisabled,
    AccountEnabled,
    CredentialsReset,
    IdentityLinked,
    IdentityUnlinked,
)
from domain.account.identity import DECIDER as IDENTITY
from domain.account.identity import ClaimIdentity, IdentityClaimed, IdentityReleased, ReleaseIdentity
from domain.account.kinds import Identity, PrincipalKind, account_stream
from domain.account.standing import FOUNDER, begins, check_reach, top
from domain.account.state import AccountState
from domain.deciding import tasks
from domain.matter.commands import Comment
from domain.orders import Actor, Command, Role
from domain.permissions import accepted
from domain.places import places
from domain.roster.directory import Directory
from domain.roster.offices import Delegation
from tests.domain.roster_given import COUNTY, IMPORTED, PROVINCE, T1, T2, directory, roster
from tests.domain.roster_given import SPEC as ROSTER
from tests.spec import Did, Spec, by_service, did

DAY = date(2026, 1, 5)
SPEC = Spec(DECIDER, stream=account_stream("p-li"))
AT_CITY = Identity(issuer="https://id.example.cn", subject="u-17")
AT_STATE = Identity(issuer="https://sso.example.cn", subject="u-17")


def add(**more: object) -> AddAccount:
    return AddAccount.model_validate({"org": T1, **more})


def admin(command: AccountCommand, by: str = "p-admin") -> Did:
    return did(command, by=by)


ADDED = admin(add())
DISABLED = admin(DisableAccount(reason="调离"))


def test_an_account_is_added_once() -> None:
    SPEC.given().when(ADDED).then(AccountAdded(org=T1, holder=PrincipalKind.PERSON)).claiming().where(
        lambda state: state.active and state.person == "p-li"
    )
    SPEC.given(ADDED).when(ADDED).then_already_so()
    SPEC.given(ADDED).when(admin(add(org=T2))).then_refused(r.AccountExistsError, person="p-li")
    SPEC.given(ADDED).when(admin(add(identities=(AT_CITY,)))).then_refused(r.AccountExistsError)


def test_an_account_of_a_system_with_its_identities_claims_each_of_them() -> None:
    command = add(holder="system", identities=(AT_CITY, AT_STATE, AT_CITY))
    SPEC.given().when(admin(command)).then(
        AccountAdded(org=T1, holder=PrincipalKind.SYSTEM, identities=(AT_CITY, AT_STATE))
    ).claiming((AT_CITY.stream, ClaimIdentity), (AT_STATE.stream, ClaimIdentity))


@pytest.mark.parametrize(
    "command",
    [
        LinkIdentity(identity=AT_CITY),
        UnlinkIdentity(identity=AT_CITY),
        ResetCredentials(),
        DisableAccount(reason="x"),
        EnableAccount(reason="x"),
    ],
    ids=lambda one: one.kind,
)
def test_nothing_is_done_to_an_account_that_nobody_has(command: AccountCommand) -> None:
    SPEC.given().when(admin(command)).then_refused(r.NoAccountError, person="p-li")


def test_an_identity_is_linked_and_unlinked_and_sessions_end_with_it() -> None:
    link, unlink = admin(LinkIdentity(identity=AT_CITY)), admin(UnlinkIdentity(identity=AT_CITY))
    SPEC.given(ADDED).when(link).then(IdentityLinked(identity=AT_CITY)).claiming(
        (AT_CITY.stream, ClaimIdentity)
    )
    SPEC.given(ADDED, link).when(link).then_already_so()
    SPEC.given(ADDED, link).when(unlink).then(IdentityUnlinked(identity=AT_CITY)).claiming(
        (AT_CITY.stream, ReleaseIdentity)
    ).where(lambda state: (state.identities, state.entrances) == ((), 1))
    SPEC.given(ADDED).when(unlink).then_already_so()


def test_a_disabled_account_gets_no_new_identity_nor_credentials() -> None:
    SPEC.given(ADDED, DISABLED).when(admin(LinkIdentity(identity=AT_CITY))).then_refused(r.AccountClosedError)
    SPEC.given(ADDED, DISABLED).when(admin(ResetCredentials())).then_refused(r.AccountClosedError)


@pytest.mark.parametrize(("linked", "free"), [(7, True), (8, False)])
def test_an_account_has_eight_identities_at_most(linked: int, free: bool) -> None:  # noqa: FBT001
    many = tuple(Identity(issuer="https://id.example.cn", subject=f"u-{n}") for n in range(linked))
    outcome = SPEC.given(admin(add(identities=many))).when(admin(LinkIdentity(identity=AT_CITY.model_copy())))
    if free:
        outcome.then(IdentityLinked(identity=AT_CITY))
    else:
        outcome.then_refused(r.TooManyIdentitiesError, limit=8)


def test_a_reset_voids_the_password_and_ends_sessions() -> None:
    SPEC.given(ADDED).when(admin(ResetCredentials())).then(CredentialsReset()).where(
        lambda state: (state.resets, state.entrances) == (1, 1)
    )


def test_a_system_has_no_password_to_reset() -> None:
    SPEC.given(admin(add(holder="system"))).when(admin(ResetCredentials())).then_refused(r.NoPasswordError)


def test_a_disabled_account_ends_its_sessions_and_they_stay_ended() -> None:
    enable = admin(EnableAccount(reason="返岗"))
    SPEC.given(ADDED).when(DISABLED).then(AccountDisabled(reason="调离")).where(
        lambda state: not state.active and state.entrances == 1
    )
    SPEC.given(ADDED, DISABLED).when(DISABLED).then_already_so()
    SPEC.given(ADDED, DISABLED).when(enable).then(AccountEnabled(reason="返岗")).where(
        lambda state: state.active and (state.entrances, state.resets) == (1, 0)
    )
    SPEC.given(ADDED).when(enable).then_already_so()


def test_nobody_shuts_himself_or_herself_out() -> None:
    SPEC.given(ADDED).when(admin(DisableAccount(reason="x"), by="p-li")).then_refused(r.OwnAccountError)


def test_an_account_waits_for_nobody_and_is_found_by_person_and_organisation() -> None:
    scene = SPEC.given(ADDED)
    assert tasks(DECIDER, scene.state) == []
    assert DECIDER.tags(scene.state) == {"person:p-li", f"org:{T1}"}


HELD = Spec(IDENTITY, stream=AT_CITY.stream)


def test_an_identity_opens_one_account_at_a_time() -> None:
    mine, other = (by_service(ClaimIdentity(person=one)) for one in ("p-li", "p-sun"))
    HELD.given().when(mine).then(IdentityClaimed(person="p-li"))
    HELD.given(mine).when(mine).then_already_so()
    HELD.given(mine).when(other).then_refused(r.IdentityTakenError, person="p-li")
    back = by_service(ReleaseIdentity(person="p-li"))
    HELD.given(mine).when(back).then(IdentityReleased(person="p-li"))
    HELD.given(mine).when(by_service(ReleaseIdentity(person="p-sun"))).then_already_so()
    HELD.given(mine, back).when(other).then(IdentityClaimed(person="p-sun"))


def test_an_identity_waits_for_nobody_and_is_found_by_its_person() -> None:
    scene = HELD.given(by_service(ClaimIdentity(person="p-li")))
    assert tasks(IDENTITY, scene.state) == []
    assert IDENTITY.tags(scene.state) == {"person:p-li"}
    assert IDENTITY.tags(HELD.given().state) == frozenset()


def test_the_same_subject_of_another_issuer_is_somebody_else() -> None:
    assert AT_CITY.stream != AT_STATE.stream
    joined = Identity(issuer="https://id.example.cn/u", subject="-17")
    assert joined.stream != Identity(issuer="https://id.example.cn/", subject="u-17").stream


def test_an_account_takes_no_correction_by_which_somebody_could_become_another() -> None:
    assert {one.kind_name() for one in accepted("account/p-li")} == {
        "add_account",
        "link_identity",
        "unlink_identity",
        "reset_credentials",
        "disable_account",
        "enable_account",
    }


def reach(person: str, org: str, known: Directory, command: Command | None = None) -> None:
    check_reach(command or ResetCredentials(), person, Actor(id="p-a", role=Role.ADMIN, org=org), known, DAY)


def test_who_administers_a_township_keeps_no_account_of_somebody_above_it() -> None:
    reach("p-operator", T1, directory())
    reach("p-operator", COUNTY, directory())
    reach("p-nobody", T1, directory())
    with pytest.raises(r.BeyondReachError) as refused:
        reach("p-county-approver", T1, directory())
    assert refused.value.data == {"person": "p-county-approver", "org": COUNTY, "scope": T1}
    with pytest.raises(r.BeyondReachError):
        reach("p-other", T1, directory())
    reach("p-county-approver", T1, directory(), Comment(text="x"))


def test_an_office_that_was_lent_counts_too() -> None:
    state = ROSTER.given(IMPORTED).state
    lent = Delegation(
        principal="p-county-approver", to="p-operator", role=Role.APPROVER, org=COUNTY, since=DAY, until=DAY
    )
    known = Directory([state.model_copy(update={"delegations": (lent,)})])
    with pytest.raises(r.BeyondReachError):
        reach("p-operator", T1, known)


def test_while_nobody_holds_an_office_a_roster_is_anybodys_and_accounts_are_the_founders() -> None:
    assert begins("p-anybody", roster())
    assert begins(FOUNDER, add())
    assert not begins("p-anybody", add())
    assert not begins(FOUNDER, Comment(text="x"))


def test_an_account_lies_where_it_is_administered_and_one_of_an_unknown_organisation_at_the_top() -> None:
    fresh = AccountState(stream="account/p-li")
    assert places("account/p-li", add(), fresh, directory(), DAY) == (T1,)
    reset = ResetCredentials()
    known = SPEC.given(ADDED).state
    assert places("account/p-li", reset, known, directory(), DAY) == (T1,)
    nowhere = SPEC.given(admin(add(org="service"))).state
    assert places("account/p-li", reset, nowhere, directory(), DAY) == (PROVINCE,) == top(directory(), DAY)
    assert places("account/p-li", reset, nowhere, Directory(), DAY) == ("service",)
