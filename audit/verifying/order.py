"""Whether entries follow each other as they must: in the journal, in their streams, and in their commands."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.verifying.columns import place_of
from audit.verifying.findings import EntryPlace, Finding, Flaw
from journal.evidence import Beside, Evidence, RawEntry


class Run(NamedTuple):
    """A gap of `missing` positions, then entries without one."""

    missing: int
    entries: Sequence[RawEntry]


class Order:
    """
    Takes pages of entries as they follow each other; keeps nothing but the last of them, however many there are.

    `before`: the entry that stands before the first page, None at the beginning of the journal.
    """

    def __init__(self, evidence: Evidence, position: int, before: RawEntry | None) -> None:
        self._evidence = evidence
        self._position = position
        self._before = before

    def runs(self, page: Sequence[RawEntry], findings: list[Finding]) -> list[Run]:
        """Return the page cut at its gaps, without what stands at a position that was there already."""
        if all(one.position == at for at, one in enumerate(page, self._position + 1)):
            self._position += len(page)
            return [Run(0, page)]
        return self._cut(page, findings)

    def end(self, last: int, findings: list[Finding]) -> int:
        """Return how many positions are missing up to `last`, after the last page."""
        missing = last - self._position
        if missing > 0:
            findings.append(_missing(self._position + 1, last))
        return max(0, missing)

    def commands(self, page: Sequence[RawEntry]) -> list[Finding]:
        """Return the entries that do not follow the one before them, of their command."""
        found = []
        before = self._before
        for entry in page:
            if entry.command_index and not _follows(entry, before):
                found.append(
                    Finding(
                        flaw=Flaw.COMMAND_BEFORE,
                        place=place_of(entry),
                        column="command_index",
                        expected=f"{entry.command_id} {entry.command_index - 1}",
                        found=f"{before.command_id} {before.command_index}" if before else "",
                    )
                )
            before = entry
        self._before = before
        return found

    async def begun_again(self, page: Sequence[RawEntry]) -> list[Finding]:
        """Return the entries of the page that begin a command which began before."""
        here = {one.position: one for one in page if not one.command_index}
        again = await self._evidence.begun_again([one.command_id for one in here.values()])
        return [
            Finding(flaw=Flaw.COMMAND_TWICE, place=place_of(here[position]), column="command_id")
            for position in again
            if position in here
        ]

    async def streams(self, page: Sequence[RawEntry]) -> list[Finding]:
        """
        Return the entries that do not follow the version before them in their stream.

        Within the page they are compared with each other; the first of each stream, with what the journal holds.
        """
        found: list[Finding] = []
        here: dict[str, RawEntry] = {}
        begin: list[RawEntry] = []
        for entry in page:
            before = here.get(entry.stream)
            if before is None:
                begin.append(entry)
            elif entry.version != before.version + 1:
                found.append(_unordered(entry, str(before.version)))
            here[entry.stream] = entry
        return found + await self._beginnings(begin)

    async def _beginnings(self, entries: Sequence[RawEntry]) -> list[Finding]:
        beside: dict[int, list[Beside]] = {}
        for one in await self._evidence.beside(
            [entry.stream for entry in entries], [entry.version for entry in entries]
        ):
            beside.setdefault(one.nth, []).append(one)
        judged = (_beginning(entry, beside.get(nth, [])) for nth, entry in enumerate(entries, start=1))
        return [finding for finding in judged if finding]

    def _cut(self, page: Sequence[RawEntry], findings: list[Finding]) -> list[Run]:
        runs: list[Run] = []
        missing, entries = 0, list[RawEntry]()
        for entry in page:
            if entry.position <= self._position:
                findings.append(Finding(flaw=Flaw.POSITION_TWICE, place=place_of(entry), column="position"))
                continue
            if entry.position > self._position + 1:
                findings.append(_missing(self._position + 1, entry.position - 1))
                runs.append(Run(missing, entries))
                missing, entries = entry.position - self._position - 1, []
            entries.append(entry)
            self._position = entry.position
        return [*runs, Run(missing, entries)]


def _follows(entry: RawEntry, before: RawEntry | None) -> bool:
    return (
        before is not None
        and entry.command_id == before.command_id
        and entry.command_index == before.command_index + 1
    )


def _beginning(entry: RawEntry, beside: Sequence[Beside]) -> Finding | None:
    """Judge an entry by what stands in its stream at its version and at the one before."""
    if any(one.version == entry.version and one.position != entry.position for one in beside):
        return Finding(flaw=Flaw.VERSION_TWICE, place=place_of(entry), column="version")
    earlier = [one for one in beside if one.version == entry.version - 1]
    if entry.version == 1 or any(one.position < entry.position for one in earlier):
        return None
    return _unordered(entry, f"@{earlier[0].position}" if earlier else "")


def _unordered(entry: RawEntry, found: str) -> Finding:
    return Finding(
        flaw=Flaw.VERSION_BEFORE,
        place=place_of(entry),
        column="version",
        expected=str(entry.version - 1),
        found=found,
    )


def _missing(first: int, last: int) -> Finding:
    return Finding(
        flaw=Flaw.POSITION_MISSING, place=EntryPlace(position=first), column="position", found=str(last)
    )
