"""What endpoints find on the application that they were made for."""

from fastapi import Request

from interfaces.desk.auditor import Auditor
from interfaces.http.limits.in_flight import InFlight
from interfaces.http.limits.rates import Rates
from interfaces.http.metrics import Metrics
from interfaces.http.parts import Parts


def parts_of(request: Request) -> Parts:
    """Return what the application was put together from."""
    parts: Parts = request.app.state.parts
    return parts


def auditor_of(request: Request) -> Auditor:
    """Return who asks the journal as evidence. Whether the caller may, is another's to say."""
    parts = parts_of(request)
    return Auditor(parts.journal, parts.desk.catalogue, parts.anchors, parts.now)


def in_flight_of(request: Request) -> InFlight:
    """Return the orders that are on their way."""
    in_flight: InFlight = request.app.state.in_flight
    return in_flight


def rates_of(request: Request) -> Rates:
    """Return how often who asked."""
    rates: Rates = request.app.state.rates
    return rates


def metrics_of(request: Request) -> Metrics:
    """Return what is counted."""
    metrics: Metrics = request.app.state.metrics
    return metrics
