"""What a case is about (事项对象): its own name, or what names it elsewhere."""

from typing import Any

from domain.model import Model
from domain.orders import OrgId
from ledger.projection import Change, Projection

_ENTERPRISE_ALONE = frozenset({"investigation"})
_BRANCH = frozenset({"appointment", "evaluation"})
_ORG = frozenset({"campaign", "evaluation-round"})


class About(Model):
    """Whom or what a case is about: a name, or an organisation, or the streams that are named in `subject`."""

    name: str = ""
    org: OrgId | None = None
    streams: tuple[str, ...] = ()


class SubjectRow(Model):
    """An enterprise or a branch, by name; `org`: where it lies."""

    stream: str
    name: str
    org: OrgId


def about(stream: str, state: Any) -> About:  # noqa: ANN401  # any state
    """Return what a case is about; nothing where the state tells of nobody."""
    process, key, *_ = stream.split("/")
    if process in _ENTERPRISE_ALONE:
        return About(streams=(f"enterprise/{key}",))
    if process in _BRANCH:
        return About(streams=(f"branch/{key}",))
    if process in _ORG:
        return About(org=key)
    # before a branch has a name it is about the enterprises that are to get one
    partners = tuple(f"enterprise/{one.enterprise}" for one in getattr(state, "prepared", ()))
    own = name_of(state)
    return About(name=own) if own else About(streams=partners)


def name_of(state: Any) -> str:  # noqa: ANN401  # any state
    """Return the name that a state holds: of the person, of the enterprise's row, of the application, its own."""
    holders = (getattr(state, name, None) for name in ("person", "row", "application"))
    named = (getattr(one, "name", None) for one in (*holders, state))
    return next((name for name in named if isinstance(name, str)), "")


def _rows(change: Change) -> list[SubjectRow]:
    name = name_of(change.state)
    return [SubjectRow(stream=change.stream, name=name, org=change.state.org)] if name else []


SUBJECTS = Projection("subject", SubjectRow, _rows, frozenset({"enterprise", "branch"}))
