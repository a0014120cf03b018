"""The states of streams as of a position of the journal that only grows: what each command was decided against."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from audit.acts import ReadAct, StoredAct
from domain.deciding import fold, fold_corrected
from domain.events import Fact
from domain.matter.corrections import corrects
from domain.model import Sha256
from domain.processes import decider_of
from journal.entry import StoredEntry
from journal.facts import facts_of_stream, said
from journal.journal import Journal

REMEMBERED = 20_000
"""Streams whose states are kept at a time; others are folded again when they go on."""


class Standing(NamedTuple):
    """A stream as it stood: its live state, and the policy that its first entry names."""

    state: Any
    pinned: Sha256 | None = None

    def on(self, facts: Sequence[Fact[Any]], pinned: Sha256 | None) -> "Standing":
        """Return where facts lead, corrections not yet applied. `pinned`: what the first of them names."""
        stream = self.state.stream
        state = fold(decider_of(stream), facts, stream=stream, state=self.state)
        return Standing(state, self.pinned if self.state.version else pinned)


def fresh(stream: str) -> Standing:
    """Return a stream without entries."""
    return Standing(decider_of(stream).state(stream=stream))


class Standings(Protocol):
    """Where the states come from."""

    async def before(self, stream: str, position: int) -> Standing:
        """Return a stream as it stood before a position; positions only grow."""

    def recorded(self, act: ReadAct) -> None:
        """Go on past a command, which was judged."""

    def lost(self, act: StoredAct) -> None:
        """Go on past a command that could not be read, or not be folded."""


class Kept:
    """
    States of a pass over the whole journal, which meets every entry: kept as it goes, so that little is read twice.

    A stream that is neither known nor to be read again has had no entry yet.
    """

    def __init__(self, journal: Journal, remembered: int) -> None:
        self._journal = journal
        self._remembered = remembered
        self._known: OrderedDict[str, Standing] = OrderedDict()
        self._again: set[str] = set()

    async def before(self, stream: str, position: int) -> Standing:
        """Return a stream as it stood before a position."""
        known = self._known.get(stream)
        if known is None:
            known = await self._read(stream, position) if stream in self._again else fresh(stream)
        self._remember(stream, known)
        return known

    def recorded(self, act: ReadAct) -> None:
        """Fold what a command left; after a correction all of its stream again."""
        for stream in act.act.streams:
            known = self._known.pop(stream, None)
            facts = act.facts(stream)
            if known is None or corrects(facts):
                self._again.add(stream)
            else:
                stamp = act.stamp(stream)
                self._remember(stream, known.on(facts, stamp.policy if stamp else None))

    def lost(self, act: StoredAct) -> None:
        """Have the streams of a command read again."""
        for stream in act.streams:
            self._known.pop(stream, None)
            self._again.add(stream)

    async def _read(self, stream: str, position: int) -> Standing:
        entries = await self._journal.load(stream)
        self._again.discard(stream)
        return _folded(stream, [one for one in entries if one.position < position])

    def _remember(self, stream: str, known: Standing) -> None:
        self._known[stream] = known
        self._known.move_to_end(stream)
        while len(self._known) > self._remembered:
            forgotten, _ = self._known.popitem(last=False)
            self._again.add(forgotten)


class _Tape(NamedTuple):
    """A stream read whole, and how far it was folded."""

    entries: list[StoredEntry]
    done: int
    standing: Standing


class Loaded:
    """States of the few streams that one stream's commands touch: each is read whole, once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._tapes: dict[str, _Tape] = {}

    async def before(self, stream: str, position: int) -> Standing:
        """Return a stream as it stood before a position."""
        tape = self._tapes.get(stream) or _Tape(await self._journal.load(stream), 0, fresh(stream))
        upto = tape.done
        while upto < len(tape.entries) and tape.entries[upto].position < position:
            upto += 1
        if upto > tape.done:
            tape = _played(tape, upto)
        self._tapes[stream] = tape
        return tape.standing

    def recorded(self, act: ReadAct) -> None:
        """Do nothing: what a command left is read from its streams."""

    def lost(self, act: StoredAct) -> None:
        """Do nothing: it is met again where its streams are folded."""


def _played(tape: _Tape, upto: int) -> _Tape:
    stream = tape.standing.state.stream
    passed = tape.entries[tape.done : upto]
    facts = facts_of_stream(passed)
    if corrects(facts):
        return _Tape(tape.entries, upto, _folded(stream, tape.entries[:upto]))
    return _Tape(tape.entries, upto, tape.standing.on(facts, _pinned(passed)))


def _folded(stream: str, entries: Sequence[StoredEntry]) -> Standing:
    state = fold_corrected(decider_of(stream), facts_of_stream(entries), stream=stream)
    return Standing(state, _pinned(entries))


def _pinned(entries: Sequence[StoredEntry]) -> Sha256 | None:
    stamp = said(entries[0]).rules if entries else None
    return stamp.policy if stamp else None
