"""What upstream systems tell of, and the orders that follow from it (上游事件目录). Source: domain.md §§2, 4, 8, 9."""
