"""What the tests of evaluation rounds are told with."""

from collections.abc import Iterable
from datetime import date

from domain.evaluation_round import commands as c
from domain.evaluation_round.decider import DECIDER
from domain.evaluation_round.rows import EnrolledBranch, PlacedBranch
from domain.model import EntryRef
from domain.orders import MeetingRecord, Role
from domain.policy.exceptions import Waiver, WaiverLevel
from tests.domain.evaluation_given import RULES, SCHEME, scored
from tests.spec import LI, QIAN, SUN, ZHAO, Did, Scene, Spec, by_service, did

STREAM = "evaluation-round/o-1/2025"
SPEC = Spec(DECIDER, stream=STREAM, rules=RULES)
RANKER, REVIEWER, AWARDER, OPERATOR = QIAN, ZHAO, SUN, LI
MEETING = MeetingRecord(body="星级评定会议", held_on=date(2026, 2, 20), document="示评〔2026〕1号")


def names(count: int, first: int = 1) -> list[str]:
    return [f"b-{number:03}" for number in range(first, first + count)]


def enrolled(branch: str, **more: object) -> EnrolledBranch:
    fields = {"branch": branch, "org": f"o-{branch}", "last_star": 4}
    return EnrolledBranch.model_validate(fields | more)


def opened(branches: int | Iterable[EnrolledBranch] = 12, on: str | None = None, **more: object) -> Did:
    listed = [enrolled(one) for one in names(branches)] if isinstance(branches, int) else branches
    command = c.OpenRound.model_validate({"branches": tuple(listed)} | more)
    return did(command, by=OPERATOR, role=Role.OPERATOR, on=on)


def page(branches: Iterable[EnrolledBranch], *, complete: bool) -> Did:
    command = c.EnrolBranches(branches=tuple(branches), complete=complete)
    return did(command, by=OPERATOR, role=Role.OPERATOR)


def noted(branch: str, total: int, on: str | None = None, **findings: object) -> Did:
    command = c.NoteReviewed(branch=branch, scored=scored(total, **findings), by=(REVIEWER,))
    return by_service(command, on=on)


def not_submitted(branch: str) -> Did:
    nothing = scored(0).model_copy(update={"totals": (), "met": ()})
    return by_service(c.NoteReviewed(branch=branch, scored=nothing, by=(REVIEWER,)))


def objection(branch: str, number: int = 1, *, pending: bool = True) -> Did:
    return by_service(c.NoteObjection(branch=branch, number=number, pending=pending))


def left(branch: str) -> Did:
    return by_service(c.NoteLeft(branch=branch))


def ranked(by: str = RANKER, on: str | None = None) -> Did:
    return did(c.Rank(), by=by, on=on)


def put_in_order(*branches: str, decided_by: MeetingRecord | None = MEETING) -> Did:
    return did(c.DecideTie(branches=branches), by=RANKER, role=Role.EVALUATOR, decided_by=decided_by)


def noticed(on: str | None = None) -> Did:
    return did(c.OpenRoundNotice(), by=RANKER, on=on)


def awarded(on: str | None = None, by: str = AWARDER) -> Did:
    return did(c.AwardStars(document="示委〔2026〕8号"), by=by, on=on)


def excepted(branch: str) -> Did:
    waiver = Waiver(
        field="scheme.promotion", granted_by=AWARDER, level=WaiverLevel.APPROVER, reason="成绩突出"
    )
    return did(c.ExceptPromotion(branch=branch, waivers=(waiver,)), by=AWARDER)


def moved(org: str, *branches: str) -> Did:
    placed = tuple(PlacedBranch(branch=one, org=org, scheme=SCHEME, last_star=4) for one in branches)
    return by_service(c.MoveCohort(org=org, branches=placed))


def cited(branch: str) -> EntryRef:
    return EntryRef(stream=f"branch/{branch}", version=3)


DOZEN = dict(zip(names(12), [980, 970, 940, 935, 930, 850, 840, 830, 750, 650, 610, 500], strict=True))
"""A cohort of twelve: two reach five stars and three four, for one place of five and two of four."""


def scores(totals: dict[str, int] = DOZEN) -> list[Did]:
    return [noted(branch, total) for branch, total in totals.items()]


def at_ready(totals: dict[str, int] = DOZEN) -> Scene:
    return SPEC.given(opened(len(totals)), *scores(totals))


def at_proposed(totals: dict[str, int] = DOZEN) -> Scene:
    return SPEC.given(opened(len(totals)), *scores(totals), ranked())


def at_notice(totals: dict[str, int] = DOZEN) -> Scene:
    """On notice from 2 to 9 February 2026."""
    return SPEC.given(opened(len(totals)), *scores(totals), ranked(on="2026-02-02"), noticed(on="2026-02-02"))
