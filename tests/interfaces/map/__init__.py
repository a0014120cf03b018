"""The maps of the processes: complete, laid out, drawn, counted."""
