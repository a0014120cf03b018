"""The rules: commands, events, decide, evolve, tasks, policy, calendar. Pure: no I/O, no clock, no randomness."""
