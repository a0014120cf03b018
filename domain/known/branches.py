"""What a living branch tells: of its own commands, and of the filing of a contract of somebody who works for it."""

from collections.abc import Iterator

from domain.branch import commands as c
from domain.branch.state import BranchState
from domain.filing.commands import SubmitFiling
from domain.known.telling import Known, Telling, only


def _enterprise(branch: BranchState, _of: str) -> Iterator[Known]:
    """Its enterprise, where it has one alone."""
    yield Known("enterprise", only(branch.enterprises))


def _crossed(branch: BranchState, _of: str) -> Iterator[Known]:
    """Tell the threshold that was crossed, where one alone is open."""
    crossed = only(branch.thresholds)
    if crossed is not None:
        yield Known("threshold", crossed.threshold)
        yield Known("enterprise", crossed.enterprise)


def _secretary(branch: BranchState, _of: str) -> Iterator[Known]:
    """Whose trainings and honours are recorded: the secretary's."""
    yield Known("person", branch.secretary.person if branch.secretary else None)


def _graded(branch: BranchState, _of: str) -> Iterator[Known]:
    """Tell the year that was reported on and has no grade yet."""
    yield Known("year", branch.reported_year if branch.reported_year != branch.graded_year else None)


def _contract(branch: BranchState, contract: str) -> Iterator[Known]:
    """Tell the contract as the branch has it on record: whose it is, in which post, under which terms."""
    held = next((one.held for one in branch.contracts if one.held.contract == contract), None)
    if held is not None:
        yield Known("org", branch.org)
        yield Known("branch", branch.id)
        yield Known("enterprise", only(branch.enterprises))
        yield Known("person", held.person)
        yield Known("post", held.post)
        yield Known("investor", _investor(branch, held.person.id))
        yield Known("change.before", held.terms)


def _investor(branch: BranchState, person: str) -> bool | None:
    """Whether somebody in office is a main investor, where the branch knows it."""
    return next((one.investor for _, one in branch.held_by(person)), None)


BRANCH: Telling = {
    c.ReportMembership: _enterprise,
    c.ReportEmployees: _enterprise,
    c.DecideThreshold: _crossed,
    c.RecordMerit: _secretary,
    c.GradeSecretary: _graded,
    SubmitFiling: _contract,
}
