"""Whether the journal still is what was recorded, sealed, signed and anchored."""
