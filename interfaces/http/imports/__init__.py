"""Registers come in over HTTP: uploaded and looked through, then written, with their progress told."""
