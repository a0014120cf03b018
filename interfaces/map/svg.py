"""The drawing as SVG: texts as text, links round the steps, classes for the style sheet, nothing inline."""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from domain.process_map import Place
from interfaces.desk.stands import StandCount
from interfaces.map.drawing import Drawing, Move, Node
from interfaces.map.words import Words

AddressOf = Callable[[Place], str | None]
"""Where the cases of a step are listed; None where there is nothing to list."""

_LINE = 16
_INSET = 3


def svg(
    drawing: Drawing, stands: Iterable[StandCount], words: Words, name: str, address_of: AddressOf
) -> str:
    """Return the drawing; `name`: of the process. `stands`: of this process, or of several."""
    mine = tuple(one for one in stands if one.process == drawing.process)
    counts = {one.place: one for one in mine}
    here = f"map-{drawing.process}"
    texts = (words.title(name), words.description(len(drawing.nodes), len(drawing.moves), mine))
    parts = [
        *_head(drawing, here, texts),
        *(line for move in drawing.moves for line in _move(move, here, words)),
        *(line for node in drawing.nodes for line in _node(node, counts.get(node.place), words, address_of)),
        "</svg>",
    ]
    return "\n".join(parts)


def _head(drawing: Drawing, here: str, texts: tuple[str, str]) -> Iterator[str]:
    title, told = texts
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    yield f' role="group" aria-labelledby="{here}-title {here}-desc">'
    yield f'<title id="{here}-title">{escape(title)}</title><desc id="{here}-desc">{escape(told)}</desc>'
    yield f'<defs><marker id="{here}-arrow" class="map-arrow" viewBox="0 0 8 8" refX="8" refY="4"'
    yield ' markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.5L8 4L0 7.5z"/></marker></defs>'


def _move(move: Move, here: str, words: Words) -> Iterator[str]:
    kind = "map-move" + (" map-back" if move.back else "") + (" map-ends" if move.after.closed else "")
    yield f'<g class="{kind}">'
    does = "; ".join(words.does(one) for one in move.commands)
    yield f"<title>{escape(does)} → {escape(words.whole_name(move.after))}</title>"
    arrow = f' marker-end="url(#{here}-arrow)"' if move.arrives else ""
    yield f'<path class="map-line" d="{move.path}"{arrow}/>'
    for at, line in enumerate(move.lines):
        yield f'<text class="map-label" x="{move.x:g}" y="{move.y + at * _LINE:g}">{escape(line)}</text>'
    yield "</g>"


def _node(node: Node, stand: StandCount | None, words: Words, address_of: AddressOf) -> Iterator[str]:
    address = address_of(node.place)
    count = words.standing(stand)
    if address:
        label = "：".join(filter(None, (words.whole_name(node.place), count)))
        yield f'<a class="map-link" href="{escape(address)}" aria-label="{escape(label)}">'
    late = " map-late" if stand and stand.overdue else ""
    busy = " map-busy" if count else ""
    kind = " map-first" if node.first else " map-closed" if node.place.closed else ""
    yield f'<g class="map-node{kind}{busy}{late}">'
    yield from _box(node)
    yield from _texts(node, count)
    yield "</g>"
    if address:
        yield "</a>"


def _box(node: Node) -> Iterator[str]:
    radius = node.height / 2 if node.first else 7
    yield _rect("map-box", node.x, node.y, node.width, node.height, radius)
    if node.place.closed:
        x, y, inner = node.x + _INSET, node.y + _INSET, radius - 2
        yield _rect("map-inner", x, y, node.width - 2 * _INSET, node.height - 2 * _INSET, inner)


def _rect(kind: str, x: float, y: float, width: float, height: float, radius: float) -> str:
    size = f'width="{width:g}" height="{height:g}" rx="{radius:g}"'
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" {size}/>'


def _texts(node: Node, count: str) -> Iterator[str]:
    x = node.x + 14
    end = " ∎" if node.place.closed else ""
    below = count and not node.place.closed
    y = node.middle - 4 if below else node.middle + 5
    yield f'<text class="map-name" x="{x:g}" y="{y:g}">{escape(node.name)}{end}</text>'
    if below:
        yield f'<text class="map-count" x="{x:g}" y="{node.middle + 14:g}">{escape(count)}</text>'
    elif count:
        right = node.x + node.width - 14
        yield f'<text class="map-count map-end" x="{right:g}" y="{y:g}">{escape(count)}</text>'
