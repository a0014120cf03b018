"""`/rounds`: 评定, the rounds of star evaluation: where each stands, its quotas, notices and objections, its table."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from domain.evaluation.state import Status
from domain.evaluation_round.rows import Row
from domain.evaluation_round.state import RoundState
from domain.model import Identifier, StreamName, Year
from domain.stars.scheme import Scheme, scheme_digest
from domain.tasks import Task
from interfaces.console.asked import Id, Maybe
from interfaces.console.drawing import page
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.overview import AskedOf
from interfaces.http.asked import parts_of
from interfaces.http.refusals import NoSuchAddressError
from ledger.registers.evaluations import ShownEvaluation
from ledger.registers.register import FIRST, Key, Register

router = APIRouter(prefix="/rounds", include_in_schema=False)

_PAGE = 100
"""Evaluations on one page."""
_ROUNDS = 25
"""Rounds on one page; each is folded from the journal."""
Asked = Annotated[Year | None, Maybe, Query()]


class Listed(NamedTuple):
    """A round, and who is awaited in it."""

    state: RoundState
    tasks: tuple[Task, ...]

    @property
    def on_notice(self) -> tuple[Row, ...]:
        """The branches whose stars stand on public notice, or stood."""
        return tuple(one for one in self.state.live if one.notice is not None)

    @property
    def objections(self) -> int:
        """Objections to any of its stars."""
        return sum(len(one.objections) for one in self.state.rows)

    @property
    def awarded(self) -> int:
        """Branches whose stars are decided."""
        return sum(one.awarded is not None for one in self.state.live)


class Table(NamedTuple):
    """Evaluations of one round. `after`: where the next page begins; None behind the last one."""

    position: int
    rows: tuple[ShownEvaluation, ...]
    after: Key | None


@router.get("")
async def rounds(request: Request, visitor: Reader, year: Asked = None, after: Id = None) -> Response:
    """Return the rounds of a year, the last one that there is if none is asked for. `after`: behind an organisation's."""
    desk = parts_of(request).desk
    mine = [one for one in await desk.streams("evaluation-round") if one.split("/")[1] in visitor.caller.orgs]
    years = sorted({int(one.split("/")[2]) for one in mine}, reverse=True)
    shown = year or next(iter(years), None)
    orgs = sorted(one.split("/")[1] for one in mine if one.endswith(f"/{shown}"))
    rest = [one for one in orgs if after is None or one > after]
    found = [await _round(request, f"evaluation-round/{org}/{shown}") for org in rest[:_ROUNDS]]
    return page(
        request,
        visitor,
        "registers/rounds.html",
        room="/rounds",
        rounds=[one for one in found if one is not None],
        years=years,
        year=shown,
        first=after is None,
        after=rest[_ROUNDS - 1] if len(rest) > _ROUNDS else None,
    )


@router.get("/{org}/{year}")
async def one_round(  # noqa: PLR0913, PLR0917  # a page begins behind a key of three parts
    request: Request,
    visitor: Reader,
    org: Annotated[Identifier, Path()],
    year: Annotated[Year, Path()],
    after_org: Annotated[str, Query(max_length=64)] = "",
    after_key: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[str, Query(max_length=260)] = "",
) -> Response:
    """Return one round with a page of its evaluations."""
    visitor.caller.check(org)
    stream = f"evaluation-round/{org}/{year}"
    found = await _round(request, stream)
    if found is None:
        raise NoSuchAddressError
    rules = await parts_of(request).desk.rules_of(stream)
    key = Key(after_org, after_key, after) if after else FIRST
    return page(
        request,
        visitor,
        "registers/round.html",
        room="/rounds",
        round=found,
        schemes={scheme_digest(one): _titled(one, visitor) for one in rules.schemes},
        vetoes={
            one.code: one.en if visitor.speech.english else one.zh
            for scheme in rules.schemes
            for one in scheme.vetoes
        },
        table=await _table(visitor, found.state, key),
        rows={one.branch: one for one in found.state.rows},
        status_of=Status,
    )


async def _round(request: Request, stream: StreamName) -> Listed | None:
    """Return a round that was opened."""
    reading = await parts_of(request).desk.state(stream)
    state = reading.state
    return Listed(state, reading.tasks) if isinstance(state, RoundState) and reading.version else None


async def _table(visitor: Visitor, state: RoundState, after: Key) -> Table:
    """Return the evaluations of a round that follow a place; those of rounds below it are left out."""
    desk = parts_of(visitor.caller.request).desk
    asked = AskedOf(org=state.round_org, year=state.year, realm=visitor.caller.orgs)
    rows: list[ShownEvaluation] = []
    while True:
        found = await desk.register_page(Register.EVALUATIONS, asked, after, _PAGE)
        rows += [one for one in found.rows if isinstance(one, ShownEvaluation) and one.round == state.stream]
        if found.after is None or len(rows) >= _PAGE:
            return Table(found.standing.position, tuple(rows), found.after)
        after = found.after


def _titled(scheme: Scheme, visitor: Visitor) -> str:
    return f"{scheme.title.en if visitor.speech.english else scheme.title.zh} · {scheme.version}"
