"""The engines: that they start, come back, and leave nothing behind."""
