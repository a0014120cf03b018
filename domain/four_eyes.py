"""
Segregation of duties: who decided one step may not decide the other (经办审核分离、回避).

Source: domain.md §2 [P]. It binds the persons who decided, not the clerk who recorded, also under delegation.
"""

from collections.abc import Iterable
from typing import Any

from domain.matter.errors import SamePersonError, SelfDecisionError
from domain.orders import Act
from domain.people import PersonId


def refuse_same_person(act: Act[Any], earlier: Iterable[PersonId], step: str) -> None:
    """Refuse when a decider of this act decided `step` before."""
    for person in sorted(act.deciders.intersection(earlier)):
        raise SamePersonError(person, step)


def refuse_self(act: Act[Any], concerned: Iterable[PersonId]) -> None:
    """Refuse when a decider of this act is the person it is about."""
    for person in sorted(act.deciders.intersection(concerned)):
        raise SelfDecisionError(person)
