"""What the benches stand on."""
