"""What the service promises, as sentences."""
