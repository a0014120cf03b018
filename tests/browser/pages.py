"""Every page of the console, each on one line: who looks at it there, and where it is."""

from typing import NamedTuple

from playwright.async_api import Response

from domain.account.standing import FOUNDER
from domain.rulebook.decider import policy_stream
from infra.documents import default_policy
from tests.browser import answers
from tests.browser.answers import Does
from tests.browser.people import ADMIN, APPROVER, AUDITOR, COUNTY_OPERATOR, OPERATOR, REGISTRAR
from tests.browser.visits import Visit, Visits

POLICY = policy_stream(default_policy())


class Page(NamedTuple):
    """
    A page, looked at by somebody who may.

    `address`: with the names of cases in braces, as `tests.browser.cases.Cases` has them. `person`: None for somebody
    who is not signed in. `status`: what it answers with. `does`: what is done there, and leads to the page.
    """

    name: str
    address: str
    person: str | None = OPERATOR
    status: int = 200
    does: Does | None = None

    async def shown(self, visits: Visits, visit: Visit) -> Response:
        """Come to the page; return its answer."""
        answer = await visit.go(self.address.format(**visits.cases._asdict()))
        return await self.does(visits, visit) if self.does else answer


PAGES = (
    Page("login", "/login?back=/account", None),
    Page("worklist", "/?whose=reach", REGISTRAR),
    Page("worklist-empty", "/?process=evaluation", OPERATOR),
    Page("worklist-wrong", "/?whose=nobody", OPERATOR, 422),
    Page("worklist-taken", "/?taken=2", REGISTRAR),
    Page("batch", "/", REGISTRAR, does=answers.ticked("acknowledge_filing")),
    Page("batch-of-steps", "/", REGISTRAR, does=answers.ticked("reassign")),
    Page("batch-done", "/", REGISTRAR, does=answers.urged),
    Page("process", "/processes/{filed}", REGISTRAR),
    Page("process-late", "/processes/{overdue}", REGISTRAR),
    Page("process-corrected", "/processes/{corrected}?done=3"),
    Page("process-closed", "/processes/{acknowledged}", REGISTRAR),
    Page("process-founding", "/processes/{applied}", APPROVER),
    Page("process-branch", "/processes/{branch}", COUNTY_OPERATOR),
    Page("process-appointment", "/processes/{appointment}", COUNTY_OPERATOR),
    Page("process-campaign", "/processes/{campaign}", COUNTY_OPERATOR),
    Page("process-enterprise", "/processes/{enterprise}", COUNTY_OPERATOR),
    Page("process-not-there", "/processes/filing/nowhere/1", OPERATOR, 404),
    Page("order-simple", "/processes/{filed}/do/acknowledge_filing", REGISTRAR),
    Page("order-comment", "/processes/{filed}/do/comment"),
    Page("order-large", "/processes/{corrected}/do/correct"),
    Page("order-return", "/processes/{applied}/do/return_application", APPROVER),
    Page("order-suspend", "/processes/{applied}/do/suspend", APPROVER),
    Page("order-correct-record", "/processes/{acknowledged}/do/correct_record", REGISTRAR),
    Page("order-delegate", "/processes/{filed}/do/delegate_task", REGISTRAR),
    Page("order-meeting", "/processes/{approved}/do/record_founding_meeting"),
    Page("order-not-there", "/processes/{applied}/do/nothing", APPROVER, 404),
    Page("order-wrong", "/processes/{filed}/do/comment", status=422, does=answers.filled()),
    Page(
        "order-row-added", "/processes/{filed}/do/request_correction", REGISTRAR, does=answers.added("items")
    ),
    Page(
        "order-refused",
        "/processes/{applied}/do/decide_establishment",
        APPROVER,
        422,
        answers.filled(approved="true", document="示委〔2026〕900号"),
    ),
    Page("order-overtaken", "/processes/{filed}/do/acknowledge_filing", REGISTRAR, 412, answers.overtaken),
    Page("order-nominate", "/processes/{appointment}/do/nominate_candidate", COUNTY_OPERATOR),
    Page("order-decision", "/processes/{applied}/do/decide_establishment", APPROVER),
    Page("attachment", f"/processes/{{filed}}/attachments/{'a' * 64}"),
    Page("openings", "/open"),
    Page("open", "/open/filing"),
    Page("open-investigation", "/open/investigation"),
    Page("open-establishment", "/open/establishment?by=apply_for_establishment"),
    Page("open-establishment-directly", "/open/establishment?by=decide_establishment_directly", APPROVER),
    Page("open-branch", "/open/branch"),
    Page("open-round", "/open/evaluation-round", COUNTY_OPERATOR),
    Page("open-campaign", "/open/campaign", COUNTY_OPERATOR),
    Page("open-enterprise", "/open/enterprise", COUNTY_OPERATOR),
    Page("audit", "/audit", AUDITOR),
    Page("audit-for-others", "/audit", OPERATOR, 403),
    Page("audit-replay", "/audit/replay/{acknowledged}?version=2", AUDITOR),
    Page("audit-replay-first", "/audit/replay/{acknowledged}?version=1", AUDITOR),
    Page("audit-replay-campaign", "/audit/replay/{campaign}", AUDITOR),
    Page("audit-replay-founding", "/audit/replay/{approved}?version=2", AUDITOR),
    Page("audit-verified", "/audit/verify?first=1&last=20", AUDITOR),
    Page("audit-verify", "/verify?stream={acknowledged}&version=2", AUDITOR),
    Page("paper-approval", "/processes/{approved}/papers/2"),
    Page("paper-receipt", "/processes/{acknowledged}/papers/3", REGISTRAR),
    Page("registers", "/registers", COUNTY_OPERATOR),
    Page("register", "/registers/enterprises", COUNTY_OPERATOR),
    Page("register-branches", "/registers/branches", COUNTY_OPERATOR),
    Page("register-empty", "/registers/enterprises?text=nothing-like-this", COUNTY_OPERATOR),
    Page("import", "/registers/import", COUNTY_OPERATOR),
    Page("import-wrong", "/registers/import", COUNTY_OPERATOR, does=answers.uploaded(answers.wrong)),
    Page("import-right", "/registers/import", COUNTY_OPERATOR, does=answers.uploaded(answers.right)),
    Page("import-written", "/registers/import", COUNTY_OPERATOR, does=answers.written),
    Page("import-refused", "/registers/import", COUNTY_OPERATOR, 422, answers.uploaded(answers.headless)),
    Page("coverage", "/coverage", COUNTY_OPERATOR),
    Page("coverage-compared", "/coverage?since=2020-12-31", COUNTY_OPERATOR),
    Page("coverage-then", "/coverage?on=2020-12-31", COUNTY_OPERATOR),
    Page("coverage-rows", "/coverage/overdue", COUNTY_OPERATOR),
    Page("map", "/map", COUNTY_OPERATOR),
    Page("map-standing", "/map/filing/submitted", COUNTY_OPERATOR),
    Page("map-of-one", "/map/establishment", COUNTY_OPERATOR),
    Page("rounds", "/rounds", COUNTY_OPERATOR),
    Page("round", "/rounds/{round}", COUNTY_OPERATOR),
    Page("round-not-there", "/rounds/o-370199/2001", COUNTY_OPERATOR, 404),
    Page("process-round", "/processes/evaluation-round/{round}", COUNTY_OPERATOR),
    Page("admin", "/admin", ADMIN),
    Page("admin-for-others", "/admin", OPERATOR),
    Page("admin-accounts", "/admin/accounts", ADMIN),
    Page("admin-let-in", "/admin/accounts", ADMIN, does=answers.let_in),
    Page("admin-again", "/admin/accounts", ADMIN, 401, answers.stale),
    Page("admin-account", "/admin/accounts/p-1301", ADMIN),
    Page("admin-roster", "/admin/roster", ADMIN),
    Page("admin-delegations", "/admin/delegations?principal=p-1301", ADMIN),
    Page("admin-sources", "/admin/sources", ADMIN),
    Page("admin-letters", "/admin/letters", ADMIN),
    Page("admin-documents", "/admin/documents", OPERATOR),
    Page("admin-calendar", "/admin/documents/calendar/2026", OPERATOR),
    Page("admin-policy", f"/admin/documents/{POLICY}", OPERATOR),
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

BEGINNINGS = (
    Page("beginning", "/", FOUNDER),
    Page("beginning-roster", "/admin/roster", FOUNDER),
    Page("beginning-registers", "/registers", FOUNDER, 403),
    Page("beginning-example", "/", FOUNDER, does=answers.loaded),
)
"""Of a rehearsal that was just begun, and knows nobody but its founder."""
