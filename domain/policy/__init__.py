"""The numbers: one versioned document of values, each with its source and strength."""
