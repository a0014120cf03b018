"""The root of `branchctl audit`."""

from cyclopts import App

from interfaces.cli.audits.comparing import diff
from interfaces.cli.audits.conforming import conform
from interfaces.cli.audits.exporting import export
from interfaces.cli.audits.proving import prove
from interfaces.cli.audits.reconciling import reconcile
from interfaces.cli.audits.replaying import replay
from interfaces.cli.audits.sealing import rotate_key, status
from interfaces.cli.audits.verifying import verify_journal

audit = App(
    name="audit",
    help="审计：核验、重放、规则复核、证明、导出。 What an auditor asks: verify, replay, conform, prove, export.",
)

audit.command(verify_journal, name="verify")
for question in (status, replay, conform, prove, export, diff, reconcile, rotate_key):
    audit.command(question)
