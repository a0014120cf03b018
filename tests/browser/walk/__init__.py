"""One long walk through the console, from the first run to the proof, on the whole service as `branchctl up` runs it."""
