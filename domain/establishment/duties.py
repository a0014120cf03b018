"""Who may not decide what in an establishment (经办审核分离、回避). Source: domain.md §2 [P]."""

from typing import Any

from domain.establishment import events as e
from domain.establishment.application import Application, Officers
from domain.establishment.state import EstablishmentState, Status
from domain.four_eyes import refuse_same_person, refuse_self
from domain.matter.errors import NotNowError
from domain.orders import Act
from domain.people import Person, PersonId


def require(act: Act[Any], state: EstablishmentState, *possible: Status) -> None:
    """Refuse a step that the case is not at."""
    if state.status not in possible:
        raise NotNowError(act.command.kind, state.status, possible)


def refuse_applicants(act: Act[Any], state: EstablishmentState) -> None:
    """Refuse who applied."""
    refuse_same_person(act, state.applicants, e.ApplicationSubmitted.kind_name())


def refuse_reviewers(act: Act[Any], state: EstablishmentState) -> None:
    """Refuse who reviewed the application before."""
    refuse_same_person(act, state.reviewers, e.ApplicationReturned.kind_name())


def refuse_recorders(act: Act[Any], state: EstablishmentState) -> None:
    """Refuse who recorded a meeting, its result or a shortfall."""
    refuse_same_person(act, state.recorders, e.FoundingMeetingHeld.kind_name())


def refuse_filers(act: Act[Any], state: EstablishmentState) -> None:
    """Refuse who filed."""
    refuse_same_person(act, state.filers, e.EstablishmentFiled.kind_name())


def refuse_concerned(
    act: Act[Any],
    application: Application,
    group: tuple[Person, ...] = (),
    officers: Officers | None = None,
) -> None:
    """Refuse the candidate for secretary, and whoever is named."""
    concerned: set[PersonId] = {one.id for one in group}
    if application.secretary:
        concerned.add(application.secretary.id)
    refuse_self(act, concerned.union(officers.people if officers else ()))
