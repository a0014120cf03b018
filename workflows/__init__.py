"""Durable Temporal workflows, one class a process; the loop they share is `process.py`."""
