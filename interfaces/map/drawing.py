"""What a map looks like before it is drawn: boxes, rows of text, and lines, in pixels from the upper left."""

from typing import NamedTuple

from domain.process_map import Place


class Node(NamedTuple):
    """The box of a step. `first`: where cases begin."""

    place: Place
    name: str
    first: bool
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return self.y + self.height / 2

    @property
    def end(self) -> float:
        """How far down it reaches."""
        return self.y + self.height


class Move(NamedTuple):
    """
    What leads from a step to another: a text below the box of `before`, and a line to the box of `after`.

    `lines`: of text, the first at (`x`, `y`). `path`: of the line, as SVG has it; `arrives`: whether it
    comes to the box of `after`, else it ends with the text. `back`: to a step further up.
    """

    before: Place
    after: Place
    commands: tuple[str, ...]
    lines: tuple[str, ...]
    x: float
    y: float
    path: str
    arrives: bool
    back: bool


class Drawing(NamedTuple):
    """A laid out map."""

    process: str
    width: float
    height: float
    nodes: tuple[Node, ...]
    moves: tuple[Move, ...]
