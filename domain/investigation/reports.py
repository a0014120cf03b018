"""Who tells what in a section: the same again, something new, or a contradiction (来源核对). Source: domain.md §4 [P]."""

from collections.abc import Iterable

from domain.events import Event
from domain.investigation import commands as c
from domain.investigation import events as e
from domain.investigation.checks import check_section
from domain.investigation.refusals import DisputedError, NotDisputedError, NotReportedError
from domain.investigation.sections import Report
from domain.investigation.state import InvestigationState, Told
from domain.matter.errors import ActedInFutureError
from domain.orders import Act

Telling = c.ReportSection | c.CorrectSection | c.ResolveDispute


def report_of(command: Telling, act: Act[Telling]) -> Report:
    """Return what is told, with its provenance; refuse what contradicts itself or was observed in the future."""
    if command.observed_on > act.today:
        raise ActedInFutureError(command.observed_on, act.today)
    check_section(command.content, command.observed_on)
    return Report(
        content=command.content,
        source=act.order.actor.id,
        observed_on=command.observed_on,
        evidence=command.evidence,
    )


def reported(report: Report, state: InvestigationState) -> list[Event]:
    """
    Return what a report causes while sections are gathered.

    The same source and content: nothing. Another source with the same content: nothing new either. Another source,
    other content: disputed. The same source with other content: it brings its own word up to date.
    """
    told = state.section(report.content.section)
    if told is None or _says_anew(report, told):
        return [e.SectionReported(report=report)]
    if any(_same(report, one) for one in (told.report, *told.rivals)):
        return []
    if report.content == told.report.content:
        return [e.SectionReported(report=report)] if _rival(report, told) else []
    return [e.SectionDisputed(report=report)]


def differing(report: Report, state: InvestigationState) -> list[Event]:
    """Return what upstream causes after the submission: a difference for the reviewer, if it is one."""
    told = state.section(report.content.section)
    agrees = told is not None and told.report.content == report.content
    known = any(_same(report, one) for one in state.differences)
    return [] if agrees or known else [e.DifferenceReported(report=report)]


def corrected(
    command: c.CorrectSection | c.ResolveDispute, report: Report, state: InvestigationState
) -> Event:
    """Return the mended section; a dispute is resolved, nothing else is."""
    name = report.content.section
    told = state.section(name)
    if told is None:
        raise NotReportedError(name)
    resolves = isinstance(command, c.ResolveDispute)
    if resolves and not told.rivals:
        raise NotDisputedError(name)
    if told.rivals and not resolves:
        raise DisputedError(name)
    return e.SectionCorrected(report=report, resolves=resolves, reason=command.reason)


def with_report(told: Iterable[Told], report: Report) -> tuple[Told, ...]:
    """Return the sections with `report` as what stands, or beside what stands when that says the same."""
    others, mine = _split(told, report)
    stands = report
    if mine is not None and mine.report.source != report.source and mine.report.content == report.content:
        stands = mine.report
    rivals = mine.rivals if mine is not None else ()
    left = tuple(one for one in rivals if one.source != report.source and one.content != stands.content)
    return (*others, Told(report=stands, rivals=left))


def with_rival(told: Iterable[Told], report: Report) -> tuple[Told, ...]:
    """Return the sections with `report` against what stands; without anything that stands, it stands itself."""
    others, mine = _split(told, report)
    if mine is None:
        return (*others, Told(report=report))
    if mine.report.content == report.content:
        return (*others, mine)
    rivals = tuple(one for one in mine.rivals if one.source != report.source)
    return (*others, mine.model_copy(update={"rivals": (*rivals, report)}))


def resolved(told: Iterable[Told], report: Report) -> tuple[Told, ...]:
    """Return the sections with `report` as the only word."""
    others, _mine = _split(told, report)
    return (*others, Told(report=report))


def _split(told: Iterable[Told], report: Report) -> tuple[tuple[Told, ...], Told | None]:
    """Return what is told of other sections, and what of this one."""
    name = report.content.section
    sections = tuple(told)
    others = tuple(one for one in sections if one.report.content.section != name)
    return others, next((one for one in sections if one.report.content.section == name), None)


def _says_anew(report: Report, told: Told) -> bool:
    return report.source == told.report.source and report.content != told.report.content


def _same(report: Report, other: Report) -> bool:
    return report.source == other.source and report.content == other.content


def _rival(report: Report, told: Told) -> bool:
    return any(one.source == report.source for one in told.rivals)
