"""`branchctl audit reconcile`, as the person on duty runs it."""

from domain.enterprise.commands import RegisterEnterprise
from domain.investigation.commands import OpenInvestigation
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow
from domain.register.uscc import enterprise_id
from interfaces.desk.desk import Sender
from tests.interfaces.conftest import Branchctl, Office
from tests.workflows.test_chain import fresh_code

CLERK = "p-1301"


async def orphaned(office: Office) -> str:
    """Return an open case whose workflow was lost."""
    code = fresh_code()
    org = "o-370199-t1"
    row = RegisterRow(uscc=code, name="示例机械有限公司", ownership=Ownership.PRIVATE, org=org)
    await office.desk.settle(
        f"enterprise/{enterprise_id(code)}", RegisterEnterprise(org=org, row=row), Sender(CLERK)
    )
    stream = f"investigation/{enterprise_id(code)}/1"
    await office.desk.settle(stream, OpenInvestigation(org=org, round="2026"), Sender(CLERK))
    await office.service.workflow(stream).terminate("by hand")
    return stream


async def test_a_missing_workflow_is_told_and_mended(office: Office, branchctl: Branchctl) -> None:
    stream = await orphaned(office)
    found = await branchctl("audit", "reconcile", "--patience", "0", "--mend", "--json")
    assert found.code == 1
    assert {"missing", stream} <= {value for one in found.json["discrepancies"] for value in one.values()}
    assert stream in found.json["touched"]

    async def runs() -> bool:
        again = await branchctl("audit", "reconcile", "--patience", "0", "--json")
        return stream not in {one["stream"] for one in again.json["discrepancies"]}

    await office.service.until(runs)


async def test_workflows_that_were_lost_go_on_from_the_journal(office: Office, branchctl: Branchctl) -> None:
    stream = await orphaned(office)
    rebuilt = await branchctl("rebuild", "workflows", "--json")
    assert rebuilt.code == 0
    assert stream in rebuilt.json["touched"]
    again = await branchctl("rebuild", "workflows", "--json")
    assert stream not in again.json["touched"]


async def test_it_says_in_both_languages_what_was_compared(branchctl: Branchctl) -> None:
    told = await branchctl("audit", "reconcile")
    assert "个事项" in told.out
    assert "workflows running in Temporal" in told.out
