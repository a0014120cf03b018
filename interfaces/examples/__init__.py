"""Fictional data that is shipped: the example register of the county 示例县 (`register.csv`) and its branches from before (`branches.csv`), made up in full."""
