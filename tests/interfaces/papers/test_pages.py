"""A document as a page: the same words, encoded, and marked in a rehearsal."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import interfaces.console
from domain.catalogue import Said
from domain.filing import commands as fc
from domain.people import Person
from interfaces.papers.names import Named, Names
from interfaces.papers.paper import Paper, PaperKind
from tests.domain import round_given
from tests.domain import test_filing as f
from tests.interfaces.papers.given import HOSTILE, paper
from tests.spec import WANG, ZHAO, did

CODE = Markup("<svg></svg>")


def page(one: Paper, *, english: bool = False) -> str:
    def told(said: Said) -> str:
        return said.en if english else said.zh

    folder = Path(interfaces.console.__file__).parent / "templates"
    pages = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    pages.filters["told"] = told
    drawn = pages.from_string(
        '{% from "cases/document.html" import document %}{{ document(paper, address, code) }}'
    )
    return drawn.render(paper=one, address=f"https://branch.example.org{one.verification}", code=CODE)


def receipt(name: str = "韩某", **more: Any) -> Paper:
    scene = f.SPEC.given(did(f.submit(person=Person(id="p-han", name=name)), by=WANG))
    scene.do(did(fc.AcknowledgeFiling(), by=ZHAO))
    return paper(scene, PaperKind.RECEIPT, **more)


def test_a_page_says_what_the_paper_says_in_the_language_asked_for() -> None:
    one = receipt()
    assert all(said.zh in page(one) for said in (one.title, one.dated, *one.body, *one.place))
    assert one.title.en in page(one, english=True)
    assert "5星级" in page(paper(round_given.at_notice(), PaperKind.NOTICE))


def test_a_page_has_the_watermark_in_a_rehearsal_only() -> None:
    assert "演练 REHEARSAL" in page(receipt(rehearsal=True))
    assert "paper-watermark" not in page(receipt())


def test_hostile_names_are_encoded_on_a_page_and_it_has_neither_script_nor_style() -> None:
    hostile = page(receipt(HOSTILE[:100], names=Names([Named("branch/b-1", HOSTILE)])))
    assert "&lt;script&gt;" in hostile
    assert "<script" not in hostile
    assert "style=" not in hostile
