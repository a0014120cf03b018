"""What a case is about, by name: the enterprise, the branch, the person, the organisation (事项对象)."""

from datetime import date
from typing import Any

from domain.matter.state import Matter
from domain.roster.directory import Directory
from interfaces.desk.reader import Reader

_ENTERPRISE_ALONE = frozenset({"investigation"})
_BRANCH = frozenset({"appointment", "evaluation"})
_ORG = frozenset({"campaign", "evaluation-round"})


class Subjects:
    """Names what cases are about; an enterprise or branch that several are about is read once."""

    def __init__(self, reader: Reader, directory: Directory, today: date) -> None:
        self._reader = reader
        self._directory = directory
        self._today = today
        self._known: dict[str, str] = {}

    async def of(self, state: Matter) -> str:
        """Return a name, or the id where nothing names it; empty where the state tells of nobody."""
        process, key, *_ = state.stream.split("/")
        if process in _ENTERPRISE_ALONE:
            return await self._named(f"enterprise/{key}")
        if process in _BRANCH:
            return await self._named(f"branch/{key}")
        if process in _ORG:
            org = self._directory.org(key)
            return org.name_on(self._today) if org else key
        return _own_name(state) or await self._partners(state)

    async def _named(self, stream: str) -> str:
        if stream not in self._known:
            state = (await self._reader.state(stream)).state
            self._known[stream] = _own_name(state) or stream.partition("/")[2]
        return self._known[stream]

    async def _partners(self, state: Any) -> str:  # noqa: ANN401  # any state
        """Return the enterprises that are to get a branch, before it has a name."""
        partners = getattr(state, "prepared", ())
        return "、".join([await self._named(f"enterprise/{one.enterprise}") for one in partners])


def _own_name(state: Any) -> str:  # noqa: ANN401  # any state
    """Return the name that a state holds: of the person, of the enterprise's row, of the application, its own."""
    holders = (getattr(state, name, None) for name in ("person", "row", "application"))
    named = (getattr(one, "name", None) for one in (*holders, state))
    return next((name for name in named if isinstance(name, str)), "")
