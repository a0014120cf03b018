"""Metrics are told over HTTP, those of the seal among them; several processes do not get in each other's way."""

import asyncio
import urllib.request

import pytest

from activities.seal_metrics import BUCKETS, LAG, SealMetrics
from infra.errors import NoMetricsError
from infra.metrics import metrics_runtime
from infra.ports import free_port


def told_at(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        return str(answer.read().decode())


async def test_what_the_sealer_tells_of_itself_can_be_read() -> None:
    port = free_port(19_464)
    runtime = metrics_runtime(f"127.0.0.1:{port}", 1, {LAG: BUCKETS})
    metrics = SealMetrics(runtime.metric_meter)
    metrics.leading()
    metrics.sealed(4711, 0.012)
    metrics.waiting(3)
    told = await asyncio.to_thread(told_at, port)
    for line in (
        "journal_sealed_entries 4711",
        "journal_unsealed_entries 3",
        "journal_seal_leader 1",
        "journal_seal_alarm 0",
        'journal_seal_lag_seconds_bucket{le="0.01"} 0',
        'journal_seal_lag_seconds_bucket{le="0.025"} 1',
        "journal_seal_lag_seconds_count 1",
    ):
        assert line in without_labels(told)
    metrics.retired()
    metrics.alarmed()
    told = without_labels(await asyncio.to_thread(told_at, port))
    assert "journal_seal_leader 0" in told
    assert "journal_seal_alarm 1" in told


async def test_each_process_has_a_port_of_its_own_and_the_last_is_told_that_there_is_none() -> None:
    port = free_port(19_474)
    runtimes = [metrics_runtime(f"127.0.0.1:{port}", 2, {}) for _ in range(2)]
    with pytest.raises(NoMetricsError, match=str(port)):
        metrics_runtime(f"127.0.0.1:{port}", 2, {})
    for at, runtime in enumerate(runtimes):
        runtime.metric_meter.create_gauge("which", "").set(at)
        assert f"which {at}" in without_labels(await asyncio.to_thread(told_at, port + at))


def without_labels(told: str) -> str:
    """Leave out the label that all of them have: the service's name."""
    return told.replace('service_name="temporal-core-sdk",', "").replace(
        '{service_name="temporal-core-sdk"}', ""
    )
