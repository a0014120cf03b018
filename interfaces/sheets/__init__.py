"""Registers as workbooks: which columns each has, how a cell is written, and what goes with them."""
