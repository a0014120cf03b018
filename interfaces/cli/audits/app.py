"""The root of `branchctl audit`."""

from cyclopts import App

audit = App(
    name="audit",
    help="审计：核验、重放、规则复核、证明、导出。 What an auditor asks: verify, replay, conform, prove, export.",
)
