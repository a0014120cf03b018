"""What is refused in meetings and elections; sentences in `domain/messages/elections.toml`."""

from domain.refusals import DomainError


class QuorumNotMetError(DomainError):
    """Fewer members came than the meeting needs."""

    rule = "elections.quorum-not-met"
    policy = "election.quorum"

    def __init__(self, present: int, needed: int) -> None:
        super().__init__(present=present, needed=needed)


class ProxyVotesError(DomainError):
    """Somebody voted for another."""

    rule = "elections.proxy-votes"

    def __init__(self, proxies: int) -> None:
        super().__init__(proxies=proxies)


class PersonListedTwiceError(DomainError):
    """Somebody is listed twice among the absent and suspended."""

    rule = "elections.person-listed-twice"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class MoreListedThanRollError(DomainError):
    """More are listed as absent or suspended than there are on the roll."""

    rule = "elections.more-listed-than-roll"

    def __init__(self, listed: int, roll: int) -> None:
        super().__init__(listed=listed, roll=roll)


class NobodyEligibleError(DomainError):
    """Nobody is left who may vote."""

    rule = "elections.nobody-eligible"

    def __init__(self, roll: int) -> None:
        super().__init__(roll=roll)


class MorePresentThanEligibleError(DomainError):
    """More are said to be present and entitled than can be."""

    rule = "elections.more-present-than-eligible"

    def __init__(self, present: int, possible: int) -> None:
        super().__init__(present=present, possible=possible)


class CandidateTwiceError(DomainError):
    """Somebody stands twice on one ballot."""

    rule = "elections.candidate-twice"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class CandidateNotEntitledError(DomainError):
    """Somebody stands who is not a full member whose relation is here."""

    rule = "elections.candidate-not-entitled"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class CandidateSuspendedError(DomainError):
    """Somebody stands whose right to be elected is suspended."""

    rule = "elections.candidate-suspended"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class TooFewCandidatesError(DomainError):
    """Fewer stand than the ballot needs."""

    rule = "elections.too-few-candidates"

    def __init__(self, candidates: int, needed: int) -> None:
        super().__init__(candidates=candidates, needed=needed)


class TooFewCommitteeCandidatesError(DomainError):
    """Too few more stand for a committee than it has seats."""

    rule = "elections.too-few-committee-candidates"
    policy = "election.candidates_excess"

    def __init__(self, candidates: int, needed: int, percent: int) -> None:
        super().__init__(candidates=candidates, needed=needed, percent=percent)


class WrongOfficerCandidatesError(DomainError):
    """Another number stands for secretary or deputy than the committee may vote on."""

    rule = "elections.wrong-officer-candidates"
    policy = "election.officer_candidates"

    def __init__(self, candidates: int, needed: int) -> None:
        super().__init__(candidates=candidates, needed=needed)


class NotOnCommitteeError(DomainError):
    """A committee is to elect an officer who is not one of its members."""

    rule = "elections.not-on-committee"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class MoreIssuedThanPresentError(DomainError):
    """More ballot papers were issued than members were present."""

    rule = "elections.more-issued-than-present"

    def __init__(self, issued: int, present: int) -> None:
        super().__init__(issued=issued, present=present)


class MoreReturnedThanIssuedError(DomainError):
    """More ballot papers came back than were issued: the ballot is void."""

    rule = "elections.more-returned-than-issued"

    def __init__(self, returned: int, issued: int) -> None:
        super().__init__(returned=returned, issued=issued)


class MoreValidThanReturnedError(DomainError):
    """More ballot papers are called valid than came back."""

    rule = "elections.more-valid-than-returned"

    def __init__(self, valid: int, returned: int) -> None:
        super().__init__(valid=valid, returned=returned)


class TalliedTwiceError(DomainError):
    """Somebody's votes are stated twice."""

    rule = "elections.tallied-twice"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class TalliedUnknownError(DomainError):
    """Votes are stated for somebody who neither stood nor was written in."""

    rule = "elections.tallied-unknown"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class MoreVotesThanValidError(DomainError):
    """Somebody has more votes than there are valid papers."""

    rule = "elections.more-votes-than-valid"

    def __init__(self, person: str, votes: int, valid: int) -> None:
        super().__init__(person=person, votes=votes, valid=valid)


class MoreVotesThanSeatsError(DomainError):
    """All votes together are more than the valid papers can hold."""

    rule = "elections.more-votes-than-seats"

    def __init__(self, votes: int, possible: int) -> None:
        super().__init__(votes=votes, possible=possible)


class NothingToFillError(DomainError):
    """A further ballot is stated although every seat is filled."""

    rule = "elections.nothing-to-fill"

    def __init__(self, elected: int) -> None:
        super().__init__(elected=elected)


class NotAmongTiedError(DomainError):
    """The ballot after a tie is not the second one among exactly those who tied."""

    rule = "elections.not-among-tied"

    def __init__(self, tied: str, seats: int) -> None:
        super().__init__(tied=tied, seats=seats)


class NotForOpenSeatsError(DomainError):
    """A further ballot is not for the seats that stayed open."""

    rule = "elections.not-for-open-seats"

    def __init__(self, seats: int, open_seats: int) -> None:
        super().__init__(seats=seats, open_seats=open_seats)


class AlreadyElectedError(DomainError):
    """Somebody who was elected already stands again."""

    rule = "elections.already-elected"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class AnotherElectionError(DomainError):
    """Ballots for different seats or by different electors are given as one election."""

    rule = "elections.another-election"


class CommitteeTooEarlyError(DomainError):
    """A committee is asked for with too few members."""

    rule = "elections.committee-too-early"
    policy = "election.committee_from"

    def __init__(self, counted: int, needed: int) -> None:
        super().__init__(counted=counted, needed=needed)


class CommitteeMissingError(DomainError):
    """No committee is asked for although there are members enough."""

    rule = "elections.committee-missing"
    policy = "election.committee_from"

    def __init__(self, counted: int, needed: int) -> None:
        super().__init__(counted=counted, needed=needed)


class UnusualSeatsError(DomainError):
    """The committee would have another number of seats than usual."""

    rule = "elections.unusual-seats"
    policy = "election.committee_seats"

    def __init__(self, seats: int, usual: str) -> None:
        super().__init__(seats=seats, usual=usual)


class TooManySeatsError(DomainError):
    """The committee would have too many seats."""

    rule = "elections.too-many-seats"
    policy = "election.committee_seats_maximum"

    def __init__(self, seats: int, limit: int) -> None:
        super().__init__(seats=seats, limit=limit)


class TooManyDeputiesError(DomainError):
    """A branch without a committee would have too many deputies."""

    rule = "elections.too-many-deputies"
    policy = "election.deputy_maximum"

    def __init__(self, deputies: int, limit: int) -> None:
        super().__init__(deputies=deputies, limit=limit)


class CongressTooEarlyError(DomainError):
    """Delegates are to meet in place of members who can all meet."""

    rule = "elections.congress-too-early"
    policy = "election.congress_from"

    def __init__(self, counted: int, needed: int) -> None:
        super().__init__(counted=counted, needed=needed)


class BranchTooLargeError(DomainError):
    """A branch would have more members than a branch has."""

    rule = "elections.branch-too-large"
    policy = "establishment.branch_members_maximum"

    def __init__(self, counted: int, limit: int) -> None:
        super().__init__(counted=counted, limit=limit)


class GeneralBranchTooSmallError(DomainError):
    """A general branch would have fewer members than one needs."""

    rule = "elections.general-branch-too-small"
    policy = "establishment.general_branch_minimum"

    def __init__(self, counted: int, needed: int) -> None:
        super().__init__(counted=counted, needed=needed)


class GeneralBranchTooLargeError(DomainError):
    """A general branch would have members enough for a committee."""

    rule = "elections.general-branch-too-large"
    policy = "establishment.committee_minimum"

    def __init__(self, counted: int, below: int) -> None:
        super().__init__(counted=counted, below=below)


class CommitteeTooSmallError(DomainError):
    """A basic-level committee would have fewer members than one needs."""

    rule = "elections.committee-too-small"
    policy = "establishment.committee_minimum"

    def __init__(self, counted: int, needed: int) -> None:
        super().__init__(counted=counted, needed=needed)


class WrongSlatesError(DomainError):
    """The slates do not fit the leadership that is to be elected."""

    rule = "elections.wrong-slates"

    def __init__(self, expected: str, given: str) -> None:
        super().__init__(expected=expected, given=given)


class OfficeTwiceError(DomainError):
    """One person was elected to two offices."""

    rule = "elections.office-twice"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class WrongRollError(DomainError):
    """Others were expected than belong to the body that met."""

    rule = "elections.wrong-roll"

    def __init__(self, roll: int, members: int) -> None:
        super().__init__(roll=roll, members=members)
