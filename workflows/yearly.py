"""年度轮次: started by a schedule, once a year."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.yearly import Yearly, YearlyKind, YearlyOpened, YearlyRequest
    from domain.dates import local_day
    from domain.model import Model
    from domain.orders import OrgId


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
        year = local_day(workflow.now()).year
        evaluated = year - 1 if start.kind is YearlyKind.EVALUATION else year
        return await workflow.execute_activity_method(
            Yearly.open_year,
            YearlyRequest(kind=start.kind, org=start.org, year=evaluated),
            start_to_close_timeout=timedelta(minutes=10),
        )
