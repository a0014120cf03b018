"""`/livez`, `/readyz`, `/metrics`: whether the process lives, whether it can serve, and what it counts."""

import asyncio

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from domain.model import Model
from interfaces.desk.answers import TEMPORAL, DeskUnavailableError
from interfaces.http.asked import metrics_of, parts_of
from interfaces.http.needs import nothing

router = APIRouter(tags=["运行 operations"], dependencies=[Depends(nothing)])

_PATIENCE = 2.0
"""Seconds after which an engine that does not answer counts as away."""


class Alive(Model):
    """The process answers."""

    alive: bool = True


class Ready(Model):
    """Orders and questions are answered: up to which position the journal and its ledger are."""

    ready: bool = True
    position: int
    folded: int


@router.get("/livez", summary="进程是否存活 whether the process lives")
async def livez() -> Alive:
    """
    Answer.

    作答即为存活。
    """
    return Alive()


@router.get("/readyz", summary="能否办理 whether it can serve")
async def readyz(request: Request) -> Ready:
    """
    Look whether PostgreSQL and Temporal answer; 503 names the one that does not.

    数据库和 Temporal 是否应答；503 指明哪一个没有应答。
    """
    desk = parts_of(request).desk
    try:
        async with asyncio.timeout(_PATIENCE):
            position, folded = await desk.standing()
            await desk.reach_engine()
    except TimeoutError as error:
        raise DeskUnavailableError(TEMPORAL, error) from error
    return Ready(position=position, folded=folded)


@router.get(
    "/metrics",
    summary="指标 for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request) -> Response:
    """
    Return what is counted. Only figures: no names, no ids.

    只有数字，没有名称和编号。
    """
    told = await asyncio.to_thread(generate_latest, metrics_of(request).registry)
    return Response(told, media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store"})
