"""An office that upstream systems tell of: every stream is there, and what they tell is routed, judged and recorded."""

from datetime import date
from typing import Any

from domain.branch.facts import Partner
from domain.coverage import CoverageLevel
from domain.enterprise.claims import GrantClaim
from domain.investigation.commands import AcceptInvestigation, OpenInvestigation, SubmitInvestigation
from domain.investigation.sections import Members
from domain.orders import Command, Role
from domain.register.uscc import enterprise_id
from domain.upstream.data import Routed, UpstreamData
from domain.upstream.looking import NeedsMore, looking
from domain.upstream.routing import EVENT_TYPES, route
from tests.domain import branch_given as branches
from tests.domain import test_investigation as investigations
from tests.domain.enterprise_cases import CODE
from tests.domain.evaluation_world import World
from tests.spec import WANG, ZHAO, by_service, did

SYSTEM = "s-market"
ENTERPRISE = enterprise_id(CODE)
STREAM = f"enterprise/{ENTERPRISE}"
BRANCH = "branch/b-1"
INVESTIGATION = f"investigation/{ENTERPRISE}/1"
ALREADY_SO = ["matter.already_so.v1"]
_ROUTINE = ("follow_up.promised.v1", "follow_up.delivered.v1", "matter.recorded_late.v1")


def of_type(event: str, **fields: Any) -> UpstreamData:
    """The data of an event of a type: `of_type("enterprise.moved", uscc=…)`."""
    return EVENT_TYPES[f"cn.branch-lifecycle.{event}.v1"].model_validate(fields)


def registered(event: str = "enterprise.registered", **row: Any) -> UpstreamData:
    told = {"uscc": CODE, "name": "示例制造有限公司", "ownership": "private", "org": "o-1"}
    return of_type(event, row=told | row)


class Office(World):
    """Every stream of the journal, as far as it was spoken to."""

    def __init__(self) -> None:
        super().__init__("")

    def routed(self, data: UpstreamData, on: str) -> list[Routed]:
        """Route as who delivers does: load what is asked for, no stream twice, until the answer is there."""
        known: dict[str, Any] = {}
        wanted = data.wants()
        while True:
            assert not known.keys() & set(wanted)
            known |= {stream: self.state(stream) for stream in wanted}
            try:
                return route(data, date.fromisoformat(on), looking(known))
            except NeedsMore as more:
                wanted = more.streams

    def tell(self, data: UpstreamData, on: str = "2026-03-02", received: str | None = None) -> list[str]:
        """Route it and order what follows, as the system; return the events' kinds, routine left out."""
        return [kind for one in self.routed(data, on) for kind in self._ordered(one, received or on)]

    def order(
        self, stream: str, command: Command, by: str = WANG, on: str | None = None, **more: Any
    ) -> None:
        """Somebody of the office orders something."""
        self.do(stream, did(command, by=by, on=on, **more))

    def _ordered(self, one: Routed, received: str) -> list[str]:
        scene = self.scene(one.stream)
        before = len(scene.facts)
        acted_on = None if one.acted_on is None else str(one.acted_on)
        self.do(
            one.stream,
            did(one.command, by=SYSTEM, role=Role.UPSTREAM, on=acted_on, recorded_on=received),
        )
        kinds = [fact.event.kind for fact in scene.facts[before:]]
        return [kind for kind in kinds if kind not in _ROUTINE]


def with_enterprise() -> Office:
    office = Office()
    office.tell(registered(), on="2026-01-05")
    return office


def with_investigation(office: Office | None = None) -> Office:
    office = office or with_enterprise()
    office.order(INVESTIGATION, OpenInvestigation(org="o-1", round="2026"), on="2026-01-06")
    return office


def filled(office: Office, members: Members) -> None:
    """The five sections are found and submitted."""
    for section in (
        investigations.investors(),
        investigations.workforce(),
        investigations.operations(),
        investigations.coverage(),
        members,
    ):
        office.do(INVESTIGATION, investigations.told(section, on="2026-01-07"))
    office.order(INVESTIGATION, SubmitInvestigation(), on="2026-01-08")


def accepted(office: Office, members: Members) -> None:
    filled(office, members)
    office.order(INVESTIGATION, AcceptInvestigation(), by=ZHAO, on="2026-01-09", role=Role.REVIEWER)


def with_branch(office: Office | None = None, counted: int = 4, **more: Any) -> Office:
    """A branch that covers the enterprise, alive since 12 January 2026."""
    office = office or with_enterprise()
    partner = Partner(enterprise=ENTERPRISE, counted=counted, employees=40)
    office.do(BRANCH, *branches.living(**({"partners": (partner,)} | more)))
    grant = GrantClaim(level=CoverageLevel.INDEPENDENT, by="establishment/b-1", branch="b-1")
    office.do(STREAM, by_service(grant))
    return office
