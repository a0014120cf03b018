"""What an act is judged by: policy, calendar and what else was adopted; each with its digest."""

from datetime import date

from domain.calendar import Calendar
from domain.model import Model, Sha256
from domain.policy.policy import Policy
from domain.stars.scheme import Scheme, scheme_digest


class RulesStamp(Model):
    """
    The digests an entry names: under which documents it was decided.

    `besides`: of the later policies and the star schemes that its case can meet, each with its day; absent when there
    are none. Without it the same policy and calendar could stand for two sets of rules. `scheme`: of no use any more,
    kept since running workflows have been told it.
    """

    policy: Sha256
    calendar: Sha256
    scheme: Sha256 | None = None
    besides: Sha256 | None = None


class AdoptedPolicy(Model):
    """A policy and the day from which it is in force."""

    since: date
    policy: Policy


class SchemeDay(Model):
    """The day from which a star scheme, named by its digest, is in force."""

    scheme: Sha256
    since: date


class Rules(Model):
    """
    The documents one process is judged by. Nothing reads a global.

    `policy` is the one in force when the process opened; `later` those adopted since, oldest first, because a meeting
    is judged by the policy of its day; `schemes` every star scheme that was adopted, for evaluations only, since a
    round goes on under the one it froze; `scheme_days` from when each is in force.
    """

    stamp: RulesStamp
    policy: Policy
    calendar: Calendar
    schemes: tuple[Scheme, ...] = ()
    scheme_days: tuple[SchemeDay, ...] = ()
    later: tuple[AdoptedPolicy, ...] = ()

    def policy_on(self, day: date) -> Policy:
        """Return the policy in force on `day`, of those this process can meet."""
        in_force = [adopted.policy for adopted in self.later if adopted.since <= day]
        return in_force[-1] if in_force else self.policy

    def schemes_on(self, day: date) -> tuple[Scheme, ...]:
        """Return the star schemes in force on `day`; one of which no day is told always was."""
        ahead = {one.scheme for one in self.scheme_days if one.since > day}
        return tuple(one for one in self.schemes if scheme_digest(one) not in ahead)
