"""`/v1/audit/refusals`: which orders were refused, by whom they were tried, and why (拒绝记录)."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request

from domain.model import Identifier, Model
from domain.orders import OrgId
from domain.people import PersonId
from domain.refused.decider import RefusalRecorded
from interfaces.desk.desk import Desk
from interfaces.http.asked import parts_of
from interfaces.http.audits import Auditor
from interfaces.http.paging import Limit

router = APIRouter(prefix="/v1/audit", tags=["审计 audit"])


class RefusalShown(Model):
    """A refused order. `intent`: the digest of what was ordered, which proves what was tried without keeping it."""

    book: str
    version: int
    at: datetime
    org: OrgId
    person: PersonId
    stream: str
    command: str
    rule: str
    policy: str | None
    zh: str
    en: str
    intent: str


@router.get("/refusals", summary="拒绝记录 refused orders of an organisation in a month")
async def refusals(
    request: Request,
    caller: Auditor,
    org: Annotated[Identifier, Query(description="组织 the organisation in whose book they stand")],
    month: Annotated[
        str | None,
        Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="月份 the month; this one if absent"),
    ] = None,
    after: Annotated[
        int, Query(ge=0, le=2**31 - 1, description="从第几条之后 behind an entry of the book")
    ] = 0,
    limit: Limit = 100,
) -> tuple[RefusalShown, ...]:
    """
    Return the orders, and the questions, that were refused, in the order in which they were tried.

    某组织某月被拒的命令和查阅：谁、何时、对哪个事项、依哪条规则。
    """
    caller.check(org)
    desk = parts_of(request).desk
    shown = await _book(desk, f"refusals/{org}/{month or _month(desk.today)}", org)
    return tuple(one for one in shown if one.version > after)[:limit]


async def _book(desk: Desk, book: str, org: OrgId) -> tuple[RefusalShown, ...]:
    shown = []
    for fact in await desk.facts(book):
        event = fact.event
        if isinstance(event, RefusalRecorded):
            said = desk.catalogue.refused(event.rule, dict(event.data))
            shown.append(
                RefusalShown(
                    book=book,
                    version=fact.version,
                    at=fact.at,
                    org=org,
                    zh=said.zh,
                    en=said.en,
                    **event.model_dump(include=_TOLD),
                )
            )
    return tuple(shown)


_TOLD = {"person", "stream", "command", "rule", "policy", "intent"}


def _month(today: date) -> str:
    return f"{today:%Y-%m}"
