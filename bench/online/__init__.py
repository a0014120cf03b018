"""What `bench.http` measures with: a stack with its API, a client, and whatever is sent."""
