"""A journal with everything an export can hold, sealed several times under two keys, and what is done to its exports."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from activities.founding import found
from audit.exports.exporting import Exported, Maker, export
from audit.standalone import verify
from infra.clock import now
from journal.anchors import read_anchors
from journal.journal import Journal
from journal.key_files import make_key, read_key
from journal.keys import adopt, endorse, origin_of
from journal.notes import PublicKey, Signer
from tests.journal.acts import AT, REAL, act, part
from tests.journal.sealing import Sealed, seal_all
from tests.postgres import Database
from worker import shipped

MAKER = Maker("test", AT)


class Evidence(NamedTuple):
    """A sealed journal. `first`: the state of its seal before the key was replaced; `last`: at the end."""

    database: Database
    directory: Path
    first: Sealed
    last: Sealed

    @property
    def anchors(self) -> Path:
        return self.directory / "checkpoints"


async def fill(journal: Journal, name: str, commands: int) -> None:
    """Append commands: every seventh leaves three entries in two streams."""
    for n in range(commands):
        if n % 7:
            await journal.append(act(f"{name}-{n}", part(f"filing/{name}/{n % 20}", None)))
        else:
            parts = (part(f"branch/{name}-{n % 5}", None, 2), part(f"filing/{name}/{n % 20}", None))
            await journal.append(act(f"{name}-{n}", *parts))


async def rotate(journal: Journal, key_file: Path) -> PublicKey:
    """Replace the key of the seal; return the new one."""
    origin = await origin_of(journal)
    successor = key_file.with_name("next")
    new = Signer(origin, make_key(successor)).public
    await adopt(journal, endorse(Signer(origin, read_key(key_file)), new), AT)
    successor.replace(key_file)
    return new


async def make_evidence(database: Database, directory: Path) -> Evidence:
    """Fill a journal and seal it: 255, then a few, then some 600 entries."""
    journal = await Journal.open(database.service_dsn)
    try:
        await found(journal, REAL, shipped(), now())
        await fill(journal, "a", 150)
        first = await seal_all(database, directory)
        await fill(journal, "b", 20)
        await seal_all(database, directory)
        await rotate(journal, directory / "key")
        await fill(journal, "c", 250)
        last = await seal_all(database, directory)
    finally:
        await journal.close()
    return Evidence(database, directory, first, last)


async def export_of(
    database: Database, target: Path, to: int | None = None, anchors: Path | None = None
) -> Exported:
    """Export a journal."""
    journal = await Journal.open(database.service_dsn)
    try:
        notes = read_anchors(anchors) if anchors else []
        return await export(journal, target, MAKER, lambda _, __: None, to=to, anchors=notes)
    finally:
        await journal.close()


class Verdict(NamedTuple):
    """How the verifier ended, and what it said."""

    code: int
    said: str


Verify = Callable[..., Verdict]


def run(*arguments: object) -> int:
    """Run the verifier in this process; what it says goes to the standard output."""
    return verify.main([str(one) for one in arguments])
