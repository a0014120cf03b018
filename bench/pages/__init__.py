"""What `bench.console` measures with: a province in a ledger, its console on a port, and somebody who looks at pages."""
