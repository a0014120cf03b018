"""
The event types by their names, how their data is read, and where an event goes. Pure.

Who delivers loads the states of `data.wants()`, calls `route` with `looking(states)`, and as long as it raises
`NeedsMore`, loads those streams too and calls it again. The orders are given as the system that sent the event, one
after the other, each under an id made of the event's own, so that a repetition finds its first answer.

| event types | first look | then |
|---|---|---|
| enterprise.registered, .changed | `uscc/<code>` | `enterprise/<e>` |
| enterprise.deregistered, .moved, .code-changed | `uscc/<code>` | `enterprise/<e>` |
| enterprise.merged | both `uscc/<code>` | both `enterprise/<e>` |
| head-count.reported | `uscc/<code>` | `enterprise/<e>`; its open `investigation/<e>/<n>`, its `branch/<b>` |
| member-relation.transferred | `uscc/<code>`, `branch/<b>`, as named | `enterprise/<e>`; the investigation that awaits it, its branch |
| incident.reported | `uscc/<code>`, `branch/<b>`, as named | `enterprise/<e>`; its branch; `evaluation/<b>/<year>` of the incident, and of its last star |
| contract.… | `contract/<c>`, `uscc/<code>`, a named `branch/<b>` | `enterprise/<e>`; its branch; the open or last `filing/<c>/<n>` |
"""

from collections.abc import Iterable
from datetime import date

from pydantic import ValidationError

from domain.upstream.contracts import (
    ContractChanged,
    ContractRegistered,
    ContractRenewed,
    ContractRescinded,
    ContractRestored,
    ContractTerminated,
)
from domain.upstream.data import Routed, UpstreamData
from domain.upstream.enterprises import EnterpriseChanged, EnterpriseRegistered
from domain.upstream.head_counts import HeadCountReported
from domain.upstream.incidents import IncidentReported
from domain.upstream.lives import (
    EnterpriseCodeChanged,
    EnterpriseDeregistered,
    EnterpriseMerged,
    EnterpriseMoved,
)
from domain.upstream.looking import Look
from domain.upstream.refusals import NobodyTakesItError, UnknownTypeError, WrongDataError
from domain.upstream.relations import MemberRelationTransferred

_ALL: Iterable[type[UpstreamData]] = (
    EnterpriseRegistered,
    EnterpriseChanged,
    EnterpriseDeregistered,
    EnterpriseMerged,
    EnterpriseMoved,
    EnterpriseCodeChanged,
    HeadCountReported,
    MemberRelationTransferred,
    ContractRegistered,
    ContractRenewed,
    ContractChanged,
    ContractRescinded,
    ContractTerminated,
    ContractRestored,
    IncidentReported,
)

EVENT_TYPES: dict[str, type[UpstreamData]] = {one.type: one for one in _ALL}
"""Every event type by its name, in the order of the catalogue."""


def parse(event: str, data: str) -> UpstreamData:
    """
    Read the data of an event of a type from JSON; nothing is converted silently: `"3"`, `3.0` and `true` are no number.

    Raises `UnknownTypeError`, and `WrongDataError` naming the first wrong field.
    """
    if event not in EVENT_TYPES:
        raise UnknownTypeError(event[:100], list(EVENT_TYPES))
    try:
        # a lone surrogate cannot be encoded, and is then no JSON
        return EVENT_TYPES[event].model_validate_json(data.encode("utf-8", "surrogatepass"), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(str(part) for part in first["loc"]) or "data"
        raise WrongDataError(event, path[:200], first["msg"]) from error


def route(data: UpstreamData, occurred_on: date, look: Look) -> list[Routed]:
    """
    Return what is ordered where because of an event, at least one order. `occurred_on`: the local day of its time.

    Raises `NeedsMore`; a `DomainError` (`NobodyTakesItError` and others) when nothing can follow as things stand:
    the event is then kept as a dead letter with that reason, and may be delivered again when things stand otherwise.
    """
    orders = data.orders(occurred_on, look)
    if not orders:
        raise NobodyTakesItError(data.type, data.subject)
    return orders
