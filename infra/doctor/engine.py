"""What the service needs of a Temporal server, its own or another's. Nothing is changed by looking."""

from datetime import timedelta

from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from infra.doctor.finding import Finding, fine, wrong
from infra.engines import Engines, connect_temporal

_PATIENCE = timedelta(seconds=5)


async def examine(engines: Engines | None) -> list[Finding]:
    """Look at the server that the environment, or the data directory (None: there is none), names."""
    try:
        client = await connect_temporal(engines, [])
    except (RuntimeError, RPCError, ValueError) as error:
        return [unreachable(error)]
    namespace = await _namespace(client)
    if not namespace.ok:
        return [namespace]
    return [fine("可以连接 Temporal", "Temporal answers"), namespace]


def unreachable(error: Exception) -> Finding:
    """Say that nothing answers, or not to us."""
    first_line = str(error).partition("\n")[0]
    return wrong(
        f"无法连接 Temporal：{first_line}",
        f"Temporal cannot be reached: {first_line}",
        "请检查 TEMPORAL_ADDRESS 与 TEMPORAL_TLS_…，以及服务器是否在运行。",
        "Check TEMPORAL_ADDRESS and TEMPORAL_TLS_…, and whether the server runs.",
    )


async def _namespace(client: Client) -> Finding:
    name = client.namespace
    try:
        await client.workflow_service.describe_namespace(
            DescribeNamespaceRequest(namespace=name), timeout=_PATIENCE
        )
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            return unreachable(error)
        return wrong(
            f"Temporal 中没有命名空间 {name}",
            f"Temporal has no namespace {name}",
            f"请执行 temporal operator namespace create --retention 30d {name}",
            f"Run `temporal operator namespace create --retention 30d {name}`.",
        )
    return fine(f"命名空间 {name} 存在", f"the namespace {name} is there")
