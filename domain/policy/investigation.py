"""Numbers of the investigation and its campaign (domain.md §4)."""

from enum import StrEnum

from pydantic import model_validator

from domain.model import Model
from domain.policy.rule import Rule, Term
from domain.policy.values import Number, Switch


class ParkLevel(StrEnum):
    """Who recognised a park or cluster, from the highest to the lowest."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"

    def reaches(self, least: "ParkLevel") -> bool:
        """Tell whether this level is `least` or above it."""
        levels = list(ParkLevel)
        return levels.index(self) <= levels.index(least)


class InvestigationPolicy(Model):
    """Who is investigated, who first, and how long it takes."""

    employees_minimum: Number
    """Employees from which an enterprise with premises and activity has priority."""
    park_level_minimum: Rule[ParkLevel]
    """Lowest level of a park or cluster that gives priority."""
    individual_business: Switch
    """Whether 个体工商户 are investigated."""
    completion: Term
    """From opening to submission."""
    review: Term
    """From submission to acceptance or return."""
    transfer: Term
    """For the task of transferring a member's relation into the enterprise."""
    repeat: Term
    """How often every enterprise is investigated again."""
    campaign_rows_minimum: Number
    """Rows below which a campaign is not worth its round; advice only."""
    campaign_rows_maximum: Number
    """Rows one campaign takes at most."""

    @model_validator(mode="after")
    def _in_order(self) -> "InvestigationPolicy":
        if self.campaign_rows_minimum.value > self.campaign_rows_maximum.value:
            message = "campaign_rows_minimum is above campaign_rows_maximum"
            raise ValueError(message)
        return self
