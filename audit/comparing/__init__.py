"""Two times of one journal beside each other: an export and what stands now, or two exports."""
