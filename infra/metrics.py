"""Metrics for Prometheus, of Temporal's SDK and of our own, over HTTP; and where several processes are told apart."""

from collections.abc import Mapping, Sequence

from temporalio.runtime import PrometheusConfig, Runtime, TelemetryConfig

from infra.errors import NoMetricsError


def metrics_runtime(address: str, processes: int, buckets: Mapping[str, Sequence[float]]) -> Runtime:
    """
    Tell metrics at `http://ADDRESS/metrics`: of several processes the first at its port, the others at those after it.

    `address`: `host:port`; `processes`: how many share the address; `buckets`: of histograms, by name. Raises
    `NoMetricsError`.
    """
    host, _, port = address.rpartition(":")
    for at in range(int(port), int(port) + processes):
        config = PrometheusConfig(
            bind_address=f"{host}:{at}", durations_as_seconds=True, histogram_bucket_overrides=buckets
        )
        try:
            return Runtime(telemetry=TelemetryConfig(metrics=config))
        except ValueError as error:  # taken
            reason = str(error)
    raise NoMetricsError(address, reason)
