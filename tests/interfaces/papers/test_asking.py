"""Documents of a case that was really decided, asked for at the desk."""

from domain.filing import commands as c
from infra.ids import new_id
from interfaces.http.languages import Language
from interfaces.papers.asking import papers_at
from interfaces.papers.printing.pdf import pdf
from journal.merkle import leaf_hash
from tests.interfaces.conftest import Office
from tests.interfaces.test_desk import OPERATOR, REGISTRAR, submission
from tests.journal.sealing import seal_all
from tests.postgres import Database


async def test_a_filing_that_was_acknowledged_has_its_receipt_with_the_entrys_place_and_hash(
    office: Office,
) -> None:
    stream = f"filing/K-{new_id().hex[-12:]}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    assert await papers_at(office.desk, stream) == ()
    await office.desk.execute(stream, c.AcknowledgeFiling(), person=REGISTRAR)
    entries = await office.desk.entries(stream)
    (receipt,) = await papers_at(office.desk, stream)
    entry = entries[receipt.version - 1]
    assert (receipt.position, receipt.entry) == (entry.position, entry.id)
    assert receipt.leaf == leaf_hash(entry.body).hex()
    assert not receipt.rehearsal
    assert receipt.issuer == (await office.desk.directory()).org("o-370199-t1").name_on(receipt.acted_on)  # type: ignore[union-attr]
    await seal_all(Database(office.dsn, office.dsn))
    (sealed,) = await papers_at(office.desk, stream, version=receipt.version)
    assert sealed.sealed
    assert pdf(sealed, Language.ZH, "https://branch.example.org" + sealed.verification).startswith(b"%PDF")
