"""The documents that follow from acts."""
