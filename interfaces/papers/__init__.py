"""The documents that follow from acts: what stands in them, pure, and how they are printed."""
