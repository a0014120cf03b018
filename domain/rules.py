"""What an act is judged by: policy, calendar and, for stars, a scheme; each with its digest."""

from datetime import date

from domain.calendar import Calendar
from domain.model import Model, Sha256
from domain.policy.policy import Policy
from domain.stars.scheme import Scheme


class RulesStamp(Model):
    """The digests an entry names: under which documents it was decided."""

    policy: Sha256
    calendar: Sha256
    scheme: Sha256 | None = None


class AdoptedPolicy(Model):
    """A policy and the day from which it is in force."""

    since: date
    policy: Policy


class Rules(Model):
    """
    The documents one process is judged by. Nothing reads a global.

    `policy` is the one in force when the process opened; `later` those adopted since, oldest first, because a meeting
    is judged by the policy of its day; `schemes` the star schemes in force, for evaluations only.
    """

    stamp: RulesStamp
    policy: Policy
    calendar: Calendar
    schemes: tuple[Scheme, ...] = ()
    later: tuple[AdoptedPolicy, ...] = ()

    def policy_on(self, day: date) -> Policy:
        """Return the policy in force on `day`, of those this process can meet."""
        in_force = [adopted.policy for adopted in self.later if adopted.since <= day]
        return in_force[-1] if in_force else self.policy
