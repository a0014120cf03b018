"""The coverage figures (domain.md §11): counted over the rows of the registers, for one organisation and those below it."""
