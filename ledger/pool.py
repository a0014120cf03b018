"""待联建: the enterprises that wait for partners or a host."""

from domain.enterprise.state import EnterpriseState
from domain.model import Model
from domain.orders import OrgId
from ledger.projection import Change, Projection


class PoolRow(Model):
    """An enterprise in the pool. `counted`: members counted; None when nobody told."""

    stream: str
    enterprise: str
    name: str
    org: OrgId
    counted: int | None


def _rows(change: Change) -> list[PoolRow]:
    state: EnterpriseState = change.state
    if not state.in_pool or state.row is None:
        return []
    counted = state.noted.counted if state.noted else None
    return [
        PoolRow(
            stream=change.stream,
            enterprise=state.enterprise,
            name=state.row.name,
            org=state.org,
            counted=counted,
        )
    ]


POOL = Projection("pool", PoolRow, _rows, frozenset({"enterprise"}))
