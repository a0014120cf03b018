"""What other systems tell (上游事件): proved to be theirs, put into the inbox, relayed to the cases it concerns."""
