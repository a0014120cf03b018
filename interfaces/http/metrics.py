"""What the API counts, for Prometheus: requests by address and status, and how long they took."""

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HUNG_UP = 499
"""Nobody waited for the answer; a status that is never sent."""
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The figures of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "branch_http_requests", "requests answered", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "branch_http_request_seconds",
            "from the request to the end of its answer",
            ("route",),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._now = Gauge("branch_http_requests_now", "requests under way", registry=self.registry)

    def counting(self, app: ASGIApp) -> ASGIApp:
        """Return the application, counted."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            status, began = _HUNG_UP, time.perf_counter()

            async def told(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            with self._now.track_inprogress():
                try:
                    await app(scope, receive, told)
                finally:
                    route = _route(scope)
                    self._requests.labels(scope["method"], route, status).inc()
                    self._seconds.labels(route).observe(time.perf_counter() - began)

        return counted


def _route(scope: Scope) -> str:
    """Return the address as it was declared: names of cases would make a figure of each."""
    route = scope.get("route")
    return str(getattr(route, "path_format", None) or "none")
