"""Administration by pages: accounts, delegations, sources, dead letters, documents; who may, and with which proof."""

import re
from collections.abc import AsyncIterator

import pytest

from interfaces.upstream.sources_file import add_source
from tests.access.conftest import GOOD
from tests.interfaces.conftest import Office, own_office
from tests.interfaces.console.houses import ADMIN, House, house
from tests.interfaces.console.visits import Visit

office = own_office
OPERATOR, AUDITOR, COUNTY_ADMIN = "p-1301", "p-1003", "p-1209"
SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"  # noqa: S105  # of a test
ONCE = re.compile(r'<code class="secret">([\w-]+)</code>')
FINDS = re.compile(r'name="([^"]+)" value="([^"]*)"')


@pytest.fixture(scope="module")
async def admin_house(office: Office, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("admin") / "sources.toml"
    add_source(folder, "s-hr", "https://hr.example/events", SECRET)
    async with house(office.service.journal, office.desk, folder) as made:
        yield made


@pytest.fixture
async def admin(admin_house: House) -> Visit:
    return await admin_house.member(ADMIN)


async def test_an_account_is_added_and_its_password_is_shown_once(admin_house: House, admin: Visit) -> None:
    added = await admin.post("/admin/accounts", {"person": "p-1002", "org": "o-37"})
    assert added.status_code == 200, added.text
    assert added.headers["cache-control"] == "no-store"
    (once,) = ONCE.findall(added.text)
    assert once not in (await admin.get("/admin/accounts/p-1002")).text
    assert "p-1002" in (await admin.get("/admin/accounts?text=p-1002")).text
    assert (await (await admin_house.settle_in("p-1002", once)).get("/account")).status_code == 200


async def test_what_opens_the_door_asks_for_the_password_again_and_keeps_what_was_filled_in(
    admin_house: House, admin: Visit
) -> None:
    admin_house.clock.pass_(minutes=16)
    asked = await admin.post("/admin/accounts", {"person": "p-1004", "org": "o-37", "holder": "person"})
    assert asked.status_code == 401
    assert 'name="_password"' in asked.text
    kept = dict(FINDS.findall(asked.text))
    assert (kept["person"], kept["org"]) == ("p-1004", "o-37")
    wrong = await admin.post("/admin/accounts", kept | {"_password": "not the password"})
    assert (wrong.status_code, "access.wrong-credentials" in wrong.text) == (401, True)
    assert "not the password" not in wrong.text
    done = await admin.post("/admin/accounts", kept | {"_password": GOOD})
    assert done.status_code == 200
    assert len(ONCE.findall(done.text)) == 1
    # and it stays so for a while
    assert (await admin.post("/admin/accounts/p-1004/reset")).status_code == 200


async def test_a_disabled_account_lets_nobody_in_until_it_is_enabled(
    admin_house: House, admin: Visit
) -> None:
    member = await admin_house.member("p-1402", "o-370199-t2")
    assert (await member.get("/account")).status_code == 200
    gone = await admin.post("/admin/accounts/p-1402/disable", {"reason": "<script>alert(1)</script>"})
    assert gone.status_code == 303
    assert (await member.get("/account")).status_code == 303
    page = await admin.get("/admin/accounts/p-1402")
    assert "停用" in page.text
    assert "<script>alert" not in page.text
    await admin.post("/admin/accounts/p-1402/enable", {"reason": "回来了"})
    assert (await (await admin_house.enter("p-1402")).get("/account")).status_code == 200


async def test_nobody_disables_their_own_account(admin: Visit) -> None:
    refused = await admin.post(f"/admin/accounts/{ADMIN}/disable", {"reason": "走了"})
    assert (refused.status_code, "account.own" in refused.text) == (422, True)


async def test_a_county_administers_nobody_above_it(admin_house: House, admin: Visit) -> None:
    await admin_house.member(AUDITOR)
    county = await admin_house.member(COUNTY_ADMIN, "o-370199")
    assert AUDITOR not in (await county.get("/admin/accounts")).text
    assert (await county.get(f"/admin/accounts/{AUDITOR}")).status_code == 403
    assert (await county.post(f"/admin/accounts/{AUDITOR}/reset")).status_code in {403, 422}
    assert (await admin.get(f"/admin/accounts/{AUDITOR}")).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/admin/accounts", "/admin/roster", "/admin/delegations", "/admin/sources", "/admin/letters"],
)
async def test_who_is_no_administrator_administers_nothing(admin_house: House, path: str) -> None:
    operator = await admin_house.member(OPERATOR, "o-370199-t1")
    refused = await operator.get(path)
    assert (refused.status_code, "permission.not-for-you" in refused.text) == (403, True)
    assert path not in (await operator.get("/admin")).text
    signed_out = await operator.of(None).get(path)
    assert (signed_out.status_code, signed_out.headers["location"][:7]) == (303, "/login?")


async def test_a_form_of_elsewhere_changes_nothing(admin_house: House, admin: Visit) -> None:
    fields = {"person": "p-1403", "org": "o-370199-t2"}
    assert (await admin.post("/admin/accounts", fields, site="cross-site")).status_code == 403
    assert (await admin.post("/admin/accounts", fields | {"_token": "x"})).status_code == 403
    assert "account/p-1403" not in await admin_house.desk.streams("account")


async def test_an_office_is_lent_until_a_day_and_taken_back(admin_house: House, admin: Visit) -> None:
    today = admin_house.desk.today.isoformat()
    form = await admin.get("/admin/delegations?principal=p-1404")
    assert "approver o-370199-t2" in form.text
    lent = {
        "principal": "p-1404",
        "office": "approver o-370199-t2",
        "to": "p-1403",
        "since": today,
        "until": today,
    }
    assert (await admin.post("/admin/delegations", lent)).status_code == 303
    assert "生效中" in (await admin.get("/admin/delegations")).text
    directory = await admin_house.desk.directory()
    assert any(one.on_behalf_of == "p-1404" for one in directory.offices("p-1403", admin_house.desk.today))
    oneself = await admin.post("/admin/delegations", lent | {"to": "p-1404"})
    assert (oneself.status_code, 'role="alert"' in oneself.text) == (422, True)
    assert (await admin.post("/admin/delegations/end", lent)).status_code == 303
    assert "现在没有委托" in (await admin.get("/admin/delegations")).text


async def test_a_source_is_shown_by_the_fingerprints_of_its_keys_alone(admin: Visit) -> None:
    page = await admin.get("/admin/sources")
    assert "https://hr.example/events" in page.text
    assert "s-hr" in page.text
    assert SECRET not in page.text
    assert SECRET.removeprefix("whsec_") not in page.text


async def test_every_number_of_the_policy_is_shown_with_its_source(admin: Visit) -> None:
    listed = await admin.get("/admin/documents")
    policy = re.findall(r"/admin/documents/policy/[0-9a-f]+", listed.text)[
        0
    ]  # others may be adopted beside it
    shown = await admin.get(policy)
    assert 'id="establishment.independent_minimum"' in shown.text
    assert "必须" in shown.text
    assert "换届提醒 <small><code>branch.reelection_reminder</code>" in shown.text
    for path in set(re.findall(r"/admin/documents/(?:calendar|scheme)/[\w.-]+", listed.text)):
        assert (await admin.get(path)).status_code == 200
    english = await admin.of(admin.person, "en").get(policy)
    assert "must" in english.text
    assert (await admin.get("/admin/documents/policy/none")).status_code == 404
    assert (await admin.get("/admin/documents/roster/o-37")).status_code == 404


async def test_who_may_what_is_shown_to_whoever_may_read(admin_house: House) -> None:
    operator = await admin_house.member(OPERATOR, "o-370199-t1")
    page = await operator.get("/admin/permissions")
    assert page.status_code == 200
    assert "acknowledge_filing" in page.text
    assert "redrive_event" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
