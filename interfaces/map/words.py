"""What a map says, in one language: the names of steps and of what leads from one to another."""

from typing import NamedTuple

from domain.catalogue import Catalogue, Said
from domain.process_map import Place, Transition, name_of
from domain.titles import name_of_kind, title_of_kind
from interfaces.desk.stands import StandCount
from interfaces.http.languages import Language

_CASES = Said(zh="{cases} 件", en="{cases} open")
_OVERDUE = Said(zh="{cases} 件，逾期 {overdue}", en="{cases}, {overdue} overdue")
_MAP = Said(zh="流程图：{name}", en="Process map: {name}")
_TELLS = Said(
    zh="自上而下 {steps} 个环节，{moves} 种走向；办结的环节为双线框并标 ∎。在办 {cases} 件，其中逾期 {overdue} 件。同一内容见表格。",
    en="From top to bottom {steps} steps and {moves} ways between them; closed ones have a double border and ∎. {cases} cases are open, {overdue} of them overdue. The table tells the same.",
)
_CLOSED = Said(zh="（办结）", en=" (closed)")


class Words(NamedTuple):
    """The texts of one process."""

    process: str
    catalogue: Catalogue
    language: Language

    def told(self, said: Said) -> str:
        """Return a sentence."""
        return said.en if self.language is Language.EN else said.zh

    def name(self, place: Place) -> str:
        """Return the name of a step."""
        return self.told(name_of(self.process, place, self.catalogue))

    def whole_name(self, place: Place) -> str:
        """Return the name of a step, and whether it is closed: for who does not see the border."""
        return self.name(place) + (self.told(_CLOSED) if place.closed else "")

    def command(self, kind: str) -> str:
        """Return what a command is called, shortly: its Chinese title, or the words of its kind."""
        name = name_of_kind(kind)
        return name.en if self.language is Language.EN else name.zh

    def commands(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return what several commands are called, with what stands between them."""
        between = self.told(Said(zh="、", en=","))
        return (*(self.command(kind) + between for kind in kinds[:-1]), self.command(kinds[-1]))

    def does(self, kind: str) -> str:
        """Return what a command does."""
        title = title_of_kind(kind)
        return title.en if self.language is Language.EN else title.zh

    def roles(self, step: Transition) -> str:
        """Return who may give it."""
        return self.told(Said(zh="、", en=", ")).join(
            self.told(self.catalogue.label(role)) for role in step.roles
        )

    def standing(self, stand: StandCount | None) -> str:
        """Return how many cases stand at a step; nothing where none does."""
        if stand is None or not stand.cases:
            return ""
        said = self.told(_OVERDUE if stand.overdue else _CASES)
        return said.format(cases=stand.cases, overdue=stand.overdue)

    def title(self, name: str) -> str:
        """Return the drawing's title."""
        return self.told(_MAP).format(name=name)

    def description(self, steps: int, moves: int, stands: tuple[StandCount, ...]) -> str:
        """Return what the drawing shows, in a sentence or two."""
        cases, overdue = sum(one.cases for one in stands), sum(one.overdue for one in stands)
        return self.told(_TELLS).format(steps=steps, moves=moves, cases=cases, overdue=overdue)
