"""How fast it is, as ratios within one run; nothing here is imported by the service."""
