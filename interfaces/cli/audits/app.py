"""The root of `branchctl audit`."""

from cyclopts import App

from interfaces.cli.audits.reconciling import reconcile

audit = App(
    name="audit",
    help="审计：核验、重放、规则复核、证明、导出。 What an auditor asks: verify, replay, conform, prove, export.",
)

audit.command(reconcile)
