"""Exports: directories of evidence that stand on their own, how they are written and read."""
