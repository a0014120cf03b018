"""`branchctl account`: who may sign in, ordered at the desk, and passwords that are shown once."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr
from temporalio.testing import WorkflowEnvironment

from access.opening import Access, opened
from access.passwords import Passwords
from access.refusals import PasswordMustChangeError, WrongCredentialsError
from access.signing_in import Credentials
from activities.at_door import JournalledDoor
from activities.first_account import first_account
from domain.account.commands import AddAccount, DisableAccount, ResetCredentials
from domain.account.standing import FOUNDER
from domain.roster.document import parse_roster
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.answers import RefusedError
from interfaces.desk.desk import Desk, Sender
from journal.journal import Journal
from tests.access.conftest import CHEAP
from tests.interfaces.conftest import ROSTER, Branchctl, Office, desk_of, own_office
from tests.postgres import Server
from tests.service import REAL, working

ADMIN = ("--as", "p-1001")
office = own_office


@pytest.fixture
async def door(office: Office) -> AsyncIterator[Access]:
    journal = office.service.journal
    async with opened(journal, JournalledDoor(journal, REAL, now, new_id), now) as access:
        yield access


async def test_an_account_is_added_with_a_password_that_is_shown_once(
    branchctl: Branchctl, door: Access
) -> None:
    added = await branchctl("account", "add", "p-1201", "--org", "o-370199", *ADMIN, "--json")
    assert added.code == 0, added.out
    password = added.json["password"]
    with pytest.raises(PasswordMustChangeError):
        await door.signing_in.sign_in(Credentials("p-1201", SecretStr(password), "192.0.2.1"))
    again = await branchctl("account", "add", "p-1201", "--org", "o-370199", *ADMIN, "--json")
    assert (again.json["already_so"], "password" in again.json) == (True, False)
    listed = await branchctl("account", "list", "--json")
    assert password not in listed.out
    (one,) = [one for one in listed.json if one["person"] == "p-1201"]
    assert (one["status"], one["holder"], one["org"]) == ("active", "person", "o-370199")


async def test_a_reset_shows_another_and_the_one_before_opens_nothing(
    branchctl: Branchctl, door: Access
) -> None:
    first = (await branchctl("account", "add", "p-1202", "--org", "o-370199", *ADMIN, "--json")).json
    reset = await branchctl("account", "reset", "p-1202", *ADMIN)
    assert "首次登录须修改" in reset.out
    assert first["password"] not in reset.out
    with pytest.raises(WrongCredentialsError):
        await door.signing_in.sign_in(Credentials("p-1202", SecretStr(first["password"]), "192.0.2.2"))


async def test_a_system_has_identities_and_no_password(branchctl: Branchctl) -> None:
    identity = "https://hr.example.cn s-hr"
    line = ("account", "add", "s-hr", "--org", "o-37", "--system", "--identity", identity, *ADMIN)
    added = await branchctl(*line, "--json")
    assert added.code == 0, added.out + added.err
    assert "password" not in added.json
    taken = await branchctl(
        "account", "add", "s-tax", "--org", "o-37", "--system", "--identity", identity, *ADMIN, "--json"
    )
    assert taken.code == 1
    assert taken.json["refused"]["rule"] == "account.identity-taken"
    wrong = await branchctl("account", "add", "s-x", "--org", "o-37", "--identity", "nonsense", *ADMIN)
    assert wrong.code == 2


async def test_accounts_are_disabled_and_enabled_with_a_reason(branchctl: Branchctl) -> None:
    await branchctl("account", "add", "p-1203", "--org", "o-370199", *ADMIN)
    done = await branchctl("account", "disable", "p-1203", "--reason", "调离", *ADMIN)
    assert done.code == 0
    refused = await branchctl("account", "reset", "p-1203", *ADMIN, "--json")
    assert (refused.code, refused.json["refused"]["rule"]) == (1, "account.disabled")
    assert (await branchctl("account", "enable", "p-1203", "--reason", "返岗", *ADMIN)).code == 0
    shown = await branchctl("account", "list", "--org", "o-370199")
    assert "p-1203" in shown.out
    assert "启用" in shown.out


async def test_who_is_no_administrator_keeps_no_accounts(branchctl: Branchctl) -> None:
    refused = await branchctl("account", "add", "p-1204", "--org", "o-370199", "--as", "p-1301", "--json")
    assert (refused.code, refused.json["refused"]["rule"]) == (1, "permission.denied")


async def test_an_administrator_of_a_county_keeps_no_account_of_the_citys(branchctl: Branchctl) -> None:
    refused = await branchctl("account", "add", "p-1004", "--org", "o-370199", "--as", "p-1209", "--json")
    assert (refused.code, refused.json["refused"]["rule"]) == (1, "account.beyond-reach")
    assert refused.json["refused"]["data"]["scope"] == "o-370199"


class Beginning:
    """A service in which nobody holds an office yet."""

    def __init__(self, journal: Journal, desk: Desk, access: Access) -> None:
        self.journal, self.desk, self.access = journal, desk, access

    async def first(self) -> str | None:
        return await first_account(self.journal, REAL, self.access.signing_in, now())

    async def order(self, person: str, command: Any, by: str) -> str | None:
        """Return the rule that refused an act on somebody's account."""
        try:
            await self.desk.settle(f"account/{person}", command, Sender(by))
        except RefusedError as refused:
            return refused.refusal.rule
        return None


@pytest.fixture
async def beginning(temporal: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Beginning]:
    database = await postgres.fresh_database()
    journal = await Journal.open(database.service_dsn)
    async with working(temporal, journal, queue="beginning") as service:
        book = JournalledDoor(journal, REAL, now, new_id)
        async with opened(journal, book, now, passwords=Passwords(CHEAP)) as access:
            yield Beginning(journal, desk_of(service), access)
    await journal.close()


async def test_the_first_start_makes_one_account_and_shows_its_password_once(beginning: Beginning) -> None:
    password = await beginning.first()
    assert password is not None
    with pytest.raises(PasswordMustChangeError):
        await beginning.access.signing_in.sign_in(Credentials(FOUNDER, SecretStr(password), "192.0.2.3"))
    assert await beginning.first() is None
    entries = await beginning.journal.read(0, 10_000)
    assert password.encode() not in b"".join(entry.body for entry in entries)


async def test_a_first_start_that_broke_off_is_made_good(beginning: Beginning) -> None:
    class BrokenError(Exception):
        """The machine went down here."""

    class Broken:
        async def has_password(self, person: str) -> bool:
            return await beginning.access.signing_in.has_password(person)

        async def issue(self, person: str) -> str:
            raise BrokenError(person)

    with pytest.raises(BrokenError):
        await first_account(beginning.journal, REAL, Broken(), now())
    assert await beginning.first() is not None
    assert await beginning.first() is None


async def test_until_somebody_holds_an_office_only_the_founder_lets_others_in(beginning: Beginning) -> None:
    await beginning.first()
    assert await beginning.order("p-1001", AddAccount(org="o-37"), by=FOUNDER) is None
    assert await beginning.order("p-1002", AddAccount(org="o-37"), by="p-1001") == "permission.denied"
    assert await beginning.order("p-1001", ResetCredentials(), by=FOUNDER) is None
    roster = parse_roster(ROSTER.read_text(encoding="utf-8"))
    for portion in roster.portions():
        await beginning.desk.settle(roster.stream, portion, Sender("p-1001"))
    assert await beginning.order("p-1002", AddAccount(org="o-37"), by=FOUNDER) == "permission.denied"
    assert await beginning.order(FOUNDER, DisableAccount(reason="已交接"), by="p-1001") is None
    assert await beginning.order("p-1002", AddAccount(org="o-37"), by="p-1001") is None


async def test_no_first_account_is_made_where_others_were_let_in_or_a_roster_is(beginning: Beginning) -> None:
    roster = parse_roster(ROSTER.read_text(encoding="utf-8"))
    for portion in roster.portions():
        await beginning.desk.settle(roster.stream, portion, Sender("p-1001"))
    assert await beginning.first() is None


async def test_no_first_account_is_made_beside_another(beginning: Beginning) -> None:
    assert await beginning.order("p-1001", AddAccount(org="o-37"), by=FOUNDER) is None
    assert await beginning.first() is None
