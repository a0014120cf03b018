"""Read models folded from the journal (台账, worklist, timeline, coverage): derived, thrown away and rebuilt at will."""
