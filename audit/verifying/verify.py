"""The verification of a journal, or of a range of it: one pass over its entries, a page at a time."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from audit.verifying.claims import Claim, Claims, adopted_keys, read_notes
from audit.verifying.columns import column_findings, torn
from audit.verifying.findings import Finding, Findings, Flaw, TilePlace, Verification
from audit.verifying.linking import link
from audit.verifying.order import Order
from audit.verifying.sealing import Leaf, SealCheck
from audit.verifying.vouching import Vouching
from journal.errors import BrokenSealError
from journal.evidence import BEFORE_ALL, Extent, RawEntry
from journal.journal import Journal
from journal.merkle import leaf_hash
from journal.notes import PublicKey
from journal.tree import GrowingTree

_PAGE = 4096

Advanced = Callable[[int, int], None]
"""Is told how many more entries are verified, of how many in all."""


class Span(NamedTuple):
    """The positions from `first` to `last`; None: from the first entry, to the last."""

    first: int | None = None
    last: int | None = None


class Trust(NamedTuple):
    """
    What the auditor holds against the journal.

    `anchors`: signed checkpoints that were kept outside it, read before the verification begins. `key`: one of which he
    knows by himself that it signed for this journal.
    """

    anchors: Sequence[str] = ()
    key: PublicKey | None = None


WHOLE = Span()
NOTHING = Trust()


class _Bounds(NamedTuple):
    """From which position to which; whether these are all entries; and whether the first of them are sealed."""

    first: int
    last: int
    whole: bool
    sealed: bool


async def verify(
    journal: Journal,
    span: Span = WHOLE,
    trust: Trust = NOTHING,
    advanced: Advanced = lambda _more, _total: None,
) -> Verification:
    """
    Compare all that is kept of these entries with each other, with who signed for it, and with what was anchored.

    A range is widened to the batches it was sealed in, and led to the last checkpoint and anchor. Memory is bounded by
    what is read at once, and by the number of signed checkpoints. Appending and sealing may go on meanwhile.
    Raises `JournalUnavailableError`.
    """
    findings = Findings()
    extent = await journal.evidence.extent()
    bounds = await _bounds(journal, span, extent)
    claims = await _claims(journal, bounds, extent, trust, findings)
    vouching = Vouching(_within(claims, bounds), findings)
    sealing = await _sealing(journal, bounds, extent, vouching, findings)
    pass_ = _Pass(journal, bounds, sealing, findings)
    await pass_.run(advanced)
    if sealing is not None:
        await sealing.end()
        if not bounds.whole and sealing.tree.size >= bounds.first:
            await link(journal.seals, sealing.tree, claims, vouching, findings)
    return Verification(
        first=bounds.first,
        last=bounds.last,
        entries=pass_.entries,
        sealed=sealing.sealed if sealing else 0,
        signed=vouching.signed,
        anchored=vouching.anchored,
        findings=findings.listed(),
        more=findings.more,
    )


class _Pass:
    """The walk over the entries."""

    def __init__(
        self, journal: Journal, bounds: _Bounds, sealing: SealCheck | None, findings: Findings
    ) -> None:
        self.entries = 0
        self._evidence = journal.evidence
        self._bounds = bounds
        self._sealing = sealing
        self._findings = findings

    async def run(self, advanced: Advanced) -> None:
        first, last, whole, _ = self._bounds
        before = await self._evidence.entries(first - 2, first - 1, 1)
        order = Order(self._evidence, first - 1, before[-1] if before and not whole else None)
        after = BEFORE_ALL if whole else first - 1
        while page := await self._evidence.entries(after, last, _PAGE):
            await self._page(order, page)
            after = page[-1].position
            advanced(len(page), last - first + 1)
        missing: list[Finding] = []
        order.end(last, missing)
        self._keep(missing)

    async def _page(self, order: Order, page: Sequence[RawEntry]) -> None:
        self.entries += len(page)
        found: list[Finding] = []
        runs = order.runs(page, found)
        for entry in page:
            found.extend(column_findings(entry))
        whole = [entry for entry in page if not torn(entry)] if found else page
        found.extend(order.commands(whole))
        found.extend(await order.streams(whole))
        found.extend(await order.begun_again(whole))
        self._keep(found)
        if self._sealing is not None:
            for run in runs:
                self._sealing.skip(run.missing)
                await self._sealing.feed(_leaves(run.entries))

    def _keep(self, found: Sequence[Finding]) -> None:
        for finding in found:
            self._findings.add(finding)


def _leaves(entries: Sequence[RawEntry]) -> list[Leaf]:
    return [leaf_hash(entry.body or b"") for entry in entries]


async def _bounds(journal: Journal, span: Span, extent: Extent) -> _Bounds:
    first, last = max(1, span.first or 1), min(extent.last, span.last or extent.last)
    if first == 1 and last == extent.last:
        return _Bounds(1, last, whole=True, sealed=True)
    seals = await journal.seals.over(first, last)
    if not seals or first > extent.sealed:
        return _Bounds(first, last, whole=False, sealed=False)
    return _Bounds(
        min(first, seals[0].first), min(extent.last, max(last, seals[-1].last)), whole=False, sealed=True
    )


async def _claims(
    journal: Journal, bounds: _Bounds, extent: Extent, trust: Trust, findings: Findings
) -> list[Claim]:
    anchors = read_notes(trust.anchors, findings)
    adopted = await adopted_keys(journal, trust.key, extent.checkpoint, findings)
    claims = Claims(adopted, findings)
    since = BEFORE_ALL if bounds.whole else bounds.first - 1
    await claims.take(journal.seals, anchors, since, extent.checkpoint)
    return claims.sorted()


def _within(claims: Sequence[Claim], bounds: _Bounds) -> list[Claim]:
    return [claim for claim in claims if bounds.whole or bounds.first <= claim.size <= bounds.last]


async def _sealing(
    journal: Journal, bounds: _Bounds, extent: Extent, vouching: Vouching, findings: Findings
) -> SealCheck | None:
    """Return what the entries are compared with; None when nothing is sealed of them, or the tree before them is broken."""
    if not bounds.sealed:
        return None
    try:
        tree = GrowingTree(await journal.seals.edge(bounds.first - 1))
    except BrokenSealError as error:
        place = TilePlace(level=error.level, number=error.number)
        findings.add(Finding(flaw=Flaw.TILE_MISSING, place=place))
        return None
    if not bounds.whole:
        extent = extent._replace(sealed=min(extent.sealed, bounds.last), tiles=())
    return SealCheck(journal, tree, vouching, extent, findings)
