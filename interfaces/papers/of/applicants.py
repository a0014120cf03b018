"""Who applied for an establishment, for what, and who filed it: to them its documents go (申请人)."""

from typing import Any

from domain.catalogue import Said
from domain.establishment import events as e
from domain.establishment.application import Application
from domain.establishment.modes import OWN_BRANCH
from domain.establishment.state import EstablishmentState
from domain.events import Fact
from interfaces.papers.issuing import addressed
from interfaces.papers.moment import Moment
from interfaces.papers.words import Words

APPLIED = (e.ApplicationSubmitted, e.ApplicationResubmitted)


def application_of(moment: Moment) -> Application:
    """Return what was applied for, or decided without an application."""
    state: EstablishmentState = moment.state
    return state.applied


def to_applicant(moment: Moment, words: Words) -> Said:
    """Return the address of who applied; of those who found it, where the office that decides applied itself."""
    application = application_of(moment)
    group = words.said("group", name=application.name)
    covered = "、".join(words.enterprises(application.enterprises))
    instead = group if application.mode in OWN_BRANCH else covered
    return addressed(moment.last(*APPLIED), instead, moment, words)


def to_filer(filing: Fact[Any] | None, moment: Moment, words: Words) -> Said:
    """Return the address of who filed it; the organisation itself, where the office that keeps the files did."""
    return addressed(filing, application_of(moment).name, moment, words)
