"""Every map as a drawing and as a table: nothing overlaps, nothing is left out, and SVG is what browsers take."""

from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest

from domain.catalogue import Catalogue, Sentence
from domain.process_map import Place, maps_of
from domain.processes import CASES
from infra import documents
from interfaces.desk.stands import StandCount
from interfaces.http.languages import Language
from interfaces.map.drawing import Drawing
from interfaces.map.layout import NARROW, laid_out
from interfaces.map.measuring import width_of
from interfaces.map.svg import svg
from interfaces.map.table import table
from interfaces.map.words import Words
from tests.catalogues import catalogue

MAPS = maps_of(documents.maps())
EVERY = [
    (process, language, width) for process, language, width in product(sorted(CASES), Language, (NARROW, 720))
]
SVG = "{http://www.w3.org/2000/svg}"


def words(process: str, language: Language = Language.ZH, sentences: Catalogue | None = None) -> Words:
    return Words(process, sentences or catalogue(), language)


def drawn(process: str, language: Language, width: int) -> Drawing:
    return laid_out(MAPS[process], words(process, language), width)


@pytest.mark.parametrize(("process", "language", "width"), EVERY)
def test_boxes_and_texts_lie_apart_and_inside(process: str, language: Language, width: int) -> None:
    drawing = drawn(process, language, width)
    ends = [(node.y, node.end) for node in drawing.nodes]
    ends += [(move.y - 12, move.y + 16 * (len(move.lines) - 1) + 4) for move in drawing.moves]
    for (_, above), (below, _) in pairwise(sorted(ends)):
        assert above < below
    assert max(end for _, end in ends) < drawing.height
    right = min(node.x + node.width for node in drawing.nodes)
    for move in drawing.moves:
        assert all(move.x + width_of(line, 12.5) <= right for line in move.lines), move.lines
    for node in drawing.nodes:
        assert node.x > 0
        assert node.x + node.width < width
        assert width_of(node.name, 15) < node.width - 28


@pytest.mark.parametrize("process", sorted(CASES))
def test_every_step_is_drawn_once_and_every_way_leads_to_its_box(process: str) -> None:
    drawing = drawn(process, Language.ZH, NARROW)
    boxes = {node.place: node for node in drawing.nodes}
    assert tuple(boxes) == MAPS[process].places
    told = {(move.before, move.after, command) for move in drawing.moves for command in move.commands}
    assert told == {(one.before, one.after, one.command) for one in MAPS[process].transitions if one.moves}
    for move in drawing.moves:
        box, below = boxes[move.after], boxes[move.before].end
        assert move.path.split("V")[0].endswith(f" {below:g}")
        assert move.y > below
        if move.arrives:
            sides = (f"V{box.y:g}", f"{box.middle:g}H{box.x:g}", f"{box.middle:g}H{box.x + box.width:g}")
            assert move.path.endswith(sides)
        else:
            assert move.after.closed


@pytest.mark.parametrize("process", sorted(CASES))
def test_lines_to_different_steps_share_no_lane_at_the_same_height(process: str) -> None:
    drawing = drawn(process, Language.ZH, NARROW)
    lanes: dict[tuple[bool, str], list[tuple[float, float, Place]]] = {}
    boxes = {node.place: node for node in drawing.nodes}
    for move in drawing.moves:
        *_, into = move.path.split("Q")
        if move.arrives and "H" in into:  # the last turn is round the corner of the lane
            lane = (move.back, into.split()[0])
            middle = boxes[move.after].middle
            lanes.setdefault(lane, []).append((min(move.y, middle), max(move.y, middle), move.after))
    for runs in lanes.values():
        for one, other in product(runs, runs):
            assert one[2] == other[2] or one[1] < other[0] or other[1] < one[0]


def test_the_same_map_is_laid_out_the_same() -> None:
    assert drawn("establishment", Language.EN, NARROW) == drawn("establishment", Language.EN, NARROW)


STANDS = (
    StandCount(process="filing", place=Place(status="submitted"), cases=12, overdue=3),
    StandCount(process="filing", place=Place(status="objected"), cases=2, overdue=0),
    StandCount(process="filing", place=Place(status="filed", closed=True), cases=1, overdue=0),
    StandCount(process="campaign", place=Place(status="running"), cases=99, overdue=99),
)


def shown(process: str, language: Language, sentences: Catalogue | None = None) -> ET.Element:
    told = words(process, language, sentences)
    drawing = laid_out(MAPS[process], told)
    return ET.fromstring(  # noqa: S314  # of our own making
        svg(drawing, STANDS, told, "备案 <&>", lambda place: f"/map/{process}?step={place.key}&x=1")
    )


@pytest.mark.parametrize(("process", "language"), list(product(sorted(CASES), Language)))
def test_svg_is_well_formed_without_any_style_or_script(process: str, language: Language) -> None:
    picture = shown(process, language)
    assert picture.attrib["aria-labelledby"].split() == [f"map-{process}-title", f"map-{process}-desc"]
    ids = [one.attrib["id"] for one in picture.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    for one in picture.iter():
        assert one.tag != f"{SVG}script"
        assert [name for name in one.attrib if name == "style" or name.startswith("on")] == []
    links = [one.attrib["href"] for one in picture.iter(f"{SVG}a")]
    assert links == [f"/map/{process}?step={place.key}&x=1" for place in MAPS[process].places]


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        (Language.ZH, ["12 件，逾期 3", "2 件", "1 件"]),
        (Language.EN, ["12, 3 overdue", "2 open", "1 open"]),
    ],
)
def test_counts_stand_as_text_at_their_steps(language: Language, counts: list[str]) -> None:
    picture = shown("filing", language)
    texts = [one.text for one in picture.iter(f"{SVG}text") if "map-count" in one.attrib["class"]]
    assert texts == counts
    rows = table(MAPS["filing"], STANDS, words("filing", language))
    assert [row.standing for row in rows if row.standing] == counts
    assert [row.overdue for row in rows if row.standing] == [True, False, False]
    told = picture.find(f"{SVG}desc")
    assert told is not None
    assert "15" in str(told.text)


def test_a_name_that_looks_like_markup_is_text() -> None:
    class Nasty(Catalogue):
        def sentence(self, key: str) -> Sentence:
            said = super().sentence(key)
            return Sentence(zh=f"<b>{said.zh}&'\"", en=said.en)

    folder = [text for text in documents.messages() if text]
    picture = shown("filing", Language.ZH, Nasty(folder))
    names = {one.text for one in picture.iter(f"{SVG}text") if one.attrib["class"] == "map-name"}
    assert "<b>已提交&'\"" in names
    title = picture.find(f"{SVG}title")
    assert title is not None
    assert title.text == "流程图：备案 <&>"


@pytest.mark.parametrize("process", sorted(CASES))
def test_the_table_tells_everything_that_was_proved(process: str) -> None:
    rows = table(MAPS[process], (), words(process))
    assert [row.place for row in rows] == list(MAPS[process].places)
    told = {(row.place, line.command) for row in rows for line in row.moves}
    said = words(process)
    assert told == {(one.before, said.command(one.command)) for one in MAPS[process].transitions}
