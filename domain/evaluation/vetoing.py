"""
What may be done about a veto that was reported, and how it is folded. Source: domain.md §9, vetoes [L], steps [P].

Upstream proposes, a person concludes. Before the award the visit settles it, and takes place because of it; afterwards
a proposed downgrade does. Whoever looks into it may dismiss it, but not who reported it.
"""

from typing import Any, assert_never

from domain.deadlines import Deadline, set_deadline
from domain.evaluation.facts import ReportedVeto
from domain.evaluation.guards import refuse_own_branch, require
from domain.evaluation.refusals import NoSuchVetoError, VetoTooLateError
from domain.evaluation.schemes import frozen_scheme
from domain.evaluation.state import HAS_STAR, EvaluationState, Status, veto_step
from domain.evaluation.vetoes import (
    DismissVeto,
    ReportVeto,
    VetoDismissed,
    VetoesDue,
    VetoEvent,
    VetoReported,
)
from domain.events import Event, Fact
from domain.four_eyes import refuse_same_person
from domain.matter.errors import ActedInFutureError
from domain.orders import Act
from domain.stars.parts import Code
from domain.stars.scoring import ScoreSheet, check_findings

_LIVE = tuple(one for one in Status if one not in {Status.NONE, Status.LEFT, Status.VOID})


def report_veto(command: ReportVeto, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Put an incident on record, each once; after the award only while its star counts."""
    require(act, evaluation, *_LIVE)
    if command.happened_on > act.today:
        raise ActedInFutureError(command.happened_on, act.today)
    assert evaluation.scheme is not None  # noqa: S101  # what lives was opened
    check_findings((), (command.veto,), frozen_scheme(evaluation.scheme, act.rules))
    if any((one.veto, one.happened_on) == (command.veto, command.happened_on) for one in evaluation.vetoes):
        return []
    _refuse_late(act, evaluation)
    due = evaluation.status in HAS_STAR and evaluation.star
    return [
        VetoReported(
            **command.model_dump(include={"veto", "happened_on", "reasons"}),
            documents=command.documents,
            conclusion=_conclusion(command.veto, act, evaluation) if due else None,
        )
    ]


def dismiss_veto(command: DismissVeto, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Find that a veto does not count; who reported it does not."""
    require(act, evaluation, *_LIVE)
    waiting = evaluation.open_vetoes
    if command.veto not in waiting:
        raise NoSuchVetoError(command.veto, ", ".join(waiting) or "-")
    refuse_own_branch(act, evaluation)
    refuse_same_person(act, evaluation.submitters, "evaluation.self_assessed.v1")
    refuse_same_person(act, evaluation.reporters(command.veto), VetoReported.kind_name())
    return [VetoDismissed(veto=command.veto, reasons=command.reasons)]


def to_look_into(sheet: ScoreSheet, evaluation: EvaluationState) -> bool:
    """Whether a veto was told of that the reviewer did not find: it is looked into on the spot, sampled or not [P]."""
    return not set(evaluation.open_vetoes) <= set(sheet.vetoes)


def due_with_star(star: int, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Return by when vetoes that wait are concluded, once there is a star that they could cost."""
    waiting = evaluation.open_vetoes if star else ()
    vetoes = tuple(one for one in waiting if evaluation.deadline(veto_step(one)) is None)
    conclusions = tuple(_conclusion(one, act, evaluation) for one in vetoes)
    return [VetoesDue(vetoes=vetoes, conclusions=conclusions)] if vetoes else []


def evolve_vetoes(evaluation: EvaluationState, event: VetoEvent, fact: Fact[Any]) -> EvaluationState:
    """Fold a veto reported, dismissed, or due; the case is open while one waits."""
    match event:
        case VetoReported(veto=veto, happened_on=day, conclusion=conclusion):
            told = ReportedVeto(veto=veto, happened_on=day, reported_by=tuple(sorted(fact.deciders)))
            known = evaluation.model_copy(update={"vetoes": (*evaluation.vetoes, told)})
            return _waiting(known, () if conclusion is None else (conclusion,))
        case VetoDismissed(veto=veto):
            return _waiting(concluded(evaluation, veto), ())
        case VetoesDue(conclusions=conclusions):
            return _waiting(evaluation, conclusions)
        case unknown:
            assert_never(unknown)


def concluded(evaluation: EvaluationState, *vetoes: Code) -> EvaluationState:
    """Return the state with these vetoes concluded: found, proposed for a downgrade, or dismissed."""
    told = tuple(
        one.model_copy(update={"concluded": one.concluded or one.veto in vetoes}) for one in evaluation.vetoes
    )
    left = evaluation.without(*(veto_step(one) for one in vetoes))
    return evaluation.model_copy(update={"vetoes": told, "deadlines": left})


def _waiting(evaluation: EvaluationState, conclusions: tuple[Deadline, ...]) -> EvaluationState:
    others = evaluation.without(*(one.action for one in conclusions))
    awarded = evaluation.status == Status.AWARDED
    return evaluation.model_copy(
        update={"deadlines": (*others, *conclusions), "closed": awarded and not evaluation.awaited_vetoes}
    )


def _refuse_late(act: Act[Any], evaluation: EvaluationState) -> None:
    until = evaluation.valid_until
    if evaluation.status in HAS_STAR and until is not None and act.acted_on > until:
        raise VetoTooLateError(until)


def _conclusion(veto: Code, act: Act[Any], evaluation: EvaluationState) -> Deadline:
    """Return by when a veto is concluded; one that is told of again does not get more time."""
    action = veto_step(veto)
    running = evaluation.deadline(action)
    return running or set_deadline(action, act.acted_on, act.rules.policy.evaluation.veto_decision, act.rules)
