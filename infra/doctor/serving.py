"""Whether the API answers, and can serve. Nothing is changed by looking."""

from pathlib import Path

import httpx

from infra.doctor.finding import Finding, fine, wrong
from infra.runtime import is_held, read_runtime

_PATIENCE = 5.0  # seconds


async def examine(data: Path) -> list[Finding]:
    """Look at the API of the stack that runs in `data`; nothing where none runs."""
    runtime = read_runtime(data) if is_held(data) else None
    if runtime is None or runtime.api is None:
        return []
    return [await answers(runtime.api)]


async def answers(address: str) -> Finding:
    """Whether the API at an address says that it is ready."""
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False) as client:
            answer = await client.get(f"{address}/readyz")
    except httpx.HTTPError as error:
        return _away(address, type(error).__name__)
    if answer.status_code != httpx.codes.OK:
        return _away(address, f"/readyz {answer.status_code}")
    return fine(f"接口服务可以办理：{address}", f"the API is ready: {address}")


def _away(address: str, reason: str) -> Finding:
    return wrong(
        f"接口服务 {address} 不能办理：{reason}",
        f"the API at {address} cannot serve: {reason}",
        "请看数据目录中 api/log；接口会自行恢复，PostgreSQL 与 Temporal 须在运行。",
        "See api/log in the data directory; it comes back by itself, once PostgreSQL and Temporal run.",
    )
