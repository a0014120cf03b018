"""Rounds and evaluations together: what one promises or claims reaches the other, as the service delivers it."""

from typing import Any

from domain.decider import Decider
from domain.deciding import facts_of, fold
from domain.evaluation import commands as c
from domain.matter.commands import ConfirmDelivery, DeliveryOutcome
from domain.matter.state import Promise
from domain.orders import Act, Order, Role
from domain.processes import decider_of
from domain.refusals import DomainError
from tests.domain.evaluation_given import (
    APPROVER,
    EVALUATOR,
    OBJECTOR,
    REVIEWER,
    RULES,
    SUBMITTER,
    evaluator_scores,
    sheet,
)
from tests.domain.star_cases import SIX_HAVES
from tests.spec import SERVICE, Did, Scene, Spec, TimePasses, by_service, did

HERE = ("evaluation/", "evaluation-round/")


class World:
    """Every stream that was spoken to; what goes to other kinds of streams is kept in `sent`."""

    def __init__(self, *more: str) -> None:
        """`more`: streams of other kinds that are spoken to as well."""
        self.here = (*HERE, *more)
        self.scenes: dict[str, Scene] = {}
        self.sent: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str]] = []

    def scene(self, stream: str) -> Scene:
        if stream not in self.scenes:
            self.scenes[stream] = Spec(decider_of(stream), stream, RULES).given()
        return self.scenes[stream]

    def state(self, stream: str) -> Any:
        return self.scene(stream).state

    def do(self, stream: str, *acts: Did | TimePasses) -> None:
        """Do it there; a refusal is raised and changes nothing. Then everything promised is delivered."""
        for act in acts:
            self._do(stream, act)
            self._deliver_all()

    def _do(self, stream: str, act: Did | TimePasses) -> None:
        scene = self.scene(stream)
        scene.today = max(one.today for one in self.scenes.values())
        before, facts = scene.state, list(scene.facts)
        scene.do(act)
        try:
            for claim in scene.decision.claims:
                self._claim(claim.stream, claim.command, scene)
        except DomainError:
            scene.state, scene.facts = before, facts
            raise

    def _claim(self, stream: str, command: str, by: Scene) -> None:
        target = self.scene(stream)
        decider: Decider[Any] = target.spec.decider
        order = Order[Any](
            command_id=by.facts[-1].command_id,
            actor=SERVICE,
            command=decider.command_adapter.validate_json(command),
        )
        act = Act(order=order, at=by.facts[-1].at, rules=RULES)
        facts = facts_of(act, decider.decide(act, target.state), target.state)
        target.state = fold(decider, facts, stream=stream, state=target.state)

    def _deliver_all(self) -> None:
        while waiting := [
            (stream, promise) for stream, one in self.scenes.items() for promise in one.state.undelivered[:1]
        ]:
            for stream, promise in waiting:
                outcome, rule = self._deliver(promise)
                confirmed = ConfirmDelivery(number=promise.number, outcome=outcome, rule=rule)
                self._do(stream, by_service(confirmed))

    def _deliver(self, promise: Promise) -> tuple[DeliveryOutcome, str | None]:
        if not promise.to.startswith(self.here):
            self.sent.append((promise.to, promise.command))
            return DeliveryOutcome.DELIVERED, None
        command = self.scene(promise.to).spec.decider.command_adapter.validate_json(promise.command)
        try:
            self._do(promise.to, by_service(command))
        except DomainError as refused:
            self.refused.append((promise.to, refused.rule))
            return DeliveryOutcome.REFUSED, refused.rule
        return DeliveryOutcome.DELIVERED, None


def scoring(total: int, start: str = "2026-01-12") -> list[Did]:
    """Self-assessment, review and visit of one branch, all of the same mind."""
    visit = c.VerifyOnSite(scores=evaluator_scores(total), met=SIX_HAVES)
    return [
        did(c.SubmitSelfAssessment(sheet=sheet(total)), by=SUBMITTER, on=start),
        did(c.ReviewAssessment(sheet=sheet(total)), by=REVIEWER, on=start),
        did(visit, by=EVALUATOR, on=start),
    ]


def upholding(total: int, on: str) -> list[Did]:
    """An objection on the last day of the notice, looked into and upheld."""
    raised = c.RaiseObjection(reasons="评分有遗漏")
    found = c.InvestigateObjection(number=1, finding="属实")
    right = c.DecideObjection(number=1, sheet=sheet(total), reasons="属实")
    return [
        did(raised, by=OBJECTOR, role=Role.OPERATOR, on=on),
        did(found, by=EVALUATOR, role=Role.EVALUATOR, on=on),
        did(right, by=APPROVER, on=on),
    ]
