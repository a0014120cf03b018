"""Numbers of the appointment of a secretary and of the years in office (domain.md §7)."""

from domain.model import Model
from domain.policy.rule import Term
from domain.policy.values import Number, Switch


class AppointmentPolicy(Model):
    """Who may become secretary, how long each step takes, and what follows."""

    opened: Term
    """From the vacancy to the secretary in office."""
    membership_minimum: Term
    """How long a candidate must have been a full member."""
    offices_maximum: Number
    """Secretary's offices one person holds, at most."""
    standards_minimum: Number
    """How many of the eight standards a candidate must meet."""
    review: Term
    """From nomination to the review of the qualification."""
    notice_required: Switch
    """Whether a candidate who passed is put on public notice."""
    notice: Term
    """How long the public notice stands."""
    objection_decision: Term
    """Time to decide an objection against a candidate."""
    report: Term
    """From the election to the report of its result."""
    approval: Term
    """The superior's time to approve the elected or appointed."""
    taking_office: Term
    """From approval to taking office."""
    deputy_employees: Number
    """Employees from which an enterprise is large."""
    deputy_members: Number
    """Counted members from which a branch has many."""
    deputy_within: Term
    """Time to find a full-time deputy where one is due."""
    union_chair_advised: Switch
    """Whether a secretary or deputy who is no investor is advised to chair the trade union."""
    appraisal_every: Term
    """How often a secretary reports and is graded."""
    unsatisfactory_in_a_row: Number
    """Grades 不称职 one after another at which the superior is asked."""
