"""What may be done with a filing, and what it causes. Source: S18; domain.md §8."""

from datetime import date
from typing import Any, assert_never

from domain.dates import due, working_days_after
from domain.deadlines import set_deadline
from domain.events import Event
from domain.filing import commands as c
from domain.filing import events as e
from domain.filing.kinds import GROUNDS, FilingKind, LegalGround
from domain.filing.refusals import (
    AppealTooLateError,
    ConsentModeError,
    ContractKnownError,
    MissingTermsError,
    NoContractToFileError,
    WrongGroundError,
)
from domain.filing.state import ANSWER, APPEAL, CORRECT, DECIDE, LINK, FilingState, Status
from domain.four_eyes import refuse_same_person, refuse_self
from domain.matter.commands import Tick
from domain.matter.errors import NotNowError
from domain.orders import Act
from domain.policy.filing import FilingMode

OwnCommand = (
    c.SubmitFiling
    | c.AcknowledgeFiling
    | c.RequestCorrection
    | c.Correct
    | c.Withdraw
    | c.ObjectToFiling
    | c.DecideObjection
    | c.AppealConsent
    | c.DecideAppeal
    | c.RecordStatement
    | c.LinkContract
)


def decide(act: Act[OwnCommand], filing: FilingState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    _refuse_concerned(act, filing)
    match act.command:
        case c.SubmitFiling() as command:
            return _submit(command, act, filing)
        case c.AcknowledgeFiling():
            return _acknowledge(act, filing)
        case c.RequestCorrection() as command:
            return _request_correction(command, act, filing)
        case c.Correct() as command:
            return _correct(command, act, filing)
        case c.Withdraw() as command:
            _require(act, filing, Status.SUBMITTED)
            return [e.FilingWithdrawn(reason=command.reason)]
        case c.ObjectToFiling() as command:
            return _object(command, act, filing)
        case c.DecideObjection() as command:
            return _decide_objection(command, act, filing)
        case c.AppealConsent() as command:
            return _appeal(command, act, filing)
        case c.DecideAppeal() as command:
            return _decide_appeal(command, act, filing)
        case c.RecordStatement() as command:
            _require(act, filing, Status.SUBMITTED, Status.CORRECTING, Status.LAPSED, Status.OBJECTED)
            return [e.StatementRecorded(statement=command.statement)]
        case c.LinkContract() as command:
            return _link(command, act, filing)
        case unknown:
            assert_never(unknown)


def passed(act: Act[Tick], filing: FilingState) -> list[Event]:
    """Return what a passed deadline causes: a correction lapses; in consent mode silence is consent [P]."""
    if filing.status == Status.CORRECTING and _overdue(filing, CORRECT):
        return [e.FilingLapsed()]
    silence = act.rules.policy.filing.silence_is_consent.value
    awaiting = filing.status == Status.SUBMITTED and _overdue(filing, ANSWER)
    return _consented(act, filing) if awaiting and silence and _needs_consent(act, filing) else []


def _consented(act: Act[Tick], filing: FilingState) -> list[Event]:
    """Return the consent: it came with the last day of the answer, however much later time was told."""
    answer = filing.deadline(ANSWER)
    assert answer is not None  # noqa: S101  # it has passed
    until = due(answer.due_on, act.rules.policy.filing.appeal, act.rules.calendar).on
    receipt = _receipt(answer.due_on, filing)
    return [e.ConsentedBySilence(receipt=receipt, late_by_days=filing.late_by_days, appeal_until=until)]


def _submit(command: c.SubmitFiling, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    if filing.status != Status.NONE:
        return []
    if command.investor and command.change.before is None and command.change.after is None:
        raise NoContractToFileError(command.person.name)
    _check_change(command.filing, command.change)
    policy = act.rules.policy.filing
    known = command.contract_entry is not None or command.filing == FilingKind.REGISTER
    return [
        e.FilingSubmitted(
            **command.model_dump(include={"filing", "org", "branch", "enterprise", "post"}),
            person=command.person,
            contract_known=known,
            change=command.change,
            late_by_days=_late_by_days(command.change, act.acted_on, act),
            answer=set_deadline(ANSWER, act.acted_on, policy.answer, act.rules),
            linking=None if known else set_deadline(LINK, act.acted_on, policy.linking, act.rules),
        )
    ]


def _check_change(filing: FilingKind, change: c.FiledChange) -> None:
    if change.ground not in GROUNDS[filing]:
        raise WrongGroundError(filing, change.ground, sorted(GROUNDS[filing]))
    needs_before = filing not in {FilingKind.REGISTER, FilingKind.REVERSE}
    needs_after = filing in {FilingKind.REGISTER, FilingKind.RENEW, FilingKind.CHANGE}
    if needs_before and change.before is None:
        raise MissingTermsError(filing, "before")
    if needs_after and change.after is None:
        raise MissingTermsError(filing, "after")


def _late_by_days(change: c.FiledChange, submitted_on: date, act: Act[OwnCommand]) -> int:
    """
    Return the working days by which a submission is past the filing period; 0 = in time.

    Judged by the date on the paper of the submission, never by when it was corrected or acknowledged. Source: S18;
    period [P].
    """
    last = due(change.effective_on, act.rules.policy.filing.late_after, act.rules.calendar).on
    return working_days_after(last, submitted_on, act.rules.calendar)


def _acknowledge(act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    if filing.status == Status.FILED:
        return []
    _require(act, filing, Status.SUBMITTED)
    refuse_same_person(act, filing.submitters, e.FilingSubmitted.kind_name())
    return [_acknowledged(act, filing)]


def _acknowledged(act: Act[OwnCommand], filing: FilingState) -> Event:
    return e.FilingAcknowledged(receipt=_receipt(act.acted_on, filing), late_by_days=filing.late_by_days)


def _receipt(day: date, filing: FilingState) -> str:
    """Return the receipt's number: one for each filing, made of the year, the contract and the serial number."""
    return f"BA-{day.year}-{filing.contract}-{filing.number}"


def _request_correction(
    command: c.RequestCorrection, act: Act[OwnCommand], filing: FilingState
) -> list[Event]:
    _require(act, filing, Status.SUBMITTED)
    refuse_same_person(act, filing.submitters, e.FilingSubmitted.kind_name())
    correction = set_deadline(CORRECT, act.acted_on, act.rules.policy.filing.correction, act.rules)
    return [e.CorrectionRequested(items=command.items, correction=correction)]


def _correct(command: c.Correct, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    _require(act, filing, Status.CORRECTING, Status.LAPSED)
    assert filing.filing is not None  # noqa: S101  # a filing that is corrected was submitted
    assert filing.submitted_on is not None  # noqa: S101  # at the same time
    _check_change(filing.filing, command.change)
    deadline = filing.deadline(CORRECT)
    return [
        e.FilingCorrected(
            change=command.change,
            reopened=filing.status == Status.LAPSED,
            late=deadline is not None and act.acted_on > deadline.due_on,
            late_by_days=_late_by_days(command.change, filing.submitted_on, act),
            answer=set_deadline(ANSWER, act.acted_on, act.rules.policy.filing.answer, act.rules),
        )
    ]


def _object(command: c.ObjectToFiling, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    _require(act, filing, Status.SUBMITTED)
    if not _needs_consent(act, filing):
        ground = filing.change.ground if filing.change else "-"
        raise ConsentModeError(act.rules.policy.filing.mode.value, ground)
    refuse_same_person(act, filing.submitters, e.FilingSubmitted.kind_name())
    decision = set_deadline(DECIDE, act.acted_on, act.rules.policy.filing.objection_decision, act.rules)
    return [e.FilingObjected(reasons=command.reasons, decision=decision)]


def _needs_consent(act: Act[Any], filing: FilingState) -> bool:
    """Whether the superior must consent: a dismissal, where the policy asks for it. Source: local practice [L]."""
    asks = act.rules.policy.filing.mode.value == FilingMode.CONSENT
    return asks and filing.change is not None and filing.change.ground == LegalGround.EMPLOYER_DISMISSES


def _decide_objection(command: c.DecideObjection, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    _require(act, filing, Status.OBJECTED)
    refuse_same_person(act, filing.submitters, e.FilingSubmitted.kind_name())
    refuse_same_person(act, filing.objectors, e.FilingObjected.kind_name())
    if command.upheld:
        return [e.FilingDenied(reasons=command.reasons)]
    return [_acknowledged(act, filing)]


def _appeal(command: c.AppealConsent, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    if filing.status == Status.APPEALED:
        return []
    if filing.by_silence is None or act.acted_on > filing.by_silence:
        raise AppealTooLateError(filing.by_silence)
    decision = set_deadline(APPEAL, act.acted_on, act.rules.policy.filing.objection_decision, act.rules)
    return [e.ConsentAppealed(reasons=command.reasons, decision=decision)]


def _decide_appeal(command: c.DecideAppeal, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    _require(act, filing, Status.APPEALED)
    refuse_same_person(act, filing.submitters, e.FilingSubmitted.kind_name())
    refuse_same_person(act, filing.objectors, e.ConsentAppealed.kind_name())
    if command.upheld:
        return [e.ConsentRevoked(reasons=command.reasons)]
    return [e.ConsentUpheld(reasons=command.reasons)]


def _link(command: c.LinkContract, act: Act[OwnCommand], filing: FilingState) -> list[Event]:
    if filing.contract_known:
        raise ContractKnownError
    refuse_same_person(act, filing.submitters, e.FilingSubmitted.kind_name())
    return [e.ContractLinked(contract=command.contract)]


def _require(act: Act[OwnCommand], filing: FilingState, *possible: Status) -> None:
    if filing.status not in possible:
        raise NotNowError(act.command.kind, filing.status, possible)


def _refuse_concerned(act: Act[OwnCommand], filing: FilingState) -> None:
    """Refuse the person whose contract it is, whatever is ordered but a statement (回避). Source: domain.md §8."""
    command = act.command
    if isinstance(command, c.RecordStatement):
        return
    person = command.person if isinstance(command, c.SubmitFiling) else filing.person
    refuse_self(act, [person.id] if person else [])


def _overdue(filing: FilingState, action: str) -> bool:
    deadline = filing.deadline(action)
    return deadline is not None and deadline.passed
