"""How a branch's state evolves; total. The office's part stands in `evolve_office`."""

from typing import Any, TypeVar, assert_never

from domain.branch import events as e
from domain.branch.adjusting import ChangeKind, ChangeMode, Join, Merge, Move, Rename, Split
from domain.branch.evolve_office import OfficeEvent, evolve_office
from domain.branch.facts import Partner
from domain.branch.kinds import BranchMode, UnknownFact
from domain.branch.onboarding import LegacyFacts
from domain.branch.state import (
    ADJUST,
    COMPLETE,
    CONFIRM,
    THRESHOLD,
    Affiliate,
    BranchState,
    BranchStatus,
    ContractRecord,
    Ending,
    NotedAdviser,
    NotedStar,
    OpenThreshold,
)
from domain.deadlines import Deadline
from domain.events import Fact
from domain.serials.serials import SerialClaimed, SerialReleased, evolve_serial

D = TypeVar("D")


def evolve(branch: BranchState, fact: Fact[e.BranchEvent]) -> BranchState:  # noqa: C901  # one arm an event
    """Fold one event of a branch."""
    event = fact.event
    if isinstance(event, OfficeEvent):
        return evolve_office(branch, event, tuple(sorted(fact.deciders)))
    match event:
        case e.BranchEstablished() as established:
            return _established(branch, established)
        case e.BranchActivated() as activated:
            return _activated(branch, activated)
        case e.ExistingBranchRegistered() as registered:
            return _registered(branch, registered, fact)
        case e.RegistrationConfirmed() as confirmed:
            return _confirmed(branch, confirmed)
        case e.RegistrationRejected():
            return _ended(branch, BranchStatus.REJECTED)
        case e.FactsCompleted() as completed:
            return _completed(branch, completed)
        case e.MembershipReported() as reported:
            return _reported(branch, reported)
        case e.EmployeesReported(enterprise=enterprise, employees=employees):
            return _counting(branch, enterprise, employees=employees)
        case e.ThresholdCrossed() as crossed:
            return _crossed(branch, crossed)
        case e.ThresholdLapsed(threshold=threshold, enterprise=enterprise):
            return _settled(branch, threshold, enterprise)
        case e.ThresholdDecided() as decided:
            return _decided(branch, decided)
        case e.EvaluationNoted(evaluation=evaluation):
            return _with(branch, evaluations=(*branch.evaluations, evaluation))
        case e.StarNoted(year=year, star=star, evaluation=evaluation):
            others = tuple(one for one in branch.stars if one.year != year)
            noted = NotedStar(year=year, star=star, evaluation=evaluation)
            return _with(branch, stars=(*others, noted))
        case e.StarUndone(evaluation=evaluation):
            return _with(branch, stars=tuple(one for one in branch.stars if one.evaluation != evaluation))
        case e.AffiliationNoted() as affiliation:
            return _hosting(branch, affiliation)
        case e.PartnerLeft(enterprise=enterprise):
            return _left(branch, enterprise)
        case e.BranchAdjusted() as adjusted:
            return _adjusted(_carried_out(branch, adjusted), adjusted)
        case e.MergerAdmitted(enterprises=enterprises):
            return _with(branch, expected=(*branch.expected, *enterprises))
        case e.BranchReceived(partners=partners):
            held = {one.enterprise for one in partners}
            kept = tuple(one for one in branch.partners if one.enterprise not in held)
            waiting = tuple(one for one in branch.expected if one not in held)
            return _with(_joint(branch), partners=(*kept, *partners), expected=waiting)
        case e.BranchDissolved(transfer=transfer, document=document):
            return _with(_dissolved(branch, transfer), ending=Ending(document=document))
        case e.MembersTransferred() | e.BranchUndone():
            return _ended(branch, BranchStatus.DISSOLVED)
        case SerialClaimed() | SerialReleased() as serial:
            return _with(branch, serials=evolve_serial(branch.serials, serial))
        case unknown:
            assert_never(unknown)


def _with(branch: BranchState, **changes: Any) -> BranchState:  # noqa: ANN401  # the fields of the state
    return branch.model_copy(update=changes)


def _set(branch: BranchState, *deadlines: Deadline | None) -> tuple[Deadline, ...]:
    fresh = tuple(one for one in deadlines if one is not None)
    return (*branch.without(*(one.action for one in fresh)), *fresh)


def _established(branch: BranchState, event: e.BranchEstablished) -> BranchState:
    return _with(
        branch,
        status=BranchStatus.FOUNDED,
        org=event.org,
        superior=event.superior,
        name=event.name,
        branch_kind=event.branch_kind,
        mode=event.mode,
        village=event.village,
        ends_on=event.ends_on,
        partners=event.partners,
        body_counted=event.body_counted,
    )


def _activated(branch: BranchState, event: e.BranchActivated) -> BranchState:
    return _with(
        branch,
        status=BranchStatus.ACTIVE,
        founded_on=event.founded_on,
        secretary=event.secretary,
        deputy=event.deputy,
        further_deputies=event.further_deputies,
        committee=event.committee,
        term=event.term,
        agreed_end=event.term.ends_on if event.term else None,
        deadlines=_set(branch, event.reelection, event.appraisal, event.body_end),
    )


def _registered(branch: BranchState, event: e.ExistingBranchRegistered, fact: Fact[Any]) -> BranchState:
    registered = _with(
        branch,
        status=BranchStatus.REGISTERED,
        org=event.org,
        superior=event.superior,
        name=event.name,
        village=event.village,
        unknown=event.unknown,
        contracts=tuple(ContractRecord(held=one) for one in event.contracts),
        stars=tuple(NotedStar(year=one.year, star=one.star) for one in event.stars),
        advisers=tuple(
            NotedAdviser(adviser=one.person.id, enterprise=one.enterprise, until=one.until)
            for one in event.advisers
        ),
        recorders=tuple(sorted(fact.deciders)),
        deadlines=_set(branch, event.confirmation),
    )
    known = tuple(one for one in UnknownFact if one not in event.unknown)
    return _knowing(registered, event.facts, known)


def _confirmed(branch: BranchState, event: e.RegistrationConfirmed) -> BranchState:
    waiting = (event.reelection, event.appraisal, event.completion)
    deadlines = tuple(one for one in _set(branch, *waiting) if one.action != CONFIRM)
    return _with(branch, status=BranchStatus.ACTIVE, deadlines=deadlines)


def _completed(branch: BranchState, event: e.FactsCompleted) -> BranchState:
    deadlines = _set(branch, event.reelection, event.appraisal)
    if not event.left:
        deadlines = tuple(one for one in deadlines if one.action != COMPLETE)
    return _knowing(_with(branch, unknown=event.left, deadlines=deadlines), event.facts, event.known)


def _knowing(branch: BranchState, facts: LegacyFacts, known: tuple[UnknownFact, ...]) -> BranchState:
    """Take over the facts that are known; the enterprises themselves are always told at registration."""
    changes = {name: getattr(facts, name) for fact in known for name in _TOLD_BY.get(fact, ())}
    if facts.partners:
        changes["partners"] = _joined(branch, facts.partners)
    if UnknownFact.TERM in known:
        changes["agreed_end"] = facts.term.ends_on if facts.term else None
    return _with(branch, **changes)


_TOLD_BY = {
    UnknownFact.BRANCH_KIND: ("branch_kind",),
    UnknownFact.MODE: ("mode",),
    UnknownFact.FOUNDED_ON: ("founded_on",),
    UnknownFact.SECRETARY: ("secretary", "deputy"),
    UnknownFact.TERM: ("term",),
}
"""Where each fact stands; members and employees stand with the enterprises."""


def _joined(branch: BranchState, told: tuple[Partner, ...]) -> tuple[Partner, ...]:
    """Return the enterprises with what is told of their counts; what is not told stays as it is."""
    names = {one.enterprise for one in told}
    kept = tuple(one for one in branch.partners if one.enterprise not in names)
    return (*kept, *(_counted(branch, one) for one in told))


def _counted(branch: BranchState, told: Partner) -> Partner:
    before = branch.partner(told.enterprise) or told
    return told.model_copy(
        update={
            "counted": before.counted if told.counted is None else told.counted,
            "employees": before.employees if told.employees is None else told.employees,
        }
    )


def _reported(branch: BranchState, event: e.MembershipReported) -> BranchState:
    if event.enterprise is None:
        return _with(branch, body_counted=event.counted)
    return _counting(branch, event.enterprise, counted=event.counted)


def _counting(branch: BranchState, enterprise: str, **counts: int) -> BranchState:
    def changed(partner: Partner) -> Partner:
        return partner.model_copy(update=counts) if partner.enterprise == enterprise else partner

    return _with(branch, partners=tuple(changed(one) for one in branch.partners))


def _crossed(branch: BranchState, event: e.ThresholdCrossed) -> BranchState:
    crossing = OpenThreshold(
        threshold=event.threshold, enterprise=event.enterprise, direction=event.direction
    )
    deadlines = branch.deadlines if branch.deadline(THRESHOLD) else _set(branch, event.decision)
    return _with(branch, thresholds=(*branch.thresholds, crossing), deadlines=deadlines)


def _settled(branch: BranchState, threshold: int, enterprise: str | None) -> BranchState:
    left = tuple(
        one for one in branch.thresholds if (one.threshold, one.enterprise) != (threshold, enterprise)
    )
    return _with(branch, thresholds=left, deadlines=branch.deadlines if left else branch.without(THRESHOLD))


def _decided(branch: BranchState, event: e.ThresholdDecided) -> BranchState:
    """Let an answer that is to be carried out wait until it is, or the same threshold is answered otherwise."""
    key = (event.threshold, event.enterprise)
    asked = tuple(one for one in branch.thresholds if (one.threshold, one.enterprise) == key)
    others = tuple(one for one in branch.adjusting if (one.threshold, one.enterprise) != key)
    settled = _settled(branch, *key)
    if event.adjustment is None:
        return _adjusting(settled, others)
    awaited = (
        settled if settled.deadline(ADJUST) else _with(settled, deadlines=_set(settled, event.adjustment))
    )
    return _adjusting(awaited, (*others, *asked))


def _adjusting(branch: BranchState, waiting: tuple[OpenThreshold, ...]) -> BranchState:
    """Return it with the answers that wait for an adjustment; the deadline goes with the last."""
    deadlines = branch.deadlines if waiting else branch.without(ADJUST)
    return _with(branch, adjusting=waiting, deadlines=deadlines)


def _carried_out(branch: BranchState, event: e.BranchAdjusted) -> BranchState:
    """Any other change than of its name or superior is what was awaited."""
    return branch if isinstance(event.change, Rename | Move) else _adjusting(branch, ())


def _hosting(branch: BranchState, event: e.AffiliationNoted) -> BranchState:
    affiliate = Affiliate(enterprise=event.enterprise, establishment=event.establishment)
    if not event.affiliated:
        return _with(branch, affiliated=tuple(one for one in branch.affiliated if one != affiliate))
    others = tuple(one for one in branch.affiliated if one.enterprise != event.enterprise)
    return _with(branch, affiliated=(*others, affiliate))


def _adjusted(branch: BranchState, event: e.BranchAdjusted) -> BranchState:  # noqa: C901  # one arm a change
    match event.change:
        case Rename(name=name):
            return _with(branch, name=name)
        case ChangeKind(branch_kind=kind):
            return _with(branch, branch_kind=kind)
        case ChangeMode(mode=mode):
            return _with(branch, mode=mode)
        case Join(enterprise=enterprise, counted=counted):
            joined = Partner(enterprise=enterprise, counted=counted)
            return _with(_joint(branch), partners=(*branch.partners, joined))
        case Split(enterprise=enterprise):
            return _left(branch, enterprise)
        case Move(superior=superior):
            return _with(branch, superior=superior)
        case Merge(into=into):
            merged = Ending(document=event.document, into=into)
            return _with(_ended(branch, BranchStatus.DISSOLVED), ending=merged)
        case unknown:
            assert_never(unknown)


def _joint(branch: BranchState) -> BranchState:
    """Return an independent branch as a joint one: more enterprises come to it."""
    return _with(branch, mode=BranchMode.JOINT) if branch.mode == BranchMode.INDEPENDENT else branch


def _left(branch: BranchState, enterprise: str) -> BranchState:
    """Return it without an enterprise, and without what was asked about that."""
    left = tuple(one for one in branch.partners if one.enterprise != enterprise)
    open_ones = tuple(one for one in branch.thresholds if one.enterprise != enterprise)
    deadlines = branch.deadlines if open_ones else branch.without(THRESHOLD)
    asking = _with(branch, partners=left, thresholds=open_ones, deadlines=deadlines)
    return _adjusting(asking, tuple(one for one in branch.adjusting if one.enterprise != enterprise))


def _dissolved(branch: BranchState, transfer: Deadline | None) -> BranchState:
    """Nothing of the living branch waits any more; only its members' transfer does."""
    ended = _ended(branch, BranchStatus.DISSOLVED)
    if transfer is None:
        return ended
    return _with(ended, closed=False, deadlines=(*_of_the_kernel(branch), transfer))


def _ended(branch: BranchState, status: BranchStatus) -> BranchState:
    return _with(
        branch,
        status=status,
        closed=True,
        thresholds=(),
        adjusting=(),
        question=None,
        owed=(),
        result=None,
        unknown=(),
        deadlines=_of_the_kernel(branch),
    )


def _of_the_kernel(branch: BranchState) -> tuple[Deadline, ...]:
    """Return the deadlines of a consequence or suspension: they outlive the branch."""
    return tuple(one for one in branch.deadlines if one.action in {"keep_or_undo", "decide_suspension"})
