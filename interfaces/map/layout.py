"""
Where everything of a map lies: the steps one below the other, as the domain declares them, closed ones last.

Below each step stands what leads on from it, a row a destination: straight down to the next step, by a lane on the
right to one further down, by a lane on the left to one further up; what closes a case ends there (∎). So texts and boxes never meet, however many steps
there are, and it is read on a telephone as on a desk. No library does this: those in pure Python lay out graphs
without labels.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.process_map import Place, ProcessMap
from interfaces.map.drawing import Drawing, Move, Node
from interfaces.map.lanes import Span, lanes
from interfaces.map.measuring import width_of
from interfaces.map.words import Words

NARROW = 360
"""Pixels: of a telephone."""

_EDGE, _LANE, _BESIDE = 6, 9, 12
_OPEN, _CLOSED, _FIRST = 46, 38, 28
_ROW, _LINE, _GAP = 23, 16, 12
_SPINE, _TEXT = 18, 34
_SIZE, _ROUND = 12.5, 6


class Way(NamedTuple):
    """All commands that lead from one step to another."""

    before: Place
    after: Place
    commands: tuple[str, ...]


class _Frame(NamedTuple):
    """The boxes lie between `left` and `right`; the lanes of steps further up are on the left, of others on the right."""

    order: dict[Place, int]
    up: dict[Place, int]
    down: dict[Place, int]
    left: float
    right: float


def ways(process: ProcessMap) -> tuple[Way, ...]:
    """Return what leads from one step to another, once for each two steps, in their order."""
    order = {place: at for at, place in enumerate(process.places)}
    found: dict[tuple[Place, Place], list[str]] = defaultdict(list)
    for one in process.transitions:
        if one.moves:
            found[one.before, one.after].append(one.command)
    ordered = sorted(found, key=lambda ends: (order[ends[0]], order[ends[1]]))
    return tuple(Way(*ends, tuple(dict.fromkeys(found[ends]))) for ends in ordered)


def laid_out(process: ProcessMap, words: Words, width: float = NARROW) -> Drawing:
    """Return the drawing of a map, `width` pixels wide; the same map is laid out the same every time."""
    all_ways = ways(process)
    frame = _framed(process, all_ways, width)
    nodes: list[Node] = []
    rows: list[tuple[Way, tuple[str, ...], float]] = []
    y: float = _EDGE
    for place in process.places:
        nodes.append(_node(place, process, words, frame, y))
        y = nodes[-1].end
        for way in all_ways:
            if way.before == place:
                lines = _lines(way, words, frame)
                rows.append((way, lines, y + _ROW * 0.7))
                y += _ROW + _LINE * (len(lines) - 1)
        y += _GAP
    boxes = {node.place: node for node in nodes}
    moves = tuple(_move(*row, boxes, frame) for row in rows)
    return Drawing(process.process, width, y - _GAP + _EDGE, tuple(nodes), moves)


def _framed(process: ProcessMap, all_ways: Iterable[Way], width: float) -> _Frame:
    order = {place: at for at, place in enumerate(process.places)}
    up, down = lanes(_spans(all_ways, order, up=True)), lanes(_spans(all_ways, order, up=False))
    left = _EDGE + _BESIDE + _LANE * max(up.values(), default=-1)
    right = width - _EDGE - _BESIDE - _LANE * max(down.values(), default=-1)
    return _Frame(order, up, down, left, right)


def _spans(all_ways: Iterable[Way], order: dict[Place, int], *, up: bool) -> Iterator[Span]:
    ends: dict[Place, list[int]] = defaultdict(list)
    for way in all_ways:
        before, after = order[way.before], order[way.after]
        if not way.after.closed and ((after < before) if up else (after > before + 1)):
            ends[way.after].append(before)
    for place, sources in ends.items():
        yield Span(place, order[place], max(sources) + 1) if up else Span(place, min(sources), order[place])


def _node(place: Place, process: ProcessMap, words: Words, frame: _Frame, y: float) -> Node:
    first = place == process.start
    height = _FIRST if first else _CLOSED if place.closed else _OPEN
    return Node(place, words.name(place), first, frame.left, y, frame.right - frame.left, height)


def _lines(way: Way, words: Words, frame: _Frame) -> tuple[str, ...]:
    """Return the row's text, in as many lines as it needs; what a command or a step is called is not broken."""
    room = frame.right - frame.left - _TEXT - _LANE
    after = f"→ {words.name(way.after)}" + (" ∎" if way.after.closed else "")
    lines: list[str] = []
    for part in (*words.commands(way.commands), after):
        longer = f"{lines[-1]} {part}".replace("、 ", "、") if lines else part
        if lines and width_of(longer, _SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return tuple(lines)


def _move(way: Way, lines: tuple[str, ...], y: float, boxes: dict[Place, Node], frame: _Frame) -> Move:
    x = frame.left + _TEXT
    before, after = frame.order[way.before], frame.order[way.after]
    back = after < before and not way.after.closed
    arrives = not way.after.closed or after == before + 1
    text_end = x + width_of(lines[-1], _SIZE) + 5
    line = y - 4 + _LINE * (len(lines) - 1)
    path = _path(way, (text_end, line), boxes, frame)
    return Move(way.before, way.after, way.commands, lines, x, y, path, arrives, back)


def _path(way: Way, text: tuple[float, float], boxes: dict[Place, Node], frame: _Frame) -> str:
    end, spine = boxes[way.after], frame.left + _SPINE
    begin, (text_end, y) = boxes[way.before].end, text
    if frame.order[way.after] == frame.order[way.before] + 1:
        return f"M{spine:g} {begin:g}V{end.y:g}"
    branch = f"M{spine:g} {begin:g}V{y - _ROUND:g}Q{spine:g} {y:g}"
    if way.after.closed:
        return f"{branch} {spine + _ROUND:g} {y:g}H{frame.left + _TEXT - 4:g}"
    if frame.order[way.after] < frame.order[way.before]:
        lane = frame.left - _BESIDE - _LANE * frame.up[way.after]
        out, up = f"{branch} {spine - _ROUND:g} {y:g}", y - _ROUND
        return f"{out}{_along(lane, y, up, _ROUND)}{_into(lane, end.middle, _ROUND, end.x)}"
    lane = frame.right + _BESIDE + _LANE * frame.down[way.after]
    out = f"{branch} {spine + _ROUND:g} {y:g}H{frame.left + _TEXT - 4:g}M{text_end:g} {y:g}"
    return f"{out}{_along(lane, y, y + _ROUND, -_ROUND)}{_into(lane, end.middle, -_ROUND, end.x + end.width)}"


def _along(lane: float, y: float, onward: float, turn: float) -> str:
    """Go out to a lane, and turn into it towards `onward`."""
    return f"H{lane + turn:g}Q{lane:g} {y:g} {lane:g} {onward:g}"


def _into(lane: float, middle: float, turn: float, box: float) -> str:
    """Follow a lane to the middle of a box, and turn into its side."""
    return f"V{middle + turn:g}Q{lane:g} {middle:g} {lane + turn:g} {middle:g}H{box:g}"
