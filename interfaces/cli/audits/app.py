"""The root of `branchctl audit`."""

from cyclopts import App

from interfaces.cli.audits.comparing import diff
from interfaces.cli.audits.exporting import export
from interfaces.cli.audits.proving import prove
from interfaces.cli.audits.reconciling import reconcile
from interfaces.cli.audits.sealing import rotate_key, status

audit = App(
    name="audit",
    help="审计：核验、重放、规则复核、证明、导出。 What an auditor asks: verify, replay, conform, prove, export.",
)

audit.command(reconcile)
audit.command(status)
audit.command(rotate_key)
for evidence in (export, prove, diff):
    audit.command(evidence)
