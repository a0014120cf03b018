"""Every page of the console, each on one line: who looks at it there, and where it is."""

from typing import NamedTuple

from tests.browser.people import ADMIN, APPROVER, AUDITOR, COUNTY_OPERATOR, OPERATOR, REGISTRAR


class Page(NamedTuple):
    """
    A page, looked at by somebody who may.

    `address`: with the names of cases in braces, as `tests.browser.cases.Cases` has them. `person`: None for somebody
    who is not signed in. `status`: what it answers with.
    """

    name: str
    address: str
    person: str | None = OPERATOR
    status: int = 200


PAGES = (
    Page("login", "/login?back=/account", None),
    Page("worklist", "/?whose=reach", REGISTRAR),
    Page("worklist-empty", "/?process=evaluation", OPERATOR),
    Page("worklist-wrong", "/?whose=nobody", OPERATOR, 422),
    Page("process", "/processes/{filed}", REGISTRAR),
    Page("process-late", "/processes/{overdue}", REGISTRAR),
    Page("process-corrected", "/processes/{corrected}?done=3"),
    Page("process-closed", "/processes/{acknowledged}", REGISTRAR),
    Page("process-founding", "/processes/{applied}", APPROVER),
    Page("process-branch", "/processes/{branch}", COUNTY_OPERATOR),
    Page("process-campaign", "/processes/{campaign}", COUNTY_OPERATOR),
    Page("process-enterprise", "/processes/{enterprise}", COUNTY_OPERATOR),
    Page("process-not-there", "/processes/filing/nowhere/1", OPERATOR, 404),
    Page("order-simple", "/processes/{filed}/do/acknowledge_filing", REGISTRAR),
    Page("order-comment", "/processes/{filed}/do/comment"),
    Page("order-large", "/processes/{corrected}/do/correct"),
    Page("order-decision", "/processes/{applied}/do/decide_establishment", APPROVER),
    Page("attachment", f"/processes/{{filed}}/attachments/{'a' * 64}"),
    Page("openings", "/open"),
    Page("open", "/open/filing"),
    Page("audit", "/audit", AUDITOR),
    Page("audit-for-others", "/audit", OPERATOR, 403),
    Page("audit-replay", "/audit/replay/{acknowledged}?version=2", AUDITOR),
    Page("audit-verify", "/verify?stream={acknowledged}&version=2", AUDITOR),
    Page("paper-approval", "/processes/{approved}/papers/2"),
    Page("paper-receipt", "/processes/{acknowledged}/papers/3", REGISTRAR),
    Page("registers", "/registers", COUNTY_OPERATOR),
    Page("register", "/registers/enterprises", COUNTY_OPERATOR),
    Page("import", "/registers/import", COUNTY_OPERATOR),
    Page("coverage", "/coverage", COUNTY_OPERATOR),
    Page("map", "/map", COUNTY_OPERATOR),
    Page("map-of-one", "/map/establishment", COUNTY_OPERATOR),
    Page("rounds", "/rounds", COUNTY_OPERATOR),
    Page("admin", "/admin", ADMIN),
    Page("admin-for-others", "/admin", OPERATOR),
    Page("admin-accounts", "/admin/accounts", ADMIN),
    Page("admin-account", "/admin/accounts/p-1301", ADMIN),
    Page("admin-roster", "/admin/roster", ADMIN),
    Page("admin-delegations", "/admin/delegations?principal=p-1301", ADMIN),
    Page("admin-sources", "/admin/sources", ADMIN),
    Page("admin-letters", "/admin/letters", ADMIN),
    Page("admin-documents", "/admin/documents", OPERATOR),
    Page("admin-calendar", "/admin/documents/calendar/2026", OPERATOR),
    Page("admin-permissions", "/admin/permissions", OPERATOR),
    Page("help", "/help", OPERATOR),
    Page("help-stranger", "/help", None),
    Page("rule", "/problems/matter.stale", OPERATOR),
    Page("account", "/account", OPERATOR),
    Page("password", "/password", AUDITOR),
    Page("not-there", "/nowhere", ADMIN, 404),
    Page("not-there-stranger", "/nowhere", None, 404),
)
"""A new page is a new line here: all that holds of every page is then asked of it too."""
