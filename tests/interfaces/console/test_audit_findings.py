"""What is wrong is named on the page: the place, the column, what should stand there; and what the rules would have said."""

from html import unescape
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request

from access.principal import Principal
from audit.findings import Departure
from audit.verifying.findings import EntryPlace, Finding, Flaw, SealPlace, TilePlace, Verification
from audit.verifying.verify import Span
from domain.catalogue import Catalogue
from domain.roster.directory import Directory
from interfaces.console.audit.replaying import About
from interfaces.console.audit.values import then, written
from interfaces.console.cases.facts import Facts
from interfaces.console.drawing import page
from interfaces.console.registers.cells import Telling
from interfaces.console.speaking import Speech
from interfaces.console.visiting import Visitor
from interfaces.desk.replayed import judged, replayed
from interfaces.http.languages import Language
from interfaces.http.needs import Caller, Need
from tests.audit.clerk import NOON, clerk_of, data, in_draft
from tests.catalogues import catalogue
from tests.domain.test_filing import submit
from tests.interfaces.console.visits import Visit
from tests.postgres import Server

FILING = "filing/K-1/1"
SPEECH = Speech(Language.ZH)


def request_of(visit: Visit) -> Request:
    told = {"type": "http", "method": "GET", "path": "/audit", "query_string": b"", "headers": []}
    return Request(told | {"scheme": "http", "server": ("api", 80), "app": visit.app})


def text_of(answer: Any) -> str:
    return unescape(bytes(answer.body).decode())


def test_each_finding_of_a_verification_is_named(visit: Visit) -> None:
    findings = (
        Finding(
            flaw=Flaw.BYTES,
            place=EntryPlace(position=7, stream=FILING, version=2),
            column="body",
            expected="aa",
            found="<bb>",
        ),
        Finding(flaw=Flaw.TILE, place=TilePlace(level=0, number=3, hash=1)),
        Finding(flaw=Flaw.SEAL_ROOT, place=SealPlace(first=9)),
    )
    found = Verification(
        first=1, last=9, entries=9, sealed=6, signed=0, anchored=0, findings=findings, more=2
    )
    answer = page(
        request_of(visit), None, "audit/audit_verified.html", found=found, at=NOON, asked=Span(), longest=10
    )
    told = text_of(answer)
    assert "核验未通过。" in told
    assert "5 处不符。" in told
    assert f'<a href="/audit/replay/{FILING}?version=2">7 {FILING}#2</a>' in told
    assert "<code>body</code>" in told
    assert "&lt;bb&gt;" in bytes(answer.body).decode()
    for flaw in (Flaw.BYTES, Flaw.TILE, Flaw.SEAL_ROOT):
        assert catalogue().label(flaw).zh in told
    assert "tile/0/003[1]" in told
    assert "最后 3 条尚未封存" in told


async def test_an_entry_that_the_rules_would_not_have_made_says_so(visit: Visit, postgres: Server) -> None:
    async with clerk_of(postgres) as clerk:
        await clerk.act(FILING, submit(contract_entry=None), forge=in_draft(data(late_by_days=3)))
        sentences: Catalogue = catalogue()
        found = await replayed(clerk.journal, sentences, FILING)
        assert found.entry
        answer = await judged(clerk.journal, sentences, found.entry, NOON.date())
    request, nobody_known = request_of(visit), Directory(())
    principal = Principal(person="p-1", authenticated_at=NOON)
    auditor = Visitor(Caller(principal, nobody_known, Need.AUDIT, request), "p-1", SPEECH, FormData())
    facts = Facts(Telling(SPEECH, sentences, nobody_known, NOON.date()))
    about = About(answer, (), (), facts.value("", None), None, written(found.entry.body))
    shown = page(
        request,
        auditor,
        "audit/replay.html",
        found=found,
        at_written="",
        then=then(found.now.state, facts, frozenset()),
        about=about,
    )
    told = text_of(shown)
    assert "✗ 不同" in told
    assert catalogue().label(Departure.DIFFERENT).zh in told
    assert "<code>data.late_by_days</code>" in told
