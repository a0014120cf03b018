"""年度轮次: started by a schedule, once a year."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from activities.yearly import Yearly, YearlyKind, YearlyOpened, YearlyRequest
    from domain.model import Model
    from domain.orders import OrgId

_UNLESS_WRONG = RetryPolicy(non_retryable_error_types=[ValidationError.__name__])
"""Engines come back; what cannot be expressed today cannot be tomorrow either. Refusals are answers, not failures."""


class YearlyStart(Model):
    """What a schedule opens every year for an organisation and those below it."""

    kind: YearlyKind
    org: OrgId


@workflow.defn(name="Yearly")
class YearlyWorkflow:
    """Opens the year's rounds: the evaluation of the year that ended, the investigation of the one that began."""

    @workflow.run
    async def run(self, start: YearlyStart) -> YearlyOpened:
        """Open them and end."""
        return await workflow.execute_activity_method(
            Yearly.open_year,
            YearlyRequest(kind=start.kind, org=start.org, at=workflow.now()),
            start_to_close_timeout=timedelta(minutes=10),
            retry_policy=_UNLESS_WRONG,
        )
