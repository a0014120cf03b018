"""The entries of an export: lines, and what follows from them."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from audit.exports.manifest import document_path, entries_path, key_line
from audit.exports.packing import Pack
from domain.rulebook.decider import DocumentAdopted
from journal.body import Envelope
from journal.entry import StoredEntry, moment
from journal.keys import KEYS_STREAM, KeyAdopted
from journal.merkle import Frontier, leaf_hash

_document = TypeAdapter(Envelope[DocumentAdopted])
_key = TypeAdapter(Envelope[KeyAdopted])


class Contents:
    """Writes entries in their order. `size`: lines so far; `keys`: the adopted ones, as lines; `first`, `last`: times."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._tree = Frontier()
        self.keys: list[str] = []
        self.first = ""
        self.last = ""

    @property
    def size(self) -> int:
        """Lines so far."""
        return self._tree.size

    def root(self) -> bytes:
        """Return the root over the lines so far."""
        return self._tree.root()

    def take(self, page: Sequence[StoredEntry], up_to: int) -> None:
        """
        Write a page of entries, in order; then as many lines as it takes to `up_to`.

        An entry that is missing leaves an empty line, so that every other keeps its number.
        """
        lines: list[tuple[int, bytes]] = []
        for entry in page:
            lines += self._missing(entry.position - 1)
            lines.append((entry.position, entry.body))
            self._tree.append(leaf_hash(entry.body))
            self._remember(entry)
        lines += self._missing(up_to)
        for path in sorted({entries_path(position) for position, _ in lines}):
            text = b"".join(body + b"\n" for position, body in lines if entries_path(position) == path)
            self._pack.write(path, text)

    def _missing(self, until: int) -> list[tuple[int, bytes]]:
        gap = [(position, b"") for position in range(self.size + 1, until + 1)]
        for _ in gap:
            self._tree.append(leaf_hash(b""))
        return gap

    def _remember(self, entry: StoredEntry) -> None:
        self.last = moment(entry.recorded_at)
        self.first = self.first or self.last
        try:
            self._take_out(entry)
        except ValidationError:
            return  # altered: the verifier names it

    def _take_out(self, entry: StoredEntry) -> None:
        if entry.kind == DocumentAdopted.kind_name():
            said = _document.validate_json(entry.body)
            self._pack.write(document_path(said.stream, said.version), said.data.text.encode())
        elif entry.stream == KEYS_STREAM:
            key = _key.validate_json(entry.body).data
            self.keys.append(key_line(key.key, key.endorsement))
