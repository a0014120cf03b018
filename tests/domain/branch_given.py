"""A branch as the tests tell it."""

from datetime import date
from typing import Any

from domain.branch import commands as c
from domain.branch.decider import DECIDER
from domain.branch.facts import Officer, Partner, TermOfOffice
from domain.branch.kinds import BranchMode, MembershipChange, Office
from domain.branch.onboarding import LegacyFacts
from domain.branch_kinds import BranchKind
from domain.filing.kinds import FilingKind, Post
from domain.model import Digested
from domain.people import Person
from tests.spec import Did, Spec, by_service, did

SPEC = Spec(DECIDER, stream="branch/b-1")
PAPER = Digested(sha256="a" * 64, name="会议记录.pdf", media_type="application/pdf", size=1024)
HAN, MEI, LIN, TAO = (Person(id=f"p-{one}", name=f"{one}某") for one in ("han", "mei", "lin", "tao"))
SECRETARY = Officer(person=HAN, investor=False)
INVESTOR = Officer(person=HAN, investor=True)
DOC = "示组〔2026〕3号"


def day(text: str) -> date:
    return date.fromisoformat(text)


def term(starts: str, ends: str) -> TermOfOffice:
    return TermOfOffice(starts_on=day(starts), ends_on=day(ends))


def partner(counted: int | None = 8, employees: int | None = 40, enterprise: str = "e-1") -> Partner:
    return Partner(enterprise=enterprise, counted=counted, employees=employees)


def begin(**more: Any) -> Did:
    fields: dict[str, Any] = {
        "org": "o-1-b1",
        "superior": "o-1",
        "name": "示例公司党支部",
        "branch_kind": BranchKind.BRANCH,
        "mode": BranchMode.INDEPENDENT,
        "partners": (partner(),),
        "document": DOC,
        "establishment": "establishment/b-1",
    }
    return by_service(c.BeginBranch(**(fields | more)), on="2026-01-05")


def activate(secretary: Officer | None = SECRETARY, starts: str = "2026-01-12", **more: Any) -> Did:
    command = c.ActivateBranch(
        secretary=secretary, term_starts_on=day(starts), establishment="establishment/b-1", **more
    )
    return by_service(command, on="2026-01-12")


def living(secretary: Officer | None = SECRETARY, **more: Any) -> tuple[Did, Did]:
    """A branch that is alive since 12 January 2026."""
    return begin(**more), activate(secretary)


def joint(*counts: int) -> tuple[Did, Did]:
    partners = tuple(partner(count, enterprise=f"e-{number}") for number, count in enumerate(counts, 1))
    return living(mode=BranchMode.JOINT, partners=partners)


def members(
    counted: int,
    change: MembershipChange = MembershipChange.RECOUNTED,
    person: Person | None = None,
    enterprise: str = "e-1",
) -> c.ReportMembership:
    return c.ReportMembership(enterprise=enterprise, change=change, person=person, counted=counted)


def contract(
    effective: str,
    kind: FilingKind = FilingKind.TERMINATION,
    person: Person = HAN,
    number: int = 1,
    contract_id: str = "K-1",
) -> c.NoteContract:
    return c.NoteContract(
        filing=f"filing/{contract_id}/{number}",
        filing_kind=kind,
        contract=contract_id,
        person=person,
        post=Post.SECRETARY,
        effective_on=day(effective),
    )


def office(answer: str = "vacate", on: str | None = None, by: str = "p-zhao") -> Did:
    command = c.DecideOffice.model_validate({"answer": answer, "reason": "研究决定", "document": DOC})
    return did(command, by=by, on=on)


def vacancy(ground: str = "resignation", which: Office = Office.SECRETARY) -> c.DeclareVacancy:
    return c.DeclareVacancy.model_validate({"office": which, "ground": ground, "reason": "本人提出"})


def seated(
    person: Person = MEI,
    number: int = 1,
    *,
    investor: bool | None = None,
    which: Office = Office.SECRETARY,
    acting: bool = False,
    until: TermOfOffice | None = None,
) -> c.NoteOfficer:
    return c.NoteOfficer(
        office=which,
        officer=Officer(person=person, investor=investor),
        acting=acting,
        term=until,
        appointment=f"appointment/b-1/{number}",
    )


def facts(**more: Any) -> LegacyFacts:
    fields: dict[str, Any] = {
        "branch_kind": BranchKind.BRANCH,
        "mode": BranchMode.INDEPENDENT,
        "founded_on": day("2019-06-01"),
        "secretary": SECRETARY,
        "term": term("2024-06-01", "2027-05-31"),
        "partners": (partner(),),
    }
    return LegacyFacts(**(fields | more))


def register(known: LegacyFacts | None = None, *unknown: str, **more: Any) -> c.RegisterExistingBranch:
    fields: dict[str, Any] = {
        "org": "o-1-b1",
        "superior": "o-1",
        "name": "示例公司党支部",
        "facts": known or facts(),
        "unknown": unknown,
    }
    return c.RegisterExistingBranch(**(fields | more))
