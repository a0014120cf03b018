"""Signing in: what opens the door, what does not, and how attempts are slowed down."""

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr

from access import statements
from access.digests import digest
from access.limits import Limits, Lockout
from access.passwords import Passwords
from access.principal import NotSignedInError, PrincipalKind
from access.refusals import (
    AccountDisabledError,
    LockedError,
    PasswordExpiredError,
    PasswordMustChangeError,
    PasswordSameError,
    PasswordTooShortError,
    StepUpNeededError,
    WrongCredentialsError,
)
from access.signing_in import SigningIn
from access.step_up import check_fresh
from domain.account.commands import AddAccount, DisableAccount, EnableAccount, ResetCredentials
from domain.refusals import DomainError
from tests.access.conftest import CHEAP, GOOD, Clock, DoorSet, House, door_of, shown


async def test_who_knows_the_password_comes_in_and_that_is_on_record(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    opened = await door.signing_in.sign_in(shown(somebody))
    principal = await door.sessions.identify(opened.token.get_secret_value())
    assert (principal.person, principal.kind) == (somebody, PrincipalKind.PERSON)
    assert principal.authenticated_at == door.clock.now()
    assert opened.ends_at == door.clock.now() + timedelta(hours=12)
    kind, data = (await door.told())[-1]
    assert kind == "door.signed_in.v1"
    assert somebody in data


async def test_a_wrong_password_an_unknown_login_and_a_system_are_answered_alike(
    door: DoorSet, somebody: str
) -> None:
    await door.member(somebody)
    await door.act(f"{somebody}-s", AddAccount(org="o-1", holder=PrincipalKind.SYSTEM))
    await door.signing_in.issue(f"{somebody}-s")
    answers = []
    for login in (somebody, f"{somebody}-x", f"{somebody}-s", "", "two words", "\x00", "\ud800", "p" * 500):
        with pytest.raises(WrongCredentialsError) as refused:
            await door.signing_in.sign_in(shown(login, "a wrong password"))
        answers.append(str(refused.value))
    assert len(set(answers)) == 1


async def test_a_login_that_is_nobodys_is_on_record_by_its_digest_only(door: DoorSet, somebody: str) -> None:
    typed = f"my-password-{somebody}"
    with pytest.raises(WrongCredentialsError):
        await door.signing_in.sign_in(shown(typed, "x"))
    told = await door.told()
    assert digest(typed).hex() in told[-1][1]
    assert typed not in str(told)


async def test_no_secret_is_kept_or_put_on_record(door: DoorSet, somebody: str) -> None:
    await door.act(somebody, AddAccount(org="o-1"))
    once = await door.signing_in.issue(somebody)
    await door.signing_in.change_password(shown(somebody, once), SecretStr(GOOD))
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    tables = ("access.password", "access.session", "access.attempt", "journal.entry")
    kept = [str(await door.house.store.fetch(f"select * from {table}")) for table in tables[:3]]  # noqa: S608
    entries = await door.house.journal.read(0, 100_000)
    everything = "".join([*kept, *(entry.body.decode() for entry in entries)])
    assert not [secret for secret in (once, GOOD, token, token.removeprefix("bls_")) if secret in everything]
    assert token not in repr(await door.signing_in.sign_in(shown(somebody)))


async def test_a_one_time_password_opens_only_the_way_to_another(door: DoorSet, somebody: str) -> None:
    await door.act(somebody, AddAccount(org="o-1"))
    once = await door.signing_in.issue(somebody)
    with pytest.raises(PasswordMustChangeError):
        await door.signing_in.sign_in(shown(somebody, once))
    with pytest.raises(PasswordTooShortError):
        await door.signing_in.change_password(shown(somebody, once), SecretStr("short"))
    with pytest.raises(PasswordSameError):
        await door.signing_in.change_password(shown(somebody, once), SecretStr(once))
    await door.signing_in.change_password(shown(somebody, once), SecretStr(GOOD))
    await door.signing_in.sign_in(shown(somebody))
    with pytest.raises(WrongCredentialsError):
        await door.signing_in.sign_in(shown(somebody, once))


async def test_a_one_time_password_lives_a_week(door: DoorSet, somebody: str) -> None:
    await door.act(somebody, AddAccount(org="o-1"))
    once = await door.signing_in.issue(somebody)
    door.clock.pass_(days=7)
    with pytest.raises(PasswordExpiredError):
        await door.signing_in.change_password(shown(somebody, once), SecretStr(GOOD))


async def test_a_disabled_account_lets_nobody_in_and_says_so_to_who_knows_the_password(
    door: DoorSet, somebody: str
) -> None:
    await door.member(somebody)
    await door.act(somebody, DisableAccount(reason="调离"))
    with pytest.raises(AccountDisabledError):
        await door.signing_in.sign_in(shown(somebody))
    with pytest.raises(WrongCredentialsError):
        await door.signing_in.sign_in(shown(somebody, "a wrong password"))


async def test_a_session_ends_when_the_account_is_disabled_and_stays_ended(
    door: DoorSet, somebody: str
) -> None:
    await door.member(somebody)
    token, other = [
        (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value() for _ in range(2)
    ]
    await door.act(somebody, DisableAccount(reason="调离"))
    with pytest.raises(NotSignedInError):
        await door.sessions.identify(token)
    await door.act(somebody, EnableAccount(reason="返岗"))
    for one in (token, other):  # the other was not shown while it was disabled
        with pytest.raises(NotSignedInError):
            await door.sessions.identify(one)
    await door.signing_in.sign_in(shown(somebody))


async def test_another_process_learns_at_once_that_an_account_was_disabled(
    door: DoorSet, house: House, clock: Clock, somebody: str
) -> None:
    await door.member(somebody)
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    other = door_of(house, clock)
    await other.sessions.identify(token)
    await door.act(somebody, DisableAccount(reason="调离"))
    with pytest.raises(NotSignedInError):
        await other.sessions.identify(token)


async def test_a_reset_voids_the_password_before_a_new_one_is_made(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    await door.act(somebody, ResetCredentials())
    with pytest.raises(WrongCredentialsError):
        await door.signing_in.sign_in(shown(somebody))
    with pytest.raises(NotSignedInError):
        await door.sessions.identify(token)
    once = await door.signing_in.issue(somebody)
    await door.signing_in.change_password(shown(somebody, once), SecretStr(GOOD))
    await door.signing_in.sign_in(shown(somebody))


@pytest.mark.parametrize(("minutes", "lives"), [(29, True), (30, False)])
async def test_a_session_ends_when_it_is_not_used(
    door: DoorSet,
    somebody: str,
    minutes: int,
    lives: bool,  # noqa: FBT001
) -> None:
    await door.member(somebody)
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    for _ in range(3):  # each use lets it live on
        door.clock.pass_(minutes=20)
        await door.sessions.identify(token)
    door.clock.pass_(minutes=minutes)
    if lives:
        await door.sessions.identify(token)
    else:
        with pytest.raises(NotSignedInError):
            await door.sessions.identify(token)


async def test_a_session_ends_after_twelve_hours_however_much_it_is_used(
    door: DoorSet, somebody: str
) -> None:
    await door.member(somebody)
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    for _ in range(35):
        door.clock.pass_(minutes=20)
        await door.sessions.identify(token)
    door.clock.pass_(minutes=20)
    with pytest.raises(NotSignedInError):
        await door.sessions.identify(token)


async def test_a_changed_password_ends_the_other_sessions(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    mine, other = [
        (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value() for _ in range(2)
    ]
    await door.signing_in.change_password(shown(somebody), SecretStr("another long password"), token=mine)
    await door.sessions.identify(mine)
    with pytest.raises(NotSignedInError):
        await door.sessions.identify(other)
    assert (await door.told())[-1][0] == "door.signed_out.v1"


async def test_who_signs_out_is_out(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    await door.signing_in.sign_out(token)
    with pytest.raises(NotSignedInError):
        await door.sessions.identify(token)
    before = await door.told()
    await door.signing_in.sign_out(token)
    assert await door.told() == before


@pytest.mark.parametrize("token", ["", "bls_", "bls_" + "A" * 43, "\x00", "\ud800", "bls_" + "A" * 100_000])
async def test_a_token_that_nobody_was_given_opens_nothing(door: DoorSet, token: str) -> None:
    with pytest.raises(NotSignedInError):
        await door.sessions.identify(token)


async def test_a_decision_asks_for_credentials_of_lately_and_giving_them_again_is_enough(
    door: DoorSet, somebody: str
) -> None:
    await door.member(somebody)
    within = timedelta(minutes=15)
    token = (await door.signing_in.sign_in(shown(somebody))).token.get_secret_value()
    door.clock.pass_(minutes=15)
    check_fresh(await door.sessions.identify(token), door.clock.now(), within)
    door.clock.pass_(seconds=1)
    principal = await door.sessions.identify(token)
    with pytest.raises(StepUpNeededError) as refused:
        check_fresh(principal, door.clock.now(), within)
    assert refused.value.data == {"minutes": "15"}
    with pytest.raises(WrongCredentialsError):
        await door.signing_in.step_up(principal, token, SecretStr("a wrong password"), "192.0.2.7")
    await door.signing_in.step_up(principal, token, SecretStr(GOOD), "192.0.2.7")
    check_fresh(await door.sessions.identify(token), door.clock.now(), within)


async def wrong(signing_in: SigningIn, login: str, client: str) -> type[DomainError]:
    try:
        await signing_in.sign_in(shown(login, "a wrong password", client))
    except (WrongCredentialsError, LockedError) as refused:
        return type(refused)
    raise AssertionError


async def test_of_fifty_wrong_attempts_at_once_in_two_processes_five_are_looked_at(
    door: DoorSet, house: House, clock: Clock, somebody: str
) -> None:
    await door.member(somebody)
    other = door_of(house, clock)
    before = len(await door.told())
    answers = await asyncio.gather(
        *(
            wrong((door, other)[number % 2].signing_in, somebody, f"198.51.100.{number}")
            for number in range(50)
        )
    )
    assert answers.count(WrongCredentialsError) == 5
    assert answers.count(LockedError) == 45
    kinds = [kind for kind, _ in (await door.told())[before:]]
    assert sorted(kinds) == ["door.locked.v1"] + ["door.refused.v1"] * 5
    with pytest.raises(LockedError):  # the right password is not looked at either
        await door.signing_in.sign_in(shown(somebody))


async def test_each_lock_is_twice_as_long_up_to_a_quarter_of_an_hour(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    for _ in range(4):
        assert await wrong(door.signing_in, somebody, "203.0.113.1") is WrongCredentialsError
    waits = []
    for _ in range(8):
        assert await wrong(door.signing_in, somebody, "203.0.113.1") is WrongCredentialsError
        with pytest.raises(LockedError) as locked:
            await door.signing_in.sign_in(shown(somebody, client="203.0.113.1"))
        waits.append(locked.value.wait)
        door.clock.pass_(seconds=locked.value.wait - 1)
        assert await wrong(door.signing_in, somebody, "203.0.113.1") is LockedError
        door.clock.pass_(seconds=1)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
    await door.signing_in.sign_in(shown(somebody, client="203.0.113.1"))
    assert await wrong(door.signing_in, somebody, "203.0.113.1") is WrongCredentialsError  # counted anew
    await door.signing_in.sign_in(shown(somebody, client="203.0.113.1"))


async def test_failures_of_yesterday_count_no_more(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    for _ in range(4):
        await wrong(door.signing_in, somebody, "203.0.113.2")
    door.clock.pass_(hours=24, seconds=1)
    for _ in range(4):
        assert await wrong(door.signing_in, somebody, "203.0.113.2") is WrongCredentialsError
    await door.signing_in.sign_in(shown(somebody, client="203.0.113.2"))


async def test_an_unknown_login_is_locked_like_a_known_one(door: DoorSet, somebody: str) -> None:
    answers = [await wrong(door.signing_in, f"{somebody}-none", "203.0.113.3") for _ in range(6)]
    assert answers == [WrongCredentialsError] * 5 + [LockedError]


async def test_an_address_is_slowed_down_whatever_logins_it_tries_and_its_neighbour_is_not(
    house: House, clock: Clock, somebody: str
) -> None:
    door = door_of(house, clock, limits=Limits(address=Lockout(free=8)))
    await door.member(somebody)
    site = "2001:db8:1:2"
    for number in range(8):
        assert (
            await wrong(door.signing_in, f"{somebody}-{number}", f"{site}::{number}") is WrongCredentialsError
        )
    with pytest.raises(LockedError):
        await door.signing_in.sign_in(shown(somebody, client=f"{site}::ffff"))
    await door.signing_in.sign_in(shown(somebody, client="2001:db8:1:3::1"))


async def test_right_attempts_do_not_slow_an_address_down(house: House, clock: Clock, somebody: str) -> None:
    door = door_of(house, clock, limits=Limits(address=Lockout(free=3)))
    await door.member(somebody)
    for _ in range(6):
        await door.signing_in.sign_in(shown(somebody, client="203.0.113.5"))
    assert await wrong(door.signing_in, somebody, "203.0.113.5") is WrongCredentialsError


async def test_a_password_is_hashed_anew_when_parameters_have_changed(
    door: DoorSet, house: House, clock: Clock, somebody: str
) -> None:
    await door.member(somebody)
    dearer = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    await door_of(house, clock, dearer).signing_in.sign_in(shown(somebody))
    (kept,) = await house.store.fetch(statements.PASSWORD_OF, somebody)
    assert not dearer.check_needs_rehash(kept["hash"])
    assert CHEAP.check_needs_rehash(kept["hash"])
    await door.signing_in.sign_in(shown(somebody))


async def test_parameters_are_those_of_the_library() -> None:
    kept = await Passwords().hashed(GOOD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_what_has_ended_is_swept_away(door: DoorSet, somebody: str) -> None:
    await door.member(somebody)
    await door.signing_in.sign_in(shown(somebody))
    door.clock.pass_(days=3)
    await door.signing_in.sign_in(shown(somebody))
    (left,) = await door.house.store.fetch("select count(*) from access.session where person = $1", somebody)
    assert left["count"] == 1
