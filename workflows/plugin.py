"""What a client, a worker and a replayer of this service have in common; given to the client only."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from temporalio.api.failure.v1 import Failure
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverter, PayloadConverter
from temporalio.exceptions import ApplicationError
from temporalio.plugin import SimplePlugin
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from domain.catalogue import Catalogue
from domain.refusals import DomainError
from workflows.appointment import AppointmentWorkflow
from workflows.branch import BranchWorkflow
from workflows.campaign import CampaignWorkflow
from workflows.compression import LargeOnesCompressed
from workflows.enterprise import EnterpriseWorkflow
from workflows.establishment import EstablishmentWorkflow
from workflows.evaluation import EvaluationWorkflow
from workflows.evaluation_round import EvaluationRoundWorkflow
from workflows.filing import FilingWorkflow
from workflows.investigation import InvestigationWorkflow
from workflows.subscription import SubscriptionWorkflow
from workflows.yearly import YearlyWorkflow

WORKFLOWS: tuple[type, ...] = (
    AppointmentWorkflow,
    BranchWorkflow,
    CampaignWorkflow,
    EnterpriseWorkflow,
    EstablishmentWorkflow,
    EvaluationWorkflow,
    EvaluationRoundWorkflow,
    FilingWorkflow,
    InvestigationWorkflow,
    SubscriptionWorkflow,
    YearlyWorkflow,
)


def plugin(catalogue: Catalogue, activities: Sequence[Callable[..., Any]] = ()) -> SimplePlugin:
    """Return the plugin: payloads by pydantic, large ones compressed, refusals that carry their data and sentences, the workflows."""

    class RefusalConverter(DefaultFailureConverter):
        """Turns a refusal into a failure that says which rule refused, with its data and sentences, and no trace."""

        def to_failure(
            self, exception: BaseException, payload_converter: PayloadConverter, failure: Failure
        ) -> None:
            if isinstance(exception, DomainError):
                refusal = catalogue.refusal(exception)
                exception = ApplicationError(
                    f"{refusal.zh} {refusal.en}", refusal, type=refusal.rule, non_retryable=True
                )
            super().to_failure(exception, payload_converter, failure)

    converter: DataConverter = replace(
        pydantic_data_converter,
        failure_converter_class=RefusalConverter,
        payload_codec=LargeOnesCompressed(),
    )
    return SimplePlugin(
        "branch-lifecycle",
        data_converter=converter,
        workflows=WORKFLOWS,
        activities=activities,
        workflow_failure_exception_types=[DomainError],
        workflow_runner=lambda _: SandboxedWorkflowRunner(
            restrictions=SandboxRestrictions.default.with_passthrough_modules(
                "domain", "activities", "structlog"
            )
        ),
    )
