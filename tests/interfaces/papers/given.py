"""Cases as the tests of documents tell them: real histories of the deciders, laid in a journal that is thought up."""

import hashlib
from collections.abc import Iterable
from typing import Any

from domain.events import Fact
from domain.roster.commands import ImportRoster
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel, OrgListed
from interfaces.papers.case import Case, Recorded
from interfaces.papers.making import papers_of
from interfaces.papers.names import Named, Names
from interfaces.papers.paper import Paper, PaperKind
from journal.entry import entry_id
from tests.catalogues import catalogue
from tests.domain import roster_given as r
from tests.spec import Scene, did

FIRST = 100
"""Of a journal's positions, before those of a case."""
OFFICE, BRANCH_OFFICE = "中共示例镇委员会", "示例科技有限公司党支部"
NAMES = Names(
    [
        Named("branch/b-1", BRANCH_OFFICE),
        Named("branch/b-9", "示例园区党支部"),
        Named("enterprise/e-1", "示例科技有限公司"),
    ]
)
HOSTILE = "<script>alert(1)</script>&nbsp;<b>\u202eטקסט\u200b😀{0}{name}%s" + "长" * 120
"""What somebody might put into any field that takes a name: markup, orders of direction, placeholders, length."""


def listed(org: str, name: str, parent: str | None, level: OrgLevel = OrgLevel.TOWNSHIP) -> OrgListed:
    return OrgListed.model_validate(
        {"id": org, "name": name, "level": level, "parent": parent, "since": r.START}
    )


def directory(*more: OrgListed) -> Directory:
    """A township with its branch; `more`: what the roster says later."""
    orgs = (
        listed("o-37", "中共示例省委员会", None, OrgLevel.PROVINCE),
        listed("o-1", OFFICE, "o-37"),
        listed("o-9", "中共示例园区委员会", "o-37", OrgLevel.PARK),
        listed("o-1-b1", BRANCH_OFFICE, "o-1", OrgLevel.BRANCH),
    )
    first = did(ImportRoster(org="o-37", orgs=orgs), by="p-admin", org="o-37")
    then = did(ImportRoster(org="o-37", orgs=more), by="p-admin", org="o-37")
    return Directory([r.SPEC.given(first, *([then] if more else [])).state])


def case_of(scene: Scene, *, sealed: int = FIRST + 1000, rehearsal: bool = False) -> Case:
    return Case(scene.spec.stream, tuple(_recorded(scene.facts)), sealed, rehearsal)


def _recorded(facts: Iterable[Fact[Any]]) -> Iterable[Recorded]:
    for fact in facts:
        leaf = hashlib.sha256(fact.model_dump_json().encode()).hexdigest()
        yield Recorded(fact, FIRST + fact.version, entry_id(fact.command_id, fact.index), leaf)


def papers(scene: Scene, names: Names = NAMES, who: Directory | None = None, **more: Any) -> list[Paper]:
    """Return the documents of what was done."""
    return list(papers_of(case_of(scene, **more), catalogue(), who or directory(), names))


def paper(scene: Scene, kind: PaperKind, **more: Any) -> Paper:
    """Return the last document of a kind."""
    return [one for one in papers(scene, **more) if one.kind is kind][-1]
