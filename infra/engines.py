"""Where the engines are for a command: what the environment says, else what runs in the data directory."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import SecretStr
from temporalio.client import Client, Plugin
from temporalio.envconfig import ClientConfig
from temporalio.runtime import Runtime

from infra.errors import NowhereError
from infra.runtime import is_held, read_runtime
from infra.settings import Settings

TEMPORAL_HERE = "127.0.0.1:7233"
"""Where Temporal is when nothing tells: where every `temporal` command looks."""

_ADDRESS = "TEMPORAL_ADDRESS"
_NAMESPACE = "TEMPORAL_NAMESPACE"


class Engines(NamedTuple):
    """PostgreSQL for the service and for migrations, and Temporal's address (None: as `temporalio.envconfig` says)."""

    database_url: SecretStr
    database_owner_url: SecretStr
    temporal_address: str | None
    temporal_namespace: str | None


def find_engines(settings: Settings) -> Engines:
    """Return where the engines are. Raises `NowhereError` when nothing tells."""
    if settings.database_url is not None:
        owner = settings.database_owner_url or settings.database_url
        return Engines(settings.database_url, owner, None, None)
    runtime = read_runtime(settings.data) if is_held(settings.data) else None
    if runtime is None:
        raise NowhereError(str(settings.data.absolute()))
    return Engines(
        SecretStr(runtime.database_url),
        SecretStr(runtime.database_owner_url),
        runtime.temporal_address,
        runtime.temporal_namespace,
    )


def temporal_is_told() -> bool:
    """Whether the environment, or the user's profile, names a Temporal server."""
    return "target_host" in ClientConfig.load_client_connect_config()


async def connect_temporal(
    engines: Engines | None,
    plugins: Sequence[Plugin],
    *,
    lazy: bool = False,
    runtime: Runtime | None = None,
) -> Client:
    """
    Connect to Temporal. The environment (`TEMPORAL_…`) outranks the data directory, as with every `temporal` command.

    `engines`: None = only the environment tells. `lazy`: only when it is first asked something. `runtime`: tells the
    metrics, None = nobody is told. Raises `RuntimeError` when nothing answers.
    """
    known = {_ADDRESS: engines.temporal_address, _NAMESPACE: engines.temporal_namespace} if engines else {}
    environment = {name: value for name, value in known.items() if value} | dict(os.environ)
    config = ClientConfig.load_client_connect_config(override_env_vars=environment)
    config.setdefault("target_host", TEMPORAL_HERE)
    return await Client.connect(**config, plugins=plugins, lazy=lazy, runtime=runtime)
