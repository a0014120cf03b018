"""The approval of an establishment, for each way in which it is set up (组建批复). Source: S6–S8; B6."""

from collections.abc import Iterator
from functools import partial

from domain.catalogue import Said
from domain.establishment import events as e
from domain.establishment.application import Application, Officers
from domain.establishment.modes import Mode
from domain.model import EntryRef
from domain.policy.exceptions import Waiver
from interfaces.papers.draft import Draft
from interfaces.papers.moment import Moment
from interfaces.papers.of.applicants import APPLIED, to_applicant
from interfaces.papers.paper import PaperKind
from interfaces.papers.words import Words

_KEYS = {Mode.AFFILIATED: "affiliated", Mode.WORK_COVERAGE: "covered"}
"""Modes that found no organisation have a title of their own."""


def draft(event: e.EstablishmentApproved, moment: Moment, words: Words) -> Draft:
    """Return the approval: the answer, what is approved, what it covers, who acts, until when."""
    application = event.application
    told = _telling(application, words)
    key = _KEYS.get(application.mode)
    what = (told(f"establishment.{key}.text"),) if key else tuple(_founding(event, told, words))
    return Draft(
        kind=PaperKind.APPROVAL,
        close="approval",
        title=told(f"establishment.{key or 'approved'}"),
        body=(_answer(event, moment, words), *what, *_until(event, words)),
        number=event.document,
        addressee=to_applicant(moment, words),
        attachments=application.documents,
        waivers=event.waivers or _granted(moment),
        rests_on=(APPLIED, (e.HostAgreed,)),
        cites=_cited(application),
        ended_by=(e.EstablishmentRevoked, e.ModeChanged, e.CoverageEnded),
    )


def _granted(moment: Moment) -> tuple[Waiver, ...]:
    """Return the exceptions under which it was applied for."""
    applied = moment.last(*APPLIED)
    waivers: tuple[Waiver, ...] = applied.event.waivers if applied else ()
    return waivers


def _answer(event: e.EstablishmentApproved, moment: Moment, words: Words) -> Said:
    applied, name = moment.last(*APPLIED), event.application.name
    if applied is None:
        return words.said("establishment.approved.direct", name=name)
    return words.said("establishment.approved.answer", name=name, day=words.day(applied.acted_on))


def _founding(event: e.EstablishmentApproved, told: "partial[Said]", words: Words) -> Iterator[Said]:
    application = event.application
    yield told("establishment.approved.kind")
    if application.partners:
        yield told("establishment.approved.enterprises")
    if application.body:
        yield told("establishment.approved.body", body=application.body.name)
    yield told("establishment.approved.counted")
    if event.founding_group:
        yield told("establishment.approved.group", people=words.comrades(event.founding_group))
    if event.officers:
        yield from _named(event.officers, words)


def _named(officers: Officers, words: Words) -> Iterator[Said]:
    yield words.said("establishment.approved.officers", secretary=words.comrade(officers.secretary.person))
    if officers.deputies:
        deputies = words.comrades(one.person for one in officers.deputies)
        yield words.said("establishment.approved.deputies", deputies=deputies)


def _until(event: e.EstablishmentApproved, words: Words) -> tuple[Said, ...]:
    return tuple(
        words.said(
            "establishment.approved.due", day=words.day(one.due_on), step=words.catalogue.step(one.action)
        )
        for one in event.deadlines
    )


def _cited(application: Application) -> tuple[EntryRef, ...]:
    bodies = (application.body,) if application.body else ()
    return tuple(one.source for one in (*application.partners, *bodies) if one.source)


def _telling(application: Application, words: Words) -> "partial[Said]":
    """Return who fills a sentence with what was applied for."""
    return partial(
        words.said,
        name=application.name,
        mode=application.mode,
        kind=application.kind,
        counted=application.counted,
        enterprises=words.enterprises(application.enterprises),
        host=words.branch(application.host) if application.host else None,
    )
