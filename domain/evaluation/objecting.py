"""Objections against a proposal on public notice (公示异议). Source: domain.md §9 [P]."""

from typing import Any

from domain.deadlines import set_deadline
from domain.evaluation import commands as c
from domain.evaluation import events as e
from domain.evaluation.facts import Objection, Scored
from domain.evaluation.guards import refuse_judged_before, refuse_own_branch, require
from domain.evaluation.refusals import NoSuchObjectionError, NoticeOverError, NotInvestigatedError
from domain.evaluation.schemes import frozen_scheme
from domain.evaluation.state import APPEAL, EvaluationState, Status, objection_step
from domain.events import Event
from domain.four_eyes import refuse_same_person
from domain.orders import Act
from domain.stars.scoring import category_totals


def raise_objection(command: c.RaiseObjection, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """
    Put an objection on record, until the last day of the notice, included.

    One of those days that is recorded after the award is an appeal against it. Source: seams.md, two times [P].
    """
    require(act, evaluation, Status.ON_NOTICE, Status.AWARDED)
    until = evaluation.notice_until
    if until is None or act.acted_on > until:
        raise NoticeOverError(until)
    return [_raised(command, act, evaluation)]


def _raised(command: c.RaiseObjection, act: Act[Any], evaluation: EvaluationState) -> Event:
    term = act.rules.policy.evaluation.objection_decision
    if evaluation.status == Status.AWARDED:
        decision = set_deadline(APPEAL, act.acted_on, term, act.rules)
        return e.ObjectionAppealed(reasons=command.reasons, documents=command.documents, decision=decision)
    number = evaluation.objections_raised + 1
    decision = set_deadline(objection_step(number), act.acted_on, term, act.rules)
    return e.ObjectionRaised(
        number=number, reasons=command.reasons, documents=command.documents, decision=decision
    )


def investigate(command: c.InvestigateObjection, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Record what was found; whoever raised the objection does not look into it."""
    objection = _objection(command.number, evaluation)
    refuse_own_branch(act, evaluation)
    refuse_same_person(act, objection.raised_by, e.ObjectionRaised.kind_name())
    if objection.finding == command.finding:
        return []
    return [
        e.ObjectionInvestigated(number=command.number, finding=command.finding, documents=command.documents)
    ]


def decide_objection(command: c.DecideObjection, act: Act[Any], evaluation: EvaluationState) -> list[Event]:
    """Dismiss an investigated objection, or uphold it with the right scores; who looked into it does not decide."""
    objection = _objection(command.number, evaluation)
    refuse_judged_before(act, evaluation)
    refuse_same_person(act, objection.raised_by, e.ObjectionRaised.kind_name())
    refuse_same_person(act, objection.investigated_by, e.ObjectionInvestigated.kind_name())
    if objection.finding is None:
        raise NotInvestigatedError(command.number)
    if command.sheet is None:
        return [e.ObjectionDismissed(number=command.number, reasons=command.reasons)]
    assert evaluation.scheme is not None  # noqa: S101  # what was proposed was opened
    totals = category_totals(command.sheet, frozen_scheme(evaluation.scheme, act.rules))
    scored = Scored(totals=totals, met=command.sheet.met, vetoes=command.sheet.vetoes)
    return [
        e.ObjectionUpheld(number=command.number, reasons=command.reasons, sheet=command.sheet, scored=scored)
    ]


def _objection(number: int, evaluation: EvaluationState) -> Objection:
    found = evaluation.objection(number)
    if found is None:
        waiting = ", ".join(str(one.number) for one in evaluation.objections) or "-"
        raise NoSuchObjectionError(number, waiting)
    return found
