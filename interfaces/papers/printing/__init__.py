"""A document on paper: A4, laid out as official documents are (GB/T 9704-2012), as PDF."""
